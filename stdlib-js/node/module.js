// node:module: `createRequire`, `builtinModules` and the class behind `module`. Partial: there are no loader hooks.
import { Module, builtinModules } from "hz:core/commonjs";

export { Module, builtinModules };
export const createRequire = Module.createRequire;
export const isBuiltin = Module.isBuiltin;
export const _cache = Module._cache;
export const _extensions = Module._extensions;
export const _load = Module._load;
export const _nodeModulePaths = Module._nodeModulePaths;
export const _resolveFilename = Module._resolveFilename;
export const wrap = Module.wrap;
export default Module;
