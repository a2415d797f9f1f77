// esprima parses itself, and refuses what is no program.
import { readFileSync } from "node:fs";
import esprima from "esprima";
import { digest } from "./digest.mjs";

const text = readFileSync("node_modules/esprima/dist/esprima.js", "utf8");

export default () => {
  const refused = ["let let = 1", "a ? b", "'open", "({ a: 1, get a }"].map((bad) => {
    try { return digest(esprima.parseModule(bad)); } catch (error) { return error.message; }
  });
  return [digest(esprima.parseScript(text, { range: true, comment: true })), ...refused].join("\n");
};
