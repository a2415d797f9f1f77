// Contexts bound what runs in them, and what that starts; they nest.
import { CancelledError, Context, chan, currentContext, go, select, sleep, withCancel, withTimeout } from "hz";
const attempt = (fn) => { try { return fn(); } catch (error) { return `${error.name}: ${error.message}`; } };
console.log(attempt(() => withTimeout(5, () => chan().recv())));
console.log(attempt(() => withTimeout(60_000, (context) => context.remainingMs > 1000 && "in time")));
let child;
console.log(attempt(() => withCancel((context) => {
  child = go.local(() => sleep(60_000));
  go.local(() => { sleep(1); context.cancel("enough"); });
  withTimeout(60_000, () => sleep(60_000));
})));
console.log(attempt(() => child.join()), child.status);
const stray = withCancel(() => go.local(() => sleep(60_000)));
console.log(attempt(() => stray.join()));
const context = new Context();
const watcher = go.local(() => select({ done: context.done, timeout: 60_000 }).case);
context.signal.addEventListener("abort", () => console.log("aborted:", context.signal.reason.message));
context.cancel(new CancelledError("over"));
console.log(watcher.join(), context.cancelled, context.reason, attempt(() => context.run(() => "never")));
console.log(attempt(() => withTimeout(3, () => { for (;;); })));
console.log(currentContext());
