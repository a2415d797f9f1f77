// hz:fs: each call blocks its green thread, and other threads run meanwhile.
import { chan, go } from "hz";
import * as fs from "hz:fs";

const dir = fs.makeTempDir("hz-case-");
const at = (name) => `${dir}/${name}`;
fs.writeFile(at("a.txt"), "one\ntwo\r\n\nfour");
fs.appendFile(at("a.txt"), "\nfive é\n");
console.log(JSON.stringify(fs.readText(at("a.txt"))), fs.readFile(at("a.txt")).length, [...fs.lines(at("a.txt"))]);
for (const line of fs.lines(at("a.txt"))) if (line === "two") break; else console.log(line);

fs.writeFile(at("big.txt"), Array.from({ length: 100_000 }, (_, i) => `line ${i}`).join("\n"));
let count = 0, last;
for (const line of fs.lines(at("big.txt"))) { count++; last = line; }
console.log(count, last);
fs.writeFile(at("empty"), "");
console.log([...fs.lines(at("empty"))], fs.readJson === undefined);

// Four threads read at once; none holds up another.
const sizes = chan();
for (let i = 0; i < 4; i++) go.local((path) => sizes.send(fs.readText(path).length), at("big.txt"));
console.log(sizes.recv(), sizes.recv(), sizes.recv(), sizes.recv());

fs.makeDir(at("d/e"), { recursive: true });
fs.writeFile(at("d/e/x.json"), JSON.stringify({ deep: true }));
fs.writeFile(at("d/y"), new Uint8Array([1, 2, 3]));
console.log([...fs.walk(dir)].map((entry) => `${entry.path.slice(dir.length)} ${entry.type}`), fs.readJson(at("d/e/x.json")));
console.log(fs.readDir(at("d")).map((entry) => entry.name), fs.stat(at("d/y")).size, fs.exists(at("d")), fs.exists(at("no")));

const file = fs.open(at("f"), "w+");
console.log(file.write("hello"), file.write(" world"), file.read(5, 6), file.read(100), file.stat().size);
file.truncate(2);
file.close();
file.close();
console.log(fs.readText(at("f")));
try { file.read(); } catch (error) { console.log(error.message.replace(dir, "DIR")); }

for (const fail of [() => fs.readText(at("no")), () => fs.lines(at("no")).next(), () => fs.lines(dir).next(), () => fs.readFile(5),
  () => fs.writeFile(at("f"), "x", { exclusive: true }), () => fs.remove(at("d")), () => fs.writeFile(at("f"), 5)]) {
  try { fail(); console.log("no error"); } catch (error) { console.log(error.name, error.code, error.message.replaceAll(dir, "DIR")); }
}
fs.rename(at("f"), at("g"));
fs.copyFile(at("g"), at("h"));
fs.remove(at("g"));
console.log(fs.readDir(dir).map((entry) => entry.name));
fs.remove(dir, { recursive: true });
fs.remove(dir, { force: true });
console.log(fs.exists(dir));
