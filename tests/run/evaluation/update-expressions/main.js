// `x++` and `--x` on variables, members and private fields, with BigInt, around calls.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let x = 5, big = 5n;
console.log(x++ + at(x) + x--, ++x - at(x) - --x, big++ * at(2n) + big);
const o = { n: "7", deep: { m: 1 } };
console.log(o.n++, at(o).n--, o.n, ++o.deep[at("m")], at(o.deep).m--);
class C { #p = 1; static #s = 10n; bump() { return [this.#p++, at(this).#p, ++C.#s, at(C).#s--].join(); } }
console.log(new C().bump(), new C().bump());
const list = [1, 2, 3]; let i = 0;
list[i++]++; list[at(i++)] += list[i]--;
console.log(list.join(), i);
