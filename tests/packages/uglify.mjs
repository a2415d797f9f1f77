// uglify-js loads its own parts by `new Function`.
import { readFileSync } from "node:fs";
import UglifyJS from "uglify-js";
import { digest } from "./digest.mjs";

const text = readFileSync("node_modules/esprima/dist/esprima.js", "utf8").slice(0, 60000);

export default () => {
  const { code, error } = UglifyJS.minify(readFileSync("node_modules/underscore/underscore-umd.js", "utf8"));
  const broken = UglifyJS.minify(text);
  return `${error ?? digest(code)}\n${broken.error?.message}`;
};
