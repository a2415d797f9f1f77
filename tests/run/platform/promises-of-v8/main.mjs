// Promises that V8 settles from another thread or after a time, while the program has nothing else to do.
function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}

const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
// (func (export "f") (result i32) (i32.const 42))
const answer = Uint8Array.of(
  ...empty, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0, 10, 6, 1, 4, 0, 0x41, 42, 0x0b,
);

const module = await WebAssembly.compile(answer);
console.log(module instanceof WebAssembly.Module);
const instance = await WebAssembly.instantiate(module, {});
console.log(at(instance.exports.f)());
const both = await WebAssembly.instantiate(answer);
console.log(Object.keys(both), both.instance.exports.f());
for (const wrong of [empty.subarray(1), answer.subarray(0, 20), 7]) {
  await WebAssembly.compile(wrong).then(console.log, (error) => console.log(error.constructor.name));
}
console.log(WebAssembly.compile.name, WebAssembly.compile.length, WebAssembly.instantiate.length);

const cells = new Int32Array(new SharedArrayBuffer(16));
const timed = Atomics.waitAsync(cells, 0, 0, 20);
console.log(timed.async, await timed.value);
const notified = Atomics.waitAsync(cells, 1, 0);
const late = Atomics.waitAsync(cells, 1, 0, { valueOf: () => at(60_000) });
setTimeout(() => console.log(Atomics.notify(cells, 1)), 5);
console.log(await notified.value, await late.value);
console.log(Atomics.waitAsync(cells, 2, 1), Atomics.waitAsync(cells, 2, 0, 0));
try {
  Atomics.waitAsync(cells, 2, 0, Symbol());
} catch (error) {
  console.log(error.constructor.name);
}
