// structuredClone: one trip through the serializer that messages between isolates take.
import ops from "hz:internal/ops";

export function structuredClone(value, options = undefined) {
  if (arguments.length === 0) throw new TypeError('The "value" argument must be specified');
  const transfer = options?.transfer;
  return ops.structuredClone(value, transfer === undefined ? undefined : [...transfer]);
}
