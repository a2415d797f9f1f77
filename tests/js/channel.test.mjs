// Channels on their own, with compiled code written by hand.
import assert from "node:assert/strict";
import test from "node:test";
import { chan } from "hz:core/channel";
import { yieldNow } from "hz:core/scheduler";
import { play } from "./compiled.mjs";

const check = (name, body) => test(name, (_, done) => setImmediate(() => { body(); done(); }));

check("an unbuffered channel hands over in order", () => {
  const c = chan();
  const got = [];
  play(
    function* () {
      for (let i = 0; i < 5; i++) yield c.send(i);
      c.close();
    },
    function* () {
      for (let r; (r = yield c.recv2()).ok; ) got.push(r.value);
    },
  );
  assert.deepEqual(got, [0, 1, 2, 3, 4]);
});

check("a buffered channel blocks when it is full, and keeps the order of blocked senders", () => {
  const c = chan(2);
  const log = [];
  play(
    function* () {
      for (let i = 0; i < 3; i++) yield c.send(i), log.push(`sent ${i}`);
    },
    function* () {
      yield c.send("b");
      log.push("sent b");
    },
    function* () {
      for (let i = 0; i < 4; i++) log.push(yield c.recv());
    },
  );
  assert.deepEqual(log, ["sent 0", "sent 1", 0, 1, 2, "b", "sent 2", "sent b"]);
});

check("close wakes receivers and refuses senders, which get their values back", () => {
  const c = chan();
  const d = chan();
  const log = [];
  const [, , sender] = play(
    function* () { log.push(yield c.recv2()); },
    function* () { log.push(yield c.recv()); },
    function* () {
      try {
        yield d.send("precious");
      } catch (error) {
        log.push(`${error.name} ${error.value}`);
      }
    },
    function* () { yield yieldNow(); c.close(); d.close(); },
  );
  assert.equal(sender.value, undefined);
  assert.deepEqual(log.map(String), ["[object Object]", "undefined", "ClosedError precious"]);
  assert.throws(() => c.send(1), { name: "ClosedError", value: 1 });
  assert.throws(() => c.close(), { name: "ClosedError" });
});

check("values in the buffer outlive the close", () => {
  const c = chan(2);
  c.send(1);
  c.send(2);
  c.close();
  assert.equal(c.recv(), 1);
  assert.deepEqual({ ...c.recv2() }, { value: 2, ok: true });
  assert.deepEqual({ ...c.recv2() }, { value: undefined, ok: false });
  assert.deepEqual({ ...c.tryRecv() }, { value: undefined, ok: false });
});

check("try forms never block", () => {
  const c = chan(1);
  assert.equal(c.tryRecv(), undefined);
  assert.equal(c.trySend(1), true);
  assert.equal(c.trySend(2), false);
  assert.equal(c.tryRecv().value, 1);
  assert.equal(c.len, 0);
  assert.equal(c.cap, 1);
});

check("a large buffer grows as it is used", () => {
  const c = chan(1000);
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 1000; i++) assert.equal(c.trySend(i), true);
    assert.equal(c.trySend(0), false);
    for (let i = 0; i < 1000; i++) assert.equal(c.recv(), i);
  }
});
