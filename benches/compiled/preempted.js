// What being stopped and resumed costs. Two things:
//
// - one activation that loops for long beside a thread that only yields, so that it is pre-empted whenever its slice is used up:
//   the ratio to the same loop as written (gate 1.5);
// - capture and resume per frame: a thread that yields at the bottom of so many frames, all of which return and are called again
//   (gate 40 ns a frame, at any depth), and one that yields on top of frames that stay where they are (flat in their number).
//
//   ./dev bench preempted

import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { go, yieldNow } from "hz";
import { cpuMs, runAsWritten } from "hz:bench";

const REPEATS = 5;

function time(work) {
  const start = cpuMs();
  work();
  return cpuMs() - start;
}

function best(work) {
  let least = Infinity;
  for (let i = 0; i < REPEATS; i++) least = Math.min(least, time(work));
  return least;
}

// Runs `work` while another thread waits for its turn all the time.
function besideAnother(work) {
  let stop = false;
  const other = go.local(() => {
    while (!stop) yieldNow();
  });
  const result = go.local(work).join();
  stop = true;
  other.join();
  return result;
}

async function loops() {
  const url = pathToFileURL(join(import.meta.dirname, "long_loops.js")).href;
  const written = runAsWritten(url);
  const compiled = await import(url);
  console.log("one activation that loops".padEnd(32), "compiled", " pre-empted");
  for (const [name, turns] of [["counts", 4e8], ["calls", 2e8], ["makesObjects", 3e7]]) {
    const native = best(() => written[name](turns));
    const alone = best(() => compiled[name](turns));
    const preempted = besideAnother(() => best(() => compiled[name](turns)));
    console.log(name.padEnd(32), (alone / native).toFixed(2).padStart(8), (preempted / native).toFixed(2).padStart(11));
  }
}

// Frames above the yield return (captured) and are called again by the resume.
function throughFrames(depth) {
  if (depth === 0) {
    yieldNow();
    return 0;
  }
  return throughFrames(depth - 1) + 1;
}

// Frames below the yields stay captured: only the innermost is resumed each time.
function belowYields(depth, yields) {
  if (depth === 0) {
    for (let i = 0; i < yields; i++) yieldNow();
    return 0;
  }
  return belowYields(depth - 1, yields) + 1;
}

function frames() {
  const ROUNDS = 2e5;
  const nothing = best(() => besideAnother(() => belowYields(0, ROUNDS)));
  console.log("\ncapture and resume".padEnd(33), "ns");
  console.log("yield and back, one frame".padEnd(32), ((nothing * 1e6) / ROUNDS).toFixed(1));
  for (const depth of [1, 16, 256]) {
    const rounds = Math.round(ROUNDS / depth);
    const ms = best(() => besideAnother(() => {
      for (let i = 0; i < rounds; i++) throughFrames(depth);
    }));
    const calls = best(() => {
      for (let i = 0; i < rounds; i++) callsOnly(depth);
    });
    const perFrame = ((ms - calls) * 1e6) / rounds - (nothing * 1e6) / ROUNDS;
    console.log(`each of ${depth} frames more`.padEnd(32), (perFrame / depth).toFixed(1));
  }
  for (const depth of [1, 16, 256, 4096]) {
    const ms = best(() => besideAnother(() => belowYields(depth, ROUNDS)));
    console.log(`yield and back on ${depth} frames`.padEnd(32), ((ms * 1e6) / ROUNDS).toFixed(1));
  }
}

function callsOnly(depth) {
  return depth === 0 ? 0 : callsOnly(depth - 1) + 1;
}

await loops();
frames();
