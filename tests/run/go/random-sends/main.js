// Sends that are chosen at random among ready cases vary, at each capacity (TestPseudoRandomSend).
import { chan, go, select, send, yieldNow } from "hz";
for (const capacity of [0, 1, 7]) {
  const c = chan(capacity), n = 100, bits = [];
  const reader = go.local(() => { for (let i = 0; i < n; i++) { yieldNow(); bits.push(c.recv()); } });
  for (let i = 0; i < n; i++) select([send(c, 0), send(c, 1)]);
  reader.join();
  const ones = bits.reduce((sum, bit) => sum + bit, 0);
  console.log(capacity, ones > n / 10 && ones < n * 9 / 10);
}
