// What bound functions are made of, so that `go` can hand them to other cores: the language tells nobody.
//
// The parts are in a private field of the bound function itself, which nobody sees and which lives as long. Where nothing of "hz" is
// imported, `bind` stays V8's own.

import { apply } from "hz:core/abstract";
import { replace } from "hz:core/replace";

const { bind: nativeBind } = Function.prototype;

class Itself {
  constructor(object) {
    return object;
  }
}

class Parts extends Itself {
  #parts;

  constructor(bound, parts) {
    super(bound);
    this.#parts = parts;
  }

  static of(fn) {
    return #parts in fn ? fn.#parts : null;
  }
}

/** `{ target, values }` of a bound function, where `values` are `this` and the arguments; null for any other. */
export function boundParts(fn) {
  return Parts.of(fn);
}

let records = false;

/** From now on `bind` keeps what a function is bound to. */
export function recordBinds() {
  if (records) return;
  records = true;
  replace(Function.prototype, {
    bind(receiver, ...args) {
      const values = [receiver, ...args];
      const bound = apply(nativeBind, this, values);
      new Parts(bound, { target: this, values });
      return bound;
    },
  });
}
