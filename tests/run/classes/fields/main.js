// Fields are initialised in order, on the instance, before the rest of the constructor.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const say = (x) => { log.push(x); return at(x); };
class A {
  a = say("a"); [say("key")] = say("computed"); static s = say("static"); arrow = () => at(this.a); ["9"] = say(9); empty;
  constructor(x = say("parameter")) { say("body"); this.x = at(x); }
}
const one = new A(), two = new A(at("given"));
console.log(log.join(" "));
console.log(JSON.stringify(one), JSON.stringify(two), one.arrow(), one.arrow !== two.arrow, "empty" in one, A.s);
class B extends A { b = say("b" + this.x); a = at("shadow"); constructor() { super(say("to super")); say("after"); } }
log.length = 0;
const b = new B();
console.log(log.join(" "), b.a, b.b, b.arrow(), Object.keys(b).join());
