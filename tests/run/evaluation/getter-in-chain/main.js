// Accessors in the middle of a chain of calls run once each, in order.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
class Node2 {
  constructor(name) { this.name = at(name); }
  get next() { log.push("get " + this.name); at(0); return new Node2(this.name + "'"); }
  set value(v) { log.push("set " + this.name + "=" + at(v)); }
  step() { log.push("step " + this.name); return at(this); }
}
const n = new Node2("n");
n.step().next.step().next.value = n.next.step().name;
console.log(log.join(", "));
n.next.value += at(1);
console.log(log.slice(-2).join(", "));
