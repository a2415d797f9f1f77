// Readable streams.
//
// A stream is *paused* (its chunks wait to be fetched by `read`) or *flowing* (they go to `data` listeners). `flowing` is
// null until somebody chooses. `_read` is called while less than highWaterMark is buffered, never while it is under way.
import { Buffer } from "../buffer.js";
import { StringDecoder } from "../string_decoder.js";
import { coded, invalidType } from "./errors.js";
import { addLife, fail, highWaterMark, initLife, Stream, tick, whenConstructed } from "./stream_base.js";

export function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  Stream.call(this, options);
  initReadable(this, options);
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
addLife(Readable.prototype);

export function initReadable(stream, options) {
  const isObjectMode = Boolean(options?.objectMode || options?.readableObjectMode);
  Object.defineProperty(stream, "_readableState", {
    writable: true,
    configurable: true,
    value: {
      objectMode: isObjectMode,
      highWaterMark: highWaterMark(options, "readable", isObjectMode),
      buffer: [], length: 0, flowing: null, ended: false, endEmitted: false, reading: false, sync: true,
      needReadable: false, emittedReadable: false, readableListening: false, resumeScheduled: false, moreScheduled: false,
      pipes: [], awaitDrain: new Set(), decoder: null, encoding: null, defaultEncoding: options?.defaultEncoding ?? "utf8",
      dataEmitted: false, paused: false,
    },
  });
  stream.readable = true;
  if (typeof options?.read === "function") stream._read = options.read;
  if (options?.encoding) stream.setEncoding(options.encoding);
  initLife(stream, options);
  whenConstructed(stream, () => { if (stream._readableState.needReadable) scheduleMore(stream); });
}

// --------------------------------------------------------------------------------------------- push

