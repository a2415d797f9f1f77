// A default function declaration is hoisted.
const early = typeof hoisted;
export default function hoisted() { let turns = 2; while (--turns) {} return early; }
