/* hz:compiled 1 */
hz$g(import.meta.url, [
  "a",
  "b",
  "c",
  "Later",
  "Other"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return a;
    case 1:
      return b;
    case 2:
      return c;
    case 3:
      return Later;
    case 4:
      return Other;
  }
});
export const a = (f)=>{
  var hz$0;
  if (hz$P[0] && hz$y()) return hz$v(0, hz$r1$a, 1, f);
  if ((hz$0 = new hz$p(Promise, f, "Promise")) === hz$S) return hz$v(0, hz$r1$a, 2);
  return hz$0;
};
export const b = ()=>{
  var hz$0;
  if (hz$P[0] && hz$y()) return hz$v(0, hz$r3$b, 1);
  if ((hz$0 = new hz$p(Registry, hz$m1(), "Registry")) === hz$S) return hz$v(0, hz$r3$b, 2);
  return hz$0;
};
export const c = (f)=>{
  var hz$0;
  if (hz$P[0] && hz$y()) return hz$v(0, hz$r4$c, 1, f);
  if ((hz$0 = new Registry(f)) === hz$S) return hz$v(0, hz$r4$c, 2);
  return hz$0;
};
export class Later extends Promise {
  constructor(f){
    super(hz$X(f, new.target));
  }
}
export class Other extends Base {
  constructor(f){
    super(f);
  }
}
function hz$r1$a(hz$frame, hz$in) {
  "use strict";
  var { 2: hz$pc, 3: f } = hz$frame, hz$0;
  if (hz$pc <= 1) hz$pc = 0, hz$o(hz$in);
  if ((hz$0 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : new hz$p(Promise, f, "Promise")) === hz$S) return hz$v(0, hz$r1$a, 2);
  return hz$0;
}
function hz$r2$(hz$frame, hz$in) {
  "use strict";
  var { 2: hz$pc } = hz$frame;
  hz$pc = 0, hz$o(hz$in);
  return g();
}
function hz$m1() {
  "use strict";
  return ()=>{
    if (hz$P[0] && hz$y()) return hz$v(0, hz$r2$, 1);
    return g();
  };
}
function hz$r3$b(hz$frame, hz$in) {
  "use strict";
  var { 2: hz$pc } = hz$frame, hz$0;
  if (hz$pc <= 1) hz$pc = 0, hz$o(hz$in);
  if ((hz$0 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : new hz$p(Registry, hz$m1(), "Registry")) === hz$S) return hz$v(0, hz$r3$b, 2);
  return hz$0;
}
function hz$r4$c(hz$frame, hz$in) {
  "use strict";
  var { 2: hz$pc, 3: f } = hz$frame, hz$0;
  if (hz$pc <= 1) hz$pc = 0, hz$o(hz$in);
  if ((hz$0 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : new Registry(f)) === hz$S) return hz$v(0, hz$r4$c, 2);
  return hz$0;
}
