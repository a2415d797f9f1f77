// node:stream/promises.
import { promises } from "../internal/stream_pipeline.js";

export const { finished, pipeline } = promises;
export default promises;
