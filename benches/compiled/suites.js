// The programs of are-we-fast-yet and Octane as single CommonJS texts that export `run(n)`, which does the work n times.

import { readFileSync } from "node:fs";
import { join } from "node:path";

// How much of its work a program does at once; results are known for these amounts only.
const AWFY_INNER = { Mandelbrot: 500, NBody: 250000, DeltaBlue: 500, CD: 10, Havlak: 15 };
const AWFY = [
  "Bounce", "CD", "DeltaBlue", "Havlak", "Json", "List", "Mandelbrot", "NBody", "Permute", "Queens", "Richards", "Sieve",
  "Storage", "Towers",
];

/** are-we-fast-yet's 14 programs, in the checkout at `path`; none without one. */
export function areWeFastYet(path) {
  if (path === undefined) return [];
  const read = (name) => readFileSync(join(path, "benchmarks", "JavaScript", `${name}.js`), "utf8");
  // All in one scope, as a bundler would put them.
  const flat = (text) =>
    text.replace(/const \{[^}]*\} = require\([^)]*\);/g, "").replace("const som = require('./som');", "const som = exports;");
  return AWFY.map((name) => ({
    name: `awfy/${name}`,
    text: `"use strict";
${["som", "benchmark", name.toLowerCase()].map((file) => flat(read(file))).join("\n")}
exports.run = (n) => {
  for (let i = 0; i < n; i++) {
    if (!exports.newInstance().innerBenchmarkLoop(${AWFY_INNER[name] ?? 1})) throw new Error("${name}: wrong result");
  }
};
`,
  }));
}

// Octane's programs and their files. Left out: Mandreel, whose text is too large for most mirrors; CodeLoad, which measures
// how fast texts given to `eval` are compiled, and nothing else.
const OCTANE = {
  Richards: ["richards"],
  DeltaBlue: ["deltablue"],
  Crypto: ["crypto"],
  RayTrace: ["raytrace"],
  EarleyBoyer: ["earley-boyer"],
  RegExp: ["regexp"],
  Splay: ["splay"],
  NavierStokes: ["navier-stokes"],
  PdfJS: ["pdfjs"],
  Gameboy: ["gbemu-part1", "gbemu-part2"],
  Box2D: ["box2d"],
  zlib: ["zlib", "zlib-data"],
  Typescript: ["typescript", "typescript-input", "typescript-compiler"],
};

// What Octane's own harness, base.js, gives its programs; its random numbers are the same in each run.
const HARNESS = `
var suites = [];
function BenchmarkSuite(name, reference, benchmarks) { this.benchmarks = benchmarks; suites.push(this); }
function Benchmark(name, doWarmup, doDeterministic, iterations, run, setup, tearDown) {
  this.run = run; this.Setup = setup || function () {}; this.TearDown = tearDown || function () {};
}
BenchmarkSuite.ResetRNG = function () {
  var seed = 49734321;
  Math.random = function () {
    seed = ((seed + 0x7ed55d16) + (seed << 12)) & 0xffffffff;
    seed = ((seed ^ 0xc761c23c) ^ (seed >>> 19)) & 0xffffffff;
    seed = ((seed + 0x165667b1) + (seed << 5)) & 0xffffffff;
    seed = ((seed + 0xd3a2646c) ^ (seed << 9)) & 0xffffffff;
    seed = ((seed + 0xfd7046c5) + (seed << 3)) & 0xffffffff;
    seed = ((seed ^ 0xb55a4f09) ^ (seed >>> 16)) & 0xffffffff;
    return (seed & 0xfffffff) / 0x10000000;
  };
};
var performance = { now: function () { return Date.now(); } };
function alert(text) { throw new Error(text); }
globalThis.print = globalThis.read = function () {};   // texts given to eval look for them there
`;

/**
 * Octane's programs in the checkout at `path`; none without one. They were written as scripts, whose variables are
 * properties of `this`; PdfJS relies on that.
 */
export function octane(path) {
  if (path === undefined) return [];
  const read = (name) => readFileSync(join(path, `${name}.js`), "utf8");
  return Object.entries(OCTANE).map(([name, files]) => ({
    name: `octane/${name}`,
    text: `${HARNESS}
${files.map(read).join("\n").replace("var PDFJS =", "var PDFJS = this.PDFJS =")}
var ready = false;
exports.run = function (n) {
  suites.forEach(function (suite) {
    suite.benchmarks.forEach(function (benchmark) {
      if (!ready) BenchmarkSuite.ResetRNG();
      if (!ready) benchmark.Setup();
      for (var i = 0; i < n; i++) benchmark.run();
    });
  });
  ready = true;
};
`,
  }));
}
