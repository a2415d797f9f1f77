// What the bytes of a packed value say: one tag, then the tag's own data. Written by pack.js, read by unpack.js, in
// the same process only, so there is no version and no byte order to agree on.
//
//   number  an unsigned integer, 7 bits a byte, least first      text   number of characters, characters

import { whenComplete } from "hz:core/late";

export const UNDEFINED = 0;
export const NULL = 1;
export const TRUE = 2;
export const FALSE = 3;
export const INT = 4; // number, zig-zag
export const DOUBLE = 5; // 8 bytes
export const LATIN1 = 6; // text, a byte a character
export const UTF16 = 7; // text, two bytes a character
export const CARGO = 8; // number: place in the cargo
export const BIGINT = 9; // text: its digits, base 36

// From here on, what is written has an identity: it gets the next number, by which SEEN refers to it.
export const SEEN = 10; // number
export const OBJECT = 11; // number: the form; then the values
export const RECORD = 12; // number of properties; key and value of each
export const ARRAY = 13; // length; elements
export const SPARSE = 14; // length; number of properties; key and value of each
export const MAP = 15; // size; key and value of each
export const SET = 16; // size; elements
export const DATE = 17; // 8 bytes
export const REGEXP = 18; // two values: source, flags
export const BOXED = 19; // value
export const BUFFER = 20; // number: place in the cargo
export const VIEW = 21; // number: which class; value: the buffer; numbers: offset, length
export const ERROR = 22; // number: which class; values: message, stack, cause or absent; RECORD's data
export const INSTANCE = 23; // a reference to a class; then the value as one of the built-in class it extends
export const REFERENCE = 24; // a reference to a function or class
export const HANDLE = 25; // number: which kind; numbers: what the kind wrote
export const DOM_EXCEPTION = 26; // values: message, name, stack

/** In place of a value that is not there, such as the cause of an error without one. */
export const ABSENT = 27;

/** Classes of views, in the order of their numbers. */
export const VIEWS = [
  DataView, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array,
];
whenComplete(() => {
  if (typeof Float16Array === "function") VIEWS.push(Float16Array);
});

/** Classes of errors, in the order of their numbers. */
export const ERRORS = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError];

/** Text with more characters travels beside the bytes: the engine copies it faster than a loop can. */
export const LONG_TEXT = 2048;
