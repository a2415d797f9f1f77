// node:path. The POSIX half is complete; `win32` is the same set of names and says that it is not available.
import { checkObject, checkString, missing } from "./internal/errors.js";

const SLASH = 47;
const DOT = 46;

// Resolves `.` and `..` and repeated slashes. With `above`, leading `..` are kept.
function normalizeSegments(path, above) {
  const kept = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (above) kept.push("..");
  }
  return kept.join("/");
}

export const sep = "/";
export const delimiter = ":";

export function isAbsolute(path) {
  checkString("path", path);
  return path.charCodeAt(0) === SLASH;
}

export function normalize(path) {
  checkString("path", path);
  if (path === "") return ".";
  const absolute = path.charCodeAt(0) === SLASH;
  let result = normalizeSegments(path, !absolute);
  if (result === "") {
    if (absolute) return "/";
    return path.endsWith("/") ? "./" : ".";
  }
  if (path.endsWith("/")) result += "/";
  return absolute ? `/${result}` : result;
}

export function join(...paths) {
  let joined = "";
  for (const path of paths) {
    checkString("path", path);
    if (path !== "") joined = joined === "" ? path : `${joined}/${path}`;
  }
  return joined === "" ? "." : normalize(joined);
}

export function resolve(...paths) {
  let resolved = "";
  for (let i = paths.length - 1; i >= 0 && resolved.charCodeAt(0) !== SLASH; i--) {
    checkString(`paths[${i}]`, paths[i]);
    if (paths[i] !== "") resolved = resolved === "" ? paths[i] : `${paths[i]}/${resolved}`;
  }
  if (resolved.charCodeAt(0) !== SLASH) resolved = `${globalThis.process.cwd()}/${resolved}`;
  return `/${normalizeSegments(resolved, false)}`;
}

export function relative(from, to) {
  checkString("from", from);
  checkString("to", to);
  if (from === to) return "";
  const source = resolve(from).split("/").filter(Boolean);
  const target = resolve(to).split("/").filter(Boolean);
  let common = 0;
  while (common < source.length && common < target.length && source[common] === target[common]) common++;
  return [...source.slice(common).fill(".."), ...target.slice(common)].join("/");
}

export const toNamespacedPath = (path) => path;

export function dirname(path) {
  checkString("path", path);
  if (path === "") return ".";
  let end = path.length;
  while (end > 1 && path.charCodeAt(end - 1) === SLASH) end--;
  const slash = path.lastIndexOf("/", end - 1);
  if (slash === -1) return ".";
  if (slash === 0) return "/";
  // POSIX gives a path that begins with exactly two slashes a meaning of its own.
  return slash === 1 && path.charCodeAt(0) === SLASH ? "//" : path.slice(0, slash);
}

export function basename(path, suffix = undefined) {
  checkString("path", path);
  if (suffix !== undefined) checkString("suffix", suffix);
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === SLASH) end--;
  const name = path.slice(path.lastIndexOf("/", end - 1) + 1, end);
  if (suffix !== undefined && suffix !== "" && name !== suffix && name.endsWith(suffix)) return name.slice(0, -suffix.length);
  return name === suffix && suffix.length === path.length ? "" : name;
}

export function extname(path) {
  checkString("path", path);
  const name = basename(path);
  const dot = name.lastIndexOf(".");
  if (dot <= 0 || (dot === 1 && name.charCodeAt(0) === DOT && name.length === 2)) return "";
  return name.slice(dot);
}

export function parse(path) {
  checkString("path", path);
  const root = path.charCodeAt(0) === SLASH ? "/" : "";
  const base = basename(path);
  const ext = extname(path);
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === SLASH) end--;
  const slash = path.lastIndexOf("/", end - 1);
  const dir = slash > 0 ? path.slice(0, slash) : root;
  return { root, dir: base === "" ? root : dir, base, ext, name: ext === "" ? base : base.slice(0, -ext.length) };
}

export function format(parts) {
  checkObject("pathObject", parts);
  const dir = parts.dir || parts.root;
  const ext = parts.ext ? (parts.ext[0] === "." ? parts.ext : `.${parts.ext}`) : "";
  const base = parts.base || `${parts.name || ""}${ext}`;
  if (!dir) return base;
  return dir === parts.root ? `${dir}${base}` : `${dir}/${base}`;
}

export function matchesGlob(path, pattern) {
  checkString("path", path);
  checkString("pattern", pattern);
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*\*\/|\*\*|\*|\?/g, (part) => ({ "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" })[part]);
  return new RegExp(`^${source}$`).test(path);
}

export const posix = {
  sep, delimiter, isAbsolute, normalize, join, resolve, relative, toNamespacedPath, dirname, basename, extname, parse,
  format, matchesGlob,
};
posix.posix = posix;
export const win32 = missing("path.win32", Object.keys(posix).filter((key) => typeof posix[key] === "function"), {
  sep: "\\", delimiter: ";",
});
posix.win32 = win32;
win32.posix = posix;
win32.win32 = win32;

export default posix;
