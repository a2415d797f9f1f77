// An anonymous default function is called "default".
const at = (x) => { let turns = 2; while (--turns) {} return x; };
export default () => at("anonymous");
