// Lets Node load stdlib-js: maps the runtime's module names to files, and the native functions to engine.mjs.
import { register } from "node:module";

const hooks = `
const library = ${JSON.stringify(new URL("../../stdlib-js/", import.meta.url).href)};
const engine = ${JSON.stringify(new URL("./engine.mjs", import.meta.url).href)};
export function resolve(specifier, context, next) {
  if (specifier === "hz:internal/ops") return { url: engine, format: "module", shortCircuit: true };
  if (specifier === "hz" || specifier.startsWith("hz:")) {
    return { url: library + specifier.replace(/^hz:/, "") + ".js", format: "module", shortCircuit: true };
  }
  return next(specifier, context);
}
export function load(url, context, next) {
  return next(url, url.startsWith(library) ? { ...context, format: "module" } : context);
}
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
