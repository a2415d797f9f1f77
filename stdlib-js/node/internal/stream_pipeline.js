// `finished` and `pipeline`: waiting for the end of a stream, and joining several so that one's failure ends all.
import { coded, checkFunction, invalidType } from "./errors.js";
import { abortError, tick } from "./stream_base.js";
import { Duplex } from "./stream_duplex.js";
import { Readable } from "./stream_readable.js";

const premature = () => coded(Error, "ERR_STREAM_PREMATURE_CLOSE", "Premature close");

// Calls back once, when the stream is read and written to its end, or has failed or closed before. Gives a
// function that stops watching.
export function finished(stream, options, callback) {
  if (typeof options === "function") [options, callback] = [undefined, options];
  checkFunction("callback", callback);
  const reads = options?.readable ?? (stream._readableState !== undefined && stream.readable !== false);
  const writes = options?.writable ?? (stream._writableState !== undefined && stream.writable !== false);
  let isDone = false;
  const undo = [];
  const done = (error) => {
    if (isDone) return;
    isDone = true;
    if (options?.cleanup) cleanup();
    callback.call(stream, error);
  };
  const cleanup = () => {
    for (const remove of undo.splice(0)) remove();
  };
  const listen = (type, listener) => {
    stream.on(type, listener);
    undo.push(() => stream.removeListener(type, listener));
  };
  const hasRead = () => !reads || stream.readableEnded;
  const hasWritten = () => !writes || stream.writableFinished;
  const check = () => { if (hasRead() && hasWritten()) done(); };
  listen("end", check);
  listen("finish", check);
  if (options?.error !== false) listen("error", (error) => done(error));
  listen("close", () => {
    if (stream.errored) done(stream.errored);
    else if (hasRead() && hasWritten()) done();
    else done(premature());
  });
  if (stream.closed || stream.errored) {
    tick(() => (stream.errored ? done(stream.errored) : hasRead() && hasWritten() ? done() : done(premature())));
  } else if ((reads || writes) && hasRead() && hasWritten()) {
    tick(done);
  }
  const signal = options?.signal;
  if (signal !== undefined) {
    const onAbort = () => {
      cleanup();
      done(abortError(signal.reason));
    };
    if (signal.aborted) tick(onAbort);
    else {
      signal.addEventListener("abort", onAbort, { once: true });
      undo.push(() => signal.removeEventListener("abort", onAbort));
    }
  }
  return cleanup;
}

const isStream = (value) => typeof value?.pipe === "function" || typeof value?.write === "function";
const isIterable = (value) => typeof value?.[Symbol.asyncIterator] === "function" || typeof value?.[Symbol.iterator] === "function";

// Each stage is a stream, an iterable (first), or a function of what comes before it.
function connect(stages, signal) {
  const streams = [];
  let current;
  let result;
  stages.forEach((stage, i) => {
    const isLast = i === stages.length - 1;
    if (typeof stage === "function") {
      const output = stage(i === 0 ? { signal } : current, { signal });
      if (isLast && typeof output?.then === "function") {
        result = output;
        current = undefined;
        return;
      }
      if (!isIterable(output)) throw coded(TypeError, "ERR_INVALID_RETURN_VALUE", `Expected an iterable to be returned from the "transform[${i}]" function`);
      current = isLast ? Readable.from(output) : output;
      if (isLast) streams.push(current);
    } else if (isStream(stage)) {
      if (current !== undefined) {
        const source = isStream(current) ? current : Readable.from(current);
        if (source !== current) streams.push(source);
        source.pipe(stage);
      }
      streams.push(stage);
      current = stage;
    } else if (isIterable(stage) && i === 0) {
      current = stage;
    } else {
      throw invalidType("streams", ["Stream", "Iterable", "AsyncIterable", "Function"], stage);
    }
  });
  return { streams, result, last: current };
}

export function pipeline(...stages) {
  const callback = stages.pop();
  checkFunction("streams[stream.length - 1]", callback);
  const options = stages.length > 1 && !isStream(stages.at(-1)) && !isIterable(stages.at(-1)) && typeof stages.at(-1) === "object" ? stages.pop() : undefined;
  if (stages.length === 1 && Array.isArray(stages[0])) stages = stages[0];
  if (stages.length < 2) throw coded(TypeError, "ERR_MISSING_ARGS", 'The "streams" argument must be specified');
  const { streams, result, last } = connect(stages, options?.signal);
  let pending = streams.length + (result === undefined ? 0 : 1);
  let failure;
  let value;
  const settle = (error) => {
    if (error && (failure === undefined || failure.code === "ERR_STREAM_PREMATURE_CLOSE")) failure = error;
    if (error) for (const stream of streams) if (!stream.destroyed) stream.destroy(error === failure ? undefined : error);
    if (--pending === 0) tick(callback, failure, value);
  };
  result?.then((output) => { value = output; settle(); }, settle);
  streams.forEach((stream, i) => {
    const isFirst = i === 0;
    const isEnd = i === streams.length - 1;
    stream.on("error", () => {});
    finished(stream, { readable: !isEnd || result !== undefined ? undefined : false, writable: !isFirst || stream instanceof Duplex ? undefined : false }, settle);
  });
  const signal = options?.signal;
  signal?.addEventListener("abort", () => { for (const stream of streams) stream.destroy(abortError(signal.reason)); }, { once: true });
  return last;
}

export const promises = {
  finished: (stream, options) => new Promise((resolve, reject) => {
    finished(stream, { cleanup: true, ...options }, (error) => (error ? reject(error) : resolve()));
  }),
  pipeline: (...stages) => new Promise((resolve, reject) => {
    pipeline(...stages, (error, value) => (error ? reject(error) : resolve(value)));
  }),
};
