// Iterators whose methods are none, have an `apply` of their own, are proxies, change during the loop, or throw while closing.

const at = (x) => {
  for (let i = 0; i < 1; i++);
  return x;
};
const withNext = (next) => ({ [Symbol.iterator]: () => ({ next }) });

function failure(next) {
  try {
    for (const x of withNext(next)) at(x);
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
  return "no error";
}

for (const next of [undefined, null, 3, true, "text", 10n, Symbol("s"), {}, () => 1, () => null]) console.log(failure(next));

function counting(limit, change = () => {}) {
  let count = 0;
  const next = function () {
    change(this);
    return count < limit ? { done: false, value: count++ } : { done: true, value: undefined };
  };
  return next;
}

function collect(iterable) {
  const values = [];
  for (const x of iterable) values.push(at(x));
  return values.join();
}

const ownApply = counting(3);
ownApply.apply = () => ({ done: true });
console.log("own apply:", collect(withNext(ownApply)));
const bare = Object.setPrototypeOf(counting(3), null);
console.log("no prototype:", collect(withNext(bare)));
console.log("bound:", collect(withNext(counting(3).bind(undefined))));
console.log("proxy:", collect(withNext(new Proxy(counting(3), {}))));
console.log("read once:", collect(withNext(counting(3, (self) => (self.next = () => ({ done: true }))))));

const method = () => ({ next: counting(2) });
method.apply = () => 1;
console.log("own apply of the method:", collect({ [Symbol.iterator]: method }));

let reads = 0;
console.log("getter:", collect({ [Symbol.iterator]: () => ({ get next() { reads++; return counting(2); } }) }), reads);

class Closing {
  constructor(fails) {
    this.fails = fails;
    this.closed = 0;
  }
  [Symbol.iterator]() {
    return this;
  }
  next() {
    return { done: false, value: at(1) };
  }
  return() {
    this.closed++;
    if (this.fails) throw new Error("closing");
    return {};
  }
}

function left(iterator, how) {
  try {
    outer: for (const a of [1, 2]) {
      for (const b of iterator) {
        if (how === "break") break;
        if (how === "continue") continue outer;
        if (how === "return") return at("returned");
        if (how === "throw") throw new Error("body");
        at(a + b);
      }
    }
    return "ended";
  } catch (error) {
    return error.message;
  }
}

for (const how of ["break", "continue", "return", "throw"]) {
  for (const fails of [false, true]) {
    const iterator = new Closing(fails);
    console.log(how, fails, left(iterator, how), iterator.closed);
  }
}
