// node:vm. Partial: `runInThisContext` works; other contexts are not available.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("vm", [
  "createContext", "isContext", "compileFunction", "measureMemory", "runInContext", "runInNewContext",
]);
export const {
  createContext, isContext, compileFunction, measureMemory, runInContext, runInNewContext,
} = absent;

export class Script {
  constructor() { throw notAvailable("vm.Script"); }
}
export class Module {
  constructor() { throw notAvailable("vm.Module"); }
}
export class SourceTextModule {
  constructor() { throw notAvailable("vm.SourceTextModule"); }
}
export class SyntheticModule {
  constructor() { throw notAvailable("vm.SyntheticModule"); }
}

// An indirect eval: global scope, compiled like any code of the program.
export function runInThisContext(code) {
  return (0, globalThis.eval)(`${code}`);
}

export default {
  ...absent, Module, runInThisContext, Script, SourceTextModule, SyntheticModule,
};
