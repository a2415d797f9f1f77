// import() of one module gives one namespace; failures reject, and name the module.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const [a, b] = await Promise.all([import("./counted.js"), import("./cou" + at("nted.js"))]); console.log(a === b, a.default, globalThis.runs);
for (const bad of ["./throws.js", "./broken.js", "./missing.js"]) { try { await import(at(bad)); console.log("loaded"); } catch (e) { console.log(bad, e instanceof Error, e.name === "SyntaxError"); } }
try { await import("./throws.js"); } catch (e) { const first = e; await import("./throws.js").catch((e) => console.log("same error", e === first)); } try { import({ toString() { throw at("key"); } }).catch((e) => console.log("rejected", e)); } catch (e) { console.log("never"); }
console.log(typeof import.meta.url, new URL(import.meta.url).pathname.endsWith("/main.js"));
