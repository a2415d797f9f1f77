// node:timers.
import { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from "hz:core/timers";
import promises from "./timers/promises.js";

export { clearImmediate, clearInterval, clearTimeout, promises, setImmediate, setInterval, setTimeout };
export default { clearImmediate, clearInterval, clearTimeout, promises, setImmediate, setInterval, setTimeout };
