// Flows: channels joined to each other by green threads. Each thread ends when its input is closed, and closes its output; so
// a flow ends from its source on. A stage that throws ends the flow with its error where the flow is received from; what comes before it
// in the flow then ends too. This file is compiled like a program, so that all of it can block.
import { chan, fail } from "hz:core/channel";
import { ClosedError } from "hz:core/errors";
import { WaitGroup } from "hz:core/sync";
import { goLocal } from "hz:core/task";

// The channels that flows have made, by their readers.
const made = new WeakMap();

function readerOf(channel) {
  made.set(channel.reader, channel);
  return channel.reader;
}

// Starts a thread for each of the functions, which fill `out` from `inputs`.
function fill(out, inputs, functions) {
  const open = new WaitGroup();
  open.add(functions.length);
  for (const run of functions) {
    goLocal(() => {
      try {
        run();
      } catch (error) {
        stop(out, inputs, error);
      } finally {
        open.done();
      }
    });
  }
  goLocal(() => {
    open.wait();
    if (!out.closed) out.close();
  });
  return readerOf(out);
}

// A flow ends early: by a failure, or because nobody receives any more (then `out` is closed already).
function stop(out, inputs, error) {
  if (!out.closed) fail(out, error);
  for (const input of inputs) {
    const channel = made.get(input);
    if (channel !== undefined && !channel.closed) channel.close();
  }
}

/** A channel with the values of all the channels, in the order in which they come. Closed when all of them are. */
export function merge(...channels) {
  const out = chan();
  const copies = channels.map((channel) => () => {
    for (const value of channel) out.send(value);
  });
  return fill(out, channels, copies);
}

/** `n` channels that share the values of one: each value goes to the first that is free. */
export function fanOut(channel, n) {
  return Array.from({ length: n }, () => merge(channel));
}

/**
 * A channel with the values of `source` (a channel or anything iterable) after all stages. A stage is a function of a
 * value, or `{ run, workers, capacity }`: with several workers the order may change. A stage that gives `undefined`
 * drops the value.
 */
export function pipeline(source, ...stages) {
  let channel = typeof source.recv === "function" ? source : from(source);
  for (const stage of stages) channel = addStage(channel, stage);
  return channel;
}

/** A channel with the values of anything iterable. */
export function from(iterable, capacity = 0) {
  const out = chan(capacity);
  const send = () => {
    for (const value of iterable) out.send(value);
  };
  return fill(out, [], [send]);
}

function addStage(input, stage) {
  const { run, workers = 1, capacity = 0 } = typeof stage === "function" ? { run: stage } : stage;
  const out = chan(capacity);
  const work = () => {
    for (const value of input) {
      const result = run(value);
      if (result !== undefined) out.send(result);
    }
  };
  return fill(out, [input], new Array(workers).fill(work));
}

/** Sends each value to all who have subscribed. */
export class Broadcast {
  #subscribers = new Set();
  #closed = false;

  /**
   * A channel that gets every value sent from now on; close it to unsubscribe. When it is full, `send` waits for it,
   * unless it was made with `{ drop: true }`: then it misses the value.
   */
  subscribe(capacity = 0, { drop = false } = {}) {
    const channel = chan(capacity);
    if (this.#closed) channel.close();
    else this.#subscribers.add({ channel, drop });
    return channel;
  }

  send(value) {
    if (this.#closed) throw new ClosedError("send on a closed broadcast", value);
    for (const subscriber of [...this.#subscribers]) this.#deliver(subscriber, value);
  }

  #deliver(subscriber, value) {
    const { channel, drop } = subscriber;
    try {
      if (!channel.trySend(value) && !drop) channel.send(value);
    } catch (error) {
      if (!(error instanceof ClosedError)) throw error;
      this.#subscribers.delete(subscriber);
    }
  }

  /** Closes all channels that subscribed. */
  close() {
    this.#closed = true;
    for (const { channel } of this.#subscribers) if (!channel.closed) channel.close();
    this.#subscribers.clear();
  }

  /** How many have subscribed. */
  get size() {
    return this.#subscribers.size;
  }
}

/** A channel that sends each value to all who have subscribed. */
export function broadcast() {
  return new Broadcast();
}

