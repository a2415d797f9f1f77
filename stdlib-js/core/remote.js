// Channels that several isolates use: what stands behind a Chan whose state is in native code.
//
// A channel starts out local. When it is sent to another isolate (or captured by a thread that may run there), `share`
// moves its state, buffered values and waiting threads included, into native code; from then on every isolate
// has a Chan of its own for it, which asks a Remote.
//
// A blocked operation has a token. Whoever answers it, in whichever isolate, must first win it; a select has one
// token for all its cases on shared channels, and its local channels win it as well before they answer (`claim`). So
// exactly one case runs.
//
// Bounds: `waits` has one entry for each thread blocked here; `byId` one for each shared channel that is reachable.

import ops from "hz:internal/ops";
import { newMap } from "hz:core/abstract";
import { below } from "hz:core/random";
import { ClosedError } from "hz:core/errors";
import { ATOMIC, CANCELLED, VALUE } from "hz:core/thread";
import {
  Chan, Reader, Received, Writer, buffered, channelOf, relocate, remoteOf, shaped,
} from "hz:core/channel";
import { cancelLater, mayBlock, park, ready, repark, running } from "hz:core/scheduler";
import { onEvent } from "hz:core/loop";
import { pack, packHandles, packText, recycle } from "hz:core/pack";
import { beforeArrival, unpack, unpackHandles, unpackIncoming } from "hz:core/unpack";
//@trace import * as trace from "hz:core/trace";

const { words } = ops;

// Outcomes of operations, and the word that holds that of a receive: `message::direct` has the same list.
const WAITS = 0;
const DONE = 1;
const CLOSED = 2;
const NUMBER = 3;
const CONSTANT = 4;
const BYTES = 5;
const KEPT = 6;
const OUTCOME = 4;

// Text of so many characters is written by JavaScript sooner than the engine would be called for it.
const SHORT_TEXT = 64;

const CONSTANTS = [undefined, null, false, true];

// In place of a token: the operation shall not wait.
const NO_TOKEN = 0;

// What `channelLook` is asked.
const LENGTH = 0;
const IS_CLOSED = 1;
const CAN_SEND = 2;
const CAN_RECEIVE = 3;

/** Calls a native function with `a`, `b` and a value. */
export function callWith(native, a, b, value, what) {
  const packer = pack(value, what);
  if (packer === null) return native(a, b, value);
  try {
    return native(a, b, packer.bytes, packer.length, packer.channels, ...packer.rest());
  } finally {
    recycle(packer);
  }
}

// Sends a value by the shortest way that there is for it; gives the outcome. Optimised code calls these functions of `ops`,
// except `channelSend`, without leaving it.
function sendValue(id, token, value) {
  let packer;
  switch (typeof value) {
    case "number": return ops.channelSendNumber(id, token, value);
    case "string":
      if (value.length > SHORT_TEXT) return ops.channelSend(id, token, value);
      packer = packText(value);
      break;
    case "undefined": return ops.channelSendConstant(id, token, 0);
    case "boolean": return ops.channelSendConstant(id, token, value ? 3 : 2);
    case "object":
      if (value === null) return ops.channelSendConstant(id, token, 1);
    // Falls through.
    default: packer = pack(value, "the value sent");
  }
  try {
    if (packer.isDirect()) return ops.channelSendBytes(id, token, packer.length);
    return ops.channelSend(id, token, packer.bytes, packer.length, packer.channels, ...packer.rest());
  } finally {
    recycle(packer);
  }
}

// Receives by the shortest way. The word OUTCOME then says whether there was anything: DONE, WAITS or CLOSED.
function receiveValue(id, token) {
  beforeArrival();
  const result = ops.channelReceive(id, token, 0);
  let value;
  switch (words[OUTCOME]) {
    case WAITS: case CLOSED: return undefined;
    case NUMBER: value = result; break;
    case CONSTANT: value = CONSTANTS[result]; break;
    case BYTES: value = unpackIncoming(result); break;
    case KEPT: value = unpack(ops.channelKept()); break;
    default: throw unknown(id);
  }
  // Not before: reading a value may load a module, whose code may receive too.
  words[OUTCOME] = DONE;
  return value;
}

function unknown(id) {
  return new Error(`this isolate holds no channel of number ${id}`);
}

// ----------------------------------------------------------------------------------- blocked operations

const waits = newMap();
let lastToken = 0;

function newToken() {
  do lastToken = (lastToken + 1) >>> 0;
  while (lastToken === NO_TOKEN || waits.has(lastToken));
  return lastToken;
}

// What blocks a thread in a send or receive on a shared channel.
class RemoteWait {
  constructor(thread, remote, token) {
    this.thread = thread;
    this.remote = remote;
    this.token = token;
    waits.set(token, this);
  }

  claim() {
    if (!ops.channelWin(this.token)) return false;
    waits.delete(this.token);
    return true;
  }

  withdraw() {
    this.claim();
  }

  get isWaited() {
    return this.thread.wait === this;
  }

  get isForPeers() {
    return true;
  }

  refuse(error) {
    ready(this.thread, error, true);
  }

