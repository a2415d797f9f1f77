// Making a DOMException from raw code: its class is compiled, so its constructor may be stopped half-way, and is then
// run to its end right here.

import { pinnedCall } from "hz:core/pinned";

/** A new DOMException. Not before the program's globals are there. */
export function domException(message, name) {
  return pinnedCall(new DOMException(message, name));
}
