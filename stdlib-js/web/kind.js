// What a value really is, whatever its prototype or `Symbol.toStringTag` says. A brand check calls an intrinsic
// that reads the internal slot and throws where the slot is missing; the intrinsics are taken at start, so that a
// program that patches prototypes cannot mislead them. Two facts (state of a promise, target of a proxy) no
// intrinsic tells; those come from the engine.
import ops from "hz:internal/ops";

const call = Function.prototype.call;
const uncurry = (fn) => call.bind(fn);
const getterOf = (proto, key) => uncurry(Object.getOwnPropertyDescriptor(proto, key).get);

const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);
const typedArrayTag = getterOf(TypedArrayPrototype, Symbol.toStringTag);
const objectToString = uncurry(Object.prototype.toString);

const mapSize = getterOf(Map.prototype, "size");
const setSize = getterOf(Set.prototype, "size");
const dateTime = uncurry(Date.prototype.getTime);
const weakMapHas = uncurry(WeakMap.prototype.has);
const weakSetHas = uncurry(WeakSet.prototype.has);
const weakRefDeref = uncurry(WeakRef.prototype.deref);
const bufferLength = getterOf(ArrayBuffer.prototype, "byteLength");
const sharedLength = getterOf(SharedArrayBuffer.prototype, "byteLength");
const viewBuffer = getterOf(DataView.prototype, "buffer");
const numberValue = uncurry(Number.prototype.valueOf);
const stringValue = uncurry(String.prototype.valueOf);
const booleanValue = uncurry(Boolean.prototype.valueOf);
const symbolValue = uncurry(Symbol.prototype.valueOf);
const bigintValue = uncurry(BigInt.prototype.valueOf);

// `probe` throws a TypeError for a value of another brand; primitives are ruled out beforehand.
const brand = (probe) => (value) => {
  if (typeof value !== "object" || value === null) return false;
  try {
    probe(value);
    return true;
  } catch {
    return false;
  }
};

const probeKey = {};
export const isMap = brand(mapSize);
export const isSet = brand(setSize);
export const isDate = brand(dateTime);
export const isWeakMap = brand((value) => weakMapHas(value, probeKey));
export const isWeakSet = brand((value) => weakSetHas(value, probeKey));
export const isWeakRef = brand(weakRefDeref);
export const isArrayBuffer = brand(bufferLength);
export const isSharedArrayBuffer = brand(sharedLength);
export const isDataView = brand(viewBuffer);
export const isNumberObject = brand(numberValue);
export const isStringObject = brand(stringValue);
export const isBooleanObject = brand(booleanValue);
export const isSymbolObject = brand(symbolValue);
export const isBigIntObject = brand(bigintValue);

export const isAnyArrayBuffer = (value) => isArrayBuffer(value) || isSharedArrayBuffer(value);
export const isBoxedPrimitive = (value) =>
  isNumberObject(value) || isStringObject(value) || isBooleanObject(value) || isSymbolObject(value) || isBigIntObject(value);

// The name of a typed array's kind ("Uint8Array"), or undefined for anything else.
export const typedArrayName = (value) =>
  typeof value === "object" && value !== null ? typedArrayTag(value) : undefined;
export const isTypedArray = (value) => typedArrayName(value) !== undefined;
export const isArrayBufferView = ArrayBuffer.isView;

export const isPromise = (value) => ops.promiseState(value) !== undefined;
export const isProxy = (value) => ops.proxyParts(value) !== undefined;

// `exec` would move `lastIndex`, so a RegExp is told by the tag that only the real slot gives.
const tagSymbol = Symbol.toStringTag;
const tagged = (tag) => (value) =>
  typeof value === "object" && value !== null && !(tagSymbol in value) && objectToString(value) === tag;
export const isRegExp = tagged("[object RegExp]");
export const isArgumentsObject = tagged("[object Arguments]");
export const isNativeError = (value) => Error.isError(value);

// Iterators and generators have no slot that an intrinsic shows without running them; their prototypes tell.
const inherits = (proto) => {
  const isPrototypeOf = uncurry(Object.prototype.isPrototypeOf);
  return (value) => typeof value === "object" && value !== null && value !== proto && isPrototypeOf(proto, value);
};
export const isMapIterator = inherits(Object.getPrototypeOf(new Map().entries()));
export const isSetIterator = inherits(Object.getPrototypeOf(new Set().values()));
const GeneratorFunctionPrototype = Object.getPrototypeOf(function* () {});
const AsyncFunctionPrototype = Object.getPrototypeOf(async () => {});
const AsyncGeneratorFunctionPrototype = Object.getPrototypeOf(async function* () {});
export const isGeneratorObject = inherits(GeneratorFunctionPrototype.prototype);

// The word for a function's kind in `[Function: name]`.
export function functionKind(fn) {
  const text = objectToString(fn);
  if (text === "[object AsyncFunction]" && AsyncFunctionPrototype.isPrototypeOf(fn)) return "AsyncFunction";
  if (AsyncGeneratorFunctionPrototype.isPrototypeOf(fn)) return "AsyncGeneratorFunction";
  if (GeneratorFunctionPrototype.isPrototypeOf(fn)) return "GeneratorFunction";
  return "Function";
}
export const isAsyncFunction = (value) => typeof value === "function" && functionKind(value).startsWith("Async");
export const isGeneratorFunction = (value) => typeof value === "function" && functionKind(value).includes("Generator");

export const isModuleNamespace = (value) =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null &&
  value[tagSymbol] === "Module" && !Object.isExtensible(value);
