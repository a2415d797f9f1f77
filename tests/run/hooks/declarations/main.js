// The body of a function with hooks moves into a block. What it declares means what it did before.
import { attach } from "hz:hooks";
import sloppy from "./sloppy.cjs";

attach({}, {});
const at = (x) => {
  for (let i = 0; i < 1; i++);
  return x;
};

function uses() {
  return later() + at(limit());
  function later() {
    return at(1);
  }
  function limit() {
    return typeof constant;
  }
  var constant;
}
function reads() {
  const x = at(5);
  return closure();
  function closure() {
    return x;
  }
}
function early() {
  try {
    return closure();
  } catch (error) {
    return error.name;
  }
  let x = 1;
  function closure() {
    return x;
  }
}
function over(a) {
  function a() {
    return "function";
  }
  return typeof a + a.name + at(a.length);
}
function besideVar() {
  var f;
  function f() {
    return at(1);
  }
  return typeof f;
}
function twice() {
  return f();
  function f() {
    return 1;
  }
  function f() {
    return at(2);
  }
}
console.log(uses(), reads(), early(), over(1), besideVar(), twice());
console.log(sloppy().join(" "));
