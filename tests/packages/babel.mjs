// babel turns today's syntax into that of 2009, with a plugin of ours among its own.
import babel from "@babel/core";
import preset from "@babel/preset-env";
import { digest } from "./digest.mjs";

const source = `
class A extends (f(), B) { #x = 1; static y = super.z; get v() { return this.#x ??= 2; } async *[g()](...rest) { yield* rest; await this.v; } }
const { a = 1, ...others } = await import("x"), tag = String.raw\`\${a}\\n\`;
label: for (const [k, v] of new Map(others)) { try { if (k?.in(v)) continue label; } finally { h(() => k); } }
export const later = async (x = arguments0) => x ** (await x) || target0;
`;
const plugin = () => ({ visitor: { Identifier(path) { if (path.node.name === "h") path.node.name = "renamed"; } } });

export default async () => {
  const options = { presets: [[preset, { targets: "ie 11" }]], plugins: [plugin], configFile: false, babelrc: false, comments: false };
  const { code } = await babel.transformAsync(source, { ...options, filename: "a.mjs" });
  let refused;
  try { babel.transformSync("let a = ;", options); } catch (error) { refused = error.message.split("\n")[0]; }
  return [digest(code), code.includes("renamed"), refused].join("\n");
};
