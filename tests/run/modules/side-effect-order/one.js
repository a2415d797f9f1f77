// Imports two first.
import "./two.js"; import { log } from "./log.js"; const at = (x) => { let turns = 2; while (--turns) {} return x; }; log.push(at("one"));
