/*---
description: Agents and this one wait asynchronously, until they are notified or their time is up
flags: [async]
---*/
$262.agent.start(
  "$262.agent.receiveBroadcast(async function (sab) {" +
  "  var words = new Int32Array(sab);" +
  "  Atomics.add(words, 1, 1);" +
  "  var first = await Atomics.waitAsync(words, 0, 0).value;" +
  "  var second = await Atomics.waitAsync(words, 0, 0, 5).value;" +
  "  $262.agent.report(first + ', ' + second);" +
  "  Atomics.notify(words, 2);" +
  "  $262.agent.leaving();" +
  "});"
);
var words = new Int32Array(new SharedArrayBuffer(12));
$262.agent.broadcast(words.buffer);
while (Atomics.load(words, 1) === 0) $262.agent.sleep(1);
var mine = Atomics.waitAsync(words, 2, 0, 60000).value;
while (Atomics.notify(words, 0, 1) === 0) $262.agent.sleep(1);
mine.then(function (how) {
  assert.sameValue(how, "ok");
  assert.sameValue($262.agent.getReport(), "ok, timed-out");
}).then($DONE, $DONE);
