// Fails while it loads.
const at = (x) => { let turns = 2; while (--turns) {} return x; }; throw new Error(at("while loading"));
