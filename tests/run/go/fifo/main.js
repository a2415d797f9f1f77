// Values come in the order in which they were sent; blocked threads are served in the order in which they came (fifo, goroutines).
import { chan, go, yieldNow } from "hz";
const order = [];
const buffered = chan(10);
for (let i = 0; i < 10; i++) buffered.send(i);
for (let i = 0; i < 10; i++) order.push(buffered.recv());
console.log(order.join());

const c = chan(), served = [];
const senders = [];
for (let i = 0; i < 8; i++) { const task = go.local(() => c.send(i)); while (task.status !== "blocked") yieldNow(); senders.push(task); }
for (let i = 0; i < 8; i++) served.push(c.recv());
for (const task of senders) task.join();
console.log(served.join());

const receivers = [], got = [];
for (let i = 0; i < 8; i++) { const task = go.local(() => { got[i] = c.recv(); }); while (task.status !== "blocked") yieldNow(); receivers.push(task); }
for (let i = 0; i < 8; i++) c.send(i);
for (const task of receivers) task.join();
console.log(got.join());

// A chain of threads, each of which passes on what it gets plus one.
let left = chan();
const rightmost = left, links = 1000;
for (let i = 0; i < links; i++) { const right = left; left = chan(); const from = left; go.local(() => right.send(from.recv() + 1)); }
go.local(() => left.send(0));
console.log(rightmost.recv());
