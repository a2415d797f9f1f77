// What a function gives, or throws, is what its last `return` says: also when a `finally` replaces it, or jumps out of it.
import { attach } from "hz:hooks";

const at = (x) => {
  for (let i = 0; i < 1; i++);
  return x;
};
attach(
  {
    return: (call, value) => console.log(call.function, "gives", value),
    throw: (call, error) => console.log(call.function, "throws", error instanceof Error ? error.message : error),
  },
  { module: "main.js", function: /^(?!at$)/ },
);

function replaced() {
  try {
    return at(1);
  } finally {
    return at(2);
  }
}
function jumpsOut() {
  for (;;) {
    try {
      return at(1);
    } finally {
      at(0);
      break;
    }
  }
}
function jumpsBack() {
  try {
    return at(1);
  } finally {
    inner: try {
      return at(2);
    } finally {
      break inner;
    }
  }
}
function swallows() {
  try {
    throws(1);
  } catch (error) {
    return at(error);
  }
}
function throws(error) {
  try {
    throw at(error);
  } finally {
    at(0);
  }
}
function passes() {
  throws(new Error("passed on"));
}
function finallyThrows() {
  try {
    return at(1);
  } finally {
    throws(2);
  }
}
function falls() {
  if (at(false)) return 1;
}
function early(x) {
  if (x) return;
  return at(3);
}
class Base {
  constructor(early) {
    this.made = true;
    if (early) return;
    at(0);
  }
}
class Derived extends Base {
  constructor(how) {
    if (how === "no super") return;
    super();
    if (how === "other") return { other: true };
  }
}
for (const run of [replaced, jumpsOut, jumpsBack, swallows, passes, finallyThrows, falls, () => early(1), () => early(0)]) {
  try {
    run();
  } catch (error) {
    console.log("caught", error.message ?? error);
  }
}
new Base(true);
new Base(false);
new Derived();
new Derived("other");
try {
  new Derived("no super");
} catch (error) {
  console.log(error.message);
}
