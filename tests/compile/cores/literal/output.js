/* hz:compiled 4 */
var hz$x;
hz$g(import.meta.url, [
  "twice",
  "work",
  "hz$go1",
  "hz$go2"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return twice;
    case 1:
      return work;
    case 2:
      return hz$go1;
    case 3:
      return hz$go2;
  }
});
import { chan, go as start } from "hz";
import * as hz from "hz";
export const jobs = hz$m(import.meta.url, "jobs", (hz$x = chan(8)) === hz$S ? hz$n() : hz$x);
const twice = (n)=>2 * n;
export function work(list) {
  var i, hz$0;
  if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$work, 1, this, new.target, list);
  i = 0;
  for(; i < list.length; i++){
    if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$work, 2, this, new.target, list, i);
    if (start(hz$l(import.meta.url, 2, [
      "list",
      "i"
    ], [
      list,
      i
    ], hz$go1), i) === hz$S) return hz$V(0, hz$r1$work, 3, this, new.target, list, i);
  }
  if (hz.go.on(1, hz$l(import.meta.url, 3, [
    "list"
  ], [
    list
  ], hz$go2)) === hz$S) return hz$V(0, hz$r1$work, 4, this, new.target, list);
  if (start.local(hz$m1(list)) === hz$S) return hz$V(0, hz$r1$work, 5, this, new.target);
}
function hz$go1(list, i) {
  return (n)=>{
    var hz$0, hz$1, hz$2;
    if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r2$, 1, n, list, i);
    hz$0 = jobs;
    hz$1 = hz$0.send;
    if ((hz$2 = twice(list[i])) === hz$S) return hz$v(0, hz$r2$, 2, n, 0, 0, hz$0, hz$1);
    return (hz$1?.call === hz$C ? hz$1 : hz$c(hz$1, "jobs.send")).call(hz$0, hz$2 + n);
  };
}
function hz$go2(list) {
  return function() {
    return list;
  };
}
function hz$m1(list) {
  return ()=>list;
}
function hz$r1$work(hz$frame, hz$in) {
  var { 2: hz$pc, 5: list, 6: i } = hz$frame, hz$0;
  if (hz$pc <= 1) {
    hz$pc = 0, hz$o(hz$in);
    i = 0;
  }
  if (hz$pc <= 3) {
    for(; hz$pc || i < list.length; i++){
      if (hz$pc <= 2) {
        if (hz$pc) hz$pc = 0, hz$o(hz$in);
        else if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r1$work, 2, 0, 0, list, i);
      }
      if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : start(hz$l(import.meta.url, 2, [
        "list",
        "i"
      ], [
        list,
        i
      ], hz$go1), i)) === hz$S) return hz$v(0, hz$r1$work, 3, 0, 0, list, i);
    }
  }
  if (hz$pc <= 4) {
    if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : hz.go.on(1, hz$l(import.meta.url, 3, [
      "list"
    ], [
      list
    ], hz$go2))) === hz$S) return hz$v(0, hz$r1$work, 4, 0, 0, list);
  }
  if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : start.local(hz$m1(list))) === hz$S) return hz$v(0, hz$r1$work, 5, 0, 0);
}
function hz$r2$(hz$frame, hz$in) {
  var { 2: hz$pc, 3: n, 4: list, 5: i, 6: hz$0, 7: hz$1 } = hz$frame, hz$2;
  if (hz$pc <= 1) {
    hz$pc = 0, hz$o(hz$in);
    hz$0 = jobs;
    hz$1 = hz$0.send;
  }
  if ((hz$2 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : twice(list[i])) === hz$S) return hz$v(0, hz$r2$, 2, n, 0, 0, hz$0, hz$1);
  return (hz$1?.call === hz$C ? hz$1 : hz$c(hz$1, "jobs.send")).call(hz$0, hz$2 + n);
}
