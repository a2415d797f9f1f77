// Random programs of channel operations do what a simple model of channels says: which operations block, who is served by
// whom, in which order, with which value. One command at a time is given to one of several threads; when all have come to
// rest, what ended since then must be what ended in the model. A program that fails is made smaller before it is shown.
import { atomically, chan, go, recv, select, send, yieldNow } from "hz";

const ACTORS = 5, CHANNELS = 3, COMMANDS = 40, PROGRAMS = 30;

// ------------------------------------------------------------------------------------------- model

/** Channels as lists. Every operation is a select of cases `{ dir, c, value }`; `closed`, if there is no default, waits. */
class Model {
  constructor(capacities, lifo) {
    this.channels = capacities.map((capacity) => ({ capacity, buffer: [], closed: false, waiters: { recv: [], send: [] } }));
    this.waiting = new Map();
    this.lifo = lifo;
  }

  /** What ends when an actor begins an operation: a Map of actors to results. `seen` is what the actor really got. */
  begin(actor, { cases, hasDefault }, seen) {
    const ended = new Map();
    const ready = cases.filter((it) => this.isReady(it));
    if (ready.length === 0) {
      if (hasDefault) ended.set(actor, "default");
      else this.wait(actor, cases);
      return ended;
    }
    // Any ready case may run: the real choice is followed if it is one of those.
    const chosen = ready.find((it) => seen !== undefined && seen.startsWith(`${it.dir}${it.c}`)) ?? ready[0];
    ended.set(actor, this.run(chosen, ended));
    return ended;
  }

  isReady({ dir, c }) {
    const { buffer, capacity, closed, waiters } = this.channels[c];
    if (closed) return true;
    return dir === "recv" ? buffer.length > 0 || waiters.send.length > 0 : buffer.length < capacity || waiters.recv.length > 0;
  }

  run({ dir, c, value }, ended) {
    const channel = this.channels[c];
    if (dir === "send") {
      if (channel.closed) return `send${c} ClosedError ${value}`;
      const other = this.serve(c, "recv");
      if (other === undefined) channel.buffer.push(value);
      else ended.set(other.actor, `recv${c} ${value} true`);
      return `send${c}`;
    }
    if (channel.buffer.length === 0 && channel.waiters.send.length === 0) return `recv${c} undefined false`;
    const other = this.serve(c, "send");
    if (other !== undefined) {
      channel.buffer.push(other.value);
      ended.set(other.actor, `send${c}`);
    }
    return `recv${c} ${channel.buffer.shift()} true`;
  }

  wait(actor, cases) {
    this.waiting.set(actor, cases);
    for (const { dir, c, value } of cases) this.channels[c].waiters[dir].push({ actor, value });
  }

  /** Takes out who is served next; it leaves all its queues. */
  serve(c, dir) {
    const queue = this.channels[c].waiters[dir];
    const waiter = this.lifo ? queue.at(-1) : queue[0];
    if (waiter !== undefined) this.leave(waiter.actor);
    return waiter;
  }

  leave(actor) {
    this.waiting.delete(actor);
    for (const { waiters } of this.channels) for (const dir of ["recv", "send"]) waiters[dir] = waiters[dir].filter((it) => it.actor !== actor);
  }

  close(c) {
    const ended = new Map(), channel = this.channels[c];
    if (channel.closed) return ended;
    channel.closed = true;
    for (let it; (it = this.serve(c, "recv")) !== undefined; ) ended.set(it.actor, `recv${c} undefined false`);
    for (let it; (it = this.serve(c, "send")) !== undefined; ) ended.set(it.actor, `send${c} ClosedError ${it.value}`);
    return ended;
  }

  cancel(actor) {
    if (!this.waiting.has(actor)) return new Map();
    this.leave(actor);
    return new Map([[actor, "CancelledError"]]);
  }
}

// --------------------------------------------------------------------------------------- real thing

/** Performs an operation in one of the ways in which it can be written. */
function perform(channels, { cases, hasDefault, style }) {
  const [{ dir, c, value }] = cases, channel = channels[c];
  const received = (r) => `recv${c} ${r.value} ${r.ok}`;
  if (cases.length === 1 && !hasDefault && style === 0) return dir === "send" ? (channel.send(value), `send${c}`) : received(channel.recv2());
  if (cases.length === 1 && !hasDefault && style === 1) return dir === "send" ? (channel.writer.send(value), `send${c}`) : received(channel.reader.recv2());
  if (cases.length === 1 && hasDefault && style === 0) {
    if (dir === "send") return channel.trySend(value) ? `send${c}` : "default";
    const r = channel.tryRecv();
    return r === undefined ? "default" : received(r);
  }
  const list = {};
  for (const it of cases) {
    const key = it.dir + it.c;
    if (it.dir === "send") list[key] = style === 2 ? send(channels[it.c], it.value, () => key) : send(channels[it.c].writer, it.value);
    else list[key] = style === 2 ? recv(channels[it.c], (v, ok) => `${key} ${v} ${ok}`) : channels[it.c];
  }
  if (hasDefault) list.default = () => "default";
  const r = select(list);
  return typeof r === "string" ? r : r.case.startsWith("send") ? r.case : `${r.case} ${r.value} ${r.ok}`;
}

