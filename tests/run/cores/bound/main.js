// Bound functions travel: what they are bound to goes with them, copied. So do functions of classes and of other modules.
import { chan, go } from "hz";
import tools, { Shop, scale, shopper } from "./shop.js";
import { twice } from "./old.cjs";

function add(a, b, c) {
  return `${this === undefined ? "-" : this.name} ${a} ${b} ${c}`;
}

class Counter {
  static step = 3;
  name = "counter";
  plus(n) {
    return `${this.constructor.name} ${this.name} ${n + (this.factor ?? 1)}`;
  }
  static next(n) {
    return n + (this?.step ?? 100);
  }
}

const named = { name: "ann" };
console.log(go(add.bind(named, 1), 2, 3).join());
console.log(go(add.bind(undefined, 1, 2, 3)).join());
console.log(go(add.bind(named, 1).bind({ name: "not this" }, 2), 3).join());
const later = add.bind(named, "later");
named.name = "changed";
console.log(go(later, 2, 3).join(), add.call(named, 1, 2, 3));

class Point {
  constructor(x) {
    this.x = x;
  }
  plus(n) {
    return this instanceof Point ? this.x + n : "lost";
  }
}
const point = new Point(40);
console.log(go(point.plus.bind(point), 2).join());

console.log(go(Counter.next, 1).join(), go(Counter.next.bind(Counter), 1).join());
console.log(go(scale, 4).join(), go(Shop.open, "x").join(), go(tools.measure.bind({ unit: "m" }), 7).join());
console.log(go(shopper.bind(null, 1), 2).join());

const answers = chan();
go(send.bind(null, answers), "by channel");
console.log(answers.recv());
function send(to, text) {
  to.send(text);
}

const attempt = (run) => {
  try {
    console.log(run());
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
};
attempt(() => go(add.bind({ handlers: { onDone() {} } })));
attempt(() => go(add.bind(null, 1, () => 2)));
attempt(() => go(((n) => n).bind(null, 1)));
attempt(() => go(Math.max.bind(Math, 1)));
attempt(() => go(twice, 4).join());
console.log(add.bind(null, 1).name, add.bind(null, 1).length, Object.getOwnPropertyNames(add.bind(null)).join());
