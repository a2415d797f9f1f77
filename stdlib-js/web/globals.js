// Makes the web platform's names properties of the global object, with the attributes that WebIDL gives them:
// classes and functions writable, configurable and not enumerable; objects as accessors that can be replaced.
import ops from "hz:internal/ops";
import { defineLate } from "hz:core/late";
import * as timers from "hz:core/timers";
import { AbortController, AbortSignal } from "./abort.js";
import { atob, btoa } from "./base64.js";
import { Blob, File } from "./blob.js";
import { console } from "./console.js";
import { Crypto, crypto } from "./crypto.js";
import { DOMException } from "./dom_exception.js";
import { TextDecoder, TextEncoder } from "./encoding.js";
import { CustomEvent, Event, EventTarget } from "./event.js";
import { Headers } from "./headers.js";
import { queueMicrotask } from "./microtask.js";
import { Performance, performance, PerformanceEntry, PerformanceMark, PerformanceMeasure } from "./performance.js";
import { reportError } from "./report_error.js";
import { Request } from "./request.js";
import { Response } from "./response.js";
import { structuredClone } from "./structured_clone.js";
import { URL, URLSearchParams } from "./url.js";

const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = timers;

const classes = {
  AbortController, AbortSignal, Blob, Crypto, CustomEvent, DOMException, Event, EventTarget, File, Headers, Performance,
  PerformanceEntry, PerformanceMark, PerformanceMeasure, Request, Response, TextDecoder, TextEncoder, URL, URLSearchParams,
};
const functions = {
  atob, btoa, clearImmediate, clearInterval, clearTimeout, reportError, setImmediate, setInterval, setTimeout,
  structuredClone,
};

for (const [key, value] of Object.entries(classes)) {
  Object.defineProperty(globalThis, key, { value, writable: true, configurable: true });
}
for (const [key, value] of Object.entries(functions)) {
  Object.defineProperty(globalThis, key, { value, writable: true, enumerable: true, configurable: true });
}
defineLate(globalThis, "queueMicrotask", { value: queueMicrotask, writable: true, enumerable: true, configurable: true });
for (const [key, value] of Object.entries({ crypto, performance })) {
  Object.defineProperty(globalThis, key, {
    get: () => value,
    set(replacement) {
      Object.defineProperty(globalThis, key, { value: replacement, writable: true, enumerable: true, configurable: true });
    },
    enumerable: true,
    configurable: true,
  });
}
// `util.promisify(setTimeout)`: the module with the promised forms is loaded when somebody asks.
for (const key of ["setTimeout", "setImmediate"]) {
  Object.defineProperty(timers[key], Symbol.for("nodejs.util.promisify.custom"), {
    get: () => ops.requireModule("node:timers/promises")[key],
    configurable: true,
  });
}
Object.defineProperty(globalThis, "console", { value: console, writable: true, configurable: true });
