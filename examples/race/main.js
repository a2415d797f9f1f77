// A race to be found: clients on several cores add to a counter that another thread keeps, by asking for it and giving it back.
//
//     hzrun explore examples/race/main.js              # tries schedules; prints the first that loses an addition
//     hzrun explore examples/race/main.js --mended     # finds none
//
// `unsafe` asks for the number, adds, and sends the sum: whoever asks in between gets the same number, and one of the two
// additions is lost. In most runs nobody is so unlucky. `mended` sends what is to be added, so the keeper's own thread puts
// the additions in order.
import { chan, go } from "hz";

const CLIENTS = 3;

function keeper(requests) {
  let number = 0;
  for (const { set, add, reply } of requests) {
    if (set !== undefined) number = set;
    if (add !== undefined) number += add;
    reply.send(number);
  }
  return number;
}

function ask(requests, request) {
  const reply = chan();
  requests.send({ ...request, reply });
  return reply.recv();
}

function unsafe(requests, amount) {
  const number = ask(requests, {});
  ask(requests, { set: number + amount });
}

function mended(requests, amount) {
  ask(requests, { add: amount });
}

const client = process.argv.includes("--mended") ? mended : unsafe;
const requests = chan();
const kept = go(keeper, requests);
const clients = [];
for (let i = 1; i <= CLIENTS; i++) {
  // They come one after the other, mostly.
  const task = go(client, requests, i);
  if (i === 1) task.join();
  else clients.push(task);
}
for (const task of clients) task.join();
requests.close();

const [number, expected] = [kept.join(), 6];
console.log(`the clients added ${expected}, the counter says ${number}`);
if (number !== expected) throw new Error("an addition was lost");
