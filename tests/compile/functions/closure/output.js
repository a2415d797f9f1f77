/* hz:compiled 4 */
hz$g(import.meta.url, [
  "counter"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return counter;
  }
});
export function counter(start) {
  var hz$n$1b, up, hz$0;
  hz$n$1b = {
    v: void 0
  };
  if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r2$counter, 1, this, new.target, hz$n$1b, start);
  if ((hz$0 = start()) === hz$S) return hz$V(0, hz$r2$counter, 2, this, new.target, hz$n$1b);
  hz$n$1b.v = hz$0;
  up = hz$m1(hz$n$1b);
  if (up() === hz$S) return hz$V(0, hz$r2$counter, 3, this, new.target, hz$n$1b, 0, up);
  return [
    up,
    hz$n$1b.v
  ];
}
function hz$r1$up(hz$frame, hz$in) {
  var { 2: hz$pc, 3: hz$0, 4: hz$n$1b } = hz$frame, hz$1;
  hz$pc = 0;
  hz$1 = hz$o(hz$in);
  hz$n$1b.v = hz$0 + hz$1;
  return hz$n$1b.v;
}
function hz$m1(hz$n$1b) {
  return ({
    "up": ()=>{
      var hz$0, hz$1;
      hz$0 = hz$n$1b.v;
      if ((hz$1 = step()) === hz$S) return hz$v(0, hz$r1$up, 1, hz$0, hz$n$1b);
      hz$n$1b.v = hz$0 + hz$1;
      return hz$n$1b.v;
    }
  })["up"];
}
function hz$r2$counter(hz$frame, hz$in) {
  var { 2: hz$pc, 5: hz$n$1b, 6: start, 7: up } = hz$frame, hz$0;
  if (hz$pc <= 1) hz$pc = 0, hz$o(hz$in);
  if (hz$pc <= 2) {
    if ((hz$0 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : start()) === hz$S) return hz$v(0, hz$r2$counter, 2, 0, 0, hz$n$1b);
    hz$n$1b.v = hz$0;
    up = hz$m1(hz$n$1b);
  }
  if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : up()) === hz$S) return hz$v(0, hz$r2$counter, 3, 0, 0, hz$n$1b, 0, up);
  return [
    up,
    hz$n$1b.v
  ];
}
