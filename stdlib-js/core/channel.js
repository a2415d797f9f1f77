// Channels, with Go's semantics.
//
// Invariants:
// - At least one of `receivers` and `senders` is empty, except when one select both sends and receives on the channel.
// - Receivers wait only while the buffer is empty, senders only while it is full.
// - A closed channel has no waiters, and no room: `room` is the capacity while open, 0 when closed. So the fast path of
//   `send` needs no test of its own for it.
// - A channel that several isolates use has its state elsewhere (`remote`): here it is then empty, without room and without
//   waiters, so that each fast path fails and the slow path asks `remote`.
//
// What `remote` must have: send(value), recv(shape) (block as ours do), trySend(value) -> boolean, tryRecv() -> Received or
// undefined, close(), closed, length, capacity; for select canSend(), canRecv(), watch(waiter, sends) and
// waiter.queue.remove(waiter) to leave.

import { pinnedCall } from "hz:core/pinned";
import { S, setSuspendingNext } from "hz:core/sentinel";
import { ClosedError } from "hz:core/errors";
import { noteThrow } from "hz:core/frames";
import { ITERATION, VALUE, VALUE_OK, WaitQueue } from "hz:core/thread";
import { adopt, ownWaiter, park, ready } from "hz:core/scheduler";
//@trace import * as trace from "hz:core/trace";

/** Whether a value is a channel (both ends). */
export let isChan;
/** Whether a receive would not block. */
export let canRecv;
/** Whether a send would not block. A closed channel's send throws, it does not block. */
export let canSend;
/** Whether somebody waits to receive. */
export let isAwaited;
/** Enqueues a select's waiter. */
export let watch;
/** Moves a channel's state out: gives it, with the waiters in order; from then on the channel asks `remote`, which has
 * room for `capacity` values. */
export let relocate;
/** What a channel asks when its state is elsewhere, or null. */
export let remoteOf;
/** Closes a channel because what fills it has failed: who receives gets the rest, then that error. */
export let fail;
/** The values in a local channel, and those of its blocked senders. */
export let buffered;

// Receives as an iterator's `next` does.
let receiveFor;

let lastId = 0;

/** What `recv2` and `tryRecv` give: a value, or the news that the channel is closed and empty. */
export class Received {
  constructor(value, ok) {
    this.value = value;
    this.ok = ok;
  }
}

export class Chan {
  // The buffer: a ring that grows up to the capacity, so that a large one costs nothing until it is used.
  #items = null;
  #mask = 0;
  #head = 0;
  #count = 0;
  #room;
  #capacity;
  #closed = false;
  // What made the channel end, if that was a failure.
  #failure = null;
  #remote = null;
  #receivers;
  #senders;
  #id = ++lastId;
  #name = "";
  #reader = null;
  #writer = null;

  constructor(capacity) {
    this.#capacity = this.#room = capacity;
    this.#receivers = new WaitQueue("receive from", this);
    this.#senders = new WaitQueue("send to", this);
  }

