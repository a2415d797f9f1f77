// node:v8. Partial: heap statistics work. It can be imported; its functions and classes say that they are not available yet when they are used.
import ops from "hz:internal/ops";
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("v8", [
  "deserialize", "serialize", "getHeapSnapshot", "getHeapSpaceStatistics", "setFlagsFromString", "takeCoverage",
  "stopCoverage", "writeHeapSnapshot",
]);
export const {
  deserialize, serialize, getHeapSnapshot, getHeapSpaceStatistics, setFlagsFromString, takeCoverage, stopCoverage,
  writeHeapSnapshot,
} = absent;

export class Deserializer {
  constructor() { throw notAvailable("v8.Deserializer"); }
}
export class Serializer {
  constructor() { throw notAvailable("v8.Serializer"); }
}
export class DefaultDeserializer {
  constructor() { throw notAvailable("v8.DefaultDeserializer"); }
}
export class DefaultSerializer {
  constructor() { throw notAvailable("v8.DefaultSerializer"); }
}

export function getHeapStatistics() {
  const heap = ops.heapStatistics();
  return {
    total_heap_size: heap.total,
    used_heap_size: heap.used,
    heap_size_limit: heap.limit,
    external_memory: heap.external,
  };
}
export const cachedDataVersionTag = () => 0;

export default {
  ...absent, cachedDataVersionTag, DefaultDeserializer, DefaultSerializer, Deserializer, getHeapStatistics,
  Serializer,
};
