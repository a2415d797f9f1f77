// node:module. The CommonJS loader is in core/commonjs.js. Partial: hooks (`register`) and source maps are not available.
import { builtinModules, Module } from "hz:core/commonjs";
import { notAvailable } from "./internal/errors.js";

export const { createRequire, isBuiltin, wrap } = Module;
export const _cache = Module._cache;
export const _extensions = Module._extensions;
export const _load = Module._load;
export const _nodeModulePaths = Module._nodeModulePaths;
export const _resolveFilename = Module._resolveFilename;

export function register() {
  throw notAvailable("module.register");
}
export function syncBuiltinESMExports() {}
export function findSourceMap() {
  return undefined;
}
export class SourceMap {
  constructor() { throw notAvailable("module.SourceMap"); }
}
Object.assign(Module, { register, syncBuiltinESMExports, findSourceMap, SourceMap });

export { builtinModules, Module };
export default Module;
