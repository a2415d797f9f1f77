// node:stream. Partial: `compose`, and conversion to and from web streams.
import { notAvailable } from "./internal/errors.js";
import { getDefaultHighWaterMark, setDefaultHighWaterMark, Stream } from "./internal/stream_base.js";
import { Duplex, PassThrough, Transform } from "./internal/stream_duplex.js";
import { finished, pipeline, promises } from "./internal/stream_pipeline.js";
import { Readable } from "./internal/stream_readable.js";
import { Writable } from "./internal/stream_writable.js";

export { Duplex, finished, getDefaultHighWaterMark, PassThrough, pipeline, promises, Readable, setDefaultHighWaterMark, Stream, Transform, Writable };

export function addAbortSignal(signal, stream) {
  const onAbort = () => stream.destroy(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  return stream;
}
export function compose() {
  throw notAvailable("stream.compose");
}
export const isReadable = (stream) => Boolean(stream?._readableState) && stream.readable !== false && !stream.destroyed && !stream.readableEnded;
export const isWritable = (stream) => Boolean(stream?._writableState) && stream.writable !== false && !stream.destroyed && !stream.writableEnded;
export const isErrored = (stream) => Boolean(stream?.errored);
export const isDisturbed = (stream) => Boolean(stream?.readableDidRead || stream?.destroyed);
export function destroy(stream, error) {
  return stream.destroy(error);
}
for (const Class of [Readable, Writable, Duplex]) {
  for (const name of ["fromWeb", "toWeb"]) {
    Class[name] = () => { throw notAvailable(`stream.${Class.name}.${name}`); };
  }
}

const custom = Symbol.for("nodejs.util.promisify.custom");
Object.defineProperty(pipeline, custom, { get: () => promises.pipeline });
Object.defineProperty(finished, custom, { get: () => promises.finished });

Object.assign(Stream, {
  addAbortSignal, compose, destroy, Duplex, finished, getDefaultHighWaterMark, isDisturbed, isErrored, isReadable, isWritable,
  PassThrough, pipeline, promises, Readable, setDefaultHighWaterMark, Stream, Transform, Writable,
});
export default Stream;
