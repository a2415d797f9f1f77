// Built-ins that would make an array which V8 cannot make, and then end the process: fill, split, match.
//
// The largest array that V8 has room for is of 2 ** 27 elements. Where native code would go beyond, these throw a RangeError, or do
// the same work by a loop, which a limit can stop. What is smaller is V8's. They are raw, because the core calls them.

import { apply, putElement, toIntegerOrInfinity } from "hz:core/abstract";
import { replace } from "hz:core/replace";

const { fill: nativeFill } = Array.prototype;
const { split: nativeSplit, match: nativeMatch, indexOf } = String.prototype;
const { split: splitKey, match: matchKey } = Symbol;
const { [splitKey]: regExpSplit, [matchKey]: regExpMatch, exec: nativeExec } = RegExp.prototype;
const { isArray } = Array;
const { max, min } = Math;

// Somewhat less than V8's, which depends on what stands before the elements.
const MAX_ELEMENTS = 2 ** 27 - 2 ** 10;
// Texts of that length are split by V8 without a look.
const LONG_TEXT = 2 ** 26;
// Arrays of that length have their elements in a table when they are made, which V8 fills for minutes.
const SPARSE = 2 ** 25;

function tooMany(what) {
  return new RangeError(`Invalid array length: ${what} would give more than ${MAX_ELEMENTS} elements`);
}

replace(Array.prototype, {
  fill(value, start, end) {
    if (isArray(this) && this.length > SPARSE) return fillLarge(this, value, start, end);
    return apply(nativeFill, this, [value, start, end]);
  },
});

function fillLarge(list, value, start, end) {
  const { length } = list;
  const from = position(start, length, 0);
  const to = position(end, length, length);
  if (to - from > MAX_ELEMENTS) throw tooMany("fill");
  // A limit can stop a loop.
  for (let i = from; i < to; i++) list[i] = value;
  return list;
}

function position(index, length, standard) {
  if (index === undefined) return standard;
  const at = toIntegerOrInfinity(index);
  return at < 0 ? max(length + at, 0) : min(at, length);
}

replace(String.prototype, {
  split(separator, limit) {
    if (typeof this === "string" && this.length > LONG_TEXT && limit === undefined) checkPieces(this, separator);
    return apply(nativeSplit, this, [separator, limit]);
  },

  match(pattern) {
    if (typeof this === "string" && this.length > LONG_TEXT && isPlainGlobal(pattern)) return matchAll(this, pattern);
    return apply(nativeMatch, this, [pattern]);
  },
});

function checkPieces(text, separator) {
  if (typeof separator === "string") {
    if (separator === "" ? text.length > MAX_ELEMENTS : hasMoreThan(text, separator)) throw tooMany("split");
  } else if (separator instanceof RegExp && separator[splitKey] === regExpSplit) {
    // Each place between two characters may be one to split at.
    if (text.length > MAX_ELEMENTS) throw tooMany("split by a regular expression");
  }
}

function hasMoreThan(text, separator) {
  let count = 1;
  for (let at = 0; (at = apply(indexOf, text, [separator, at])) !== -1; at += separator.length) {
    if (++count > MAX_ELEMENTS) return true;
  }
  return false;
}

function isPlainGlobal(pattern) {
  return pattern instanceof RegExp && pattern.global && pattern[matchKey] === regExpMatch && pattern.exec === nativeExec;
}

// RegExp.prototype[Symbol.match] of a global regular expression.
function matchAll(text, pattern) {
  pattern.lastIndex = 0;
  const found = [];
  for (let match; (match = apply(nativeExec, pattern, [text])) !== null; ) {
    if (found.length === MAX_ELEMENTS) throw tooMany("match");
    putElement(found, found.length, match[0]);
    if (match[0] === "") pattern.lastIndex = next(text, pattern);
  }
  return found.length === 0 ? null : found;
}

// AdvanceStringIndex.
function next(text, { lastIndex, unicode, unicodeSets }) {
  if (!unicode && !unicodeSets) return lastIndex + 1;
  return lastIndex + (text.codePointAt(lastIndex) > 0xffff ? 2 : 1);
}
