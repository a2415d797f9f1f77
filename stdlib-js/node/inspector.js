// node:inspector. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("inspector", [
  "open", "close", "url", "waitForDebugger",
]);
export const {
  open, close, url, waitForDebugger,
} = absent;

export class Session {
  constructor() { throw notAvailable("inspector.Session"); }
}

export default {
  ...absent, Session,
};
