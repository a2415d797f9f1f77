// What is no channel and no time is refused where it is given.
import { chan, recv, scope, select, send, sleep, withDeadline, withTimeout } from "hz";

const wrong = [
  () => select(),
  () => select("cases"),
  () => select({ a: 5 }),
  () => select({ a: "text", default: 1 }),
  () => select({ timeout: NaN }),
  () => recv(3),
  () => recv(null),
  () => send(undefined, 1),
  () => send({ trySend() {} }, 1),
  () => sleep("soon"),
  () => sleep(),
  () => withTimeout(NaN, () => 1),
  () => withDeadline("tomorrow", () => 1),
  () => scope(() => 1, { timeoutMs: "short" }),
];
for (const call of wrong) {
  try { console.log(call()); } catch (error) { console.log(`${error.name}: ${error.message}`); }
}
// Views and everything that was meant to be absent are fine.
const channel = chan(1);
console.log(select({ a: send(channel.writer, 1), b: null, c: undefined }).case);
console.log(select({ a: recv(channel.reader) }).value);