function toChunk(state, chunk, encoding) {
  if (state.objectMode) return chunk;
  if (typeof chunk === "string") {
    encoding ??= state.defaultEncoding;
    if (state.encoding !== null && encoding === state.encoding) return chunk;
    chunk = Buffer.from(chunk, encoding);
  } else if (chunk instanceof Uint8Array) {
    if (!(chunk instanceof Buffer)) chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  } else if (ArrayBuffer.isView(chunk)) {
    chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  } else {
    throw invalidType("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
  }
  return chunk;
}

Readable.prototype.push = function (chunk, encoding) {
  return add(this, chunk, encoding, false);
};
Readable.prototype.unshift = function (chunk, encoding) {
  return add(this, chunk, encoding, true);
};

function add(stream, chunk, encoding, isFront) {
  const state = stream._readableState;
  state.reading = isFront ? state.reading : false;
  if (chunk === null) {
    state.reading = false;
    onEof(stream);
    return false;
  }
  try {
    chunk = toChunk(state, chunk, encoding);
  } catch (error) {
    fail(stream, error);
    return false;
  }
  const isEmpty = !state.objectMode && chunk.length === 0;
  if (state.ended && !isFront) {
    fail(stream, coded(Error, "ERR_STREAM_PUSH_AFTER_EOF", "stream.push() after EOF"));
    return false;
  }
  if (stream.destroyed) return false;
  if (isFront) {
    if (state.endEmitted) fail(stream, coded(Error, "ERR_STREAM_UNSHIFT_AFTER_END_EVENT", "stream.unshift() after end event"));
    else if (!isEmpty) enqueue(stream, chunk, true);
  } else {
    if (state.decoder !== null && typeof chunk !== "string") chunk = state.decoder.write(chunk);
    if (state.objectMode || chunk.length > 0) enqueue(stream, chunk, false);
    else scheduleMore(stream);
  }
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

function enqueue(stream, chunk, isFront) {
  const state = stream._readableState;
  if (state.flowing && state.length === 0 && !state.sync && stream.listenerCount("data") > 0) {
    state.dataEmitted = true;
    stream.emit("data", chunk);
  } else {
    state.length += state.objectMode ? 1 : chunk.length;
    if (isFront) state.buffer.unshift(chunk);
    else state.buffer.push(chunk);
    if (state.needReadable) scheduleReadable(stream);
  }
  scheduleMore(stream);
}

function onEof(stream) {
  const state = stream._readableState;
  if (state.ended) return;
  const rest = state.decoder?.end() ?? "";
  if (rest.length > 0) {
    state.buffer.push(rest);
    state.length += state.objectMode ? 1 : rest.length;
  }
  state.ended = true;
  if (state.sync) scheduleReadable(stream);
  else emitReadable(stream);
}

function scheduleReadable(stream) {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  tick(emitReadable, stream);
}

function emitReadable(stream) {
  const state = stream._readableState;
  if (!stream.destroyed && stream.errored === null && (state.length > 0 || state.ended)) {
    stream.emit("readable");
    state.emittedReadable = false;
  }
  state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  flow(stream);
}

// Keeps the buffer filled while nobody asks, up to the high-water mark.
function scheduleMore(stream) {
  const state = stream._readableState;
  if (state.moreScheduled) return;
  state.moreScheduled = true;
  tick(() => {
    while (!state.reading && !state.ended && (state.length < state.highWaterMark || (state.flowing && state.length === 0))) {
      const before = state.length;
      stream.read(0);
      if (before === state.length) break;
    }
    state.moreScheduled = false;
  });
}

// --------------------------------------------------------------------------------------------- read

function take(state, wanted) {
  if (state.length === 0) return null;
  if (state.objectMode) {
    state.length--;
    return state.buffer.shift();
  }
  if (wanted >= state.length) {
    const all = state.decoder !== null ? state.buffer.join("")
      : state.buffer.length === 1 ? state.buffer[0] : Buffer.concat(state.buffer);
    state.buffer = [];
    state.length = 0;
    return all;
  }
  const parts = [];
  let missing = wanted;
  while (missing > 0) {
    const first = state.buffer[0];
    if (first.length <= missing) {
      parts.push(state.buffer.shift());
      missing -= first.length;
    } else {
      parts.push(first.slice(0, missing));
      state.buffer[0] = first.slice(missing);
      missing = 0;
    }
  }
  state.length -= wanted;
  return state.decoder !== null ? parts.join("") : parts.length === 1 ? parts[0] : Buffer.concat(parts);
}

function howMuch(state, wanted) {
  if (wanted <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (Number.isNaN(wanted)) return state.flowing && state.length > 0 ? state.buffer[0].length : state.length;
  if (wanted <= state.length) return wanted;
  return state.ended ? state.length : 0;
}

Readable.prototype.read = function (size = undefined) {
  const wanted = size === undefined ? NaN : Math.trunc(Number(size));
  const state = this._readableState;
  if (wanted > state.highWaterMark) state.highWaterMark = wanted;
  if (wanted !== 0) state.emittedReadable = false;
  if (wanted === 0 && state.needReadable && (state.length >= state.highWaterMark || state.ended) && state.length > 0) {
    emitReadable(this);
    return null;
  }
  const count = howMuch(state, wanted);
  if (count === 0 && state.ended) {
    if (state.length === 0) endReadable(this);
    return null;
  }
  if (needsMore(this, count)) {
    callRead(this);
    if (!state.reading && wanted !== 0) return finishRead(this, wanted, howMuch(state, wanted));
  }
  return finishRead(this, wanted, count);
};

function needsMore(stream, count) {
  const state = stream._readableState;
  const wants = state.needReadable || state.length === 0 || state.length - count < state.highWaterMark;
  return wants && !state.ended && !state.reading && !stream.destroyed && stream.errored === null && stream._life.constructed;
}

function callRead(stream) {
  const state = stream._readableState;
  state.reading = true;
  state.sync = true;
  if (state.length === 0) state.needReadable = true;
  try {
    const result = stream._read(state.highWaterMark);
    if (typeof result?.then === "function") result.then(undefined, (error) => fail(stream, error));
  } catch (error) {
    fail(stream, error);
  }
  state.sync = false;
}

function finishRead(stream, wanted, count) {
  const state = stream._readableState;
  const chunk = count > 0 ? take(state, count) : null;
  if (chunk === null) state.needReadable = state.length <= state.highWaterMark;
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    if (wanted !== 0 && state.ended) endReadable(stream);
  }
  if (chunk !== null && stream.errored === null) {
    state.dataEmitted = true;
    stream.emit("data", chunk);
  }
  return chunk;
}

Readable.prototype._read = function () {
  throw coded(Error, "ERR_METHOD_NOT_IMPLEMENTED", "The _read() method is not implemented");
};

function endReadable(stream) {
  const state = stream._readableState;
  if (state.endEmitted || state.endScheduled) return;
  state.endScheduled = true;
  tick(() => {
    if (stream.errored !== null || stream.destroyed || state.endEmitted || state.length > 0) return;
    state.endEmitted = true;
    stream.readable = false;
    stream.emit("end");
    const writable = stream._writableState;
    if (writable !== undefined && stream.allowHalfOpen === false) stream.end();
    else if (stream._life.autoDestroy && (writable === undefined || writable.finished)) stream.destroy();
  });
}

// --------------------------------------------------------------------------------------------- flow

function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && stream.read() !== null);
}

Readable.prototype.resume = function () {
  const state = this._readableState;
  if (!state.flowing) {
    state.flowing = !state.readableListening;
    scheduleResume(this);
  }
  state.paused = false;
  return this;
};

