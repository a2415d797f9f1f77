// node:console: the global console and its class.
import { console } from "../web/console.js";

export default console;
export const {
  assert, clear, Console, count, countReset, debug, dir, dirxml, error, group, groupCollapsed, groupEnd, info, log, profile,
  profileEnd, table, time, timeEnd, timeLog, timeStamp, trace, warn,
} = console;
