// Runs before main.mjs does, and asks for it.
export const back = import("./main.mjs").then((main) => typeof main.default);
export function other() {
  return "other";
}