class Real {
  constructor(capacities) {
    this.channels = capacities.map((capacity) => chan(capacity));
    this.ended = new Map();
    this.commands = Array.from({ length: ACTORS }, () => chan(1));
    this.busy = new Set();
    this.tasks = this.commands.map((commands, actor) => go.local(() => this.act(actor, commands)));
  }

  act(actor, commands) {
    for (const operation of commands) {
      let result;
      try {
        result = perform(this.channels, operation);
      } catch (error) {
        result = error.name === "ClosedError" ? `send${operation.cases.find((it) => it.value === error.value).c} ClosedError ${error.value}` : error.name;
      }
      this.ended.set(actor, result);
      this.busy.delete(actor);
    }
  }

  /** Waits until nobody can go on; gives what ended. */
  rest() {
    while (!atomically(() => this.tasks.every((task) => task.status === "blocked"))) yieldNow();
    const ended = this.ended;
    this.ended = new Map();
    return ended;
  }

  end() {
    for (const task of this.tasks) task.cancel();
    for (const commands of this.commands) commands.close();
    for (const task of this.tasks) try { task.join(); } catch {}
  }
}

/** Runs a program in both; gives what differs, or null. */
function difference({ capacities, commands }, lifo) {
  const model = new Model(capacities, lifo), real = new Real(capacities);
  const text = (ended) => [...ended].sort(([a], [b]) => a - b).map(([actor, result]) => `${actor}: ${result}`).join("; ");
  try {
    real.rest();
    for (const command of commands) {
      const { kind, actor, c } = command;
      let ended, expected;
      if (kind === "close") {
        if (!real.channels[c].closed) real.channels[c].close();
        ended = real.rest(), expected = model.close(c);
      } else if (kind === "cancel") {
        if (real.busy.has(actor)) real.tasks[actor].cancel();
        ended = real.rest(), expected = model.cancel(actor);
      } else {
        if (real.busy.has(actor)) continue;
        real.busy.add(actor);
        real.commands[actor].send(command);
        ended = real.rest(), expected = model.begin(actor, command, ended.get(actor));
      }
      if (text(ended) !== text(expected)) return `${JSON.stringify(command)}\n  expected ${text(expected)}\n  got      ${text(ended)}`;
      for (const [i, channel] of real.channels.entries()) {
        if (channel.len !== model.channels[i].buffer.length || channel.closed !== model.channels[i].closed) return `${JSON.stringify(command)}\n  channel ${i} differs`;
      }
    }
    return null;
  } finally {
    real.end();
  }
}

// ---------------------------------------------------------------------------------- random programs

// A linear congruential generator (Numerical Recipes): the same programs each time.
let state = 20_240_229;
const below = (n) => Math.floor(((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32) * n);

let lastValue = 0;
function command() {
  const dice = below(20);
  if (dice === 0) return { kind: "close", c: below(CHANNELS) };
  if (dice < 3) return { kind: "cancel", actor: below(ACTORS) };
  const cases = [];
  const several = dice < 11 ? 1 : 1 + below(4);
  while (cases.length < several) {
    const it = { dir: below(2) === 0 ? "send" : "recv", c: below(CHANNELS), value: ++lastValue };
    if (!cases.some(({ dir, c }) => dir === it.dir && c === it.c)) cases.push(it);
  }
  return { kind: "begin", actor: below(ACTORS), cases, hasDefault: below(5) === 0, style: below(3) };
}
const program = () => ({ capacities: Array.from({ length: CHANNELS }, () => below(3)), commands: Array.from({ length: COMMANDS }, command) });

/** Whether a program fails; chance, which picks among ready cases, gets several tries. */
const fails = (candidate, lifo) => [1, 2, 3, 4].some(() => difference(candidate, lifo) !== null);

/** The shortest program found by leaving out commands that still fails. */
function shrink(failing, lifo) {
  for (let size = failing.commands.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < failing.commands.length; ) {
      const smaller = { ...failing, commands: failing.commands.toSpliced(at, size) };
      if (fails(smaller, lifo)) failing = smaller;
      else at += size;
    }
  }
  return failing;
}

function check(lifo) {
  for (let i = 0; i < PROGRAMS; i++) {
    const candidate = program();
    if (difference(candidate, lifo) !== null) return shrink(candidate, lifo);
  }
  return null;
}

const failing = check(false);
console.log(failing === null ? "as the model says" : `${JSON.stringify(failing, null, 1)}\n${difference(failing, false)}`);
// A model that serves the last waiter first must be found out, by a program that is as short as can be.
const found = check(true);
console.log("a wrong model is found out by", found.commands.length < COMMANDS / 2 ? "a few commands" : found);
