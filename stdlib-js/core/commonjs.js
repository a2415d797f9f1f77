// CommonJS: `require`, `module`, `exports`, as Node has them.
//
// Loaded when the first CommonJS module is. Raw JavaScript: `require` never gives the sentinel, since the bodies of
// modules are pinned, so a module that blocks while it loads lets other threads run and then goes on. Only the body of the
// entry module leaves the stack.
//
// A module is in the cache before its body runs, so a cycle sees the exports made so far; a module whose body throws
// is taken out again.

import ops from "hz:internal/ops";
import { S } from "hz:core/sentinel";
import { mainStops } from "hz:core/main_thread";
import { pinnedCall } from "hz:core/pinned";

const { apply } = Reflect;
const { then } = Promise.prototype;

const cache = { __proto__: null };

/** A CommonJS module, by its path: what its body sees as `module`. */
export class Module {
  constructor(id = "", parent = undefined) {
    this.id = id;
    this.path = dirname(id);
    this.exports = {};
    this.filename = null;
    this.loaded = false;
    this.children = [];
    this.paths = [];
    Object.defineProperty(this, "parent", { value: parent, writable: true, configurable: true });
  }

  require(specifier) {
    return requireFrom(this, ops.pathToUrl(this.filename), specifier);
  }

  /** Runs a text as the body of this module, as bundlers and template engines do. */
  _compile(text, filename) {
    const body = new Function("exports", "require", "module", "__filename", "__dirname", text);
    return runBody(this, body, filename);
  }

  static _cache = cache;
  static _extensions = { __proto__: null, ".js": loadFile, ".json": loadFile, ".node": loadFile };

  static _resolveFilename(specifier, parent) {
    return nameOf(ops.resolveModule(specifier, ops.pathToUrl(parent?.filename ?? "/")));
  }

  static _load(specifier, parent) {
    return requireFrom(parent, ops.pathToUrl(parent?.filename ?? "/"), specifier);
  }

  static _nodeModulePaths(from) {
    const paths = [];
    for (let at = from; ; at = dirname(at)) {
      if (!at.endsWith("/node_modules")) paths.push(at === "/" ? "/node_modules" : `${at}/node_modules`);
      if (at === "/" || at === ".") return paths;
    }
  }

  static wrap(text) {
    return `(function (exports, require, module, __filename, __dirname) { ${text}\n});`;
  }

  static isBuiltin(name) {
    return builtinModules.includes(name.startsWith("node:") ? name.slice(5) : name);
  }

  /** A `require` for code that is not CommonJS; `from` is a path, a URL or a URL object. */
  static createRequire(from) {
    const text = typeof from === "object" && from !== null ? from.href : `${from}`;
    const path = text.startsWith("file:") ? ops.urlToPath(text) : text;
    if (path === null || path[0] !== "/") {
      throw coded(new TypeError(`createRequire: expected a file URL or an absolute path, got ${text}`),
        "ERR_INVALID_ARG_VALUE");
    }
    // A folder, which a `/` at the end tells, is asked for on behalf of a file in it.
    return makeRequire(moduleOf(path.endsWith("/") ? `${path}noop.js` : path));
  }
}

/** The names of the `node:` modules that can be required. */
export const builtinModules = ops.builtinModules();
Module.builtinModules = builtinModules;
Module.Module = Module;

ops.setCommonJsHook((url, isProgram) => (isProgram ? runProgram(url) : loadUrl(url, undefined)));

/** The module that runs as the program, when that is CommonJS. */
let mainModule;

function moduleOf(filename, parent) {
  const module = new Module(filename, parent);
  module.filename = filename;
  module.paths = Module._nodeModulePaths(module.path);
  return module;
}

