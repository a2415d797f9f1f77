// A function declaration has its value before the module runs.
const at = (x) => { let n = 2; while (--n) {} return x; };
export default function () { return at("declared"); }
