// Uses what two other modules export before this one is done.
import { declared } from "./other.js";
export const early = declared();
