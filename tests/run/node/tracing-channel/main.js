// A tracing channel tells its subscribers of each run of an operation: synchronous, promised, called back.
import { channel, tracingChannel } from "node:diagnostics_channel";

const tracing = tracingChannel("job"), log = [];
const note = (event) => ({ job, result, error }) => log.push(`${event} ${job} ${result ?? error?.message ?? ""}`);
const handlers = { start: note("start"), end: note("end"), asyncStart: note("asyncStart"), asyncEnd: note("asyncEnd"), error: note("error") };
console.log(tracing.hasSubscribers, channel("tracing:job:start") === tracing.start);
tracing.subscribe(handlers);
console.log(tracing.hasSubscribers, tracing.traceSync((a, b) => a + b, { job: "sum" }, null, 1, 2));
try { tracing.traceSync(() => { throw new Error("no"); }, { job: "bad" }); } catch (e) { console.log(e.message); }
console.log(await tracing.tracePromise(async (x) => x * 2, { job: "twice" }, null, 21));
tracing.traceCallback((x, done) => done(null, x + 1), -1, { job: "called" }, null, 4, (error, value) => console.log(error, value));
tracing.unsubscribe(handlers);
tracing.traceSync(() => 0, { job: "unheard" });
console.log(log.join("\n"));
