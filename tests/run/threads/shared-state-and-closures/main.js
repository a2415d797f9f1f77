// Local threads share the heap; what a pre-emption leaves half done, the others see half done.
import { go, yieldNow } from "hz";
let shared = 0; const list = [];
const tasks = [1, 2, 3].map((id) => go.local(() => { for (let i = 0; i < 100; i++) { shared += 1; if (i % 25 === 0) yieldNow(); list.push(id); } }));
for (const task of tasks) task.join();
console.log(list.length, [1, 2, 3].map((id) => list.filter((x) => x === id).length).join(), shared);
