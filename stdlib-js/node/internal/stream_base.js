// What all streams share: the old `Stream` with its plain `pipe`, destruction, and the order of the last events.
//
// A stream is destroyed once; `_destroy` runs then, and after it `error` (if there was one) and `close`, each in a tick of
// its own, so that whoever called `destroy` has returned before.
import { nextTick } from "hz:core/loop";
import { EventEmitter } from "../events.js";
import { coded } from "./errors.js";

export function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

Stream.prototype.pipe = function (target, options) {
  const source = this;
  const onData = (chunk) => {
    if (target.writable && target.write(chunk) === false) source.pause?.();
  };
  const onDrain = () => source.resume?.();
  let ended = false;
  const finish = (how) => () => {
    if (!ended) how();
    ended = true;
  };
  const onEnd = finish(() => target.end());
  const onClose = finish(() => target.destroy?.());
  const onError = function (error) {
    cleanup();
    if (this.listenerCount("error") === 0) throw error;
  };
  const undo = [];
  const listen = (emitter, type, listener) => {
    emitter.on(type, listener);
    undo.push(() => emitter.removeListener(type, listener));
  };
  const cleanup = () => {
    for (const remove of undo.splice(0)) remove();
  };
  listen(source, "data", onData);
  listen(target, "drain", onDrain);
  if (!target._isStdio && options?.end !== false) {
    listen(source, "end", onEnd);
    listen(source, "close", onClose);
  }
  listen(source, "error", onError);
  listen(target, "error", onError);
  for (const emitter of [source, target]) listen(emitter, "close", cleanup);
  listen(source, "end", cleanup);
  target.emit("pipe", source);
  return target;
};

export const tick = (fn, ...args) => nextTick(fn, args);

export function destroyedError(name) {
  return coded(Error, "ERR_STREAM_DESTROYED", `Cannot call ${name} after a stream was destroyed`);
}

export function abortError(reason) {
  const error = coded(Error, "ABORT_ERR", "The operation was aborted");
  error.name = "AbortError";
  if (reason !== undefined) error.cause = reason;
  return error;
}

// Fields of a stream's life, shared by both halves of a duplex.
export function initLife(stream, options) {
  if (stream._life !== undefined) return;
  Object.defineProperty(stream, "_life", {
    value: {
      destroyed: false, closed: false, errored: null, errorEmitted: false, constructed: true, waiting: [],
      autoDestroy: options?.autoDestroy !== false, emitClose: options?.emitClose !== false,
    },
  });
  if (typeof options?.destroy === "function") stream._destroy = options.destroy;
  if (typeof options?.construct === "function") stream._construct = options.construct;
  const signal = options?.signal;
  if (signal !== undefined) {
    if (signal.aborted) tick(() => stream.destroy(abortError(signal.reason)));
    else signal.addEventListener("abort", () => stream.destroy(abortError(signal.reason)), { once: true });
  }
  if (typeof stream._construct === "function") construct(stream);
}

function construct(stream) {
  const life = stream._life;
  life.constructed = false;
  const done = (error = null) => {
    life.constructed = true;
    if (error !== null && error !== undefined) stream.destroy(error);
    for (const run of life.waiting.splice(0)) run();
  };
  tick(() => {
    try {
      stream._construct((error) => tick(done, error));
    } catch (error) {
      tick(done, error);
    }
  });
}

// Runs `fn` now, or when the stream's `_construct` is through.
export function whenConstructed(stream, fn) {
  if (stream._life.constructed) fn();
  else stream._life.waiting.push(fn);
}

export function destroy(error = undefined, callback = undefined) {
  const life = this._life;
  if (life.destroyed) {
    callback?.();
    return this;
  }
  life.destroyed = true;
  if (error) life.errored ??= error;
  let called = false;
  const finish = (failure) => {
    if (called) return;
    called = true;
    if (failure) life.errored ??= failure;
    life.closed = true;
    callback?.(failure);
    if (failure) tick(emitErrorThenClose, this, failure);
    else tick(emitClose, this);
  };
  whenConstructed(this, () => {
    try {
      this._destroy(error ?? null, finish);
    } catch (failure) {
      finish(failure);
    }
  });
  return this;
}

function emitErrorThenClose(stream, error) {
  emitError(stream, error);
  emitClose(stream);
}

function emitError(stream, error) {
  if (stream._life.errorEmitted) return;
  stream._life.errorEmitted = true;
  stream.emit("error", error);
}

function emitClose(stream) {
  if (stream._life.emitClose) stream.emit("close");
}

// An error of the stream itself: ends it where it ends itself, else is only told.
export function fail(stream, error) {
  const life = stream._life;
  if (life.destroyed) return;
  if (life.autoDestroy) {
    stream.destroy(error);
    return;
  }
  life.errored ??= error;
  tick(emitError, stream, error);
}

export function addLife(prototype) {
  prototype.destroy = destroy;
  prototype._destroy = function (error, callback) { callback(error); };
  const getters = {
    destroyed: { get() { return this._life?.destroyed ?? false; }, set(value) { if (this._life) this._life.destroyed = Boolean(value); } },
    closed: { get() { return this._life?.closed ?? false; } },
    errored: { get() { return this._life?.errored ?? null; } },
  };
  for (const [key, getter] of Object.entries(getters)) Object.defineProperty(prototype, key, { ...getter, configurable: true });
  if (Symbol.asyncDispose !== undefined) {
    prototype[Symbol.asyncDispose] = function () {
      return new Promise((resolve) => {
        if (this.closed) resolve();
        else this.once("close", resolve);
        this.destroy(this.readableEnded || this.writableFinished ? undefined : abortError());
      });
    };
  }
}

// Sizes at which a stream asks its producer to wait.
let defaultBytes = 16 * 1024;
let defaultObjects = 16;
export const getDefaultHighWaterMark = (isObjectMode) => (isObjectMode ? defaultObjects : defaultBytes);
export function setDefaultHighWaterMark(isObjectMode, value) {
  if (isObjectMode) defaultObjects = value;
  else defaultBytes = value;
}
export function highWaterMark(options, side, isObjectMode) {
  const wanted = options?.[`${side}HighWaterMark`] ?? options?.highWaterMark;
  return wanted === undefined || wanted === null ? getDefaultHighWaterMark(isObjectMode) : Math.floor(wanted);
}
