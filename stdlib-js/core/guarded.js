// Built-ins that V8 runs and that call a function of the program: it gets a nested form (callbacks.js).

import { nested } from "hz:core/callbacks";
import { replace } from "hz:core/replace";

const { apply } = Reflect;
const { parse, stringify } = JSON;

replace(JSON, {
  parse(text, reviver) {
    return reviver === undefined ? parse(text) : parse(text, nested(reviver));
  },

  stringify(value, replacer, space) {
    return stringify(value, typeof replacer === "function" ? nested(replacer) : replacer, space);
  },
});

// The helpers that make another iterator call their function when that one is asked.
if (typeof Iterator === "function") {
  const { map, filter, flatMap } = Iterator.prototype;

  replace(Iterator.prototype, {
    map(mapper) {
      return apply(map, this, [nested(mapper)]);
    },

    filter(predicate) {
      return apply(filter, this, [nested(predicate)]);
    },

    flatMap(mapper) {
      return apply(flatMap, this, [nested(mapper)]);
    },
  });
}
