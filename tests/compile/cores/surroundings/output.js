/* hz:compiled 1 */
hz$g(import.meta.url, [
  "Pool",
  "hz$go1"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return Pool;
    case 1:
      return hz$go1;
  }
});
import { go } from "hz";
export class Pool {
  start() {
    var hz$0;
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$start, 1, this, void 0);
    hz$0 = go(hz$m1(this));
    if (hz$0 === hz$S) return hz$v(null, hz$r1$start, 2, this, void 0);
    hz$0 = go(hz$l(import.meta.url, 1, [], [], hz$go1));
    if (hz$0 === hz$S) return hz$v(null, hz$r1$start, 3, this, void 0);
  }
}
function hz$go1() {
  return function() {
    return this;
  };
}
function hz$m1(hz$this) {
  "use strict";
  return ()=>hz$this.size;
}
function hz$r1$start(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$0, hz$pc = hz$frame[2], hz$this = hz$frame[3];
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = go(hz$m1(hz$this));
    if (hz$0 === hz$S) return hz$v(null, hz$r1$start, 2, hz$this, void 0);
  } else if (hz$pc === 2) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = go(hz$l(import.meta.url, 1, [], [], hz$go1));
    if (hz$0 === hz$S) return hz$v(null, hz$r1$start, 3, hz$this, void 0);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
}
