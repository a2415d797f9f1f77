// node:diagnostics_channel. Partial: no stores are bound to channels.
import { checkFunction } from "./internal/errors.js";

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

const EVENTS = ["start", "end", "asyncStart", "asyncEnd", "error"];

// The five channels of one traced operation, and the ways to run it so that they hear of it.
export class TracingChannel {
  constructor(nameOrChannels) {
    for (const event of EVENTS) {
      const given = typeof nameOrChannels === "string" ? channel(`tracing:${nameOrChannels}:${event}`) : nameOrChannels[event];
      if (!(given instanceof Channel)) throw new TypeError(`tracingChannel: expected a channel named ${event}`);
      this[event] = given;
    }
  }

  get hasSubscribers() { return EVENTS.some((event) => this[event].hasSubscribers); }

  subscribe(handlers) {
    for (const event of EVENTS) if (handlers[event]) this[event].subscribe(handlers[event]);
  }

  unsubscribe(handlers) {
    return EVENTS.map((event) => !handlers[event] || this[event].unsubscribe(handlers[event])).every(Boolean);
  }

  traceSync(fn, context = {}, thisArg, ...args) {
    this.start.publish(context);
    try {
      return (context.result = Reflect.apply(fn, thisArg, args));
    } catch (error) {
      this.#fail(context, error);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }

  tracePromise(fn, context = {}, thisArg, ...args) {
    this.start.publish(context);
    try {
      const settle = (finish) => (value) => {
        finish(value);
        this.asyncStart.publish(context);
        this.asyncEnd.publish(context);
      };
      const succeed = settle((value) => { context.result = value; });
      const fail = settle((error) => this.#fail(context, error));
      return Promise.resolve(Reflect.apply(fn, thisArg, args)).then(
        (value) => { succeed(value); return value; },
        (error) => { fail(error); throw error; },
      );
    } catch (error) {
      this.#fail(context, error);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }

  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    const callback = args.at(position);
    checkFunction("callback", callback);
    const channels = this;
    const traced = function (error, value) {
      if (error) channels.#fail(context, error);
      else context.result = value;
      channels.asyncStart.publish(context);
      try {
        return Reflect.apply(callback, this, arguments);
      } finally {
        channels.asyncEnd.publish(context);
      }
    };
    args.splice(position, 1, traced);
    this.start.publish(context);
    try {
      return Reflect.apply(fn, thisArg, args);
    } catch (error) {
      this.#fail(context, error);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }

  #fail(context, error) {
    context.error = error;
    this.error.publish(context);
  }
}

export const tracingChannel = (nameOrChannels) => new TracingChannel(nameOrChannels);

export default { Channel, TracingChannel, channel, hasSubscribers, subscribe, tracingChannel, unsubscribe };
