// All that a program finds in its global scope. The engine runs this module before the program.
//
// What most programs never touch (`process`, `Buffer`) is loaded when it is first asked for: a program starts as
// fast as what it uses allows.
import ops from "hz:internal/ops";
import "./builtins/install.js";
import "./web/globals.js";

function define(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}

function defineLazily(name, load) {
  Object.defineProperty(globalThis, name, {
    get() {
      const value = load();
      define(name, value);
      return value;
    },
    set: (value) => define(name, value),
    enumerable: false,
    configurable: true,
  });
}

define("global", globalThis);
defineLazily("process", () => ops.requireModule("node:process").default);
defineLazily("Buffer", () => ops.requireModule("node:buffer").Buffer);
