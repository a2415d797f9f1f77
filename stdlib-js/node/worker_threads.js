// node:worker_threads. Partial: a program of hz uses green threads (`go` from "hz") on every core and needs no workers.
import ops from "hz:internal/ops";
import { missing, notAvailable } from "./internal/errors.js";

export const isMainThread = ops.isolate === 0;
export const parentPort = null;
export const workerData = null;
export const threadId = ops.isolate;
export const resourceLimits = {};
export const SHARE_ENV = Symbol.for("nodejs.worker_threads.SHARE_ENV");

export class Worker {
  constructor() { throw notAvailable('worker_threads.Worker (use go from "hz")'); }
}
export class MessageChannel {
  constructor() { throw notAvailable('worker_threads.MessageChannel (use chan from "hz")'); }
}
export class MessagePort {
  constructor() { throw notAvailable('worker_threads.MessagePort (use chan from "hz")'); }
}
export class BroadcastChannel {
  constructor() { throw notAvailable('worker_threads.BroadcastChannel (use broadcast from "hz")'); }
}

const environmentData = new Map();
export const getEnvironmentData = (key) => environmentData.get(key);
export function setEnvironmentData(key, value) {
  if (value === undefined) environmentData.delete(key);
  else environmentData.set(key, value);
}

const absent = missing("worker_threads", ["markAsUntransferable", "moveMessagePortToContext", "receiveMessageOnPort"]);
export const { markAsUntransferable, moveMessagePortToContext, receiveMessageOnPort } = absent;
export default {
  ...absent, BroadcastChannel, getEnvironmentData, isMainThread, MessageChannel, MessagePort, parentPort, resourceLimits,
  setEnvironmentData, SHARE_ENV, threadId, Worker, workerData,
};
