// Function and its three kin, as constructors of functions whose parameters may hold calls: `new Function("a = f()", …)`.
//
// The engine compiles the texts that these hand to V8, but V8 insists on parameters of the same length, so it leaves alone
// those that are more than names. Such a function is checked by V8's constructor and then evaluated as an expression.

import ops from "hz:internal/ops";
import { lookNative } from "hz:core/function_text";

const { construct, getPrototypeOf, setPrototypeOf, apply } = Reflect;
const { defineProperty } = Object;
const { toString } = Function.prototype;
const { exec } = RegExp.prototype;
const NativeFunction = Function;
// Called by another name, it sees the global scope only, as a function made from text does.
const evaluate = eval;

// Parameters that the engine compiles: names, with or without dots before the last.
const plain = /^[\p{L}\p{N}\s_$,.]*$/u;

function parametersOf(args) {
  let text = "";
  for (let i = 0; i < args.length - 1; i++) text += `${args[i]},`;
  return text;
}

function replaceConstructor(native) {
  const name = native.name;
  const constructor = {
    [name]: function (...args) {
      for (let i = 0; i < args.length; i++) args[i] = `${args[i]}`;
      const target = new.target === undefined || new.target === constructor ? native : new.target;
      const made = construct(native, args, target);
      if (apply(exec, plain, [parametersOf(args)]) !== null) return made;
      // The space keeps the engine from taking it for a text of V8's constructor.
      const compiled = evaluate(`( ${apply(toString, made, [])})`);
      if (target !== native) setPrototypeOf(compiled, getPrototypeOf(made));
      return compiled;
    },
  }[name];
  const { prototype } = native;
  defineProperty(constructor, "prototype", { value: prototype, writable: false });
  defineProperty(constructor, "length", { value: 1 });
  defineProperty(prototype, "constructor", { value: constructor });
  if (native !== NativeFunction) setPrototypeOf(constructor, Function);
  lookNative(constructor);
  return constructor;
}

if (!ops.native) {
  defineProperty(globalThis, "Function", { value: replaceConstructor(NativeFunction) });
  replaceConstructor(async function () {}.constructor);
  replaceConstructor(function* () {}.constructor);
  replaceConstructor(async function* () {}.constructor);
}
