// The TypeScript compiler checks a program with mistakes in it against its library, and emits it as ES5.
import ts from "typescript";
import { digest } from "./digest.mjs";

const source = `
interface Shape { readonly name: string; area(): number }
abstract class Base implements Shape { constructor(readonly name: string) {} abstract area(): number }
class Circle extends Base { #r: number; constructor(r: number) { super("circle"); this.#r = r; } area() { return Math.PI * this.#r ** 2; } }
type Keys<T> = { [K in keyof T as K extends string ? \`get_\${K}\` : never]: () => T[K] };
const shapes: Shape[] = [new Circle(1), new Circle("2")];
async function* areas(list: Iterable<Shape>) { for (const { name, area } of list) yield [name, area()] as const; }
function get<T extends object, K extends keyof T>(object: T, key: K): T[K] { return object[key]; }
const wrong: number = get(shapes[0], "name");
let total = 0;
for await (const [, area] of areas(shapes)) total += area;
const keys: Keys<{ a: 1 }> = { get_a: () => 2 };
export { total, keys, wrong };
`;

export default () => {
  const options = { target: ts.ScriptTarget.ES2015, module: ts.ModuleKind.CommonJS, strict: true, lib: ["lib.es2022.d.ts"] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === "program.ts" ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  let emitted = "";
  host.writeFile = (_, text) => { emitted += text; };
  const program = ts.createProgram(["program.ts"], options, host);
  const told = ts.getPreEmitDiagnostics(program).map(({ code, start, messageText }) =>
    `${code} at ${start}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  program.emit();
  return [...told, digest(emitted)].join("\n");
};
