// Runs the work of one package: `drive.mjs NAME` prints what it gives, `drive.mjs NAME SECONDS` also how many milliseconds
// one run takes at best, on standard error.
const [name, seconds = "0"] = process.argv.slice(2);
const { default: work } = await import(`./${name}.mjs`);
console.log(await work());
let best = Infinity;
for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
  const start = performance.now();
  await work();
  best = Math.min(best, performance.now() - start);
}
if (best < Infinity) console.error(best.toFixed(3));
