// Select on its own, with compiled code written by hand.
import assert from "node:assert/strict";
import test from "node:test";
import { chan } from "hz:core/channel";
import { recv, select, send, timeout } from "hz:core/select";
import { yieldNow } from "hz:core/scheduler";
import { play } from "./compiled.mjs";

const check = (name, body) => test(name, (_, done) => setImmediate(() => { body(); done(); }));
const plain = ({ case: key, value, ok }) => [key, value, ok];

check("a ready case runs; the default only when none is", () => {
  const a = chan(1);
  const b = chan(1);
  b.send(7);
  assert.deepEqual(plain(select({ a, b, default: "none" })), ["b", 7, true]);
  assert.deepEqual(plain(select({ a, b, default: "none" })), ["default", "none", false]);
  assert.deepEqual(plain(select({ s: send(a, 1), default: 0 })), ["s", undefined, true]);
  assert.deepEqual(plain(select({ s: send(a, 1), default: 0 })), ["default", 0, false]);
});

check("each ready case has the same chance", () => {
  const cases = { a: chan(1), b: chan(1), c: chan(1), never: chan() };
  const counts = { a: 0, b: 0, c: 0 };
  for (let i = 0; i < 9000; i++) {
    for (const key of "abc") cases[key].trySend(i);
    counts[select(cases).case]++;
  }
  for (const key of "abc") assert.ok(Math.abs(counts[key] - 3000) < 300, JSON.stringify(counts));
});

check("a blocked select is withdrawn from all channels but the one that ran", () => {
  const a = chan();
  const b = chan();
  const got = [];
  play(
    function* () { got.push(plain(yield select({ a, b }))); },
    function* () {
      yield b.send("x");
      got.push(a.trySend("y"), b.trySend("y"));
    },
  );
  assert.deepEqual(got.filter(Array.isArray), [["b", "x", true]]);
  assert.deepEqual(got.filter((x) => x === false).length, 2);
});

check("two selects meet, one sending, one receiving", () => {
  const c = chan();
  const d = chan();
  const got = [];
  play(
    function* () { got.push(plain(yield select({ s: send(c, 1), d }))); },
    function* () { got.push(plain(yield select({ c, d: send(d, 2) }))); },
  );
  assert.equal(got.length, 2);
});

check("a select does not meet itself", () => {
  const c = chan();
  const got = [];
  play(
    function* () { got.push(plain(yield select({ s: send(c, 1), r: c }))); },
    function* () {
      yield yieldNow();
      assert.equal(c.tryRecv().value, 1);
    },
  );
  assert.deepEqual(got, [["s", undefined, true]]);
});

check("callbacks get the value, and their result is the select's, also after blocking", () => {
  const c = chan();
  const got = [];
  play(
    function* () { got.push(yield select({ c: recv(c, (v, ok) => [v * 2, ok]) })); },
    function* () { yield c.send(21); },
    function* () { got.push(yield select({ c: recv(chan(), () => 0), timeout: timeout(1, () => "late") })); },
    function* () { got.push(select({ c: recv(c, () => 0), default: () => "none" })); },
  );
  assert.deepEqual(got, ["none", [42, true], "late"]);
});

check("close wakes a select; a send case throws", () => {
  const c = chan();
  const d = chan();
  const got = [];
  play(
    function* () { got.push(plain(yield select({ c }))); },
    function* () {
      try {
        yield select({ s: send(d, "back") });
      } catch (error) {
        got.push(error.name, error.value);
      }
    },
    function* () { c.close(); d.close(); },
  );
  assert.deepEqual(got, [["c", undefined, false], "ClosedError", "back"]);
});

check("no case at all and nil cases never run; a timeout ends them", () => {
  const got = [];
  play(function* () { got.push(plain(yield select({ nil: null, none: undefined, timeout: 1 }))); });
  assert.deepEqual(got, [["timeout", undefined, false]]);
  assert.throws(() => select({ x: 5 }), { name: "UsageError" });
});

check("arrays of cases", () => {
  const channels = Array.from({ length: 20 }, () => chan(1));
  channels[13].send("here");
  assert.deepEqual(plain(select(channels)), ["13", "here", true]);
});