function makeRequire(module) {
  const url = ops.pathToUrl(module.filename);
  const require = (specifier) => requireFrom(module, url, specifier);
  require.resolve = (specifier) => nameOf(ops.resolveModule(checked(specifier), url));
  require.resolve.paths = (specifier) =>
    Module.isBuiltin(specifier) ? null : specifier.startsWith(".") ? [module.path] : module.paths;
  require.main = mainModule;
  require.cache = cache;
  require.extensions = Module._extensions;
  return require;
}

function requireFrom(parent, referrer, specifier) {
  const url = ops.resolveModule(checked(specifier), referrer);
  const replaced = cache[nameOf(url)];
  if (replaced !== undefined) {
    adopt(parent, replaced);
    return replaced.exports;
  }
  switch (ops.moduleFormat(url)) {
    case "builtin": return builtin(url);
    case "module": return esModule(ops.requireModule(url));
    default: return loadUrl(url, parent);
  }
}

function checked(specifier) {
  if (typeof specifier === "string" && specifier !== "") return specifier;
  const got = specifier === "" ? "an empty string" : specifier === null ? "null" : `a value of type ${typeof specifier}`;
  throw coded(new TypeError(`require: expected the name of a module, got ${got}`), "ERR_INVALID_ARG_TYPE");
}

function coded(error, code) {
  error.code = code;
  return error;
}

// A module of `node:` is its default export, which has all that the others have.
function builtin(url) {
  const namespace = ops.requireModule(url);
  return namespace.default ?? namespace;
}

// Compilers of ES modules to CommonJS ask for `__esModule`, where there is a default export that could be meant.
function esModule(namespace) {
  if ("module.exports" in namespace) return namespace["module.exports"];
  if (!("default" in namespace) || "__esModule" in namespace) return namespace;
  const facade = Object.create(null, { [Symbol.toStringTag]: { value: "Module" }, __esModule: { value: true, enumerable: true } });
  for (const name of Object.keys(namespace)) {
    Object.defineProperty(facade, name, { get: () => namespace[name], enumerable: true });
  }
  return facade;
}

function nameOf(url) {
  return ops.urlToPath(url) ?? url;
}

function adopt(parent, child) {
  if (parent !== undefined && !parent.children.includes(child)) parent.children.push(child);
}

/** `module.exports` of a CommonJS or JSON module. */
function loadUrl(url, parent) {
  const known = cache[nameOf(url)];
  if (known !== undefined) return known.exports;
  const module = register(url, parent);
  load(module, () => pinnedCall(loadFile(module, module.filename)));
  module.loaded = true;
  return module.exports;
}

/** Runs the entry module; gives a promise of its end. */
function runProgram(url) {
  const module = register(url, undefined);
  const ending = load(module, () => (loadFile(module, module.filename) === S ? mainStops() : undefined));
  return apply(then, Promise.resolve(ending), [
    (ended) => {
      if (ended !== undefined) load(module, () => ended.value);
      module.loaded = true;
    },
  ]);
}

function register(url, parent) {
  const filename = nameOf(url);
  const module = moduleOf(filename, parent);
  if (url === ops.mainUrl) {
    mainModule = module;
    module.id = ".";
  }
  adopt(parent, module);
  cache[filename] = module;
  return module;
}

// A module that fails is as if it had never been loaded.
function load(module, run) {
  let done = false;
  try {
    const result = run();
    done = true;
    return result;
  } finally {
    if (!done) delete cache[module.filename];
  }
}

// Gives the sentinel when the body of the entry module stops.
function loadFile(module, filename) {
  const url = ops.pathToUrl(filename);
  if (ops.moduleFormat(url) === "json") {
    module.exports = ops.parseJsonModule(url);
    return undefined;
  }
  return runBody(module, ops.compileCommonJs(url), filename);
}

function runBody(module, body, filename) {
  return body.call(module.exports, module.exports, makeRequire(module), module, filename, dirname(filename));
}

function dirname(path) {
  const end = path.lastIndexOf("/");
  return end < 0 ? "." : end === 0 ? "/" : path.slice(0, end);
}
