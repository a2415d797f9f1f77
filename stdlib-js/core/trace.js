// What a trace is made of: who runs, stops and why, who wakes or starts whom, which value goes from where to where.
//
// Only a run with --trace loads this file. The core calls it in lines that begin with `//@trace`: comments, unless
// runtime/src/module/stdlib.rs takes the mark away. So a run without --trace pays nothing for any of it.
//
// A record is six numbers in memory that the engine reads as well: kind, microseconds, thread, and three more. Their other
// half, with the meaning of each kind, is runtime/src/trace/record.rs. Texts are numbers, too: the engine keeps them until
// the records that mention them are written.
//
// Under --seed a trace depends on the schedule alone: its time is the virtual one, where each record of whichever core takes a
// microsecond, so that the order shows.

import ops from "hz:internal/ops";
import { nameOf } from "hz:core/thread";
import { clock, isVirtual } from "hz:core/timers";
import { running } from "hz:core/scheduler";

const SPAWN = 1;
const RUN = 2;
const STOP = 3;
const WAKE = 4;
const NAME = 5;
const FLOW_OUT = 6;
const FLOW_NEXT = 7;
const FLOW_HERE = 8;
const IDLE = 9;
const AWAKE = 10;

// Whose numbers an arrow has, added to its kind.
const SHARED = 16;
const START = 32;
const END = 48;

const BLOCKED = 0;
const PINNED = 1;
const PREEMPTED = 2;
const PREEMPTED_PINNED = 3;
const YIELDED = 4;
const ENDED = 5;
const FAILED = 6;
const JOB_DONE = 7;

const FIELDS = 6;
const NONE = -1;
const buffer = ops.traceBuffer;
const capacity = Math.floor((buffer.length - 1) / FIELDS);

let records = 0;
// The time of the last record of all cores is the second number.
const times = ops.virtualTime;
/** Texts to their numbers, since the last flush. */
const texts = new Map();

function write(kind, thread, a, b, c) {
  if (job !== null) beginJob();
  if (records === capacity) flush();
  const at = 1 + records * FIELDS;
  buffer[at] = kind;
  buffer[at + 1] = time();
  buffer[at + 2] = thread;
  buffer[at + 3] = a;
  buffer[at + 4] = typeof b === "string" ? textNumber(b) : b;
  buffer[at + 5] = typeof c === "string" ? textNumber(c) : c;
  // Behind the record, so that whoever reads the number finds all of it.
  buffer[0] = ++records;
}

function time() {
  const us = clock() * 1000;
  return isVirtual ? (times[1] = Math.max(us, times[1] + 1)) : us;
}

function textNumber(text) {
  if (text === "") return NONE;
  let number = texts.get(text);
  if (number === undefined) texts.set(text, (number = ops.traceText(text)));
  return number;
}

function flush() {
  ops.traceFlush();
  records = 0;
  texts.clear();
}

// ----------------------------------------------------------------------------------------- threads

/** A thread was made by `starter` (null: by nobody here). */
export function spawned(thread, starter) {
  const place = typeof thread.entry === "function" ? functionPlace(thread.entry) : "";
  write(SPAWN, thread.id, starter === null ? 0 : starter.id, nameOf(thread), place);
}

export function named(thread) {
  write(NAME, thread.id, 0, nameOf(thread), NONE);
}

let preempting = false;

/** The capture that begins now is a pre-emption. */
export function preempts() {
  preempting = true;
}

/** A thread runs from now on. */
export function runs(thread) {
  preempting = false;
  write(RUN, thread.id, 0, NONE, NONE);
}

/** Its frames are captured: it waits, or is ready. */
export function stops(thread) {
  const place = placeOf(thread);
  if (thread.wait !== null) write(STOP, thread.id, BLOCKED, thread.wait.describe(), place);
  else write(STOP, thread.id, preempting ? PREEMPTED : YIELDED, NONE, place);
}

/** Others run on top of its native frames. */
export function nests(thread) {
  const place = placeOf(thread);
  if (thread.wait !== null) write(STOP, thread.id, PINNED, thread.wait.describe(), place);
  else write(STOP, thread.id, PREEMPTED_PINNED, NONE, place);
}

export function ends(thread, failed) {
  write(STOP, thread.id, failed ? FAILED : ENDED, NONE, NONE);
}

let outside = false;
let waker = null;

/** Events and timers, not the running thread, wake whom `ready` is told of from now on; gives what was before. */
export function fromOutside(isOutside) {
  const before = outside;
  outside = isOutside;
  return before;
}

/** The end of that thread is what wakes those that wait for it; null: as usual again. */
export function wakesByEnd(thread) {
  waker = thread;
}

// The thread that an arrow of a channel leads to already.
let handedTo = null;

/** A blocked thread can go on. */
export function wakes(thread) {
  const by = waker !== null ? waker.id : outside || handedTo === thread ? 0 : running().id;
  handedTo = null;
  write(WAKE, thread.id, by, NONE, NONE);
}

// ------------------------------------------------------------------------------------ jobs, sleep

// Looks at promise jobs are many, and mostly there are none: such a job is noted once it does something.
let job = null;

export function jobBegins(thread) {
  job = thread;
}

function beginJob() {
  const thread = job;
  job = null;
  write(RUN, thread.id, 0, NONE, NONE);
}

