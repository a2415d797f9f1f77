// URL and URLSearchParams: parsing, the setters' rules, the live view.
const u = new URL("../x/./y?a=1&a=2#h", "https://user:pa%20ss@Example.COM:8080/a/b/c");
console.log(u.href, u.origin, u.protocol, u.username, u.password, u.host, u.hostname, u.port, u.pathname, u.search, u.hash);
u.searchParams.append("b", "ü &=");
u.searchParams.delete("a", "1");
console.log(u.href, u.searchParams.size);
u.search = "?z=1";
console.log([...u.searchParams]);
u.hash = "";
u.port = "443";
u.protocol = "http";
u.port = "99999";
u.host = "other:81";
u.hostname = "";
u.pathname = "p q";
console.log(u.href);
u.href = "ftp://x/";
console.log(String(u), JSON.stringify({ u }));
for (const [a, b] of [["http://"], ["a"], ["a", "http://b/c"], ["//h/p", "https://x"], ["data:text/plain,hi"], ["http://[::1]:80/"], ["http://1.2.3"], ["http://ex ample"], ["HTTP://EXAMPLE.com/%7Efoo/../%2e/b"], ["file:///C:/a/../b"], ["mailto:a@b"], ["http://münchen.de/ä?ö#ü"], ["javascript:alert(1)"], ["http://a:b@c:d"]]) {
  try { console.log(new URL(a, b).href, URL.canParse(a, b)); } catch (e) { console.log(e.name, e.code, e.message, e.input, e.base, URL.canParse(a, b)); }
}
try { new URL(); } catch (e) { console.log(e.name); }
const p = new URLSearchParams([["b", "2"], ["a", "1"], ["b", "3"]]);
p.sort();
console.log(p.toString(), p.get("b"), p.getAll("b"), p.has("b", "3"), p.has("c"), p.get("c"));
p.set("b", "x");
console.log([...p.keys()], [...p.values()], p + "");
p.forEach((v, k) => console.log(k, v));
console.log(new URLSearchParams({ q: "a b+c", e: "" }).toString(), new URLSearchParams("?%F0%9F%98%80=1&%zz=%41&&=x&k").toString(), [...new URLSearchParams("a=%ff&b=%E4%BD%A0")]);
try { new URLSearchParams([["a"]]); } catch (e) { console.log(e.name, e.code, e.message); }
console.log(p[Symbol.toStringTag], Object.prototype.toString.call(p.entries()), Object.keys(URL.prototype).length);
console.log(u, p, { u: new URL("http://a/") });