  // Another isolate may have answered already: then that counts, and the next wait throws.
  interrupt(error) {
    if (this.claim()) ready(this.thread, error, true);
    else cancelLater(this.thread, error);
  }

  describe() {
    return `${this.what} ${this.remote.describe()}`;
  }
}

class RecvWait extends RemoteWait {
  what = "receive from";

  constructor(thread, remote, token, shape) {
    super(thread, remote, token);
    this.shape = shape;
  }

  settle(ok, parcel) {
    try {
      ready(this.thread, shaped(unpack(parcel), ok, this.shape), false);
      //@trace trace.receives(this.thread);
    } catch (error) {
      ready(this.thread, error, true);
    }
  }
}

class SendWait extends RemoteWait {
  what = "send to";

  constructor(thread, remote, token, value) {
    super(thread, remote, token);
    this.value = value;
  }

  settle(ok) {
    if (ok) ready(this.thread, undefined, false);
    else ready(this.thread, closedError(this.value), true);
  }
}

const MESSAGE = 1;

onEvent(MESSAGE, ([, token, ok, parcel, number]) => {
  const wait = waits.get(token);
  // The thread may have been ended from outside after another isolate answered.
  if (wait.isWaited) wait.settle(ok, parcel, number);
  waits.delete(token);
}, ([, token], error) => {
  const wait = waits.get(token);
  waits.delete(token);
  if (wait !== undefined && wait.isWaited) wait.refuse(error);
});

/** The cases of one select that are on shared channels. */
class RemoteCases {
  constructor(select) {
    this.select = select;
    this.token = 0;
    this.waiters = [];
  }

  get isWaited() {
    return this.select.thread.wait === this.select;
  }

  refuse(error) {
    this.select.fail(null, error);
  }

  /** Waits on the cases that were added; if one can proceed already, its answer comes as that of any other. */
  commit() {
    try {
      for (let { queue, sends, value } of this.waiters) {
        //@trace if (sends) value = trace.stamp(queue, value);
        if (sends) callWith(ops.channelCase, queue.id, true, value, "the value sent");
        else ops.channelCase(queue.id, false);
      }
    } catch (error) {
      ops.channelForget();
      throw error;
    }
    ops.channelSelect(below(this.waiters.length), this.take());
  }

  /** The token, which is taken when the select begins to wait. */
  take() {
    if (this.token === 0) {
      this.token = newToken();
      waits.set(this.token, this);
    }
    return this.token;
  }

  /** Whether a case that is not among these, a timeout or a cancellation may end the select. */
  claim() {
    // Before it waits, nobody else can answer it.
    if (this.token === 0) return true;
    if (!ops.channelWin(this.token)) return false;
    waits.delete(this.token);
    return true;
  }

  settle(ok, parcel, number) {
    const waiter = this.waiters[number];
    const { select } = waiter;
    if (waiter.sends) {
      if (ok) select.win(waiter, undefined, true);
      else select.fail(waiter, closedError(waiter.value));
      return;
    }
    let value;
    try {
      value = unpack(parcel);
    } catch (error) {
      select.fail(waiter, error);
      return;
    }
    select.win(waiter, value, ok);
    //@trace trace.receives(select.thread);
  }
}

// ------------------------------------------------------------------------------------------- channels

/** The native side of one Chan of this isolate. It does not refer to the Chan, so that this can be collected. */
class Remote {
  constructor(id) {
    this.id = id;
    this.holds = 1;
    this.name = "";
  }

  send(value) {
    const thread = running();
    if ((thread.marks & (CANCELLED | ATOMIC)) !== 0) {
      if (this.trySend(value)) return undefined;
      mayBlock();
    }
    const token = newToken();
    //@trace const plain = value;
    //@trace value = trace.stamp(this, value);
    const outcome = sendValue(this.id, token, value);
    //@trace value = plain;
    if (outcome === DONE) return undefined;
    if (outcome === WAITS) return park(new SendWait(thread, this, token, value));
    throw sendError(this.id, outcome, value);
  }

  recv(shape) {
    const thread = running();
    if ((thread.marks & (CANCELLED | ATOMIC)) !== 0) {
      const received = this.tryRecv();
      if (received !== undefined) return shaped(received.value, received.ok, shape);
      mayBlock();
    }
    const token = newToken();
    const value = receiveValue(this.id, token);
    const outcome = words[OUTCOME];
    if (outcome === DONE) return shape === VALUE ? value : shaped(value, true, shape);
    if (outcome === WAITS) return park(new RecvWait(thread, this, token, shape));
    return shaped(undefined, false, shape);
  }

  trySend(value) {
    // Memory that moves cannot come back: it leaves only when there seems to be room.
    if (!this.canSend()) return false;
    //@trace const plain = value;
    //@trace value = trace.stamp(this, value);
    const outcome = sendValue(this.id, NO_TOKEN, value);
    //@trace value = plain;
    if (outcome === DONE) return true;
    if (outcome === WAITS) return false;
    throw sendError(this.id, outcome, value);
  }

  tryRecv() {
    const value = receiveValue(this.id, NO_TOKEN);
    const outcome = words[OUTCOME];
    if (outcome === WAITS) return undefined;
    return new Received(value, outcome === DONE);
  }

