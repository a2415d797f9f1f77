// node:http2. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("http2", [
  "connect", "createServer", "createSecureServer", "getDefaultSettings",
]);
export const {
  connect, createServer, createSecureServer, getDefaultSettings,
} = absent;

export class Http2ServerRequest {
  constructor() { throw notAvailable("http2.Http2ServerRequest"); }
}
export class Http2ServerResponse {
  constructor() { throw notAvailable("http2.Http2ServerResponse"); }
}
export const constants = {};

export default {
  ...absent, constants, Http2ServerRequest, Http2ServerResponse,
};
