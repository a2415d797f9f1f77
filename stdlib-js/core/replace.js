// How built-ins written in JavaScript take the places of native ones: with the attributes, name and length that they had, and
// the look of a native function. `--native` runs keep V8's.

import ops from "hz:internal/ops";
import { lookNative } from "hz:core/function_text";
import { whenComplete } from "hz:core/late";

const { defineProperty, getOwnPropertyDescriptor, hasOwn } = Object;
const { apply } = Reflect;
const { get: getNative } = WeakMap.prototype;

/**
 * Replaces methods of a native object. Each property of `methods` stands for the native one of its key; one that
 * V8 does not have is not added.
 */
export function replace(holder, methods) {
  if (!ops.native) standIn(holder, methods);
}

/** The same in `--native` runs too: for what belongs to the host. */
export function standIn(holder, methods) {
  for (const key of Reflect.ownKeys(methods)) {
    if (hasOwn(holder, key)) replaceOne(holder, key, methods[key]);
    else whenComplete(() => replaceOne(holder, key, methods[key]));
  }
}

function replaceOne(holder, key, value) {
  const property = getOwnPropertyDescriptor(holder, key);
  if (property === undefined) return;
  const native = property.value;
  defineProperty(value, "length", { value: native.length });
  defineProperty(value, "name", { value: native.name });
  lookNative(value);
  natives.set(value, native);
  defineProperty(holder, key, { value });
}

const natives = new WeakMap();

/** The native function in whose place `replace` has put this one. */
export function nativeOf(value) {
  return apply(getNative, natives, [value]);
}
