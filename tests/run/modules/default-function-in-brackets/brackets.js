// A class in brackets is an expression.
const at = (x) => { let n = 2; while (--n) {} return x; };
export default (class { field = at("field"); });
