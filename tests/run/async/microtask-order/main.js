// The order of promise jobs is the language's, whatever is suspended meanwhile.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const say = (x) => { log.push(x); return at(x); };
async function a() { say("a1"); await at(null); say("a2"); await say("a3"); say("a4"); return say("a5"); }
async function b() { say("b1"); await a(); say("b2"); }
const thenable = { then(ok) { say("thenable"); ok(at("t")); } };
async function c() { say("c1"); say(await thenable); return thenable; }
b().then(() => say("b done")); c().then((v) => say("c done " + v));
Promise.resolve().then(() => say("p1")).then(() => say("p2")).then(() => say("p3")).then(() => say("p4"));
queueMicrotask(() => say("micro")); say("sync end");
await new Promise((ok) => setTimeout(ok, 5));
console.log(log.join(" "));
