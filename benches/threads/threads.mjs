// The same work as threads.js as far as Node has the like of it: async functions, promises and a channel made of them.
// Prints "name<TAB>ns" a line.
const repeats = 3;
const [only, count] = process.argv.slice(2);

async function measure(name, n, body) {
  if (only !== undefined && !name.includes(only)) return;
  let best = Infinity;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await body(n);
    best = Math.min(best, ((performance.now() - start) * 1e6) / n);
  }
  console.log(`${name}\t${best.toFixed(1)}`);
}

/** A channel without close: receivers and senders queue up as promises. */
class Channel {
  #capacity;
  #items = [];
  #receivers = [];
  #senders = [];

  constructor(capacity = 0) {
    this.#capacity = capacity;
  }

  send(value) {
    const receiver = this.#receivers.shift();
    if (receiver !== undefined) return receiver(value);
    if (this.#items.length < this.#capacity) return void this.#items.push(value);
    return new Promise((resolve) => this.#senders.push({ value, resolve }));
  }

  recv() {
    const sender = this.#senders.shift();
    if (this.#items.length !== 0) {
      const value = this.#items.shift();
      if (sender !== undefined) this.#items.push(sender.value), sender.resolve();
      return value;
    }
    if (sender === undefined) return new Promise((resolve) => this.#receivers.push(resolve));
    sender.resolve();
    return sender.value;
  }
}

async function spawnJoin(n) {
  const empty = async () => {};
  for (let left = n; left > 0; left -= 1000) await Promise.all(Array.from({ length: 1000 }, empty));
}

async function yields(n) {
  const half = async () => { for (let i = 0; i < n / 2; i++) await undefined; };
  await Promise.all([half(), half()]);
}

async function roundTrip(n) {
  const ping = new Channel(), pong = new Channel();
  const other = (async () => { for (let i = 0; i < n; i++) await pong.send(await ping.recv()); })();
  for (let i = 0; i < n; i++) {
    await ping.send(i);
    await pong.recv();
  }
  await other;
}

async function buffered(n) {
  const c = new Channel(128);
  const sender = (async () => { for (let i = 0; i < n; i++) await c.send(i); })();
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await c.recv();
  await sender;
  return sum;
}

async function timerStartStop(n) {
  const nothing = () => {};
  for (let i = 0; i < n; i++) clearTimeout(setTimeout(nothing, 3_600_000));
}

// Resuming goes through every async function between the one that waits and the outermost.
function yieldAtDepth(depth) {
  const at = async (depth, n) => {
    if (depth > 1) return (await at(depth - 1, n)) + 1;
    for (let i = 0; i < n; i++) await undefined;
    return 0;
  };
  return (n) => Promise.all([at(depth, n / 2), at(depth, n / 2)]);
}

function parked(n) {
  const before = process.memoryUsage.rss();
  const c = new Channel();
  for (let i = 0; i < n; i++) (async () => { await c.recv(); })();
  console.log(`parked\t${((process.memoryUsage.rss() - before) / n).toFixed(0)}`);
}

if (only === "parked") parked(Number(count));
else {
  await measure("spawn + join", 1_000_000, spawnJoin);
  await measure("yield", 1_000_000, yields);
  await measure("unbuffered round trip", 300_000, roundTrip);
  await measure("buffered item", 1_000_000, buffered);
  await measure("timer start + stop", 500_000, timerStartStop);
  for (const depth of [1, 16, 256]) await measure(`resume at depth ${depth}`, 500_000, yieldAtDepth(depth));
}
process.exit(0);