function scheduleResume(stream) {
  const state = stream._readableState;
  if (state.resumeScheduled) return;
  state.resumeScheduled = true;
  tick(() => {
    state.resumeScheduled = false;
    if (!state.reading) stream.read(0);
    stream.emit("resume");
    flow(stream);
    if (state.flowing && !state.reading) stream.read(0);
  });
}

Readable.prototype.pause = function () {
  const state = this._readableState;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit("pause");
  }
  state.paused = true;
  return this;
};
Readable.prototype.isPaused = function () {
  return this._readableState.paused === true || this._readableState.flowing === false;
};

Readable.prototype.on = function (type, listener) {
  Stream.prototype.on.call(this, type, listener);
  const state = this._readableState;
  if (type === "data") {
    state.readableListening = this.listenerCount("readable") > 0;
    if (state.flowing !== false) this.resume();
  } else if (type === "readable" && !state.endEmitted && !state.readableListening) {
    state.readableListening = state.needReadable = true;
    state.flowing = false;
    state.emittedReadable = false;
    if (state.length > 0) scheduleReadable(this);
    else if (!state.reading) tick(() => this.read(0));
  }
  return this;
};
Readable.prototype.addListener = Readable.prototype.on;

Readable.prototype.removeListener = function (type, listener) {
  Stream.prototype.removeListener.call(this, type, listener);
  if (type === "readable") {
    tick(() => {
      const state = this._readableState;
      state.readableListening = this.listenerCount("readable") > 0;
      if (!state.readableListening && this.listenerCount("data") > 0 && !state.paused) this.resume();
    });
  }
  return this;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.setEncoding = function (encoding) {
  const state = this._readableState;
  const decoder = new StringDecoder(encoding);
  state.decoder = decoder;
  state.encoding = decoder.encoding;
  const text = state.buffer.map((chunk) => (typeof chunk === "string" ? chunk : decoder.write(chunk))).join("");
  state.buffer = text === "" ? [] : [text];
  state.length = text.length;
  return this;
};

// --------------------------------------------------------------------------------------------- pipe

Readable.prototype.pipe = function (target, options) {
  const source = this;
  const state = source._readableState;
  const onData = (chunk) => {
    if (target.write(chunk) !== false) return;
    state.awaitDrain.add(target);
    source.pause();
  };
  const onDrain = () => {
    state.awaitDrain.delete(target);
    if (state.awaitDrain.size === 0 && source.listenerCount("data") > 0) source.resume();
  };
  const onEnd = () => target.end();
  const onError = (error) => {
    stop();
    if (target.listenerCount("error") === 0) fail(target, error);
  };
  const onClose = () => stop();
  const stop = () => source.unpipe(target);
  const undo = () => {
    source.removeListener("data", onData);
    source.removeListener("end", onEnd);
    target.removeListener("drain", onDrain);
    target.removeListener("error", onError);
    target.removeListener("close", onClose);
    target.removeListener("finish", onClose);
    if (state.awaitDrain.delete(target) && state.awaitDrain.size === 0 && !target.writableNeedDrain) source.resume?.();
  };
  state.pipes.push({ target, undo });
  const isStandard = target === globalThis.process.stdout || target === globalThis.process.stderr;
  const ends = options?.end !== false && !isStandard;
  if (state.endEmitted) tick(ends ? onEnd : stop);
  else if (ends) source.once("end", onEnd);
  else source.once("end", stop);
  target.on("drain", onDrain);
  source.on("data", onData);
  target.prependListener("error", onError);
  target.once("close", onClose);
  target.once("finish", onClose);
  target.emit("pipe", source);
  if (target.writableNeedDrain === true) {
    state.awaitDrain.add(target);
    source.pause();
  } else if (!state.flowing) {
    source.resume();
  }
  return target;
};

Readable.prototype.unpipe = function (target = undefined) {
  const state = this._readableState;
  const gone = state.pipes.filter((pipe) => target === undefined || pipe.target === target);
  state.pipes = state.pipes.filter((pipe) => !gone.includes(pipe));
  for (const pipe of gone) {
    pipe.undo();
    pipe.target.emit("unpipe", this, { hasUnpiped: false });
  }
  if (gone.length > 0 && state.pipes.length === 0) this.pause();
  return this;
};

// -------------------------------------------------------------------------------------- conveniences

Readable.prototype.wrap = function (old) {
  old.on("data", (chunk) => { if (!this.push(chunk)) old.pause?.(); });
  old.on("end", () => this.push(null));
  old.on("error", (error) => fail(this, error));
  this._read = () => old.resume?.();
  return this;
};

Readable.prototype[Symbol.asyncIterator] = function () {
  return iterate(this, true);
};
Readable.prototype.iterator = function (options) {
  return iterate(this, options?.destroyOnReturn !== false);
};

async function* iterate(stream, destroysOnReturn) {
  let wake = () => {};
  let isEnded = stream.readableEnded;
  const next = () => { wake(); wake = () => {}; };
  const onEnd = () => { isEnded = true; next(); };
  stream.on("readable", next).on("end", onEnd).on("error", next).on("close", next);
  let failed = false;
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) {
        yield chunk;
        continue;
      }
      if (stream.errored !== null) {
        failed = true;
        throw stream.errored;
      }
      if (isEnded || stream.readableEnded) return;
      if (stream.closed) throw coded(Error, "ERR_STREAM_PREMATURE_CLOSE", "Premature close");
      await new Promise((resolve) => { wake = resolve; });
    }
  } finally {
    stream.removeListener("readable", next);
    stream.removeListener("end", onEnd);
    stream.removeListener("close", next);
    if (!failed && destroysOnReturn && !stream.destroyed) stream.destroy();
    // The error of a stream that is left early has nobody else to go to.
    if (!destroysOnReturn) stream.removeListener("error", next);
  }
}

