// node:fs. Calls that end in Sync block the core, as they do in Node; `hz:fs` has the ones that block only the green
// thread. Partial: `watch` and its kin, `statfs`, `chown` and its kin are not available.
import ops from "hz:internal/ops";
import { coded, checkFunction, missing } from "./internal/errors.js";
import { operations, readArguments, writeArguments } from "./internal/fs_operations.js";
import { createReadStream, createWriteStream, ReadStream, WriteStream } from "./internal/fs_streams.js";
import { asResult, constants, Dirent, fdOf, optionsOf, pathOf, Stats } from "./internal/fs_values.js";
import promises from "./fs/promises.js";
import { join } from "./path.js";
import { promised } from "hz:core/operation";

export { constants, createReadStream, createWriteStream, Dirent, promises, ReadStream, Stats, WriteStream };
export const { F_OK, R_OK, W_OK, X_OK } = constants;

const run = ([name, args, answer]) => answer(ops[`${name}Sync`](...args));

// ------------------------------------------------------------------------------------- at once

const atOnce = (name) => ({ [`${name}Sync`]: (...args) => run(operations[name](...args)) })[`${name}Sync`];

export const accessSync = atOnce("access");
export const chmodSync = atOnce("chmod");
export const closeSync = atOnce("close");
export const copyFileSync = atOnce("copyFile");
export const fdatasyncSync = atOnce("fdatasync");
export const fstatSync = atOnce("fstat");
export const fsyncSync = atOnce("fsync");
export const ftruncateSync = atOnce("ftruncate");
export const linkSync = atOnce("link");
export const mkdirSync = atOnce("mkdir");
export const mkdtempSync = atOnce("mkdtemp");
export const openSync = atOnce("open");
export const readlinkSync = atOnce("readlink");
export const realpathSync = atOnce("realpath");
realpathSync.native = realpathSync;
export const renameSync = atOnce("rename");
export const rmdirSync = atOnce("rmdir");
export const rmSync = atOnce("rm");
export const symlinkSync = atOnce("symlink");
export const truncateSync = atOnce("truncate");
export const unlinkSync = atOnce("unlink");
export const utimesSync = atOnce("utimes");

const stats = (name) => ({
  [`${name}Sync`](path, options = undefined) {
    try {
      return run(operations[name](path, options));
    } catch (error) {
      if (options?.throwIfNoEntry === false && (error.code === "ENOENT" || error.code === "ENOTDIR")) return undefined;
      throw error;
    }
  },
})[`${name}Sync`];
export const statSync = stats("stat");
export const lstatSync = stats("lstat");

