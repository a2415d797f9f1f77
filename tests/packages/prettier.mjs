// prettier formats a script, a style sheet, a document and types, each twice: the second time changes nothing.
import { readFileSync } from "node:fs";
import * as prettier from "prettier";
import { digest } from "./digest.mjs";

const texts = [
  ["babel", readFileSync("node_modules/acorn/dist/bin.js", "utf8")],
  ["typescript", readFileSync("node_modules/acorn/dist/acorn.d.ts", "utf8")],
  ["markdown", readFileSync("node_modules/acorn/README.md", "utf8")],
  ["json", readFileSync("node_modules/acorn/package.json", "utf8")],
  ["css", "a{color:red;&:hover{color:BLUE}}@media (min-width:10px){b,c>d{margin:0 auto!important}}"],
];

export default async () => {
  const lines = [];
  for (const [parser, text] of texts) {
    const once = await prettier.format(text, { parser, printWidth: 70 });
    const twice = await prettier.format(once, { parser, printWidth: 70 });
    lines.push(`${parser}: ${digest(once)}, ${once === twice ? "stable" : "not stable"}`);
  }
  return lines.join("\n");
};
