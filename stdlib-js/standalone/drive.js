// Runs the isolate on the event loop of its host, instead of one of its own.
//
// `pump` runs threads while some are ready, as a job or a task of the host. Every millisecond or so it lets the host run
// the jobs of promises, every 8 ms anything else: timers, I/O, rendering. With no thread ready it rests: a timer of
// the host calls it for the first of ours, and whatever code of the host makes a thread ready wakes it.
//
// Code that the host calls (the program's top level, callbacks, promise jobs, async functions) runs on a thread of its own
// kind, marked HOST, which is the running one whenever no pump is. When such code blocks, what it has captured
// becomes a thread (`hz$a` for async code); for other code that happens in the next job, and the host gets the
// sentinel, which it ignores as the result of any callback.

import ops from "hz:internal/ops";
import { openForGuests } from "hz:core/cores";
import { DONE, FETCHED, HOST, LISTED } from "hz:core/thread";
import {
  alive, counts, detach, keepLeftOver, main, onHostBlocks, onLeftOver, retire, runOne, setRunning,
} from "hz:core/scheduler";
import { admit, hasUnfetched, reportUnfetched, setOwner } from "hz:core/loop";
import { admitSpent, isEmpty } from "hz:core/run_queue";
import { mattering, nextDue, onEarlier, refs } from "hz:core/timers";
import { deadlocked, reportLeaks } from "hz:core/report";
import { cancelDelay, delay, enqueueTask, now, onFinished } from "hz:standalone/host";
import { onPost } from "hz:standalone/ops";
import { beginSlice, tickWhile } from "hz:standalone/poll";
import { isResting, onWake, rest, wakeIfResting } from "hz:standalone/rest";
import { addCallingFile } from "hz:core/native_frames";

// How long threads run before the host's turn, when it could do something else: half of a frame of 60 in a second.
const HOST_DUE_MS = 8;
// The same for jobs of promises.
const JOBS_DUE_MS = 1;
const SWITCHES_PER_LOOK = 61;

// The thread of code that the host calls, first of all the program's top level.
main.marks = HOST | LISTED | FETCHED;
setOwner(main);

// ------------------------------------------------------------------------------------------- pump

let hostDue = 0;

function asTask() {
  hostDue = now() + HOST_DUE_MS;
  pump();
}

function pump() {
  const jobsDue = now() + JOBS_DUE_MS;
  beginSlice(hostDue);
  do {
    admit();
    const { preempted } = counts;
    for (let n = SWITCHES_PER_LOOK; n > 0 && counts.preempted === preempted && runOne(); n--);
    if (counts.preempted === preempted) admitSpent();
  } while (!isEmpty() && now() < jobsDue);
  setRunning(main);
  if (hasUnfetched() && !checking) checkFetched();
  if (isEmpty() && ops.words[1] === 0) goToRest();
  else if (now() < hostDue) queueMicrotask(pump);
  else enqueueTask(asTask);
}

let checking = false;

// Whether somebody takes the exception of a thread is known when the jobs that are queued by now have run.
function checkFetched() {
  checking = true;
  enqueueTask(() => {
    checking = false;
    reportUnfetched();
  });
}

function goToRest() {
  rest();
  tickWhile(false);
  setAlarm();
}

onWake(() => {
  tickWhile(true);
  hostDue = now() + HOST_DUE_MS;
  queueMicrotask(pump);
});
onPost(wakeIfResting);

// ------------------------------------------------------------------------------------------ alarm

let alarm = null;
let alarmTime = Infinity;
let alarmKeepsAlive = false;

// The host wakes us when the first of our timers is due.
function setAlarm() {
  const due = nextDue();
  const keepsAlive = due !== Infinity && refs() + mattering() !== 0;
  if (due === alarmTime && keepsAlive === alarmKeepsAlive) return;
  if (alarm !== null) cancelDelay(alarm);
  alarm = due === Infinity ? null : delay(onAlarm, Math.max(0, due - now()), keepsAlive);
  alarmTime = due;
  alarmKeepsAlive = keepsAlive;
}

function onAlarm() {
  alarm = null;
  alarmTime = Infinity;
  wakeIfResting();
}

onEarlier(() => {
  if (isResting()) setAlarm();
});

// ------------------------------------------------------------------------------- code of the host

let settling = false;

// Frames whose sentinel went to code that is not compiled, which dropped it: they go on as a thread.
onLeftOver(detach);

onHostBlocks(() => {
  keepLeftOver();
  if (settling) return;
  settling = true;
  queueMicrotask(settle);
});

function settle() {
  settling = false;
  keepLeftOver();
  // Somebody may wait for a timer now that nobody waited for before.
  if (isResting()) setAlarm();
}

// --------------------------------------------------------------------------------- begin and end

/** How many modules have begun and not ended. */
let open = 0;

/** A module's body begins. */
export function begin() {
  addCallingFile();
  open++;
}

/** A module's body has come to its end. */
export function end() {
  if (--open === 0 && main.state !== DONE) retire(main);
}

let isReported = false;

onFinished(() => {
  if (isReported || !isResting() || reportUnfetched()) return;
  isReported = true;
  // A module that threw has no end, and no thread that waits for it.
  const waiting = main.state === DONE ? alive() : alive() - 1;
  if (open !== 0 && waiting !== 0) deadlocked();
  else reportLeaks();
});

openForGuests();
goToRest();
