// fs.createReadStream and fs.createWriteStream. Not a module of Node's.
import ops from "hz:internal/ops";
import { promised } from "hz:core/operation";
import { Readable, Writable } from "../stream.js";
import { outOfRange } from "./errors.js";
import { asBuffer, flagsOf, modeOf, optionsOf, pathOf } from "./fs_values.js";

const readChunk = 64 * 1024;

function begin(stream, path, options, flags) {
  stream.path = options.fd === undefined || options.fd === null ? pathOf(path) : path;
  stream.fd = typeof options.fd === "object" && options.fd !== null ? options.fd.fd : options.fd ?? null;
  stream.flags = flagsOf(options.flags, flags);
  stream.mode = modeOf(options.mode, 0o666);
  stream.start = options.start;
  stream.autoClose = options.autoClose !== false;
  Object.defineProperty(stream, "pending", { get() { return this.fd === null; }, configurable: true });
}

function construct(callback) {
  if (this.fd !== null) {
    callback();
    return;
  }
  promised((id) => ops.fsOpen(id, this.path, this.flags, this.mode)).then((fd) => {
    this.fd = fd;
    callback();
    this.emit("open", fd);
    this.emit("ready");
  }, callback);
}

function close(error, callback) {
  if (this.fd === null || !this.autoClose) {
    callback(error);
    return;
  }
  const fd = this.fd;
  this.fd = null;
  promised((id) => ops.fsClose(id, fd)).then(() => callback(error), (failure) => callback(error ?? failure));
}

export function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = optionsOf(options);
  begin(this, path, options, "r");
  this.end = options.end ?? Infinity;
  if (this.start !== undefined && this.start > this.end) throw outOfRange("start", `<= "end" (here: ${this.end})`, this.start);
  this.pos = this.start;
  this.bytesRead = 0;
  Readable.call(this, { highWaterMark: readChunk, ...options });
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);
ReadStream.prototype._construct = construct;
ReadStream.prototype._destroy = close;
ReadStream.prototype._read = function (size) {
  const left = this.pos === undefined ? this.end + 1 - this.bytesRead : this.end + 1 - this.pos;
  const wanted = Math.min(size, left);
  if (wanted <= 0) {
    this.push(null);
    return;
  }
  promised((id) => ops.fsRead(id, this.fd, wanted, this.pos ?? null)).then((bytes) => {
    this.bytesRead += bytes.byteLength;
    if (this.pos !== undefined) this.pos += bytes.byteLength;
    this.push(bytes.byteLength === 0 ? null : asBuffer(bytes));
  }, (error) => this.destroy(error));
};
ReadStream.prototype.close = closeStream;

function closeStream(callback) {
  if (callback) this.once("close", callback);
  if (this._writableState !== undefined && !this.writableEnded) this.end();
  else this.destroy();
}

export function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = optionsOf(options);
  begin(this, path, options, "w");
  this.pos = this.start;
  this.bytesWritten = 0;
  Writable.call(this, { ...options, decodeStrings: true });
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);
WriteStream.prototype._construct = construct;
WriteStream.prototype._destroy = close;
WriteStream.prototype._write = function (chunk, encoding, callback) {
  promised((id) => ops.fsWrite(id, this.fd, chunk, this.pos ?? null)).then((count) => {
    this.bytesWritten += count;
    if (this.pos !== undefined) this.pos += count;
    callback();
  }, callback);
};
WriteStream.prototype._writev = function (items, callback) {
  const bytes = globalThis.Buffer.concat(items.map((item) => item.chunk));
  this._write(bytes, "buffer", callback);
};
WriteStream.prototype.close = closeStream;

export const createReadStream = (path, options) => new ReadStream(path, options);
export const createWriteStream = (path, options) => new WriteStream(path, options);
