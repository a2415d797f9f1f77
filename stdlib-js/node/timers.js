// node:timers.
import { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from "hz:core/timers";
import promises from "./timers/promises.js";

const custom = Symbol.for("nodejs.util.promisify.custom");
for (const [fn, promised] of [[setTimeout, promises.setTimeout], [setImmediate, promises.setImmediate]]) {
  if (fn[custom] === undefined) Object.defineProperty(fn, custom, { value: promised, configurable: true });
}

export { clearImmediate, clearInterval, clearTimeout, promises, setImmediate, setInterval, setTimeout };
export default { clearImmediate, clearInterval, clearTimeout, promises, setImmediate, setInterval, setTimeout };
