// Built-ins that construct: species of arrays and buffers, classes of promises, with calls and loops in them.
const at = (x) => { let n = 2; while (--n) {} return x; };
const withSpecies = (list, Species) => { list.constructor = { [Symbol.species]: Species }; return list; };
function Tail(n) { return at({ n }); }
class Own { constructor(n) { this.n = at(n); } }
class List extends Array { constructor(...items) { super(...items); at(items); } }

console.log(withSpecies([1, 2, 3], Tail).splice(0, 2), withSpecies([1, 2], Tail).concat([3]), withSpecies([1, 2], Tail).slice(1));
console.log(withSpecies([1, 2, 3], Own).splice(1), withSpecies([[1], [2]], Own).flat(), List.of(1, 2).slice(1), List.from([4, 5]).concat(6));
class Bytes extends Uint8Array { constructor(...rest) { super(...rest); at(rest); } }
console.log(new Bytes([1, 2, 3]).slice(1), new Bytes([3, 4]).subarray(1), Bytes.of(7));
class Buffer extends ArrayBuffer { constructor(size) { super(at(size)); } }
console.log(new Buffer(8).slice(2).byteLength);

class Later extends Promise { constructor(executor) { super((resolve, reject) => executor(at(resolve), at(reject))); at(0); } }
console.log(await Later.resolve(3).then((x) => at(x + 1)), Later.reject(1).catch(() => {}) instanceof Later, await Later.withResolvers?.().resolve);
console.log("a-b-c".split({ [Symbol.split]: (text) => at(text.length) }), /b/[Symbol.split]("abc"));
class Pattern extends RegExp { constructor(...rest) { super(...rest); at(rest); } }
console.log(new Pattern("-", "g")[Symbol.split]("a-b"), [..."a1b2".matchAll(new Pattern("\\d", "g"))].map(String));
