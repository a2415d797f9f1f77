// Closing wakes whoever is blocked on any core: receivers learn the end, senders get an error with their value.
import { chan, go, sleep } from "hz";

const results = chan(8);

function receiver(c, results) {
  const { value, ok } = c.recv2();
  results.send(`receiver ${value} ${ok}`);
}

function sender(c, results) {
  try {
    c.send("lost");
    results.send("sent");
  } catch (error) {
    results.send(`sender ${error.name} ${error.value}`);
  }
}

const empty = chan();
for (let i = 0; i < 3; i++) go(receiver, empty, results);
const full = chan(1);
full.send("first");
for (let i = 0; i < 2; i++) go(sender, full, results);
sleep(30);
empty.close();
full.close();
const got = [];
for (let i = 0; i < 5; i++) got.push(results.recv());
console.log(got.sort().join("\n"));
console.log(full.recv2(), full.recv2(), full.closed);
try {
  full.close();
} catch (error) {
  console.log(error.name, error.message);
}
console.log(empty.trySend === full.trySend, empty.tryRecv());
