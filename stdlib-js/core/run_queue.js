// The run queue of an isolate: threads that are ready, in the order in which they became so.
//
// A thread is in it exactly if it is ready, does not run and is not pinned. Its bound is the number of threads.
//
// Threads that have used up their slices stand behind all others: who wakes runs at the end of the slice under way, however many
// others never give way. They do not starve either: the scheduler lets one in now and then (`admitSpent`).

import { Ring } from "hz:core/ring";
import { below, seeded } from "hz:core/random";
import { HIGH, PINNED, SPECIAL } from "hz:core/thread";

const isSeeded = seeded;

const normal = new Ring(1024);

const spent = new Ring(64);

// Threads of high and low priority have queues of their own, used only if there are such threads.
const high = new Ring(16);
const low = new Ring(16);
let prioritized = 0;
let picks = 0;

/** Adds a thread that became ready. A pinned one is not queued: only the loop on top of it runs it on. */
export function push(thread) {
  const marks = thread.marks;
  if ((marks & SPECIAL) === 0) normal.push(thread);
  else if ((marks & PINNED) === 0) {
    ((marks & HIGH) !== 0 ? high : low).push(thread);
    prioritized++;
  }
}

/** Adds a thread that has used up its slice. With a seed chance alone says who is next. */
export function pushSpent(thread) {
  if (isSeeded || (thread.marks & SPECIAL) !== 0) push(thread);
  else spent.push(thread);
}

/** Lets one of the threads that have used up their slices in among the others. */
export function admitSpent() {
  if (spent.length !== 0) normal.push(spent.shift());
}

/** Takes the next thread to run, or gives undefined. */
export function next() {
  if (prioritized !== 0 || isSeeded) {
    const thread = pick();
    if (thread !== undefined) return thread;
  }
  return normal.length !== 0 ? normal.shift() : spent.shift();
}

// High before normal before low, but every 4th pick looks at normal first and every 16th at low first,
// so that none starves. With a seed, the first thread of the queue is exchanged with a random one.
function pick() {
  if (isSeeded && normal.length > 1) normal.bringForward(below(normal.length));
  if (prioritized === 0) return undefined;
  picks = (picks + 1) & 15;
  const plain = normal.length + spent.length;
  const lowIsDue = low.length > 0 && (picks === 0 || plain + high.length === 0);
  const highIsDue = high.length > 0 && (plain === 0 || (picks & 3) !== 0);
  if (!lowIsDue && !highIsDue) return undefined;
  prioritized--;
  return lowIsDue ? low.shift() : high.shift();
}

export function isEmpty() {
  return normal.length === 0 && prioritized === 0 && spent.length === 0;
}

/** How many threads are ready. */
export function queued() {
  return normal.length + prioritized + spent.length;
}

/** Takes all threads that are ready out of the queue. */
export function takeQueued() {
  const threads = [];
  for (const queue of [high, normal, spent, low]) while (queue.length !== 0) threads.push(queue.shift());
  prioritized = 0;
  return threads;
}

/** Calls `visit` with each thread that is ready. */
export function eachQueued(visit) {
  for (const queue of [high, normal, spent, low]) {
    for (let i = 0; i < queue.length; i++) visit(queue.at(i));
  }
}
