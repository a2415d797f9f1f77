// terser makes a package small, and what it made still works.
import { readFileSync } from "node:fs";
import { minify } from "terser";
import { digest } from "./digest.mjs";

const text = readFileSync("node_modules/underscore/underscore-umd.js", "utf8");

export default async () => {
  const { code } = await minify(text, { toplevel: true, compress: { passes: 2 }, mangle: true });
  const module = { exports: {} };
  new Function("module", "exports", code)(module, module.exports);
  return `${digest(code)}; ${module.exports.range(5)}`;
};