Readable.from = function (iterable, options = undefined) {
  if (typeof iterable === "string" || iterable instanceof Buffer) {
    return new Readable({ objectMode: true, ...options, read() { this.push(iterable); this.push(null); } });
  }
  const make = iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator];
  if (typeof make !== "function") throw invalidType("iterable", "Iterable", iterable);
  const iterator = make.call(iterable);
  const stream = new Readable({ objectMode: true, highWaterMark: 1, ...options });
  let isReading = false;
  stream._read = async () => {
    if (isReading) return;
    isReading = true;
    try {
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) {
          stream.push(null);
          break;
        }
        const item = await value;
        if (item === null) throw coded(TypeError, "ERR_STREAM_NULL_VALUES", "May not write null values to stream");
        if (!stream.push(item)) break;
      }
    } catch (error) {
      stream.destroy(error);
    }
    isReading = false;
  };
  stream._destroy = (error, callback) => {
    Promise.resolve(iterator.return?.()).then(() => callback(error), (failure) => callback(failure ?? error));
  };
  return stream;
};

const derive = (stream, transform) => Readable.from(transform(stream));
Object.assign(Readable.prototype, {
  map(fn) { return derive(this, async function* (source) { for await (const chunk of source) yield await fn(chunk); }); },
  filter(fn) { return derive(this, async function* (source) { for await (const chunk of source) if (await fn(chunk)) yield chunk; }); },
  flatMap(fn) { return derive(this, async function* (source) { for await (const chunk of source) yield* await fn(chunk); }); },
  take(limit) {
    return derive(this, async function* (source) {
      let left = limit;
      if (left > 0) for await (const chunk of source) { yield chunk; if (--left <= 0) return; }
    });
  },
  drop(limit) {
    return derive(this, async function* (source) { let left = limit; for await (const chunk of source) if (left-- <= 0) yield chunk; });
  },
  async forEach(fn) { for await (const chunk of this) await fn(chunk); },
  async toArray() { const all = []; for await (const chunk of this) all.push(chunk); return all; },
  async some(fn) { for await (const chunk of this) if (await fn(chunk)) return true; return false; },
  async every(fn) { for await (const chunk of this) if (!(await fn(chunk))) return false; return true; },
  async find(fn) { for await (const chunk of this) if (await fn(chunk)) return chunk; return undefined; },
  async reduce(fn, ...initial) {
    let [value] = initial;
    let hasValue = initial.length > 0;
    for await (const chunk of this) {
      value = hasValue ? await fn(value, chunk) : chunk;
      hasValue = true;
    }
    if (!hasValue) throw new TypeError("Reduce of an empty stream requires an initial value");
    return value;
  },
});

const getters = {
  readableHighWaterMark: (state) => state.highWaterMark,
  readableLength: (state) => state.length,
  readableObjectMode: (state) => state.objectMode,
  readableEncoding: (state) => state.encoding,
  readableEnded: (state) => state.endEmitted,
  readableDidRead: (state) => state.dataEmitted,
};
for (const [key, get] of Object.entries(getters)) {
  Object.defineProperty(Readable.prototype, key, { get() { return get(this._readableState); }, configurable: true });
}
Object.defineProperty(Readable.prototype, "readableFlowing", {
  get() { return this._readableState.flowing; },
  set(value) { this._readableState.flowing = value; },
  configurable: true,
});
Object.defineProperty(Readable.prototype, "readableAborted", {
  get() { return (this.destroyed || this.errored !== null) && !this._readableState.endEmitted; }, configurable: true,
});

