// In sloppy functions with simple parameters `arguments[0]` and the first parameter are one variable, also for whoever else gets
// the object, and behind a suspension.
const at = (x) => { let n = 2; while (--n) {} return x; };
const put = (list, value) => { at(0); list[0] = at(value); };

function given(a) { at(a); put(arguments, "given"); return [a, at(arguments[0])]; }
function defined(a, b) {
  at(a);
  Object.defineProperty(arguments, "0", { configurable: false });
  Object.defineProperty(at(arguments), "0", { value: "defined" });
  return [a, b, at(arguments[0])];
}
function shifted(a, b) { const first = [].shift.call(arguments); at(first); return [first, a, b, arguments.length]; }
function destructured(a, b) { at(a); [arguments[0], arguments[1]] = [at("x"), at("y")]; return [at(a), b]; }
function received(a) { arguments[1] = function () { this[0] = at("received"); }; arguments[1](); return [at(a)]; }
function kept(a) { const all = arguments; at(a); all[0] = "kept"; return [at(a)]; }
function inArrow(a) { const write = () => { arguments[0] = at("arrow"); }; write(); return [at(a)]; }
function strict(a) { "use strict"; at(a); put(arguments, "other"); return [a, at(arguments[0])]; }
function withDefault(a = 1) { at(a); put(arguments, "other"); return [a, at(arguments[0])]; }
function read(a, b) { const all = [].slice.call(arguments); at(a); return [a, b, all.length, Math.max.apply(null, arguments), [...arguments].length]; }
function again(n) { return n === 0 ? [at("end")] : arguments.callee(n - 1); }

console.log(given(1), defined(1, 2), shifted(1, 2), destructured(1, 2), received(1, 2));
console.log(kept(1), inArrow(1), strict(1), withDefault(1), read(1, 2), again(3));
