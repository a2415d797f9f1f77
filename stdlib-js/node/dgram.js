// node:dgram. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("dgram", [
  "createSocket",
]);
export const {
  createSocket,
} = absent;

export class Socket {
  constructor() { throw notAvailable("dgram.Socket"); }
}

export default {
  ...absent, Socket,
};
