// Every function of lodash that can be called without knowing what for, each with several kinds of arguments.
import _ from "lodash";
import { digest } from "./digest.mjs";

const people = [{ name: "ann", age: 3, tags: ["x", "y"] }, { name: "bob", age: 1, tags: [] }, { name: "cid", age: 2, tags: ["x"] }];
const inputs = [
  () => [[3, 1, 2, 1], (x) => x + 1],
  () => [_.cloneDeep(people), "age"],
  () => [{ a: 1, b: { c: [1, 2] } }, "b.c[1]"],
  () => ["fooBar baz_qux", 6, "-"],
  () => [[[1, "a"], [2, "b"]], 1],
  () => [(a, b) => [a, b], 2],
  () => [people[0], { age: 3 }],
  () => [5, 1, 3],
];
// These wait, draw lots, count up or change lodash itself.
const left = new Set(["now", "random", "sample", "sampleSize", "shuffle", "uniqueId", "debounce", "throttle", "delay", "defer", "mixin",
  "noConflict", "runInContext", "template", "after", "before"]);

function call(name, args) {
  try {
    const result = _[name](...args);
    const shown = typeof result === "function" ? [result.length, shownCall(result)] : result instanceof _ ? result.value() : result;
    return JSON.stringify([shown, args], (_, value) => typeof value === "function" ? "function" : value === undefined ? "undefined" : value);
  } catch (error) {
    return error.name;
  }
}

function shownCall(fn) {
  try { const result = fn([1, 2], 3); return typeof result === "function" ? "function" : result; } catch (error) { return error.name; }
}

function chained() {
  return _(people).chain().filter("tags.length").sortBy(["age"]).map(_.partial(_.pick, _, ["name"])).tap((list) => list.push(1)).value();
}

export default () => {
  const names = _.functions(_).filter((name) => !left.has(name));
  const lines = names.map((name) => inputs.map((input) => call(name, input())).join(";"));
  const memoized = _.memoize((n) => (n < 2 ? n : memoized(n - 1) + memoized(n - 2)));
  const compiled = _.template("<% _.each(people, p => { %><li><%- p.name %></li><% }) %>")({ people });
  return [names.length, digest(lines), JSON.stringify(chained()), memoized(60), compiled].join("\n");
};
