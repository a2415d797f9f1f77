// node:url, querystring, os, process, timers, readline, module and the modules that are not there yet.
import url from "node:url";
import qs from "node:querystring";
import os from "node:os";
import { createRequire, builtinModules, isBuiltin } from "node:module";
import readline from "node:readline";
import { Readable } from "node:stream";
import tty from "node:tty";
import net from "node:net";
import vm from "node:vm";
import { AsyncLocalStorage } from "node:async_hooks";
import perf from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";
console.log(url.fileURLToPath("file:///a%20b/c"), url.pathToFileURL("/a b#c?d%").href, url.parse("http://u:p@h.com:80/p/a?x=1#h"), url.format({ protocol: "http", host: "a.com", pathname: "/x", query: { a: 1 } }), url.resolve("/one/two/three", "four"), url.resolve("http://example.com/one", "/two"), url.parse("/a?b=c", true).query.b, url.urlToHttpOptions(new URL("http://a:b@c/d?e")).path);
for (const f of [() => url.fileURLToPath("http://x"), () => url.fileURLToPath("file://host/x"), () => url.fileURLToPath(1)]) { try { f(); } catch (e) { console.log(e.name, e.code); } }
console.log({ ...qs.parse("a=1&b=2&a=3&c=%20x+y&d") }, qs.stringify({ a: [1, 2], b: "x y", c: true, d: null }), qs.escape("a&b"), { ...qs.parse("a:1;b:2", ";", ":") });
console.log(os.EOL === "\n", typeof os.cpus().length, os.platform(), os.type(), typeof os.totalmem(), os.endianness(), os.constants.signals.SIGINT, os.constants.errno.ENOENT, os.devNull, typeof os.hostname(), os.homedir() === process.env.HOME);
console.log(process.platform, typeof process.pid, process.argv.length, typeof process.uptime(), process.hrtime().length, typeof process.hrtime.bigint(), process.cwd() === path(), typeof process.memoryUsage().heapUsed, process.version.startsWith("v"), typeof process.versions.v8, process.exitCode, process.env.NOPE, "PATH" in process.env, Object.prototype.toString.call(process), process.stdout.fd, process.title.length > 0);
function path() { return createRequire(import.meta.url)("path").resolve("."); }
process.env.X = 5;
console.log(process.env.X, typeof process.env.X, delete process.env.X, process.env.X);
try { process.chdir("/no/such"); } catch (e) { console.log(e.code); }
try { process.kill(process.pid, "SIGNOPE"); } catch (e) { console.log(e.code); }
console.log(builtinModules.includes("fs"), isBuiltin("node:fs"), isBuiltin("nope"), tty.isatty(99), net.isIP("::1"), net.isIP("1.2.3.4"), net.isIP("x"), net.isIPv4("256.1.1.1"), vm.runInThisContext("1+1"), isMainThread, typeof perf.performance.now());
const rl = readline.createInterface({ input: Readable.from(["a\nb", "c\r\nd"]) });
for await (const l of rl) console.log("line", l);
const als = new AsyncLocalStorage();
als.run({ id: 1 }, () => { console.log(als.getStore()); setTimeout(() => console.log("timer", als.getStore()), 1); als.exit(() => console.log(als.getStore())); });
console.log(als.getStore());
await new Promise((r) => setTimeout(r, 10));
process.on("warning", (w) => console.log(w.name, w.message, w.code));
process.emitWarning("careful", "MyWarning", "W1");
await new Promise((r) => setTimeout(r, 5));
process.stdout.write("out\n", () => console.log("written"));
process.on("exit", (c) => console.log("exit", c));
process.on("beforeExit", () => { if (!globalThis.once) { globalThis.once = 1; setTimeout(() => console.log("more"), 1); } console.log("beforeExit"); });
process.exitCode = 0;
