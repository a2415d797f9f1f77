/* hz:compiled 4 */
var hz$x;
hz$g(import.meta.url, [
  "all",
  "hz$go1",
  "hz$go2",
  "hz$go3"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return all;
    case 1:
      return hz$go1;
    case 2:
      return hz$go2;
    case 3:
      return hz$go3;
  }
});
import { parallel } from "hz";
import { map, sort as order } from "hz:parallel";
import { read } from "./read.js";
const config = (hz$x = read("config.json")) === hz$S ? hz$n() : hz$x;
const TABLE = [
  1,
  2,
  3
];
export function all(list, sums) {
  var hz$0;
  if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$all, 1, this, new.target, list, sums);
  if (parallel.for(0, 9, hz$l(import.meta.url, 1, [
    "sums",
    "list"
  ], [
    sums,
    list
  ], hz$go1, [
    "sums"
  ])) === hz$S) return hz$V(0, hz$r1$all, 2, this, new.target, list);
  if (parallel.map(list, hz$l(import.meta.url, 2, [
    "config"
  ], [
    config
  ], hz$go2)) === hz$S) return hz$V(0, hz$r1$all, 3, this, new.target, list);
  if (order(list, hz$l(import.meta.url, 3, [], [], hz$go3)) === hz$S) return hz$V(0, hz$r1$all, 4, this, new.target, list);
  return (hz$0 = map(list, all)) === hz$S ? hz$R(this, new.target) : hz$0;
}
function hz$go1(sums, list) {
  return (i)=>{
    sums[i] = list[i];
  };
}
function hz$go2(config) {
  return (n)=>n * TABLE.length * config.factor;
}
function hz$go3() {
  return (a, b)=>a - b;
}
function hz$r1$all(hz$frame, hz$in) {
  var { 2: hz$pc, 5: list, 6: sums } = hz$frame, hz$0;
  if (hz$pc <= 1) hz$pc = 0, hz$o(hz$in);
  if (hz$pc <= 2) {
    if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : parallel.for(0, 9, hz$l(import.meta.url, 1, [
      "sums",
      "list"
    ], [
      sums,
      list
    ], hz$go1, [
      "sums"
    ]))) === hz$S) return hz$v(0, hz$r1$all, 2, 0, 0, list);
  }
  if (hz$pc <= 3) {
    if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : parallel.map(list, hz$l(import.meta.url, 2, [
      "config"
    ], [
      config
    ], hz$go2))) === hz$S) return hz$v(0, hz$r1$all, 3, 0, 0, list);
  }
  if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : order(list, hz$l(import.meta.url, 3, [], [], hz$go3))) === hz$S) return hz$v(0, hz$r1$all, 4, 0, 0, list);
  return map(list, all);
}
