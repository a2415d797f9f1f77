// Found by what main.ts imports.
import { yieldNow } from "hz";
export const double = (n: number): number => {
  yieldNow();
  return n * 2;
};
