// `new` gives an object, whatever the constructor returns by a call that was suspended.
function at(x) { for (let i = 0; i < 1; i++); return x; }

function Returns(value) { this.kept = value; return at(value); }
function Silent(value) { return at(value); }
function Chosen(value) { return value ? at(value) : this.init(); }
Chosen.prototype.init = function () { this.started = at(true); };
const other = { other: true };

console.log(new Returns(1).kept, new Returns("x") instanceof Returns, new Returns(other) === other);
console.log(new Silent(1) instanceof Silent, new Silent(other) === other, Silent(3));
console.log(new Chosen(0).started, new Chosen(5) instanceof Chosen, new Chosen(other) === other);

class Base { constructor(value) { this.base = at(value); return at(undefined); } }
class Derived extends Base { field = at(2); }
console.log(JSON.stringify(new Derived(1)));

class Swapped { constructor(value) { return at(value); } }
class Below extends Swapped { mark = at("mark"); }
console.log(new Below(other) === other, other.mark, new Swapped(other) === other);

const proxy = new Proxy(Returns, {});
console.log(new proxy(7).kept, Reflect.construct(Silent, [1], Returns) instanceof Returns);

// Only ever called: nothing remembers that it could be constructed.
function plain(n) { return n === 0 ? "done" : at(plain(n - 1)); }
console.log(plain(3));
function onlyHere() { return new.target === undefined ? at("called") : at({}); }
console.log(onlyHere());
const methods = { m() { return at(1) && new.target; } };
console.log(methods.m());