  /** Sends a value; blocks until a receiver takes it or the buffer has room. Throws ClosedError when closed. */
  send(value) {
    const receiver = claim(this.#receivers);
    if (receiver !== null) {
      //@trace trace.gives(this, receiver);
      give(receiver, value, true);
      return undefined;
    }
    if (this.#count < this.#room) {
      //@trace trace.puts(this);
      this.#put(value);
      return undefined;
    }
    return this.#sendSlow(value);
  }

  /** Receives a value; blocks until there is one. `undefined` when the channel is closed and empty. */
  recv() {
    if (this.#count !== 0) return this.#take();
    const sender = claim(this.#senders);
    //@trace if (sender !== null) trace.takesFrom(this, sender);
    if (sender !== null) return takeFrom(sender);
    return this.#recvSlow(VALUE);
  }

  /** Receives as `{ value, ok }`; `ok` is false when the channel is closed and empty. */
  recv2() {
    if (this.#count !== 0) return new Received(this.#take(), true);
    const sender = claim(this.#senders);
    //@trace if (sender !== null) trace.takesFrom(this, sender);
    if (sender !== null) return new Received(takeFrom(sender), true);
    return this.#recvSlow(VALUE_OK);
  }

  /** Sends if that does not block: true, or false with nothing done. Throws ClosedError when closed. */
  trySend(value) {
    const receiver = claim(this.#receivers);
    if (receiver !== null) {
      //@trace trace.gives(this, receiver);
      give(receiver, value, true);
      return true;
    }
    if (this.#count < this.#room) {
      //@trace trace.puts(this);
      this.#put(value);
      return true;
    }
    if (this.#closed) throw closedError(value);
    return this.#remote !== null && this.#remote.trySend(value);
  }

  /** Receives if that does not block: `{ value, ok }`, or `undefined` when nothing is there. */
  tryRecv() {
    if (this.#count !== 0) return new Received(this.#take(), true);
    const sender = claim(this.#senders);
    //@trace if (sender !== null) trace.takesFrom(this, sender);
    if (sender !== null) return new Received(takeFrom(sender), true);
    if (this.#closed) return this.#end(VALUE_OK);
    return this.#remote === null ? undefined : this.#remote.tryRecv();
  }

  /** Closes the channel: no more sends; receivers drain it, then learn that it is closed. */
  close() {
    if (this.#remote !== null) return this.#remote.close();
    if (this.#closed) throw new ClosedError("close of a closed channel", undefined);
    this.#closed = true;
    this.#room = 0;
    // Receivers wait only while the buffer is empty: none of them can get a value any more.
    let waiter;
    while ((waiter = claim(this.#receivers)) !== null) give(waiter, undefined, false);
    while ((waiter = claim(this.#senders)) !== null) refuse(waiter);
    return undefined;
  }

  /** Whether `close` was called. Values may still be in the buffer. */
  get closed() {
    return this.#remote === null ? this.#closed : this.#remote.closed;
  }

  /** How many values are in the buffer. */
  get len() {
    return this.#remote === null ? this.#count : this.#remote.length;
  }

  /** How many values the buffer can hold. */
  get cap() {
    return this.#capacity;
  }

  /** The channel for receiving only. */
  get reader() {
    return this.#reader ?? (this.#reader = new Reader(this));
  }

  /** The channel for sending only. */
  get writer() {
    return this.#writer ?? (this.#writer = new Writer(this));
  }

  /** A name for reports. */
  get name() {
    return this.#name;
  }

  set name(name) {
    this.#name = `${name}`;
  }

  describe() {
    return this.#name === "" ? `channel ${this.#id}` : `channel "${this.#name}"`;
  }

  // Iteration receives until the channel is closed. Leaving the loop early leaves the channel open.
  [Symbol.iterator]() {
    return new ChannelIterator(this);
  }

  [Symbol.asyncIterator]() {
    return new ChannelAsyncIterator(this);
  }

  get [Symbol.toStringTag]() {
    return "Chan";
  }

  #put(value) {
    const index = this.#count++;
    if (index > this.#mask || this.#items === null) this.#grow();
    this.#items[(this.#head + index) & this.#mask] = value;
  }

  #grow() {
    const old = this.#items;
    const size = old === null ? Math.min(16, powerOfTwo(this.#capacity)) : old.length * 2;
    const items = new Array(size).fill(undefined);
    if (old !== null) {
      for (let i = 0; i < old.length; i++) items[i] = old[(this.#head + i) & this.#mask];
    }
    this.#items = items;
    this.#mask = size - 1;
    this.#head = 0;
  }

  #take() {
    //@trace trace.takes(this);
    const items = this.#items;
    const head = this.#head;
    const value = items[head];
    items[head] = undefined;
    this.#head = (head + 1) & this.#mask;
    this.#count--;
    // The first blocked sender's value takes the place at the end of the queue.
    const sender = claim(this.#senders);
    //@trace if (sender !== null) trace.putsFrom(this, sender);
    if (sender !== null) this.#put(takeFrom(sender));
    return value;
  }

  #sendSlow(value) {
    if (this.#closed) throw closedError(value);
    if (this.#remote !== null) return this.#remote.send(value);
    const waiter = ownWaiter(VALUE);
    waiter.value = value;
    this.#senders.add(waiter);
    return park(waiter);
  }

  #recvSlow(shape) {
    if (this.#closed) return this.#end(shape);
    if (this.#remote !== null) return this.#remote.recv(shape);
    const waiter = ownWaiter(shape);
    this.#receivers.add(waiter);
    return park(waiter);
  }

  #end(shape) {
    if (this.#failure !== null) throw this.#failure.error;
    return shaped(undefined, false, shape);
  }

  // --------------------------------------------------------------------- for select and for remote.js

  static {
    isChan = (value) => typeof value === "object" && value !== null && #room in value;
    canRecv = (chan) => {
      if (chan.#count !== 0 || chan.#senders.first !== null || chan.#closed) return true;
      return chan.#remote !== null && chan.#remote.canRecv();
    };
    canSend = (chan) => {
      if (chan.#receivers.first !== null || chan.#count < chan.#room || chan.#closed) return true;
      return chan.#remote !== null && chan.#remote.canSend();
    };
    fail = (chan, error) => {
      if (chan.#remote !== null) return chan.#remote.close();
      chan.#failure = { error };
      let waiter;
      while ((waiter = claim(chan.#receivers)) !== null) throwInto(waiter, error);
      return chan.close();
    };
    isAwaited = (chan) => chan.#receivers.first !== null;
    watch = (chan, waiter, sends) => {
      if (chan.#remote !== null) chan.#remote.watch(waiter, sends);
      else (sends ? chan.#senders : chan.#receivers).add(waiter);
    };
    relocate = (chan, remote, capacity) => {
      chan.#capacity = capacity;
      const values = [];
      while (chan.#count !== 0) values.push(chan.#pop());
      const state = { capacity: chan.#capacity, closed: chan.#closed, values };
      state.receivers = drain(chan.#receivers);
      state.senders = drain(chan.#senders);
      chan.#remote = remote;
      chan.#items = null;
      chan.#closed = false;
      chan.#room = chan.#mask = chan.#head = 0;
      return state;
    };
    remoteOf = (chan) => chan.#remote;
    buffered = (chan) => {
      const values = [];
      for (let i = 0; i < chan.#count; i++) values.push(chan.#items[(chan.#head + i) & chan.#mask]);
      for (let waiter = chan.#senders.first; waiter !== null; waiter = waiter.after) values.push(waiter.value);
      return values;
    };
    receiveFor = (chan) => {
      if (chan.#count !== 0) return { value: chan.#take(), done: false };
      const sender = claim(chan.#senders);
      //@trace if (sender !== null) trace.takesFrom(chan, sender);
      if (sender !== null) return { value: takeFrom(sender), done: false };
      return chan.#recvSlow(ITERATION);
    };
  }

  // Takes from the buffer without letting a blocked sender in.
  #pop() {
    const value = this.#items[this.#head];
    this.#head = (this.#head + 1) & this.#mask;
    this.#count--;
    return value;
  }
}

function powerOfTwo(n) {
  let size = 1;
  while (size < n && size < 16) size *= 2;
  return size;
}

// Takes the first waiter that can still be answered. One of a select that waits on other cores too may have been
// answered there: then it is on its way, and the next one's turn has come.
function claim(queue) {
  for (;;) {
    if (queue.first === null) return null;
    const waiter = queue.shift();
    if (waiter.select === null || waiter.select.claim()) return waiter;
  }
}

function drain(queue) {
  const waiters = [];
  while (queue.first !== null) waiters.push(queue.shift());
  return waiters;
}

// Gives a receiver that waits its value, or the news that the channel is closed.
export function give(waiter, value, ok) {
  const { select, shape } = waiter;
  if (select !== null) select.win(waiter, value, ok);
  else ready(waiter.thread, shape === VALUE ? value : shaped(value, ok, shape), false);
}

// Takes the value of a sender that waits, which goes on.
export function takeFrom(waiter) {
  const { select, value } = waiter;
  waiter.value = undefined;
  if (select !== null) select.win(waiter, undefined, true);
  else ready(waiter.thread, undefined, false);
  return value;
}

// The channel of a sender that waits was closed.
export function refuse(waiter) {
  const { value } = waiter;
  waiter.value = undefined;
  throwInto(waiter, closedError(value));
}

function throwInto(waiter, error) {
  const { select } = waiter;
  noteThrow(error, select === null ? waiter.thread : select.thread);
  if (select !== null) select.fail(waiter, error);
  else ready(waiter.thread, error, true);
}

function closedError(value) {
  return new ClosedError("send on a closed channel", value);
}

export function shaped(value, ok, shape) {
  if (shape === VALUE_OK) return new Received(value, ok);
  return shape === ITERATION ? { value, done: !ok } : value;
}

class ChannelIterator {
  #chan;

  constructor(chan) {
    this.#chan = chan;
  }

  // Native code (spread, a loop in pinned code) calls it and cannot be suspended.
  next() {
    return pinnedCall(receiveFor(this.#chan));
  }

  static suspendingNext() {
    return receiveFor(this.#chan);
  }

  [Symbol.iterator]() {
    return this;
  }
}

setSuspendingNext(ChannelIterator.prototype.next, ChannelIterator.suspendingNext);

class ChannelAsyncIterator {
  #chan;

  constructor(chan) {
    this.#chan = chan;
  }

  next() {
    const result = receiveFor(this.#chan);
    return result === S ? adopt() : Promise.resolve(result);
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

/** A channel for receiving only. */
export class Reader {
  #chan;

  constructor(chan) {
    this.#chan = chan;
  }

  recv() {
    return this.#chan.recv();
  }

  recv2() {
    return this.#chan.recv2();
  }

  tryRecv() {
    return this.#chan.tryRecv();
  }

  get closed() {
    return this.#chan.closed;
  }

  get len() {
    return this.#chan.len;
  }

  get cap() {
    return this.#chan.cap;
  }

  [Symbol.iterator]() {
    return new ChannelIterator(this.#chan);
  }

  [Symbol.asyncIterator]() {
    return new ChannelAsyncIterator(this.#chan);
  }

  static chanOf(reader) {
    return reader.#chan;
  }
}

/** A channel for sending only. */
export class Writer {
  #chan;

  constructor(chan) {
    this.#chan = chan;
  }

  send(value) {
    return this.#chan.send(value);
  }

  trySend(value) {
    return this.#chan.trySend(value);
  }

  close() {
    return this.#chan.close();
  }

  get closed() {
    return this.#chan.closed;
  }

  get len() {
    return this.#chan.len;
  }

  get cap() {
    return this.#chan.cap;
  }

  static chanOf(writer) {
    return writer.#chan;
  }
}

const readerChan = Reader.chanOf;
const writerChan = Writer.chanOf;
delete Reader.chanOf;
delete Writer.chanOf;

/** The channel behind a view, or the channel itself. */
export function channelOf(value) {
  if (isChan(value)) return value;
  if (value instanceof Reader) return readerChan(value);
  return value instanceof Writer ? writerChan(value) : value;
}

/** Makes a channel. */
export function chan(capacity = 0) {
  if (typeof capacity !== "number") {
    throw new TypeError(`chan: the capacity must be a number, not ${capacity === null ? "null" : typeof capacity}`);
  }
  if (!(capacity >= 0) || (capacity !== Infinity && !Number.isInteger(capacity))) {
    throw new RangeError(`chan: the capacity must be a whole number of at least 0, not ${String(capacity)}`);
  }
  return new Chan(capacity);
}
