// What else would tell two runs of one seed apart, or make all cores draw alike: `Math.random` of the cores beside the first,
// what a program can see of garbage collections, and `Atomics`. Without a seed nothing is replaced.

import ops from "hz:internal/ops";
import { replace } from "hz:core/replace";
import { lookNative } from "hz:core/function_text";
import { seeded } from "hz:core/random";
import { clock } from "hz:core/timers";

const { apply, construct } = Reflect;
const { defineProperty, getOwnPropertyDescriptors } = Object;

// V8's own generator has the same seed on every core. The others get this one: Chris Doty-Humphrey's sfc32 (PractRand), which
// needs no more than the operations of 32 bits that JavaScript has.
function randomOf(a, b) {
  let c = 0;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first numbers of similar seeds are similar.
  for (let i = 0; i < 12; i++) next();
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
}

function repeatRandom() {
  const random = randomOf(ops.seed | 0, ops.isolate);
  replace(Math, { random: () => random() });
}

// What a program has weak references to stays: when V8 collects is not part of the schedule. It grows with each of them until
// the end of the program, which is what runs with a seed can do with.
const kept = new Set();

function keepTargets() {
  const NativeWeakRef = WeakRef;
  const constructor = function (target) {
    if (new.target === undefined) return NativeWeakRef(target);
    const reference = construct(NativeWeakRef, [target], new.target);
    kept.add(target);
    return reference;
  };
  Object.defineProperties(constructor, getOwnPropertyDescriptors(NativeWeakRef));
  defineProperty(NativeWeakRef.prototype, "constructor", { value: constructor });
  lookNative(constructor);
  defineProperty(globalThis, "WeakRef", { value: constructor });

  const { register } = FinalizationRegistry.prototype;
  replace(FinalizationRegistry.prototype, {
    register(...args) {
      apply(register, this, args);
      kept.add(args[0]);
    },
  });
}

// Atomic operations are places where another core may come first. Only one core runs at a time, so one that waits in V8 would
// hold up the one that is to notify it: V8 only compares, the turns of the isolates do the rest.
function takeTurnsInAtomics() {
  const { wait, notify } = Atomics;
  for (const name of ["add", "and", "compareExchange", "exchange", "load", "or", "store", "sub", "xor"]) {
    const native = Atomics[name];
    const touching = {
      [name](...args) {
        ops.touchShared();
        return apply(native, Atomics, args);
      },
    };
    replace(Atomics, touching);
  }
  replace(Atomics, {
    wait(cells, index, value, timeout) {
      ops.touchShared();
      const at = +index;
      const ms = +timeout;
      const compared = apply(wait, Atomics, [cells, at, value, 0]);
      if (compared !== "timed-out" || ms <= 0) return compared;
      const due = Number.isNaN(ms) ? Infinity : clock() + ms;
      return ops.waitAt(cellOf(cells, at), due) ? "ok" : "timed-out";
    },

    notify(cells, index, count = Infinity) {
      ops.touchShared();
      const at = +index;
      const most = Math.max(0, Math.trunc(+count) || 0);
      // Nobody waits in V8; it only checks what it is given.
      apply(notify, Atomics, [cells, at, 0]);
      return ops.notifyAt(cellOf(cells, at), most);
    },
  });
}

function cellOf(cells, at) {
  const from = Math.trunc(at) || 0;
  return new Uint8Array(cells.buffer, cells.byteOffset + from * cells.BYTES_PER_ELEMENT, cells.BYTES_PER_ELEMENT);
}

if (seeded) {
  takeTurnsInAtomics();
  if (ops.isolate !== 0) repeatRandom();
  keepTargets();
}
