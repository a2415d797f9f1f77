// A function that is called on the spot at the top of a module is a generator inside, which can leave the stack.
(function (root) {
  "use strict";
  let count = 0;
  function next() { return root.ask(count++); }
  for (const name of root.names) next(name);
  return next();
})(globalThis);
