// A web server whose handlers wait and compute as if each had the machine for itself.
//
//     hzrun examples/server/main.js [port]            # default 8000
//     curl localhost:8000/primes?below=5000000
//
// Every request has a green thread of its own. A handler that sleeps or waits for a channel holds up nobody, and
// neither does one that computes for seconds: it is pre-empted here, or handed to another core by `go`.
import { chan, go, select, sleep } from "hz";
import { Response, serve } from "hz:http";

/** How many primes there are below a bound: a loop that never waits. */
function countPrimes(below) {
  let count = 0;
  for (let n = 2; n < below; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n && isPrime; d++) isPrime = n % d !== 0;
    if (isPrime) count++;
  }
  return count;
}

/** Owns the number of visits: state that one thread keeps and others ask for needs no lock. */
function keepCount(visits) {
  for (let n = 1; ; n++) visits.send(n);
}

const visits = chan();
go.local(keepCount, visits);

/** The handler of each path: takes the query, gives text. */
const routes = {
  "/": () => "try /visits, /primes?below=1000000, /sleep?ms=500, /race\n",
  "/visits": () => `visit number ${visits.recv()}\n`,
  "/primes": (query) => {
    const below = number(query, "below", 1_000_000, 50_000_000);
    return `${go(countPrimes, below).join()} primes below ${below}\n`;
  },
  "/sleep": (query) => {
    const ms = number(query, "ms", 500, 60_000);
    sleep(ms);
    return `slept ${ms} ms\n`;
  },
  "/race": () => {
    const hare = contestant(30), tortoise = contestant(90);
    const { case: winner } = select({ hare, tortoise, timeout: 1000 });
    return `${winner} wins\n`;
  },
};

/** A channel that gets a value some time around `ms` from now. */
function contestant(ms) {
  const finish = chan(1);
  go.local(() => {
    sleep(ms * (0.5 + Math.random()));
    finish.send("here");
  });
  return finish;
}

/** A number from the query, or the refusal of the request. */
function number(query, name, usual, most) {
  const value = Number(query.get(name) ?? usual);
  if (!(value >= 0 && value <= most)) throw new BadRequest(`${name}: expected a number from 0 to ${most}\n`);
  return value;
}

class BadRequest extends Error {}

function handle(request) {
  const { pathname, searchParams } = new URL(request.url);
  const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined;
  if (route === undefined) return new Response("there is nothing here\n", { status: 404 });
  try {
    return new Response(route(searchParams));
  } catch (error) {
    if (error instanceof BadRequest) return new Response(error.message, { status: 400 });
    throw error;
  }
}

const port = Number(process.argv[2] ?? 8000);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error("usage: hzrun examples/server/main.js [port, 0 for any free one]");
  process.exit(2);
}
const server = serve({ hostname: "127.0.0.1", port }, handle);
console.log(`listening on ${server.url}`);
server.join();
