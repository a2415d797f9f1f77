// node:assert: what passes, what fails and with which message.
import assert, { strict, AssertionError } from "node:assert";
import s2 from "node:assert/strict";
console.log(strict === s2, assert.strict === strict);
const tries = [() => assert.ok(false, "msg"), () => assert.equal(1, 2), () => assert.equal(1, "1"), () => assert.strictEqual(1, 2), () => assert.strictEqual("a\nb", "a\nc"), () => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }), () => assert.deepEqual({ a: 1 }, { a: "1" }), () => assert.deepStrictEqual([1, 2], [1, 2]), () => assert.notStrictEqual(1, 1), () => assert.throws(() => {}), () => assert.throws(() => { throw new TypeError("bad"); }, TypeError), () => assert.throws(() => { throw new TypeError("bad"); }, /good/), () => assert.throws(() => { throw new TypeError("bad"); }, { message: "bad", name: "TypeError" }), () => assert.doesNotThrow(() => { throw new Error("e"); }), () => assert.match("abc", /x/), () => assert.fail(), () => assert.fail("why"), () => assert.ifError(null), () => assert.ifError(new Error("i")), () => assert.strictEqual(NaN, NaN), () => assert.deepStrictEqual(new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])), () => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }), () => assert.strictEqual(1, 2, new RangeError("own")), () => assert.deepStrictEqual(new Set([1]), new Set([2])), () => assert.throws("x"), () => strict.equal(1, 2), () => assert.strictEqual({ a: 1 }, { a: 1 }), () => assert.rejects === 1];
for (const t of tries) { try { t(); console.log("ok"); } catch (e) { console.log(e.name, e.code, e instanceof AssertionError, e.generatedMessage, "|", e.message); } }
await assert.rejects(Promise.reject(new Error("r")), /r/);
await assert.rejects(async () => { throw new Error("q"); }, { message: "q" });
try { await assert.rejects(Promise.resolve()); } catch (e) { console.log(e.message); }
await assert.doesNotReject(Promise.resolve());
