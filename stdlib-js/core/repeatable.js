// What else would tell two runs of one seed apart, or make all cores draw alike: `Math.random` of the cores beside the first, and
// what a program can see of garbage collections. Without a seed nothing is replaced.

import ops from "hz:internal/ops";
import { replace } from "hz:core/replace";
import { lookNative } from "hz:core/function_text";
import { seeded } from "hz:core/random";

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

if (seeded) {
  if (ops.isolate !== 0) repeatRandom();
  keepTargets();
}