export function existsSync(path) {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

const isDescriptor = (path) => Number.isInteger(path) && path >= 0 && path < 2 ** 31;
const wholeChunk = 64 * 1024;

export function readFileSync(path, options = undefined) {
  if (!isDescriptor(path)) return run(operations.readFile(path, options));
  const chunks = [];
  for (;;) {
    const bytes = ops.fsReadSync(fdOf(path), wholeChunk, null);
    if (bytes.byteLength === 0) break;
    chunks.push(bytes);
  }
  return asResult(globalThis.Buffer.concat(chunks), optionsOf(options).encoding);
}

export function writeFileSync(path, data, options = undefined) {
  if (isDescriptor(path)) writeSync(path, data, undefined, optionsOf(options).encoding);
  else run(operations.writeFile(path, data, options));
}
export function appendFileSync(path, data, options = undefined) {
  if (isDescriptor(path)) writeSync(path, data, undefined, optionsOf(options).encoding);
  else run(operations.appendFile(path, data, options));
}

export function readSync(fd, buffer, offset = undefined, length = undefined, position = null) {
  const { view, position: at } = readArguments(buffer, offset, length, position);
  const bytes = ops.fsReadSync(fdOf(fd), view.byteLength, at);
  view.set(bytes);
  return bytes.byteLength;
}
export function writeSync(fd, data, offset = undefined, length = undefined, position = undefined) {
  const { bytes, position: at } = writeArguments(data, offset, length, position);
  return ops.fsWriteSync(fdOf(fd), bytes, at);
}
export function readvSync(fd, buffers, position = null) {
  let total = 0;
  for (const buffer of buffers) {
    const count = readSync(fd, buffer, 0, buffer.byteLength, position === null ? null : position + total);
    total += count;
    if (count < buffer.byteLength) break;
  }
  return total;
}
export function writevSync(fd, buffers, position = null) {
  let total = 0;
  for (const buffer of buffers) total += writeSync(fd, buffer, 0, buffer.byteLength, position === null ? null : position + total);
  return total;
}

export function readdirSync(path, options = undefined) {
  const entries = run(operations.readdir(path, options));
  if (!options?.recursive) return entries;
  const root = pathOf(path);
  const all = [];
  for (const entry of run(operations.readdir(path, { withFileTypes: true }))) {
    all.push(options.withFileTypes ? entry : entry.name);
    if (!entry.isDirectory()) continue;
    for (const inner of readdirSync(join(root, entry.name), options)) all.push(inner instanceof Dirent ? inner : join(entry.name, inner));
  }
  return all;
}

export function cpSync(from, to, options = undefined) {
  [from, to] = [pathOf(from, "src"), pathOf(to, "dest")];
  if (!lstatSync(from).isDirectory()) {
    if (options?.force === false && existsSync(to)) return;
    copyFileSync(from, to, options?.errorOnExist ? constants.COPYFILE_EXCL : 0);
    return;
  }
  if (!options?.recursive) {
    const error = coded(Error, "ERR_FS_EISDIR", `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${from} is a directory (not copied)) ${from}`);
    throw Object.assign(error, { path: from, syscall: "cp" });
  }
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (options.filter === undefined || options.filter(join(from, name), join(to, name))) cpSync(join(from, name), join(to, name), options);
  }
}

export function opendirSync(path) {
  const entries = readdirSync(path, { withFileTypes: true });
  return {
    path: pathOf(path),
    readSync: () => entries.shift() ?? null,
    async read() { return entries.shift() ?? null; },
    closeSync() {},
    async close() {},
    async *[Symbol.asyncIterator]() { yield* entries; },
  };
}

// ------------------------------------------------------------------------------- with a callback

// The promise's result as a callback in a tick of its own, so that what it throws is uncaught and no rejection.
function withCallback(start) {
  return (...args) => {
    const callback = args.pop();
    checkFunction("cb", callback);
    const tick = globalThis.process.nextTick;
    start(...args).then((value) => (value === undefined ? tick(callback, null) : tick(callback, null, value)), (error) => tick(callback, error));
  };
}
const called = (name, start) => Object.defineProperty(withCallback(start), "name", { value: name });
const byOperation = (name) => called(name, async (...args) => {
  const [op, values, answer] = operations[name](...args);
  return answer(await promised((id) => ops[op](id, ...values)));
});

export const access = called("access", promises.access);
export const appendFile = called("appendFile", promises.appendFile);
export const chmod = called("chmod", promises.chmod);
export const close = byOperation("close");
export const copyFile = called("copyFile", promises.copyFile);
export const cp = called("cp", promises.cp);
export const fdatasync = byOperation("fdatasync");
export const fstat = byOperation("fstat");
export const fsync = byOperation("fsync");
export const ftruncate = byOperation("ftruncate");
export const link = called("link", promises.link);
export const lstat = called("lstat", promises.lstat);
export const mkdir = called("mkdir", promises.mkdir);
export const mkdtemp = called("mkdtemp", promises.mkdtemp);
export const open = byOperation("open");
export const readdir = called("readdir", promises.readdir);
export const readFile = called("readFile", async (path, options) => (typeof path === "number" ? readFileSync(path, options) : promises.readFile(path, options)));
export const readlink = called("readlink", promises.readlink);
export const realpath = called("realpath", promises.realpath);
realpath.native = realpath;
export const rename = called("rename", promises.rename);
export const rm = called("rm", promises.rm);
export const rmdir = called("rmdir", promises.rmdir);
export const stat = called("stat", promises.stat);
export const symlink = called("symlink", promises.symlink);
export const truncate = called("truncate", promises.truncate);
export const unlink = called("unlink", promises.unlink);
export const utimes = called("utimes", promises.utimes);
export const writeFile = called("writeFile", async (path, data, options) => (typeof path === "number" ? writeFileSync(path, data, options) : promises.writeFile(path, data, options)));
export const opendir = called("opendir", async (path) => opendirSync(path));

