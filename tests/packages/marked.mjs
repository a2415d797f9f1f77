// marked renders what packages say of themselves, with a renderer and an extension of our own.
import { readFileSync } from "node:fs";
import { Marked } from "marked";
import { digest } from "./digest.mjs";

const texts = ["acorn", "lodash", "rxjs", "zod", "yargs"].map((name) => readFileSync(`node_modules/${name}/README.md`, "utf8"));

export default async () => {
  const marked = new Marked({
    async: true,
    walkTokens: async (token) => { if (token.type === "link") token.href += "#seen"; },
    renderer: { heading({ tokens, depth }) { return `<h${depth} class="ours">${this.parser.parseInline(tokens)}</h${depth}>\n`; } },
  });
  const lines = [];
  for (const text of texts) lines.push(digest(await marked.parse(text)));
  return lines.join("\n");
};
