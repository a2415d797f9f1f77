/* hz:compiled 4 */
hz$g(import.meta.url, [
  "total"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return total;
  }
});
export function total(list) {
  var s, hz$0;
  if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$total, 1, this, new.target, list);
  if ((s = price(list[0])) === hz$S) return hz$V(0, hz$r1$total, 2, this, new.target);
  if ((hz$0 = tax(s)) === hz$S) return hz$V(0, hz$r1$total, 3, this, new.target, 0, s);
  return s + hz$0;
}
function hz$r1$total(hz$frame, hz$in) {
  var { 2: hz$pc, 5: list, 6: s } = hz$frame, hz$0;
  if (hz$pc <= 1) hz$pc = 0, hz$o(hz$in);
  if (hz$pc <= 2) {
    if ((s = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : price(list[0])) === hz$S) return hz$v(0, hz$r1$total, 2, 0, 0);
  }
  if ((hz$0 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : tax(s)) === hz$S) return hz$v(0, hz$r1$total, 3, 0, 0, 0, s);
  return s + hz$0;
}
