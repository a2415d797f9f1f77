// node:diagnostics_channel. Partial: tracing channels are not available.
import { checkFunction, notAvailable } from "./internal/errors.js";

const channels = new Map();

export class Channel {
  #subscribers = [];

  constructor(name) {
    this.name = name;
  }
  get hasSubscribers() { return this.#subscribers.length > 0; }
  subscribe(listener) {
    checkFunction("subscription", listener);
    this.#subscribers = [...this.#subscribers, listener];
  }
  unsubscribe(listener) {
    const index = this.#subscribers.indexOf(listener);
    if (index === -1) return false;
    this.#subscribers = this.#subscribers.toSpliced(index, 1);
    return true;
  }
  publish(message) {
    for (const listener of this.#subscribers) listener(message, this.name);
  }
}

export function channel(name) {
  let found = channels.get(name);
  if (found === undefined) channels.set(name, (found = new Channel(name)));
  return found;
}
export const hasSubscribers = (name) => channels.get(name)?.hasSubscribers ?? false;
export const subscribe = (name, listener) => channel(name).subscribe(listener);
export const unsubscribe = (name, listener) => channel(name).unsubscribe(listener);
export function tracingChannel() {
  throw notAvailable("diagnostics_channel.tracingChannel");
}

export default { Channel, channel, hasSubscribers, subscribe, tracingChannel, unsubscribe };
