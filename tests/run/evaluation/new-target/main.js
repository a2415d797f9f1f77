// `new.target` keeps its value after a suspension, in arrows too, and is undefined in calls.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function F() { const early = new.target; at(0); const inArrow = (() => (at(0), new.target))(); return { same: early === new.target && early === inArrow, name: new.target?.name }; }
class A { constructor() { at(0); this.made = new.target.name; at(1); this.again = new.target === this.constructor; } }
class B extends A { constructor() { const t = new.target; super(); at(0); this.same = t === new.target; } }
console.log(JSON.stringify([new F(), F(), new A(), new B(), Reflect.construct(A, [], B), Reflect.construct(F, [], Array)]));
