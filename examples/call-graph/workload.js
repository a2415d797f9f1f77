// Something to profile: three workers take orders from a channel and price them; one customer is slow to pay.

import { chan, go, sleep } from "hz";

const orders = chan(10);
const WORKERS = 3;
const ORDERS = 300;

function worker() {
  let sum = 0;
  for (const order of orders) sum += price(order);
  return sum;
}

function price(order) {
  return order.lines.reduce((sum, line) => sum + withTax(line), 0) + shipping(order.id % 10);
}

function withTax(line) {
  let price = line.price;
  for (let i = 0; i < 200; i++) price += (line.price * 0.19) / 200;
  return price * line.count;
}

// As slow as it looks.
function shipping(distance) {
  return distance < 2 ? 1 : shipping(distance - 1) + shipping(distance - 2);
}

async function pay(ms) {
  await null;
  sleep(ms);
  return receipt();
}

function receipt() {
  return "paid";
}

const workers = [];
for (let i = 0; i < WORKERS; i++) workers.push(go.local(worker));
for (let id = 0; id < ORDERS; id++) orders.send({ id, lines: [{ price: 5, count: 1 }, { price: id, count: 2 }] });
orders.close();
for (const task of workers) task.join();
await pay(20);
