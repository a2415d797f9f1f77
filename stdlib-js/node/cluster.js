// node:cluster. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("cluster", [
  "fork", "setupPrimary", "setupMaster", "disconnect",
]);
export const {
  fork, setupPrimary, setupMaster, disconnect,
} = absent;

export class Worker {
  constructor() { throw notAvailable("cluster.Worker"); }
}
export const isPrimary = true;
export const isMaster = true;
export const isWorker = false;
export const workers = {};
export const settings = {};
export const SCHED_NONE = 1;
export const SCHED_RR = 2;
export const schedulingPolicy = 2;

export default {
  ...absent, isMaster, isPrimary, isWorker, SCHED_NONE, SCHED_RR, schedulingPolicy, settings, Worker, workers,
};
