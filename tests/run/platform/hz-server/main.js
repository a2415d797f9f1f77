// hz:http: requests over a raw connection of our own cannot be made yet, so the client is the shell's; what is
// tested here is all that needs none. The server itself is tested in runtime/tests/http.rs.
import { Headers, Request, Response, serve } from "hz:http";

const server = serve({ port: 0, hostname: "127.0.0.1" }, () => new Response("hi"));
console.log(server.port > 0, server.url === `http://127.0.0.1:${server.port}/`, server.hostname);
try { serve({ port: server.port, hostname: "127.0.0.1" }, () => {}); } catch (error) { console.log(error.code); }
for (const bad of [{ port: -1 }, { port: 1.5 }, { cores: 0 }, { maxBodyBytes: "x" }]) {
  try { serve({ port: 0, ...bad }, () => {}); console.log("no error"); } catch (error) { console.log(error.name, error.message.replace(/to \d+,/, "to N,")); }
}
try { serve({ port: 0 }); } catch (error) { console.log(error.name, error.message); }
console.log(server.close());
server.join();

const response = Response.json({ a: 1 }, { status: 201, headers: { "X-One": "1" } });
console.log(response.status, response.ok, [...response.headers], await response.json(), response.bodyUsed);
try { await response.text(); } catch (error) { console.log(error.name); }
console.log(Response.redirect("/x").headers.get("location"), Response.redirect("http://a/b", 301).status);
console.log(await new Response("é").bytes(), await new Response(new URLSearchParams("a=1")).text(), await new Response(["a", "b"]).text());
console.log(await new Response((async function* () { yield "x"; yield new Uint8Array([121]); })()).text());
for (const bad of [() => new Response("", { status: 99 }), () => new Response("x", { status: 204 }), () => Response.redirect("x", 200),
  () => new Request("http://a/", { body: "x" }), () => new Request("nope"), () => new Headers({ "a b": "c" }), () => new Headers({ a: "b\nc" })]) {
  try { bad(); console.log("no error"); } catch (error) { console.log(error.name); }
}
const request = new Request("http://a/b?c", { method: "post", body: "{\"x\":2}", headers: { "Content-Type": "application/json" } });
console.log(request.method, request.url, request.headers.get("content-type"), await request.clone().json(), await request.text());
const headers = new Headers([["b", "1"], ["A", "2"], ["b", "3"], ["Set-Cookie", "x=1"], ["set-cookie", "y=2"]]);
console.log([...headers], headers.get("B"), headers.getSetCookie(), headers.has("a"), headers);
headers.delete("b");
headers.set("c", " trimmed ");
console.log([...headers.keys()], headers.get("c"), headers.get("none"));
