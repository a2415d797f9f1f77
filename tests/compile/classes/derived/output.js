/* hz:compiled 4 */
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
    if ((hz$0 = f()) === hz$S) return hz$V(0, hz$r1$Base, 1, this, new.target);
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
    if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r2$method, 1, this);
    if ((hz$0 = super.toString()) === hz$S) return hz$v(0, hz$r2$method, 2, this);
    if ((hz$1 = make()) === hz$S) return hz$v(0, hz$r2$method, 3, this, hz$0);
    return hz$0 + hz$1;
  }
}
function hz$r1$Base(hz$frame, hz$in) {
  var { 2: hz$pc, 3: hz$this } = hz$frame, hz$0, f;
  hz$pc = 0;
  hz$0 = hz$o(hz$in);
  hz$this.value = hz$0;
}
function hz$r2$method(hz$frame, hz$in) {
  var { 2: hz$pc, 3: hz$this, 4: hz$0 } = hz$frame, hz$1;
  if (hz$pc <= 1) hz$pc = 0, hz$o(hz$in);
  if (hz$pc <= 2) {
    if ((hz$0 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : hz$u(Derived.prototype, "toString", hz$this).call(hz$this)) === hz$S) return hz$v(0, hz$r2$method, 2, hz$this);
  }
  if ((hz$1 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : make()) === hz$S) return hz$v(0, hz$r2$method, 3, hz$this, hz$0);
  return hz$0 + hz$1;
}