export function jobEnds(thread) {
  if (job === null) write(STOP, thread.id, JOB_DONE, NONE, NONE);
  job = null;
}

/** Nothing is left to do now. What was noted is on its way to the file while the isolate sleeps. */
export function sleeps() {
  write(IDLE, 0, 0, NONE, NONE);
  flush();
}

export function awakes() {
  write(AWAKE, 0, 0, NONE, NONE);
}

// ---------------------------------------------------------------------------------------- channels

// Values leave a channel in the order in which they came in: the n-th that came in is the n-th that comes out.
const counts = new WeakMap();
let lastChannel = 0;

function countsOf(channel) {
  let found = counts.get(channel);
  if (found === undefined) counts.set(channel, (found = { id: ++lastChannel, sent: 0, received: 0 }));
  return found;
}

/** The running thread puts a value into a channel's buffer. */
export function puts(channel) {
  sent(channel, running());
}

/** The value of a sender that waited comes into the buffer. */
export function putsFrom(channel, waiter) {
  sent(channel, threadOf(waiter));
}

function sent(channel, thread) {
  const found = countsOf(channel);
  write(FLOW_OUT, thread.id, found.id, channel.describe(), found.sent++);
}

/** The running thread takes a value out of the buffer. */
export function takes(channel) {
  const found = countsOf(channel);
  write(FLOW_HERE, running().id, found.id, channel.describe(), found.received++);
}

/** The running thread takes the value of a sender that waits, past the buffer. */
export function takesFrom(channel, waiter) {
  putsFrom(channel, waiter);
  takes(channel);
}

/** The running thread gives a value to a receiver that waits, past the buffer. */
export function gives(channel, waiter) {
  puts(channel);
  const found = countsOf(channel);
  handedTo = threadOf(waiter);
  write(FLOW_NEXT, handedTo.id, found.id, channel.describe(), found.received++);
}

function threadOf(waiter) {
  return waiter.select === null ? waiter.thread : waiter.select.thread;
}

// ------------------------------------------------------------------------------------- other cores

/** Tag of a stamped value; the others are in tags.js. */
export const STAMPED = 64;

/** A value on its way through a shared channel, with the arrow that ends where it is received. */
export class Stamped {
  constructor(value, channel) {
    this.value = value;
    this.channel = channel;
    this.number = ++lastStamp;
  }
}

let lastStamp = 0;

/** Stamps a value that the running thread sends. */
export function stamp(channel, value) {
  return stampedBy(running(), channel, value);
}

/** Stamps the value of a sender that waits. */
export function stampFrom(waiter, channel, value) {
  return stampedBy(threadOf(waiter), channel, value);
}

function stampedBy(thread, channel, value) {
  const stamped = new Stamped(value, channel.describe());
  write(FLOW_OUT + SHARED, thread.id, ops.isolate, stamped.channel, stamped.number);
  return stamped;
}

export function packStamped(packer, { value, channel, number }) {
  packer.tag(STAMPED);
  packer.number(ops.isolate);
  packer.number(number);
  packer.value(channel);
  packer.value(value);
}

// What was unpacked last for a thread that waits: [isolate, number, channel].
let arrived = null;

export function unpackStamped(unpacker) {
  const from = unpacker.number();
  const number = unpacker.number();
  const channel = unpacker.value();
  if (outside) arrived = [from, number, channel];
  else write(FLOW_HERE + SHARED, running().id, from, channel, number);
  return unpacker.value();
}

/** A thread that waited has been given what was unpacked last. */
export function receives(thread) {
  if (arrived === null) return;
  const [from, number, channel] = arrived;
  arrived = null;
  write(FLOW_NEXT + SHARED, thread.id, from, channel, number);
}

/** The running thread starts one that may run on another core. */
export function sendsTask(task) {
  write(FLOW_OUT + START, running().id, ops.isolate, NONE, task);
}

/** It arrived here, as `thread`. */
export function startsTask(thread, home, task) {
  write(FLOW_NEXT + START, thread.id, home, NONE, task);
}

/** Its end goes home. */
export function sendsEnd(thread, home, task) {
  write(FLOW_OUT + END, thread.id, home, NONE, task);
}

/** Its end is known at home, where `thread` stands for it. */
export function endsTask(thread, task) {
  write(FLOW_HERE + END, thread.id, ops.isolate, NONE, task);
}

// ------------------------------------------------------------------------------------------ places

const functionPlaces = new WeakMap();

/** Where a function begins in its source. */
function functionPlace(fn) {
  let place = functionPlaces.get(fn);
  if (place === undefined) functionPlaces.set(fn, (place = ops.functionPlace(fn)));
  return place;
}

// Resume version to the places of its frames by pc: as many as the program has calls.
const framePlaces = new WeakMap();
const MAX_FRAMES = 16;

/** Where a captured thread stands: the call in its innermost frame that is the program's. */
function placeOf(thread) {
  let frame = thread.top;
  for (let i = 0; frame !== null && i < MAX_FRAMES; i++) {
    const place = framePlace(frame[1], frame[2]);
    if (place !== "") return place;
    frame = frame[0];
  }
  return "";
}

function framePlace(resume, pc) {
  let places = framePlaces.get(resume);
  if (places === undefined) framePlaces.set(resume, (places = []));
  return (places[pc] ??= ops.framePlace(resume, pc));
}
