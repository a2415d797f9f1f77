/* hz:compiled 4 */
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
  if ((hz$0 = new hz$p(Promise, f, "Promise")) === hz$S) return hz$v(0, hz$r1$a, 1);
  return hz$0;
};
export const b = ()=>{
  var hz$0;
  if ((hz$0 = new hz$p(Registry, ()=>{
    return g();
  }, "Registry")) === hz$S) return hz$v(0, hz$r2$b, 1);
  return hz$0;
};
export const c = (f)=>{
  var hz$0;
  if ((hz$0 = new Registry(f)) === hz$S) return hz$v(0, hz$r3$c, 1);
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
  var { 2: hz$pc } = hz$frame, hz$0, f;
  hz$pc = 0;
  hz$0 = hz$o(hz$in);
  return hz$0;
}
function hz$r2$b(hz$frame, hz$in) {
  var { 2: hz$pc } = hz$frame, hz$0;
  hz$pc = 0;
  hz$0 = hz$o(hz$in);
  return hz$0;
}
function hz$r3$c(hz$frame, hz$in) {
  var { 2: hz$pc } = hz$frame, hz$0, f;
  hz$pc = 0;
  hz$0 = hz$o(hz$in);
  return hz$0;
}
