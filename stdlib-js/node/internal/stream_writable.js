// Writable streams. One write is under way at a time; further chunks wait in a queue, and `write` answers false once
// highWaterMark is queued, until `drain`.
import { nested } from "hz:core/callbacks";
import { Buffer } from "../buffer.js";
import { checkEncoding } from "./buffer_encodings.js";
import { coded, invalidType } from "./errors.js";
import { addLife, destroyedError, fail, highWaterMark, initLife, Stream, tick, whenConstructed } from "./stream_base.js";

export function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  Stream.call(this, options);
  initWritable(this, options);
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
addLife(Writable.prototype);

// A Duplex has the writable half without inheriting from Writable.
Object.defineProperty(Writable, Symbol.hasInstance, {
  value: nested(function (object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    return this === Writable && object?._writableState !== undefined && object?._isDuplexStream === true;
  }),
});

export function initWritable(stream, options) {
  const isObjectMode = Boolean(options?.objectMode || options?.writableObjectMode);
  Object.defineProperty(stream, "_writableState", {
    writable: true,
    configurable: true,
    value: {
      objectMode: isObjectMode,
      highWaterMark: highWaterMark(options, "writable", isObjectMode),
      decodeStrings: options?.decodeStrings !== false, defaultEncoding: options?.defaultEncoding ?? "utf8",
      queue: [], length: 0, writing: false, corked: 0, needDrain: false, ending: false, finishing: false, finished: false,
      sync: false, endCallbacks: [],
    },
  });
  stream.writable = true;
  for (const name of ["write", "writev", "final"]) {
    if (typeof options?.[name] === "function") stream[`_${name}`] = options[name];
  }
  initLife(stream, options);
  whenConstructed(stream, () => flush(stream));
}

Writable.prototype.write = function (chunk, encoding, callback) {
  if (typeof encoding === "function") [encoding, callback] = [undefined, encoding];
  return write(this, chunk, encoding, callback ?? (() => {}));
};

