// node:tls. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("tls", [
  "connect", "createServer", "createSecureContext", "checkServerIdentity", "getCiphers",
]);
export const {
  connect, createServer, createSecureContext, checkServerIdentity, getCiphers,
} = absent;

export class Server {
  constructor() { throw notAvailable("tls.Server"); }
}
export class TLSSocket {
  constructor() { throw notAvailable("tls.TLSSocket"); }
}
export const rootCertificates = [];

export default {
  ...absent, rootCertificates, Server, TLSSocket,
};
