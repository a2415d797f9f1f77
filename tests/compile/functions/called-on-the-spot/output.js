/* hz:compiled 4 */
var hz$x;
(hz$x = (function(root) {
  "use strict";
  const hz$body = (function*(root) {
    var hz$x;
    let count = 0;
    function next() {
      return root.ask(count++);
    }
    for (const name of hz$j(root.names, "root.names")){
      if (hz$P[0]) hz$Y() === hz$S && (yield hz$v(0, hz$r1$, 2, hz$body));
      (hz$x = next(name)) === hz$S ? yield hz$v(0, hz$r1$, 1, hz$body) : hz$x;
    }
    return (hz$x = next()) === hz$S ? yield hz$v(0, hz$r1$, 3, hz$body) : hz$x;
  }).call(this, root);
  return hz$Z(hz$body);
})(globalThis)) === hz$S ? hz$n() : hz$x;
function hz$r1$(hz$frame, hz$in) {
  return hz$Z(hz$frame[3], hz$in);
}
