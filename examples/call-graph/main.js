// Who calls whom, how often, and where the time goes: a call-graph profile of a program, made by hooks.
//
//   hzrun --hooks examples/call-graph/main.js                          profiles workload.js
//   hzrun --hooks examples/call-graph/main.js prog.js                  profiles another program
//   hzrun --hooks examples/call-graph/main.js --dot | dot -Tsvg        draws the graph
//   hzrun --hooks examples/call-graph/main.js --collapsed              stacks, for flame graphs
//
// The time that a green thread waits counts for nobody. What runs on other cores is not seen: hooks hear of their own core.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { collapsed, dot, table } from "./print.js";
import { profile } from "./profile.js";

const forms = { "--dot": dot, "--collapsed": collapsed };
const words = process.argv.slice(2);
const form = words[0] in forms ? forms[words.shift()] : table;
const program = words.length > 0 ? resolve(words[0]) : resolve(import.meta.dirname, "workload.js");

const end = profile();
process.on("exit", () => console.log(form(end())));
await import(pathToFileURL(program).href);
