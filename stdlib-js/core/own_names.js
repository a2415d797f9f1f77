// The engine's errors name what they blame as compiled code spells it. A program gets to see its own names, and of values that
// only the compiler has named what the engine itself says of values without a name.

const { isError, prototype: errors } = Error;
const { isPrototypeOf } = Object.prototype;
const { getOwnPropertyDescriptor, defineProperty } = Object;
const { apply } = Reflect;
const { includes, indexOf, lastIndexOf, slice } = String.prototype;
const { exec } = RegExp.prototype;

const PREFIX = "hz$";
const NUMBER = /^\d+$/;
const NAME_PART = /^[\p{ID_Continue}$]$/u;
const NAMELESS = "(intermediate value)";

/** hz$O: the error, its message in the program's own names. Calls nothing of the program's, whatever was thrown. */
export function ownNames(error) {
  if (!isNativeError(error)) return error;
  const message = getOwnPropertyDescriptor(error, "message");
  if (message === undefined || typeof message.value !== "string" || !message.configurable) return error;
  if (!apply(includes, message.value, [PREFIX])) return error;
  message.value = inOwnNames(message.value);
  defineProperty(error, "message", message);
  return error;
}

// Without `Error.isError`, which an older host of standalone output lacks, errors of other realms keep their messages.
function isNativeError(value) {
  return isError !== undefined ? isError(value) : typeof value === "object" && apply(isPrototypeOf, errors, [value]);
}

function inOwnNames(text) {
  let done = "", rest = text;
  for (let at = find(rest); at >= 0; at = find(rest)) {
    let end = at + PREFIX.length;
    while (end < rest.length && matches(NAME_PART, rest[end])) end++;
    const name = ownName(from(rest, at, end));
    if (apply(slice, name, [-2]) === ".v") end += 2;
    let before = from(rest, 0, at);
    // A call of a box's content is a call without `this`, which takes brackets.
    if (apply(slice, before, [-5]) === "(0 , " && rest[end] === ")") {
      before = from(before, 0, -5);
      end++;
    }
    done += before + (apply(slice, name, [-2]) === ".v" ? from(name, 0, -2) : name);
    rest = from(rest, end);
  }
  return done + rest;
}

// The name from which the compiler made `name`: `hz$0` has none, `hz$x$2` is the second x of its function, `hz$x$2b` its box,
// which is read with `.v`.
function ownName(name) {
  const inner = from(name, PREFIX.length);
  if (matches(NUMBER, inner)) return NAMELESS;
  const mark = apply(lastIndexOf, inner, ["$"]);
  if (mark <= 0) return inner;
  const boxed = inner[inner.length - 1] === "b";
  const number = from(inner, mark + 1, boxed ? -1 : undefined);
  if (!matches(NUMBER, number)) return inner;
  let own = from(inner, 0, mark);
  if (find(own) === 0) own = ownName(own);
  return boxed ? `${own}.v` : own;
}

function matches(pattern, text) {
  return apply(exec, pattern, [text]) !== null;
}
function find(text) {
  return apply(indexOf, text, [PREFIX]);
}
function from(text, start, end) {
  return apply(slice, text, [start, end]);
}
