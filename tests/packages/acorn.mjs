// acorn parses itself.
import { readFileSync } from "node:fs";
import { parse, tokenizer } from "acorn";
import { digest } from "./digest.mjs";

const text = readFileSync("node_modules/acorn/dist/acorn.mjs", "utf8");

export default () => {
  const tree = parse(text, { ecmaVersion: "latest", sourceType: "module", locations: true });
  const tokens = [...tokenizer(text, { ecmaVersion: "latest", sourceType: "module" })].length;
  return `${tokens} tokens; ${digest(tree.body.map(({ type, loc }) => [type, loc]))}`;
};