  close() {
    if (!ops.channelClose(this.id)) throw new ClosedError("close of a closed channel", undefined);
  }

  get closed() {
    return ops.channelLook(this.id, IS_CLOSED, 0) === 1;
  }

  get length() {
    return ops.channelLook(this.id, LENGTH, 0);
  }

  canSend() {
    return ops.channelLook(this.id, CAN_SEND, 0) === 1;
  }

  canRecv() {
    return ops.channelLook(this.id, CAN_RECEIVE, 0) === 1;
  }

  /** Adds a case to a select, which commits all of them at once. */
  watch(waiter, sends) {
    const { select } = waiter;
    waiter.queue = this;
    waiter.sends = sends;
    (select.remote ??= new RemoteCases(select)).waiters.push(waiter);
  }

  // A select that has been answered leaves the native queues by itself.
  remove(waiter) {
    waiter.queue = null;
  }

  describe() {
    return this.name === "" ? `shared channel ${this.id}` : `shared channel "${this.name}"`;
  }
}

function sendError(id, outcome, value) {
  return outcome === CLOSED ? closedError(value) : unknown(id);
}

function closedError(value) {
  return new ClosedError("send on a closed channel", value);
}

const byId = newMap();

const collected = new FinalizationRegistry((remote) => {
  const { id } = remote;
  if (byId.get(id)?.deref() === undefined) byId.delete(id);
  ops.channelRelease(id, remote.holds);
});

// Binds a Chan to the channel of that number, which this isolate holds once more by now.
function bind(chan, id) {
  const remote = new Remote(id);
  remote.name = chan.name;
  byId.set(id, new WeakRef(chan));
  collected.register(chan, remote);
  return remote;
}

/** The Chan of this isolate for a channel that has arrived. */
function arrived(id, capacity) {
  const known = byId.get(id)?.deref();
  if (known !== undefined) {
    remoteOf(known).holds++;
    return known;
  }
  const chan = new Chan(capacity);
  relocate(chan, bind(chan, id), capacity);
  return chan;
}

// The native side counts in whole numbers; this many values fit no memory.
const UNBOUNDED = 2 ** 52;

/** Makes a channel one that other isolates can use; gives its number. */
export function share(chan) {
  const known = remoteOf(chan);
  if (known !== null) return known.id;
  return move(chan, () => ops.channelMake(Math.min(chan.cap, UNBOUNDED)));
}

/** Makes a channel of a module's top level the same one on all cores. */
export function shareAs(chan, name) {
  if (remoteOf(chan) === null) move(chan, () => ops.channelNamed(name, Math.min(chan.cap, UNBOUNDED)));
}

// Moves the state of a local channel into native code. What it holds is packed first, since that can fail.
function move(chan, make) {
  for (const value of buffered(chan)) {
    const packer = pack(value, "a value that waits in the channel");
    if (packer !== null) recycle(packer);
  }
  const id = make();
  // A channel of a module's top level may be there already, as another core made it.
  const capacity = ops.channelCapacity(id);
  const remote = bind(chan, id);
  const { values, senders, receivers, closed } = relocate(chan, remote, capacity < UNBOUNDED ? capacity : Infinity);
  for (let value of values) {
    //@trace trace.takes(chan);
    //@trace value = trace.stamp(remote, value);
    sendValue(id, NO_TOKEN, value);
  }
  for (const waiter of receivers) moveWaiter(waiter, remote, false);
  for (const waiter of senders) moveWaiter(waiter, remote, true);
  if (closed) remote.close();
  return id;
}

function moveWaiter(waiter, remote, sends) {
  let { select, thread, value } = waiter;
  let token;
  let number = 0;
  if (select !== null) {
    const cases = (select.remote ??= new RemoteCases(select));
    token = cases.take();
    number = cases.waiters.push(waiter) - 1;
    waiter.queue = remote;
    waiter.sends = sends;
  } else {
    token = newToken();
    waiter.value = undefined;
    repark(thread, sends
      ? new SendWait(thread, remote, token, value)
      : new RecvWait(thread, remote, token, waiter.shape));
  }
  //@trace if (sends) value = trace.stampFrom(waiter, remote, value);
  const enqueue = (...rest) => ops.channelEnqueue(remote.id, sends, ...rest);
  callWith(enqueue, token, number, sends ? value : undefined, "a value in the channel");
}

// --------------------------------------------------------------------- channels inside of values

const CHAN = 0;
const READER = 1;
const WRITER = 2;

for (const [type, number] of [[Chan, CHAN], [Reader, READER], [Writer, WRITER]]) {
  packHandles(type.prototype, number, (object, packer) => {
    const chan = channelOf(object);
    packer.channel(share(chan));
    packer.double(chan.cap);
  });
}

const readChan = (unpacker) => arrived(unpacker.channel(), unpacker.double());
unpackHandles(CHAN, readChan);
unpackHandles(READER, (unpacker) => readChan(unpacker).reader);
unpackHandles(WRITER, (unpacker) => readChan(unpacker).writer);
