// What the files of standalone output import: the whole of the runtime, for one isolate.

import "hz:builtins/install";
import * as hz from "hz";
import * as parallel from "hz:parallel";
import * as sync from "hz:sync";
import * as time from "hz:time";

export { abi } from "hz:standalone/abi";
export { begin, end } from "hz:standalone/drive";

const modules = { __proto__: null, hz, "hz:parallel": parallel, "hz:sync": sync, "hz:time": time };

/** The exports of a module of the library; `names` are those that the program imports. */
export function library(module, names = []) {
  const exports = modules[module];
  for (const name of names) {
    if (name in exports) continue;
    throw new SyntaxError(`The requested module '${module}' does not provide an export named '${name}'`);
  }
  return exports;
}