function write(stream, chunk, encoding, callback) {
  const state = stream._writableState;
  if (chunk === null) throw coded(TypeError, "ERR_STREAM_NULL_VALUES", "May not write null values to stream");
  encoding ??= state.defaultEncoding;
  if (encoding !== "buffer") checkEncoding(encoding);
  if (!state.objectMode) {
    if (typeof chunk === "string") {
      if (state.decodeStrings) [chunk, encoding] = [Buffer.from(chunk, encoding), "buffer"];
    } else if (ArrayBuffer.isView(chunk)) {
      if (!(chunk instanceof Buffer)) chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = "buffer";
    } else {
      throw invalidType("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
    }
  }
  let error;
  if (state.ending) error = coded(Error, "ERR_STREAM_WRITE_AFTER_END", "write after end");
  else if (stream.destroyed) error = destroyedError("write");
  if (error !== undefined) {
    tick(callback, error);
    fail(stream, error);
    return false;
  }
  const size = state.objectMode ? 1 : chunk.length;
  state.length += size;
  const hasRoom = state.length < state.highWaterMark;
  if (!hasRoom) state.needDrain = true;
  state.queue.push({ chunk, encoding, callback, size });
  flush(stream);
  return hasRoom && stream.errored === null && !stream.destroyed;
}

// Starts the next write, or all queued ones at once where the stream has `_writev`.
function flush(stream) {
  const state = stream._writableState;
  while (!state.writing && state.corked === 0 && state.queue.length > 0 && !stream.destroyed && stream._life.constructed) {
    const items = stream._writev && state.queue.length > 1 ? state.queue.splice(0) : [state.queue.shift()];
    start(stream, items);
  }
  finishMaybe(stream);
}

function start(stream, items) {
  const state = stream._writableState;
  state.writing = true;
  state.sync = true;
  const done = once((error) => onWritten(stream, items, error));
  try {
    if (items.length > 1 || !hasWrite(stream)) stream._writev(items.map(({ chunk, encoding }) => ({ chunk, encoding })), done);
    else stream._write(items[0].chunk, items[0].encoding, done);
  } catch (error) {
    done(error);
  }
  state.sync = false;
}

const hasWrite = (stream) => stream._write !== Writable.prototype._write || !stream._writev;

function once(fn) {
  let called = false;
  return (error) => {
    if (called) throw coded(Error, "ERR_MULTIPLE_CALLBACK", "Callback called multiple times");
    called = true;
    fn(error);
  };
}

function onWritten(stream, items, error) {
  const state = stream._writableState;
  state.writing = false;
  for (const item of items) state.length -= item.size;
  if (error) {
    tick(() => {
      for (const item of items) item.callback(error);
      failQueued(stream, error);
      fail(stream, error);
    });
    return;
  }
  const after = () => {
    if (state.needDrain && state.length === 0 && !state.ending && !stream.destroyed) {
      state.needDrain = false;
      stream.emit("drain");
    }
    for (const item of items) item.callback(null);
    finishMaybe(stream);
  };
  if (state.sync) tick(after);
  else {
    if (state.queue.length > 0) flush(stream);
    after();
  }
}

function failQueued(stream, error) {
  for (const item of stream._writableState.queue.splice(0)) item.callback(error);
}

Writable.prototype._write = function (chunk, encoding, callback) {
  if (this._writev) this._writev([{ chunk, encoding }], callback);
  else throw coded(Error, "ERR_METHOD_NOT_IMPLEMENTED", "The _write() method is not implemented");
};
Writable.prototype._writev = null;

Writable.prototype.cork = function () {
  this._writableState.corked++;
};
Writable.prototype.uncork = function () {
  const state = this._writableState;
  if (state.corked === 0) return;
  state.corked--;
  flush(this);
};
Writable.prototype.setDefaultEncoding = function (encoding) {
  this._writableState.defaultEncoding = checkEncoding(encoding);
  return this;
};

Writable.prototype.end = function (chunk, encoding, callback) {
  if (typeof chunk === "function") [chunk, encoding, callback] = [undefined, undefined, chunk];
  else if (typeof encoding === "function") [encoding, callback] = [undefined, encoding];
  const state = this._writableState;
  let error;
  if (chunk !== undefined && chunk !== null && !state.ending) write(this, chunk, encoding, () => {});
  else if (state.finished && callback) error = coded(Error, "ERR_STREAM_ALREADY_FINISHED", "Cannot call end after a stream was finished");
  else if (this.destroyed && callback) error = destroyedError("end");
  if (state.corked > 0) {
    state.corked = 1;
    this.uncork();
  }
  if (typeof callback === "function") {
    if (error !== undefined) tick(callback, error);
    else if (state.finished) tick(callback);
    else state.endCallbacks.push(callback);
  }
  if (!state.ending) {
    state.ending = true;
    this.writable = false;
    flush(this);
  }
  return this;
};

function finishMaybe(stream) {
  const state = stream._writableState;
  if (!state.ending || state.finishing || state.writing || state.length > 0 || stream.errored !== null || stream.destroyed) return;
  if (!stream._life.constructed) return;
  state.finishing = true;
  const finish = (error) => {
    if (error) {
      for (const callback of state.endCallbacks.splice(0)) callback(error);
      fail(stream, error);
      return;
    }
    state.finished = true;
    for (const callback of state.endCallbacks.splice(0)) callback();
    stream.emit("finish");
    const readable = stream._readableState;
    if (stream._life.autoDestroy && (readable === undefined || readable.endEmitted)) stream.destroy();
  };
  tick(() => {
    if (stream.destroyed || stream.errored !== null) return;
    if (typeof stream._final !== "function") {
      finish();
      return;
    }
    try {
      stream._final(once((error) => tick(finish, error)));
    } catch (error) {
      finish(error);
    }
  });
}

const baseDestroy = Writable.prototype.destroy;
Writable.prototype.destroy = function (error, callback) {
  const state = this._writableState;
  if (!this._life.destroyed && (state.queue.length > 0 || state.endCallbacks.length > 0)) {
    tick(() => {
      const failure = this.errored ?? destroyedError("write");
      failQueued(this, failure);
      for (const end of state.endCallbacks.splice(0)) end(failure);
    });
  }
  return baseDestroy.call(this, error, callback);
};

Writable.prototype.pipe = function () {
  fail(this, coded(Error, "ERR_STREAM_CANNOT_PIPE", "Cannot pipe, not readable"));
};

const getters = {
  writableHighWaterMark: (state) => state.highWaterMark,
  writableLength: (state) => state.length,
  writableObjectMode: (state) => state.objectMode,
  writableEnded: (state) => state.ending,
  writableFinished: (state) => state.finished,
  writableCorked: (state) => state.corked,
};
export const writableGetters = {};
for (const [key, get] of Object.entries(getters)) {
  writableGetters[key] = { get() { return this._writableState ? get(this._writableState) : false; }, configurable: true };
}
writableGetters.writableNeedDrain = {
  get() {
    const state = this._writableState;
    return state ? !this.destroyed && !state.ending && state.needDrain : false;
  },
  configurable: true,
};
writableGetters.writableAborted = {
  get() { return (this.destroyed || this.errored !== null) && !this._writableState.finished; }, configurable: true,
};
Object.defineProperties(Writable.prototype, writableGetters);
