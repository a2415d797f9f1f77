// Hooks hear of the functions that their filter lets through, from when they are attached until they are removed.
import { attach } from "hz:hooks";
import { helper } from "./lib/helper.js";

function area(w, h) {
  return mul(w, h);
}
function mul(a, b) {
  return helper(a, b);
}
function heard(filter) {
  const names = [];
  const hooks = attach({ call: (call) => names.push(call.function), return: (call) => names.push("-") }, filter);
  area(2, 3);
  hooks.remove();
  hooks.remove();
  area(4, 5);
  return names.join(" ");
}
console.log("all        ", heard({ module: /filters/ }));
console.log("by name    ", heard({ function: "mul" }));
console.log("by pattern ", heard({ function: /^(mul|area)$/g }));
console.log("by module  ", heard({ module: "lib/helper.js" }));
console.log("by URL     ", heard({ module: import.meta.resolve("./lib/helper.js") }));
console.log("by both    ", heard({ function: /e/, module: /main\.js$/ }));
console.log("by part    ", heard({ module: "elper.js" }) || "nothing");

// Several at once, in the order in which they were attached; one removes the other, and itself.
const order = [];
const first = attach({ call: () => order.push("first") }, { function: "mul" });
const second = attach({ call: () => (order.push("second"), third.remove(), second.remove()) }, { function: "mul" });
const third = attach({ call: () => order.push("third") }, { function: "mul" });
area(1, 1);
area(1, 1);
first.remove();
area(1, 1);
console.log(order.join(" "));

// What began before the hooks came is told of when it ends, with its callers.
function outer() {
  const hooks = attach({ return: (call) => console.log(call.function, call.data, "in", call.caller?.function) }, { module: "main.js", function: /outer|late/ });
  late();
  return hooks;
}
function late() {}
outer().remove();
{
  using hooks = attach({ call: (call) => console.log("using", call.function) }, { function: "late" });
  late();
}
late();

for (const [hooks, filter] of [
  [null], [{ calls() {} }], [{ call: 1 }], [{}, 1], [{}, { name: "x" }], [{}, { function: 5 }],
]) {
  try {
    attach(hooks, filter);
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
}
