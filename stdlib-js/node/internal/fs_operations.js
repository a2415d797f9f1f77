// The operations of node:fs, each once: what to ask of the engine, and what to make of its answer. fs.js does them at
// once, fs/promises.js through the I/O runtime. Not a module of Node's.
//
//   stat: (path, options) => ["fsStat", [path, true], (facts) => new Stats(facts)]
import { invalidType } from "./errors.js";
import {
  asResult, constants, contentOf, Dirent, fdOf, flagsOf, isUtf8, modeOf, optionsOf, pathOf, secondsOf, Stats,
} from "./fs_values.js";

const same = (value) => value;
const nothing = () => undefined;

function statOperation(follow) {
  return (path, options) => ["fsStat", [pathOf(path), follow], (facts) => new Stats(facts, options?.bigint === true)];
}

// Entries as `[name, mode]`.
function pairs(flat) {
  const entries = [];
  for (let i = 0; i < flat.length; i += 2) entries.push([flat[i], flat[i + 1]]);
  return entries;
}

export const operations = {
  readFile(path, options) {
    const { encoding, flag } = optionsOf(options, { flag: "r" });
    flagsOf(flag, "r");
    if (isUtf8(encoding)) return ["fsReadText", [pathOf(path)], same];
    return ["fsReadFile", [pathOf(path)], (bytes) => asResult(bytes, encoding)];
  },
  writeFile(path, data, options) {
    const { encoding, flag, mode } = optionsOf(options, { encoding: "utf8", flag: "w", mode: 0o666 });
    return ["fsWriteFile", [pathOf(path), contentOf(data, encoding ?? "utf8"), flagsOf(flag, "w"), modeOf(mode, 0o666)], nothing];
  },
  appendFile(path, data, options) {
    return operations.writeFile(path, data, { ...optionsOf(options), flag: options?.flag ?? "a" });
  },
  open: (path, flags, mode) => ["fsOpen", [pathOf(path), flagsOf(flags, "r"), modeOf(mode, 0o666)], same],
  close: (fd) => ["fsClose", [fdOf(fd)], nothing],
  fsync: (fd) => ["fsFlush", [fdOf(fd)], nothing],
  fdatasync: (fd) => ["fsFlush", [fdOf(fd)], nothing],
  ftruncate: (fd, length = 0) => ["fsTruncate", [fdOf(fd), Math.max(0, length ?? 0)], nothing],
  truncate: (path, length = 0) => ["fsTruncate", [pathOf(path), Math.max(0, length ?? 0)], nothing],
  fstat: (fd, options) => ["fsFileStat", [fdOf(fd)], (facts) => new Stats(facts, options?.bigint === true)],
  stat: statOperation(true),
  lstat: statOperation(false),
  readdir(path, options) {
    const directory = pathOf(path);
    const { withFileTypes, encoding } = optionsOf(options);
    const named = (name) => (encoding === "buffer" ? asResult(new TextEncoder().encode(name)) : name);
    return ["fsList", [directory], (flat) => pairs(flat).map(([name, mode]) => (withFileTypes ? new Dirent(named(name), mode, directory) : named(name)))];
  },
  mkdir(path, options) {
    const { recursive = false, mode } = typeof options === "object" && options !== null ? options : { mode: options };
    return ["fsMakeDir", [pathOf(path), recursive, modeOf(mode, 0o777)], recursive ? same : nothing];
  },
  mkdtemp: (prefix) => ["fsMakeTempDir", [pathOf(prefix, "prefix")], same],
  rm: (path, options) => ["fsRemove", [pathOf(path), options?.recursive === true, options?.force === true], nothing],
  rmdir(path, options) {
    return options?.recursive ? ["fsRemove", [pathOf(path), true, false], nothing] : ["fsRemoveDir", [pathOf(path)], nothing];
  },
  unlink: (path) => ["fsUnlink", [pathOf(path)], nothing],
  rename: (from, to) => ["fsRename", [pathOf(from, "oldPath"), pathOf(to, "newPath")], nothing],
  copyFile: (from, to, mode = 0) => ["fsCopy", [pathOf(from, "src"), pathOf(to, "dest"), (mode & constants.COPYFILE_EXCL) !== 0], nothing],
  link: (existing, path) => ["fsLink", [pathOf(existing, "existingPath"), pathOf(path, "newPath"), false], nothing],
  symlink: (target, path) => ["fsLink", [pathOf(target, "target"), pathOf(path), true], nothing],
  readlink: (path) => ["fsReadLink", [pathOf(path)], same],
  realpath: (path) => ["fsRealPath", [pathOf(path)], same],
  access: (path, mode = constants.F_OK) => ["fsAccess", [pathOf(path), mode], nothing],
  chmod: (path, mode) => ["fsSetMode", [pathOf(path), modeOf(mode, 0)], nothing],
  utimes: (path, accessed, modified) => ["fsSetTimes", [pathOf(path), secondsOf(accessed), secondsOf(modified)], nothing],
};

// `read` and `write` work on the caller's memory, so their arguments are sorted out apart.
export function readArguments(buffer, offset, length, position) {
  if (offset !== null && typeof offset === "object") ({ offset = 0, length = undefined, position = null } = offset);
  if (!ArrayBuffer.isView(buffer)) throw invalidType("buffer", ["Buffer", "TypedArray", "DataView"], buffer);
  offset ??= 0;
  length ??= buffer.byteLength - offset;
  position = typeof position === "number" && position >= 0 ? position : typeof position === "bigint" && position >= 0n ? Number(position) : null;
  const view = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, Math.min(length, buffer.byteLength - offset));
  return { view, position };
}

export function writeArguments(data, offset, length, position) {
  if (typeof data === "string") {
    // (text, position, encoding)
    const bytes = contentOf(data, typeof length === "string" ? length : "utf8");
    return { bytes: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes, position: typeof offset === "number" ? offset : null };
  }
  if (offset !== null && typeof offset === "object") ({ offset = 0, length = undefined, position = null } = offset);
  if (!ArrayBuffer.isView(data)) throw invalidType("buffer", ["string", "Buffer", "TypedArray", "DataView"], data);
  offset ??= 0;
  length ??= data.byteLength - offset;
  return { bytes: new Uint8Array(data.buffer, data.byteOffset + offset, length), position: typeof position === "number" ? position : null };
}
