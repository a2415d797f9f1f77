// Has no dependency but the log.
import { log } from "./log.js"; const at = (x) => { let turns = 2; while (--turns) {} return x; }; log.push(at("two"));
