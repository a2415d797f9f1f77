// Static blocks and fields run in order, with `this` the class, and may call anything.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
class A {
  static x = at(1);
  static { log.push("block " + at(this.x)); this.y = at(2); var local = at("local"); log.push(local); try { throw at(1); } catch (e) { log.push("caught " + e); } finally { log.push("finally"); } }
  static z = A.y + at(this.x);
  static { for (const k of ["x", "y", "z"]) log.push(k + at(A[k])); }
  static #p = at("private");
  static { log.push(this.#p); }
}
console.log(log.join(", "), typeof local);
