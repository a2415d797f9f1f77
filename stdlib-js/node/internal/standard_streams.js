// `process.stdout`, `stderr` and `stdin`, made when they are first used. Output is written at once and in order, so
// that what was written before `process.exit` is there; input is read on the I/O runtime when somebody asks for it.
import ops from "hz:internal/ops";
import { promised } from "hz:core/operation";
import { Buffer } from "../buffer.js";
import { Duplex } from "./stream_duplex.js";
import { notAvailable } from "./errors.js";
import { Readable } from "./stream_readable.js";

function output(fd) {
  const stream = new Duplex({
    readable: false,
    decodeStrings: false,
    emitClose: false,
    autoDestroy: false,
    write(chunk, encoding, callback) {
      try {
        if (typeof chunk === "string") ops.print(fd, encoding === "utf8" || encoding === "utf-8" ? chunk : Buffer.from(chunk, encoding).toString());
        else ops.fsWriteSync(fd, chunk, null);
        callback();
      } catch (error) {
        callback(error);
      }
    },
  });
  stream._destroy = (error, callback) => callback(error);
  stream.fd = fd;
  stream._isStdio = true;
  stream._type = ops.isTerminal(fd) ? "tty" : "fs";
  if (ops.isTerminal(fd)) addTerminal(stream, fd);
  return stream;
}

export function addTerminal(stream, fd) {
  stream.isTTY = true;
  const size = () => ops.terminalSize(fd) ?? [80, 24];
  Object.defineProperties(stream, {
    columns: { get: () => size()[0], enumerable: true, configurable: true },
    rows: { get: () => size()[1], enumerable: true, configurable: true },
  });
  const control = (code) => function (callback) {
    stream.write(code);
    callback?.();
    return true;
  };
  Object.assign(stream, {
    getWindowSize: size,
    hasColors: (count = 16) => ops.hasColours(fd) && (typeof count === "object" ? 16 : count) <= 16_777_216,
    getColorDepth: () => (ops.hasColours(fd) ? 24 : 1),
    clearLine(direction, callback) { return control(direction < 0 ? "\u001b[1K" : direction > 0 ? "\u001b[0K" : "\u001b[2K")(callback); },
    clearScreenDown: control("\u001b[0J"),
    cursorTo(x, y, callback) { return control(typeof y === "number" ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`)(callback); },
    moveCursor(dx, dy, callback) {
      const horizontal = dx === 0 ? "" : `\u001b[${Math.abs(dx)}${dx < 0 ? "D" : "C"}`;
      const vertical = dy === 0 ? "" : `\u001b[${Math.abs(dy)}${dy < 0 ? "A" : "B"}`;
      return control(horizontal + vertical)(callback);
    },
  });
  return stream;
}

function input() {
  const stream = new Readable({
    highWaterMark: 64 * 1024,
    async read() {
      try {
        const bytes = await promised((id) => ops.readStdin(id));
        stream.push(bytes.length === 0 ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
      } catch (error) {
        stream.destroy(error);
      }
    },
  });
  stream.fd = 0;
  if (ops.isTerminal(0)) stream.isTTY = true;
  stream.setRawMode = () => { throw notAvailable("process.stdin.setRawMode"); };
  stream.ref = stream.unref = () => stream;
  return stream;
}

const lazily = (make) => {
  let made;
  return () => (made ??= make());
};
export const stdout = lazily(() => output(1));
export const stderr = lazily(() => output(2));
export const stdin = lazily(input);
