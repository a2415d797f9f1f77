// What being compiled costs programs: each runs as written and compiled, by turns, in one isolate. Prints the ratio of the two,
// how much larger the compiled text is and how long compiling takes; then the geometric mean and the worst ratio.
//
//   ./dev bench compiled [PART-OF-A-NAME]...
//
// The programs: `kernels/` beside this file; are-we-fast-yet and Octane, where HZ_AWFY and HZ_OCTANE name checkouts of
// github.com/smarr/are-we-fast-yet and github.com/chromium/octane. HZ_ROUNDS is the number of rounds (15 without it).
//
// Rounds of the two versions alternate, so that whatever else the machine does falls on both alike; what is measured is
// the time for which the core had its processor. The ratio is that of the medians; beside it stands that of the minima, and
// where the two differ the machine was busy.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileCost, cpuMs, runAsWritten } from "hz:bench";
import { areWeFastYet, octane } from "./suites.js";

const ROUNDS = Number(process.env.HZ_ROUNDS ?? 15);
// Long enough for the clock, short enough for many rounds.
const ROUND_MS = 25;
const WARM_UP_MS = 400;
const GATES = { mean: 1.2, worst: 2 };
const GOALS = { mean: 1.05, worst: 1.3 };

async function time(run, times) {
  const start = cpuMs();
  const result = run(times);
  if (typeof result === "object") await result;
  return cpuMs() - start;
}

async function warmUp(versions) {
  const until = performance.now() + 2 * WARM_UP_MS;
  let times = 1;
  while (performance.now() < until) {
    let longest = 0;
    for (const run of versions) longest = Math.max(longest, await time(run, times));
    if (longest < ROUND_MS) times *= 2;
  }
  // The least of three, since the last doubling may have been disturbed.
  const each = [];
  for (let i = 0; i < 3; i++) each.push((await time(versions[0], times)) / times);
  return Math.max(1, Math.round(ROUND_MS / Math.min(...each)));
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

async function measure({ name, url }) {
  const written = runAsWritten(url).run;
  const compiled = (await import(url)).run;
  const expected = await written(1);
  const got = await compiled(1);
  if (!Object.is(got, expected)) throw new Error(`compiled it gives ${got}, as written ${expected}`);
  const versions = [written, compiled];
  const times = await warmUp(versions);
  const ms = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < 2; i++) {
      const which = (round + i) & 1;
      ms[which].push(await time(versions[which], times));
    }
  }
  const costs = Array.from({ length: 5 }, () => compileCost(url));
  return {
    name,
    ratio: median(ms[1]) / median(ms[0]),
    minima: Math.min(...ms[1]) / Math.min(...ms[0]),
    us: (median(ms[0]) / times) * 1e3,
    growth: costs[0].output / costs[0].source,
    compileMs: Math.min(...costs.map((cost) => cost.ms)),
  };
}

function kernels() {
  const folder = join(import.meta.dirname, "kernels");
  return readdirSync(folder).sort().map((file) => ({
    name: file.replace(/\.js$/, ""),
    url: pathToFileURL(join(folder, file)).href,
  }));
}

// Programs that exist as texts only, as files.
function written(programs, folder) {
  return programs.map(({ name, text }) => {
    const path = join(folder, `${name.replaceAll("/", "-")}.cjs`);
    writeFileSync(path, text);
    return { name, url: pathToFileURL(path).href };
  });
}

function line({ name, ratio, minima, us, growth, compileMs }) {
  const columns = [ratio.toFixed(2), minima.toFixed(2), us.toFixed(us < 100 ? 2 : 0), growth.toFixed(2), compileMs.toFixed(1)];
  return name.padEnd(22) + columns.map((column) => column.padStart(11)).join("");
}

const geomean = (numbers) => Math.exp(numbers.reduce((sum, x) => sum + Math.log(x), 0) / numbers.length);

function verdict(value, gate, goal) {
  return value <= goal ? "meets the goal" : value <= gate ? "meets the gate" : "misses the gate";
}

function summary(title, results) {
  if (results.length === 0) return;
  const ratios = results.map(({ ratio }) => ratio);
  const mean = geomean(ratios);
  const worst = Math.max(...ratios);
  const growth = geomean(results.map((result) => result.growth));
  console.log(
    `${title}: ${results.length} programs, geomean ${mean.toFixed(3)} (${verdict(mean, GATES.mean, GOALS.mean)}), ` +
      `worst ${worst.toFixed(2)} (${verdict(worst, GATES.worst, GOALS.worst)}), growth ${growth.toFixed(2)}`,
  );
}

const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "hz-bench-"));
const suites = {
  kernels: kernels(),
  "are-we-fast-yet": written(areWeFastYet(process.env.HZ_AWFY), folder),
  Octane: written(octane(process.env.HZ_OCTANE), folder),
};
const all = [];
console.log(
  `gates: geomean ${GATES.mean}, worst ${GATES.worst.toFixed(1)}; goals: geomean ${GOALS.mean}, worst ${GOALS.worst}\n`,
);
console.log("program".padEnd(22) + ["ratio", "of minima", "native us", "growth", "compile ms"].map((x) => x.padStart(11)).join(""));
for (const [title, programs] of Object.entries(suites)) {
  const results = [];
  for (const program of programs) {
    if (wanted.length !== 0 && !wanted.some((part) => program.name.includes(part))) continue;
    try {
      const result = await measure(program);
      console.log(line(result));
      results.push(result);
    } catch (error) {
      console.log(`${program.name.padEnd(22)} fails: ${error}`);
      process.exitCode = 1;
    }
  }
  all.push([title, results]);
}
console.log();
for (const [title, results] of all) summary(title, results);
summary("all", all.flatMap(([, results]) => results));
rmSync(folder, { recursive: true });
