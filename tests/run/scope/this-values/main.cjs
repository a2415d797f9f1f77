// `this` in sloppy and strict functions, arrows, methods called in every form.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function sloppy() { at(0); return typeof this + " " + (this === globalThis); }
function strict() { "use strict"; at(0); return typeof this; }
console.log(sloppy(), "|", sloppy.call(1), "|", sloppy.call(null), "|", strict(), "|", strict.call(1), "|", strict.call(null));
const object = {
  name: "object",
  method() { at(0); return this.name; },
  arrowed() { const f = () => { at(0); return this?.name; }; at(0); return f(); },
  get own() { at(0); return this.name; },
};
const { method } = object;
console.log(object.method(), object["met" + at("hod")](), (object.method)(), (0, object.method).call({ name: "other" }), object.arrowed(), object.own);
console.log(object?.method(), object.method?.(), (object?.method)(), method.call(object));
let sameThis;
function identity() { const first = this; at(0); return first === this && first; }
console.log(typeof identity.call("s"), identity.call(sameThis) === globalThis);
