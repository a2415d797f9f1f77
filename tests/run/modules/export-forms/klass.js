// A named default class.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
export default class Named { v = at("field"); }
