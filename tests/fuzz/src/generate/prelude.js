// What a program needs to show what it does: a trace, an end, and things to iterate.
let fuel = 1200;
const trace = [], kept = [], left = [];
const log = (what) => { if (trace.length < 600) trace.push(what); };
// Every function and every turn of a loop burns some: a program ends, whatever it does.
function burn() { if (--fuel < 0) throw "out of fuel"; }
function show(value, depth = 0) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "function " + value.name;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  // The words of the engine's own errors are not the language's.
  if (value instanceof Error) return value.name === "Error" ? "Error: " + value.message : value.name;
  const parts = Object.entries(Object.getOwnPropertyDescriptors(value)).slice(0, 8).map(([key, found]) => {
    const inner = !("value" in found) ? "accessor" : depth > 1 ? "..." : show(found.value, depth + 1);
    return Array.isArray(value) ? inner : key + ": " + inner;
  });
  return Array.isArray(value) ? "[" + parts.join() + "]" : "{" + parts.join() + "}";
}
// Gives its value back, after it was suspended: `t(12, x)` is x, and leaves a line.
function t(site, value) {
  for (let turn = 0; turn < 1; turn++);
  log(site + " " + show(value));
  return value;
}
function keep(promise) { kept.push(promise.then((value) => t("kept", value), (error) => t("lost", error))); return kept.length; }
// Functions, objects and classes that are used when all is over: what they see then must be what they were made with.
function later(made) { if (left.length < 30) left.push(made); return left.length; }
function revisit(made) {
  try {
    t("later", typeof made === "function" && !/^class/.test(made) ? made(1, 2) : typeof made === "function" ? new made(1).m?.(2) : made?.m?.(1));
    if (typeof made === "object") t("later c", made?.c);
  } catch (error) { t("later lost", error); }
}
function tag(strings, ...values) { return t("tag", strings.join("_") + strings.raw.length + values.join()); }
// An iterator that tells what is asked of it; some answer badly when they are closed.
function steps(site, count, closing) {
  let step = 0;
  const iterator = {
    next(sent) { burn(); return t(site + " next", { value: step, done: step++ >= count }); },
    [Symbol.iterator]() { return this; },
  };
  if (closing > 0) iterator.return = (value) => {
    t(site + " return", closing);
    if (closing === 2) throw new Error("closing " + site);
    return closing === 3 ? 0 : {};
  };
  return iterator;
}
class Base {
  a = 1;
  b = 2;
  constructor(first, second = 3) { this.a = first; this.b = second; log("base " + new.target.name); }
  m(x) { return x + this.a; }
  static m(x) { return x - 1; }
  get c() { return t("c", this.b); }
  set c(value) { this.b = t("set c", value); }
}
async function run(main) {
  try { t("result", await main(3)); } catch (error) { t("thrown", error); }
  for (let at = 0; at < kept.length; at++) await kept[at];
  fuel += 300;
  for (let at = 0; at < left.length; at++) revisit(left[at]);
  for (const line of trace) console.log(line);
}
