// In place of core/remote.js: channels go by reference, since there is one isolate and they never leave it.

import { Chan, Reader, Writer } from "hz:core/channel";
import { pack, packHandles, recycle } from "hz:core/pack";
import { unpackHandles } from "hz:core/unpack";

/** Calls a function of ops.js with `a`, `b` and a value in packed form. */
export function callWith(native, a, b, value, what) {
  const packer = pack(value, what);
  if (packer === null) return native(a, b, value);
  const { bytes, length, channels, cargo, moved } = packer;
  const result = native(a, b, bytes, length, channels, cargo, moved);
  recycle(packer);
  return result;
}

export function shareAs() {}

// Channels on their way, by number. A parcel is read once, so its entries are taken out then.
const travelling = new Map();
let last = 0;

let kind = 0;
for (const type of [Chan, Reader, Writer]) {
  const number = kind++;
  packHandles(type.prototype, number, (object, packer) => {
    travelling.set(++last, object);
    packer.number(last);
  });
  unpackHandles(number, (unpacker) => {
    const key = unpacker.number();
    const object = travelling.get(key);
    travelling.delete(key);
    return object;
  });
}
