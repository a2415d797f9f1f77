// The program of http.rs: handlers that answer, stream, wait, compute and fail.
import { sleep } from "hz";
import { Response, serve } from "hz:http";

function* countdown(from) {
  for (let n = from; n > 0; n--) {
    yield `${n}\n`;
    sleep(20);
  }
  yield "done\n";
}

function primesBelow(limit) {
  const composite = new Uint8Array(limit);
  let found = 0;
  for (let n = 2; n < limit; n++) {
    if (composite[n]) continue;
    found++;
    for (let multiple = n * 2; multiple < limit; multiple += n) composite[multiple] = 1;
  }
  return found;
}

async function handle(request) {
  const url = new URL(request.url);
  const number = Number(url.searchParams.get("n"));
  switch (url.pathname) {
    case "/": return Response.json({ hello: "world" });
    case "/sleep":
      sleep(number);
      return new Response(`slept ${number} ms\n`);
    case "/primes": return Response.json({ primes: primesBelow(number) });
    case "/count": return new Response(countdown(number));
    case "/echo": return Response.json({ got: await request.json() });
    case "/size": return new Response(`${(await request.bytes()).length}`);
    case "/fail": throw new Error("this handler fails");
    case "/nonsense": return "no Response";
    default: return new Response("not found\n", { status: 404 });
  }
}

const server = serve({ hostname: "127.0.0.1", port: 0 }, handle);
console.log(`listening on ${server.url}`);

process.once("SIGINT", () => {
  console.log("closing");
  console.log(server.close());
});
