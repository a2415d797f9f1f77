// A shop whose workers fail: a supervisor starts them again, and no order is lost.
//
//     hzrun examples/supervisor/main.js [ORDERS]
//
// Workers take orders from a channel, on whichever core has room. Each breaks down at some orders, as if it had met a
// bug. The order is put back, the supervisor starts a new worker, and the till sees every order once.
import { chan, go } from "hz";
import { supervise } from "hz:supervisor";

const count = Number(process.argv[2] ?? 40);
const orders = chan(count), done = chan();

function work(name, orders, done) {
  for (const order of orders) {
    if (order.number % 10 === 7 && order.attempts === 0) {
      orders.send({ ...order, attempts: 1 });
      throw new Error(`${name} broke down at order ${order.number}`);
    }
    done.send(order);
  }
}

const breakdowns = [];
const shop = supervise({
  strategy: "one-for-one",
  maxRestarts: count,
  onRestart: (name, error) => breakdowns.push(error.message),
  children: ["Ann", "Bob", "Cid"].map((name) => ({
    name,
    restart: "transient", // back after a breakdown, not after a day's work
    start: () => go(work, name, orders, done),
  })),
});

for (let number = 1; number <= count; number++) orders.send({ number, attempts: 0 });

const seen = new Set();
let retried = 0;
while (seen.size < count) {
  const order = done.recv();
  seen.add(order.number);
  retried += order.attempts;
}
orders.close();
shop.join(); // ends when the last worker has gone home

console.log(`${seen.size} orders, ${retried} of them at the second attempt, ${breakdowns.length} breakdowns`);
