// A thread may have slices of its own length: others wait until one is over.
import { go } from "hz";
const spinFor = (sliceMs) => {
  let otherRan = false;
  const spinning = go.local(() => { const begun = performance.now(); while (!otherRan); return performance.now() - begun; });
  spinning.sliceMs = sliceMs;
  go.local(() => { otherRan = true; });
  return spinning.join();
};
console.log(spinFor(200) > 100);

const task = go.local(() => {});
console.log(task.sliceMs, (task.sliceMs = 2.5, task.sliceMs));
for (const wrong of [-1, NaN, "long"]) try { task.sliceMs = wrong; } catch (error) { console.log(`${error.name}: ${error.message}`); }
task.join();
