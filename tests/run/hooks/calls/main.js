// Each kind of function tells of its call, with its name, its place, who called it, its arguments and its result.
import { attach } from "hz:hooks";

const show = (value) => JSON.stringify(value) ?? String(value);
const hooks = attach(
  {
    call(call, args, self) {
      const receiver = self === undefined ? "" : ` on ${typeof self}`;
      console.log(`${call.caller?.function ?? "-"} calls ${call.function}(${args.map(show).join(", ")})${receiver}, line ${call.line}`);
    },
    return(call, value) {
      console.log(`${call.function} gives ${show(value)}`);
    },
  },
  { module: "calls/main.js", function: /^(?!at$)/ },
);
const at = (x) => {
  for (let i = 0; i < 1; i++);
  return x;
};

function declared(a, b = 2, ...rest) {
  return at(a + b + rest.length);
}
declared(1);
declared(1, 5, 7, 8);

const arrow = (a) => at(a);
const whole = ({ x }, [y]) => x + y;
const expression = function named({ x }, [y] = [3]) {
  return inner(x + y);
  function inner(sum) {
    return arrow(sum);
  }
};
whole({ x: 1 }, [2]);
expression({ x: 1 });

class Point {
  #secret = 1;
  static made = 0;
  constructor(x) {
    this.x = x;
    Point.made++;
  }
  get half() {
    return at(this.x / 2);
  }
  set half(value) {
    this.x = value * 2;
  }
  static of(x) {
    return new this(x);
  }
  plus(other) {
    return Point.of(this.x + other.#hidden());
  }
  #hidden() {
    return this.x * this.#secret;
  }
  ["comp" + "uted"]() {
    return at(1);
  }
}
class Named extends Point {
  constructor(name) {
    super(name.length);
    this.name = name;
  }
}
const point = Point.of(3);
point.half = point.half + 1;
point.plus(new Named("four"));
point.computed();

const object = {
  method() {
    return at(1);
  },
  get value() {
    return at(2);
  },
};
object.method() + object.value;

function Old(x) {
  this.x = x;
}
new Old(1);
console.log([3, 1, 2].sort((a, b) => a - b).join());
console.log(new Function("a", "return a + 1")(1), eval("(function evaluated(a) { return a; })(5)"));
hooks.remove();
declared(1);
console.log(declared.name, declared.length, expression.name, Point.of.toString(), String(arrow));
