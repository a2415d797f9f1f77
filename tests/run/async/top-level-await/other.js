// Does not wait itself; runs while the slow module waits.
import { log } from "./dependency-log.js";
log.push("other");
export const also = "also";
