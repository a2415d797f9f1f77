// node:repl. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("repl", [
  "start",
]);
export const {
  start,
} = absent;

export class REPLServer {
  constructor() { throw notAvailable("repl.REPLServer"); }
}

export default {
  ...absent, REPLServer,
};
