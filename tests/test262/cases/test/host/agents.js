/*---
description: An agent waits for memory that this one writes, and reports
---*/
$262.agent.start(
  "$262.agent.receiveBroadcast(function (sab, n) {" +
  "  var words = new Int32Array(sab);" +
  "  Atomics.add(words, 1, 1);" +
  "  $262.agent.report(Atomics.wait(words, 0, 0) + n);" +
  "  $262.agent.leaving();" +
  "});"
);
var words = new Int32Array(new SharedArrayBuffer(8));
$262.agent.broadcast(words.buffer, 7);
while (Atomics.load(words, 1) === 0) $262.agent.sleep(1);
while (Atomics.notify(words, 0, 1) === 0) $262.agent.sleep(1);
var report;
while ((report = $262.agent.getReport()) === null) $262.agent.sleep(1);
assert.sameValue(report, "ok7");
