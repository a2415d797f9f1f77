// Exports that change.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
export let count = 0;
export function bump() { count += at(1); return count; }
export const list = [1, 2];
let inner = "renamed"; export { inner as rename };
export class Thing { n = at(count); }
export default () => at("default " + count);
