/* hz:compiled 1 */
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
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$work, 1, this, new.target, list);
  i = 0;
  for(; i < list.length; i++){
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$work, 2, this, new.target, i, list);
    hz$0 = start(hz$l(import.meta.url, 2, [
      "list",
      "i"
    ], [
      list,
      i
    ], hz$go1), i);
    if (hz$0 === hz$S) return hz$v(null, hz$r1$work, 3, this, new.target, i, list);
  }
  hz$0 = hz.go.on(1, hz$l(import.meta.url, 3, [
    "list"
  ], [
    list
  ], hz$go2));
  if (hz$0 === hz$S) return hz$v(null, hz$r1$work, 4, this, new.target, list);
  hz$0 = start.local(hz$m1(list));
  if (hz$0 === hz$S) return hz$v(null, hz$r1$work, 5, this, new.target);
}
function hz$go1(list, i) {
  return (n)=>{
    var hz$0, hz$1, hz$2;
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r2$, 1, void 0, void 0, list, i, n);
    hz$0 = jobs;
    hz$1 = hz$0.send;
    hz$2 = twice(list[i]);
    if (hz$2 === hz$S) return hz$v(null, hz$r2$, 2, void 0, void 0, hz$0, hz$1, n);
    return (typeof hz$1 === "function" ? hz$1 : hz$c(hz$1, "jobs.send")).call(hz$0, hz$2 + n);
  };
}
function hz$go2(list) {
  return function() {
    return list;
  };
}
function hz$m1(list) {
  "use strict";
  return ()=>list;
}
function hz$r1$work(hz$frame, hz$value, hz$failed) {
  "use strict";
  var i, hz$0, list, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
    case 4:
      list = hz$frame[5];
      break;
    case 2:
    case 3:
      i = hz$frame[5];
      list = hz$frame[6];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    i = 0;
  }
  if (hz$pc <= 3) {
    for(; hz$pc !== 0 || i < list.length; i++){
      if (hz$pc === 0) {
        if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$work, 2, hz$this, hz$target, i, list);
      } else if (hz$pc === 2) {
        hz$pc = 0;
        if (hz$failed) throw hz$value;
      }
      if (hz$pc === 0) {
        hz$0 = start(hz$l(import.meta.url, 2, [
          "list",
          "i"
        ], [
          list,
          i
        ], hz$go1), i);
        if (hz$0 === hz$S) return hz$v(null, hz$r1$work, 3, hz$this, hz$target, i, list);
      } else {
        hz$pc = 0;
        if (hz$failed) throw hz$value;
        hz$0 = hz$value;
      }
    }
  }
  if (hz$pc === 0) {
    hz$0 = hz.go.on(1, hz$l(import.meta.url, 3, [
      "list"
    ], [
      list
    ], hz$go2));
    if (hz$0 === hz$S) return hz$v(null, hz$r1$work, 4, hz$this, hz$target, list);
  } else if (hz$pc === 4) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = start.local(hz$m1(list));
    if (hz$0 === hz$S) return hz$v(null, hz$r1$work, 5, hz$this, hz$target);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
}
function hz$r2$(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$0, hz$1, hz$2, n, list, i, hz$pc = hz$frame[2];
  switch(hz$pc){
    case 1:
      list = hz$frame[5];
      i = hz$frame[6];
      n = hz$frame[7];
      break;
    case 2:
      hz$0 = hz$frame[5];
      hz$1 = hz$frame[6];
      n = hz$frame[7];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = jobs;
    hz$1 = hz$0.send;
  }
  if (hz$pc === 0) {
    hz$2 = twice(list[i]);
    if (hz$2 === hz$S) return hz$v(null, hz$r2$, 2, void 0, void 0, hz$0, hz$1, n);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$2 = hz$value;
  }
  return (typeof hz$1 === "function" ? hz$1 : hz$c(hz$1, "jobs.send")).call(hz$0, hz$2 + n);
}
