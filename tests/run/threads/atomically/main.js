// No other thread runs inside `atomically`, however long it takes.
import { atomically, go, yieldNow } from "hz";
let balance = 0, done = 0;
const deposit = () => { for (let i = 0; i < 50; i++) atomically(() => { const seen = balance; for (let k = 0; k < 200; k++); balance = seen + 1; }); done++; };
const tasks = [go.local(deposit), go.local(deposit), go.local(deposit)];
for (const task of tasks) task.join();
console.log(balance, done);
