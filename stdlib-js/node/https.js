// node:https. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("https", [
  "createServer", "request", "get",
]);
export const {
  createServer, request, get,
} = absent;

export class Agent {
  constructor() { throw notAvailable("https.Agent"); }
}
export class Server {
  constructor() { throw notAvailable("https.Server"); }
}

export const globalAgent = { maxSockets: Infinity };

export default {
  ...absent, Agent, globalAgent, Server,
};