export function exists(path, callback) {
  checkFunction("cb", callback);
  promises.access(path).then(() => callback(true), () => callback(false));
}

export function read(fd, buffer, offset, length, position, callback) {
  if (typeof offset === "function") [offset, length, position, callback] = [0, undefined, null, offset];
  else if (typeof length === "function") [length, position, callback] = [undefined, null, length];
  else if (typeof position === "function") [position, callback] = [null, position];
  checkFunction("cb", callback);
  const { view, position: at } = readArguments(buffer, offset, length, position);
  const tick = globalThis.process.nextTick;
  promised((id) => ops.fsRead(id, fdOf(fd), view.byteLength, at)).then((bytes) => {
    view.set(bytes);
    tick(callback, null, bytes.byteLength, buffer);
  }, (error) => tick(callback, error));
}
export function write(fd, data, ...rest) {
  const callback = rest.pop();
  checkFunction("cb", callback);
  const { bytes, position } = writeArguments(data, ...rest);
  const tick = globalThis.process.nextTick;
  promised((id) => ops.fsWrite(id, fdOf(fd), bytes, position)).then((count) => tick(callback, null, count, data), (error) => tick(callback, error));
}
const argumentNames = Symbol.for("nodejs.util.promisify.custom");
read[argumentNames] = (...args) => new Promise((resolve, reject) => read(...args, (error, bytesRead, buffer) => (error ? reject(error) : resolve({ bytesRead, buffer }))));
write[argumentNames] = (...args) => new Promise((resolve, reject) => write(...args, (error, bytesWritten, buffer) => (error ? reject(error) : resolve({ bytesWritten, buffer }))));
exists[argumentNames] = (path) => new Promise((resolve) => exists(path, resolve));

const absent = missing("fs", [
  "watch", "watchFile", "unwatchFile", "statfs", "statfsSync", "chown", "chownSync", "fchown", "fchownSync", "lchown",
  "lchownSync", "fchmod", "fchmodSync", "lchmod", "lchmodSync", "lutimes", "lutimesSync", "futimes", "futimesSync", "openAsBlob",
  "readv", "writev",
]);
export const {
  watch, watchFile, unwatchFile, statfs, statfsSync, chown, chownSync, fchown, fchownSync, lchown, lchownSync, fchmod, fchmodSync,
  lchmod, lchmodSync, lutimes, lutimesSync, futimes, futimesSync, openAsBlob, readv, writev,
} = absent;

export default {
  ...absent, access, accessSync, appendFile, appendFileSync, chmod, chmodSync, close, closeSync, constants, copyFile,
  copyFileSync, cp, cpSync, createReadStream, createWriteStream, Dirent, exists, existsSync, F_OK, fdatasync, fdatasyncSync,
  FileReadStream: ReadStream, FileWriteStream: WriteStream, fstat, fstatSync, fsync, fsyncSync, ftruncate, ftruncateSync,
  link, linkSync, lstat, lstatSync, mkdir, mkdirSync, mkdtemp, mkdtempSync, open, opendir, opendirSync, openSync, promises,
  R_OK, read, readdir, readdirSync, readFile, readFileSync, readlink, readlinkSync, ReadStream, readSync, readvSync, realpath,
  realpathSync, rename, renameSync, rm, rmdir, rmdirSync, rmSync, stat, Stats, statSync, symlink, symlinkSync, truncate,
  truncateSync, unlink, unlinkSync, utimes, utimesSync, W_OK, write, writeFile, writeFileSync, WriteStream, writeSync,
  writevSync, X_OK,
};
