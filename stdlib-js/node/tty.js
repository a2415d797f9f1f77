// node:tty. Partial: terminals other than the standard streams, and raw mode, are not available.
import ops from "hz:internal/ops";
import { notAvailable } from "./internal/errors.js";

export const isatty = (fd) => Number.isInteger(fd) && fd >= 0 && ops.isTerminal(fd);

const standard = { ReadStream: { 0: "stdin" }, WriteStream: { 1: "stdout", 2: "stderr" } };

export function ReadStream(fd) {
  const name = standard.ReadStream[fd];
  if (name === undefined) throw notAvailable("tty.ReadStream of a terminal that is not stdin");
  return globalThis.process[name];
}
export function WriteStream(fd) {
  const name = standard.WriteStream[fd];
  if (name === undefined) throw notAvailable("tty.WriteStream of a terminal that is neither stdout nor stderr");
  return globalThis.process[name];
}

export default { isatty, ReadStream, WriteStream };
