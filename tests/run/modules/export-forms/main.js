// Every form of export and re-export.
import d, * as ns from "./forms.js";
import { default as d2, "string name" as s, star, over } from "./forms.js";
import anonymous from "./anonymous.js"; import { default as Klass } from "./klass.js"; import fn from "./hoisted-default.js";
console.log(d === d2, s, star, over, Object.keys(ns).join(), ns.nested.star);
console.log(anonymous.name, anonymous(), Klass.name, new Klass().v, fn(), fn.name);
