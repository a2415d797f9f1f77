// A small interpreter: classes, closures, recursion, switch, exceptions, generators in one program.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function* tokens(text) { for (const [, number, word, mark] of text.matchAll(/\s*(?:(\d+)|(\w+)|(.))/g)) yield number !== undefined ? { kind: "number", value: +at(number) } : word !== undefined ? { kind: "word", value: word } : { kind: mark, value: mark }; yield { kind: "end" }; }
class Parser {
  #stream; #now;
  constructor(text) { this.#stream = tokens(text); this.#step(); }
  #step() { const old = this.#now; this.#now = this.#stream.next().value; return old; }
  #take(kind) { if (this.#now.kind !== kind) throw new SyntaxError(`expected ${kind}, found ${at(this.#now.kind)}`); return this.#step(); }
  program() { const list = []; while (this.#now.kind !== "end") list.push(this.#statement()); return list; }
  #statement() { if (this.#now.kind === "word" && at(this.#now.value) === "let") { this.#step(); const { value: name } = this.#take("word"); this.#take("="); const body = this.#sum(); this.#take(";"); return (env) => env.set(name, body(env)); } const e = this.#sum(); this.#take(";"); return (env) => { env.out.push(e(env)); }; }
  #sum() { let left = this.#product(); for (;;) { switch (this.#now.kind) { case "+": { this.#step(); const a = left, b = this.#product(); left = (env) => a(env) + at(b(env)); continue; } case "-": { this.#step(); const a = left, b = this.#product(); left = (env) => a(env) - b(env); continue; } default: return left; } } }
  #product() { let left = this.#atom(); while (this.#now.kind === "*") { this.#step(); const a = left, b = this.#atom(); left = (env) => a(env) * b(env); } return left; }
  #atom() { const t = this.#step(); switch (t.kind) { case "number": return () => at(t.value); case "word": return (env) => { if (!env.has(t.value)) throw new ReferenceError(t.value); return env.get(t.value); }; case "(": try { return this.#sum(); } finally { this.#take(")"); } case "-": { const a = this.#atom(); return (env) => -a(env); } default: throw new SyntaxError("unexpected " + t.kind); } }
}
class Env extends Map { out = []; }
for (const text of ["let a = 2 + 3 * 4; a; (a - 1) * -2;", "1 + ;", "b;", "let x = (1; ", "7 7;"]) { const env = new Env(); try { for (const run of new Parser(text).program()) run(env); console.log(env.out.join(" ")); } catch (e) { console.log(`${e}`); } }
