// A function literal takes copies of what it captures, when `go` is called.
import { go } from "hz";

function start(name, options) {
  const suffix = "!";
  const list = [1, 2];
  const tasks = [];
  for (let i = 0; i < 3; i++) {
    tasks.push(go((greeting) => {
      list.push(i);
      return `${greeting} ${name} ${i} ${list.join()} ${options.deep.value}${suffix}`;
    }, "hello"));
  }
  const results = tasks.map((task) => task.join());
  return [...results, list.join()];
}

console.log(start("you", { deep: { value: 42 } }));

// Literals inside literals, and functions of the module by name.
const square = (n) => n * n;
function nested(n) {
  return go(() => {
    const inner = go(() => square(n) + 1);
    return inner.join() + 1;
  }).join();
}
console.log(nested(5));

const { double } = { double: go(function (n) { return n * this.factor; }.name === "" ? square : square, 4) };
console.log(double.join());
