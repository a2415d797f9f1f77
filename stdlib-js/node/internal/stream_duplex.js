// Streams that are both: Duplex, Transform, PassThrough.
import { coded } from "./errors.js";
import { Stream } from "./stream_base.js";
import { initReadable, Readable } from "./stream_readable.js";
import { initWritable, Writable, writableGetters } from "./stream_writable.js";

export function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  Stream.call(this, options);
  this._isDuplexStream = true;
  Object.defineProperty(this, "_isDuplexStream", { enumerable: false });
  this.allowHalfOpen = options?.allowHalfOpen !== false;
  initReadable(this, options);
  initWritable(this, options);
  if (options?.readable === false) {
    this.readable = false;
    Object.assign(this._readableState, { ended: true, endEmitted: true });
  }
  if (options?.writable === false) {
    this.writable = false;
    Object.assign(this._writableState, { ending: true, finishing: true, finished: true });
  }
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
for (const key of ["write", "_write", "_writev", "end", "cork", "uncork", "setDefaultEncoding", "destroy"]) {
  Duplex.prototype[key] = Writable.prototype[key];
}
Object.defineProperties(Duplex.prototype, writableGetters);

Duplex.from = function (source) {
  const readable = source?.readable ?? source;
  return readable instanceof Duplex ? readable : Readable.from(readable);
};

export function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  Duplex.call(this, options);
  if (typeof options?.transform === "function") this._transform = options.transform;
  if (typeof options?.flush === "function") this._flush = options.flush;
  // The write whose result found no room; it is confirmed when there is room again.
  Object.defineProperty(this, "_waiting", { value: null, writable: true });
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

Transform.prototype._transform = function () {
  throw coded(Error, "ERR_METHOD_NOT_IMPLEMENTED", "The _transform() method is not implemented");
};

Transform.prototype._write = function (chunk, encoding, callback) {
  this._transform(chunk, encoding, (error, value) => {
    if (error) {
      callback(error);
      return;
    }
    if (value !== undefined && value !== null) this.push(value);
    const state = this._readableState;
    if (this._writableState.ending || state.length < state.highWaterMark || state.ended) callback();
    else this._waiting = callback;
  });
};

Transform.prototype._read = function () {
  const callback = this._waiting;
  this._waiting = null;
  callback?.();
};

Transform.prototype._final = function (callback) {
  const finish = (error, value) => {
    if (error) {
      callback(error);
      return;
    }
    if (value !== undefined && value !== null) this.push(value);
    this.push(null);
    callback();
  };
  if (typeof this._flush === "function" && !this.destroyed) this._flush(finish);
  else finish();
};

export function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function (chunk, encoding, callback) {
  callback(null, chunk);
};

