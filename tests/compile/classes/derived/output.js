/* hz:compiled 1 */
hz$g(import.meta.url, [
  "Base",
  "Derived"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return Base;
    case 1:
      return Derived;
  }
});
export class Base {
  constructor(f){
    var hz$0;
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$Base, 1, this, new.target, f);
    hz$0 = f();
    if (hz$0 === hz$S) return hz$v(null, hz$r1$Base, 2, this, new.target);
    this.value = hz$0;
  }
}
export class Derived extends Base {
  field = hz$w(make());
  constructor(f){
    var hz$x;
    super(f);
    this.own = (hz$x = f()) === hz$S ? hz$n() : hz$x;
  }
  method() {
    var hz$0, hz$1;
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r2$method, 1, this, void 0);
    hz$0 = super.toString();
    if (hz$0 === hz$S) return hz$v(null, hz$r2$method, 2, this, void 0);
    hz$1 = make();
    if (hz$1 === hz$S) return hz$v(null, hz$r2$method, 3, this, void 0, hz$0);
    return hz$0 + hz$1;
  }
}
function hz$r1$Base(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$0, f, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
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
    hz$0 = f();
    if (hz$0 === hz$S) return hz$v(null, hz$r1$Base, 2, hz$this, hz$target);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  hz$this.value = hz$0;
}
function hz$r2$method(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$0, hz$1, hz$pc = hz$frame[2], hz$this = hz$frame[3];
  switch(hz$pc){
    case 3:
      hz$0 = hz$frame[5];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = hz$u(Derived.prototype, "toString", hz$this).call(hz$this);
    if (hz$0 === hz$S) return hz$v(null, hz$r2$method, 2, hz$this, void 0);
  } else if (hz$pc === 2) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  if (hz$pc === 0) {
    hz$1 = make();
    if (hz$1 === hz$S) return hz$v(null, hz$r2$method, 3, hz$this, void 0, hz$0);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$1 = hz$value;
  }
  return hz$0 + hz$1;
}
