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
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$a, 1, void 0, void 0, f);
  hz$0 = new hz$p(Promise, f, "Promise");
  if (hz$0 === hz$S) return hz$v(null, hz$r1$a, 2, void 0, void 0);
  return hz$0;
};
export const b = ()=>{
  var hz$0;
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r3$b, 1, void 0, void 0);
  hz$0 = new hz$p(Registry, hz$m1(), "Registry");
  if (hz$0 === hz$S) return hz$v(null, hz$r3$b, 2, void 0, void 0);
  return hz$0;
};
export const c = (f)=>{
  var hz$0;
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r4$c, 1, void 0, void 0, f);
  hz$0 = new Registry(f);
  if (hz$0 === hz$S) return hz$v(null, hz$r4$c, 2, void 0, void 0);
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
function hz$r1$a(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$0, f, hz$pc = hz$frame[2];
  switch(hz$pc){
    case 1:
      f = hz$frame[5];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = new hz$p(Promise, f, "Promise");
    if (hz$0 === hz$S) return hz$v(null, hz$r1$a, 2, void 0, void 0);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  return hz$0;
}
function hz$r2$(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$pc = hz$frame[2];
  hz$pc = 0;
  if (hz$failed) throw hz$value;
  return g();
}
function hz$m1() {
  "use strict";
  return ()=>{
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r2$, 1, void 0, void 0);
    return g();
  };
}
function hz$r3$b(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$0, hz$pc = hz$frame[2];
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = new hz$p(Registry, hz$m1(), "Registry");
    if (hz$0 === hz$S) return hz$v(null, hz$r3$b, 2, void 0, void 0);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  return hz$0;
}
function hz$r4$c(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$0, f, hz$pc = hz$frame[2];
  switch(hz$pc){
    case 1:
      f = hz$frame[5];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = new Registry(f);
    if (hz$0 === hz$S) return hz$v(null, hz$r4$c, 2, void 0, void 0);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  return hz$0;
}
