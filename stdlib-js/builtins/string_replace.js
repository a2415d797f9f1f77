// String.prototype.replace and replaceAll with a function as the replacement. Everything else is V8's.
//
// RegExp.prototype[Symbol.replace] itself stays V8's: a change of that prototype would cost V8's fast ways for all
// regular expressions. When it is what a call would come to, the same algorithm runs here.

import {
  apply, checkCallable, isObject, lengthOf, putElement, toIntegerOrInfinity, toLength,
} from "hz:core/abstract";
import { replace } from "hz:core/replace";

const {
  replace: nativeReplace, replaceAll: nativeReplaceAll, indexOf, slice, includes, codePointAt,
} = String.prototype;
const { replace: replaceKey, match: matchKey } = Symbol;
const RegExpPrototype = RegExp.prototype;
const { [replaceKey]: regExpReplace, exec: nativeExec } = RegExpPrototype;
const { get: sourceGetter } = Object.getOwnPropertyDescriptor(RegExpPrototype, "source");
const NativeString = String;
const { min, max } = Math;

// The pattern's own way to replace, or undefined.
function methodOf(pattern) {
  if (pattern === undefined || pattern === null) return undefined;
  const method = pattern[replaceKey];
  return method === null ? undefined : method;
}

// What replace and replaceAll do when the pattern has such a way.
function delegate(method, pattern, receiver, replacement) {
  if (method === regExpReplace && isObject(pattern)) return replaceMatches(pattern, `${receiver}`, replacement);
  checkCallable(method);
  return apply(method, pattern, [receiver, replacement]);
}

replace(String.prototype, {
  replace(pattern, replacement) {
    if (typeof replacement !== "function" || this === undefined || this === null) {
      return apply(nativeReplace, this, [pattern, replacement]);
    }
    const method = methodOf(pattern);
    if (method !== undefined) return delegate(method, pattern, this, replacement);
    const string = `${this}`;
    const search = `${pattern}`;
    const position = apply(indexOf, string, [search]);
    if (position < 0) return string;
    const text = `${replacement(search, position, string)}`;
    return apply(slice, string, [0, position]) + text + apply(slice, string, [position + search.length]);
  },

  replaceAll(pattern, replacement) {
    if (typeof replacement !== "function" || this === undefined || this === null || isLocal(pattern)) {
      return apply(nativeReplaceAll, this, [pattern, replacement]);
    }
    const method = methodOf(pattern);
    if (method !== undefined) return delegate(method, pattern, this, replacement);
    const string = `${this}`;
    const search = `${pattern}`;
    const step = search.length === 0 ? 1 : search.length;
    let result = "";
    let end = 0;
    let position = apply(indexOf, string, [search]);
    while (position >= 0) {
      const text = `${replacement(search, position, string)}`;
      result += apply(slice, string, [end, position]) + text;
      end = position + search.length;
      // An empty string is found behind the last character too, and there for ever.
      position = position + step > string.length ? -1 : apply(indexOf, string, [search, position + step]);
    }
    return result + apply(slice, string, [end]);
  },
});

// Whether replaceAll refuses a pattern: a regular expression without the flag "g". V8 says so in its words.
function isLocal(pattern) {
  if (!isObject(pattern)) return false;
  const match = pattern[matchKey];
  if (match === undefined ? !isRegExp(pattern) : !match) return false;
  const { flags } = pattern;
  return flags !== undefined && flags !== null && !apply(includes, `${flags}`, ["g"]);
}

function isRegExp(value) {
  try {
    apply(sourceGetter, value, []);
    return value !== RegExpPrototype;
  } catch {
    return false;
  }
}

// RegExp.prototype[Symbol.replace]: all matches are found before the first call.
function replaceMatches(pattern, string, replacement) {
  const matches = matchesOf(pattern, string);
  let result = "";
  let end = 0;
  for (let i = 0; i < matches.length; i++) {
    const match = matches[i];
    const matched = `${match[0]}`;
    const position = max(min(toIntegerOrInfinity(match.index), string.length), 0);
    const text = `${apply(replacement, undefined, argumentsFor(match, matched, position, string))}`;
    if (position >= end) {
      result += apply(slice, string, [end, position]) + text;
      end = position + matched.length;
    }
  }
  return end >= string.length ? result : result + apply(slice, string, [end]);
}

function matchesOf(pattern, string) {
  const flags = `${pattern.flags}`;
  const isGlobal = apply(includes, flags, ["g"]);
  const isUnicode = apply(includes, flags, ["u"]) || apply(includes, flags, ["v"]);
  if (isGlobal) pattern.lastIndex = 0;
  const matches = [];
  for (;;) {
    const match = execute(pattern, string);
    if (match === null) return matches;
    putElement(matches, matches.length, match);
    if (!isGlobal) return matches;
    if (`${match[0]}` === "") {
      const index = toLength(pattern.lastIndex);
      pattern.lastIndex = index + (isUnicode ? widthAt(string, index) : 1);
    }
  }
}

// RegExpExec.
function execute(pattern, string) {
  const { exec } = pattern;
  if (exec === nativeExec || typeof exec !== "function") return apply(nativeExec, pattern, [string]);
  const match = apply(exec, pattern, [string]);
  if (match !== null && !isObject(match)) throw new TypeError(`${NativeString(match)} is not an object or null`);
  return match;
}

// How many code units the character at an index has.
function widthAt(string, index) {
  return index < string.length && apply(codePointAt, string, [index]) > 0xffff ? 2 : 1;
}

function argumentsFor(match, matched, position, string) {
  const args = [matched];
  const length = lengthOf(match);
  for (let n = 1; n < length; n++) {
    const capture = match[n];
    putElement(args, n, capture === undefined ? undefined : `${capture}`);
  }
  putElement(args, args.length, position);
  putElement(args, args.length, string);
  const { groups } = match;
  if (groups !== undefined) putElement(args, args.length, groups);
  return args;
}
