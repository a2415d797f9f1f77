// Re-exports.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
export * from "./star.js";
export * as nested from "./star.js";
export { star as renamed, default as fromStar } from "./star.js";
const value = at("str"); export { value as "string name" };
export const [x, { y = at(2), ...rest }] = [1, { z: 3 }]; export const over = at("own wins");
export default at("default value");
