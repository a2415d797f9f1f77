// Accessors that are defined by a call: `Object.defineProperty(o, k, { get })` and its kin. V8 calls such a function and
// cannot suspend, so it gets a nested form; whoever asks for the descriptor gets the program's function back.
//
// Accessors of classes and object literals need none of this: hzc pins them where they are written.

import { isObject, newWeakMap } from "hz:core/abstract";
import { nestedUnlessLeaf } from "hz:core/callbacks";
import { propertyKey } from "hz:core/iterate";
import { replace } from "hz:core/replace";

const { apply, ownKeys } = Reflect;
const objectNatives = pick(Object, ["defineProperty", "defineProperties", "create", "getOwnPropertyDescriptors"]);
const reflectNatives = pick(Reflect, ["defineProperty"]);
const legacy = pick(Object.prototype, ["__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"]);
const { getOwnPropertyDescriptor } = Object;
const { getOwnPropertyDescriptor: reflectDescriptor } = Reflect;

function pick(holder, names) {
  const picked = { __proto__: null };
  for (const name of names) picked[name] = holder[name];
  return picked;
}

// The program's function to V8's, and back.
const nestedForms = newWeakMap();
const originals = newWeakMap();

function nestedForm(fn) {
  if (typeof fn !== "function" || originals.has(fn)) return fn;
  let form = nestedForms.get(fn);
  if (form === undefined) {
    form = nestedUnlessLeaf(fn);
    nestedForms.set(fn, form);
    if (form !== fn) originals.set(form, fn);
  }
  return form;
}

function original(fn) {
  return originals.get(fn) ?? fn;
}

/** A descriptor as the program wrote it; changes the object. */
export function originalDescriptor(descriptor) {
  if (descriptor === undefined) return undefined;
  const { get, set } = descriptor;
  if (typeof get === "function" && originals.has(get)) descriptor.get = original(get);
  if (typeof set === "function" && originals.has(set)) descriptor.set = original(set);
  return descriptor;
}

// ToPropertyDescriptor reads in this order.
const FIELDS = ["enumerable", "configurable", "value", "writable", "get", "set"];

/** A descriptor for V8. It is read once, as V8 would; what is no object is V8's to refuse. */
function nativeDescriptor(descriptor) {
  if (!isObject(descriptor)) return descriptor;
  const copy = { __proto__: null };
  for (let i = 0; i < FIELDS.length; i++) {
    const field = FIELDS[i];
    if (field in descriptor) copy[field] = i < 4 ? descriptor[field] : nestedForm(descriptor[field]);
  }
  return copy;
}

function nativeDescriptors(properties) {
  const source = Object(properties);
  const copy = { __proto__: null };
  const keys = ownKeys(source);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const property = reflectDescriptor(source, key);
    if (property === undefined || !property.enumerable) continue;
    objectNatives.defineProperty(copy, key, {
      __proto__: null, value: nativeDescriptor(source[key]), enumerable: true, configurable: true, writable: true,
    });
  }
  return copy;
}

replace(Object, {
  defineProperty(object, key, descriptor) {
    if (!isObject(object)) return objectNatives.defineProperty(object, key, descriptor);
    key = propertyKey(key);
    return objectNatives.defineProperty(object, key, nativeDescriptor(descriptor));
  },

  defineProperties(object, properties) {
    const isRefused = !isObject(object) || properties === undefined || properties === null;
    return objectNatives.defineProperties(object, isRefused ? properties : nativeDescriptors(properties));
  },

  create(prototype, properties) {
    const isRefused = prototype !== null && !isObject(prototype);
    const isPlain = properties === undefined || properties === null;
    return objectNatives.create(prototype, isRefused || isPlain ? properties : nativeDescriptors(properties));
  },

  getOwnPropertyDescriptor(object, key) {
    return originalDescriptor(getOwnPropertyDescriptor(object, key));
  },

  getOwnPropertyDescriptors(object) {
    const descriptors = objectNatives.getOwnPropertyDescriptors(object);
    const keys = ownKeys(descriptors);
    for (let i = 0; i < keys.length; i++) originalDescriptor(descriptors[keys[i]]);
    return descriptors;
  },
});

replace(Reflect, {
  defineProperty(object, key, descriptor) {
    if (!isObject(object)) return reflectNatives.defineProperty(object, key, descriptor);
    key = propertyKey(key);
    return reflectNatives.defineProperty(object, key, nativeDescriptor(descriptor));
  },

  getOwnPropertyDescriptor(object, key) {
    return originalDescriptor(reflectDescriptor(object, key));
  },
});

replace(Object.prototype, {
  __defineGetter__(key, getter) {
    return apply(legacy.__defineGetter__, this, [key, nestedForm(getter)]);
  },

  __defineSetter__(key, setter) {
    return apply(legacy.__defineSetter__, this, [key, nestedForm(setter)]);
  },

  __lookupGetter__(key) {
    return original(apply(legacy.__lookupGetter__, this, [key]));
  },

  __lookupSetter__(key) {
    return original(apply(legacy.__lookupSetter__, this, [key]));
  },
});
