// Private fields, methods, accessors and statics across suspensions; a foreign object has none.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class Account {
  #balance = at(10); static #made = 0; #log = [];
  constructor() { at(0); Account.#made += at(1); }
  #note(text) { at(0); this.#log.push(text); return this; }
  get #double() { return at(this.#balance) * 2; }
  set #double(v) { at(0); this.#balance = v / at(2); }
  deposit(n) { this.#balance += at(n); return this.#note("d" + n); }
  twice() { this.#double = this.#double + at(2); return this.#double; }
  static has(o) { at(0); return #balance in o; }
  static read(o) { return at(o).#balance; }
  static get made() { return at(Account.#made); }
  static #secret() { return at("secret"); } static tell() { return this.#secret(); }
  log() { return this.#log.join(); }
}
const a = new Account();
console.log(a.deposit(5).deposit(at(6)).log(), a.twice(), Account.read(a), Account.has(a), Account.has({}), Account.made, Account.tell());
for (const bad of [() => Account.read({}), () => Account.read(null), () => class extends Account {}.tell()]) { try { bad(); } catch (e) { console.log(e.name); } }
