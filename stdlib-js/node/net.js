// node:net. Partial: tests of addresses work; connections are not available yet.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("net", [
  "connect", "createConnection", "createServer",
]);
export const {
  connect, createConnection, createServer,
} = absent;

export class BlockList {
  constructor() { throw notAvailable("net.BlockList"); }
}
export class Server {
  constructor() { throw notAvailable("net.Server"); }
}
export class Socket {
  constructor() { throw notAvailable("net.Socket"); }
}
export class SocketAddress {
  constructor() { throw notAvailable("net.SocketAddress"); }
}
export class Stream {
  constructor() { throw notAvailable("net.Stream"); }
}

const part = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const v4 = new RegExp(`^${part}(?:\\.${part}){3}$`);

export const isIPv4 = (text) => v4.test(`${text}`);
export function isIPv6(text) {
  const [address, zone] = `${text}`.split("%");
  if (zone === "") return false;
  // The URL parser knows what an address is; it only takes it between brackets.
  return address.includes(":") && !/[\[\]/?#@]/.test(address) && URL.canParse(`http://[${address}]/`);
}
export const isIP = (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0);

export default {
  ...absent, BlockList, isIP, isIPv4, isIPv6, Server, Socket, SocketAddress, Stream,
};
