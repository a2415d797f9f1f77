// node:util.
import util, { promisify, inspect, format, types, isDeepStrictEqual, inherits, deprecate, callbackify, parseArgs, stripVTControlCharacters, styleText, TextDecoder as TD } from "node:util";
console.log(await promisify((a, cb) => cb(null, a + 1))(1), await promisify((cb) => cb(new Error("x")))().catch((e) => e.message), promisify.custom, await promisify(setTimeout)(1, "v"));
callbackify(async (a) => a * 2)(4, (e, v) => console.log("cb", e, v));
callbackify(async () => { throw null; })((e) => console.log(e.code));
await new Promise((r) => setTimeout(r, 5));
console.log(format("%s %d %i %j %o %%", "a", "1.5", 2.9, [1], { a: 1 }), inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), inspect("x"), inspect([1, 2, 3], { maxArrayLength: 1 }), inspect(new Map([[1, 2]]), { showHidden: true }), inspect({ a: 1, b: "x" }, { colors: true }), inspect({ b: 1, a: 2 }, { sorted: true }), inspect({ get a() { return 5; } }, { getters: true }));
class C { [inspect.custom](d, o, i) { return `C<${i(this.v, o)}>`; } constructor() { this.v = { q: 1 }; } } console.log(new C(), [new C()], inspect(new C(), { customInspect: false }), inspect.defaultOptions.depth);
function A() {} function P() {} P.prototype.hi = () => "hi";
inherits(A, P);
console.log(new A().hi(), A.super_ === P);
for (const [a, b] of [[1, 1], [{ a: [1] }, { a: [1] }], [{ a: 1 }, { a: "1" }], [new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])], [new Map([[{ k: 1 }, 2]]), new Map([[{ k: 1 }, 2]])], [NaN, NaN], [-0, 0], [[1, , 2], [1, undefined, 2]], [new Date(0), new Date(0)], [/a/g, /a/i], [new Error("a"), new Error("a")], [Object(1), Object(1)], [new Uint8Array([1]), new Uint8Array([1])], [[1], { 0: 1 }], [Symbol.iterator, Symbol.iterator], [null, undefined]]) console.log(isDeepStrictEqual(a, b));
console.log(types.isMap(new Map()), types.isRegExp(/a/), types.isDate({}), types.isPromise(Promise.resolve()), types.isProxy(new Proxy({}, {})), types.isTypedArray(new Int8Array()), types.isUint8Array(Buffer.alloc(1)), types.isGeneratorFunction(function* () {}), types.isAsyncFunction(async () => {}), types.isNativeError(new TypeError()), types.isArrayBuffer(new ArrayBuffer(1)), types.isBoxedPrimitive(Object(1)), types.isSet({}), types.isArgumentsObject((function () { return arguments; })()), util.isArray([]), TD === TextDecoder);
console.log(parseArgs({ args: ["-f", "--bar=b", "--no", "pos", "-xyz", "--", "-q"], options: { f: { type: "boolean", short: "f" }, bar: { type: "string" }, no: { type: "boolean" }, x: { type: "boolean", short: "x" }, y: { type: "boolean", short: "y" }, z: { type: "boolean", short: "z" }, d: { type: "string", default: "D" } }, allowPositionals: true }));
for (const args of [["--nope"], ["--bar"], ["pos"], ["--f=1"]]) { try { parseArgs({ args, options: { bar: { type: "string" }, f: { type: "boolean", short: "f" } } }); } catch (e) { console.log(e.code, e.message); } }
console.log(JSON.stringify(stripVTControlCharacters("\u001b[31mred\u001b[39m")), JSON.stringify(styleText("red", "x")), util.types === types, util.inspect === inspect, util.toUSVString("a\ud800"), typeof util.debuglog("x"), util.getSystemErrorName(-2));
try { util.promisify(1); } catch (e) { console.log(e.name, e.code, e.message); } try { util.inherits(1); } catch (e) { console.log(e.message); }
