// node:fs/promises. Partial: `watch`, `statfs`, `lchown` and `chown` are not available.
import ops from "hz:internal/ops";
import { promised } from "hz:core/operation";
import { EventEmitter } from "../events.js";
import { operations, readArguments, writeArguments } from "../internal/fs_operations.js";
import { asBuffer, asResult, constants, contentOf, Dirent, flagsOf, modeOf, optionsOf, pathOf } from "../internal/fs_values.js";
import { missing } from "../internal/errors.js";
import { join } from "../path.js";

async function run([name, args, answer]) {
  return answer(await promised((id) => ops[name](id, ...args)));
}

function checkSignal(options) {
  const signal = options?.signal;
  if (signal?.aborted) {
    const error = new Error("The operation was aborted", { cause: signal.reason });
    throw Object.assign(error, { name: "AbortError", code: "ABORT_ERR" });
  }
}

const asynchronous = (name) => ({ [name]: async (...args) => run(operations[name](...args)) })[name];

export const access = asynchronous("access");
export const chmod = asynchronous("chmod");
export const copyFile = asynchronous("copyFile");
export const link = asynchronous("link");
export const lstat = asynchronous("lstat");
export const mkdir = asynchronous("mkdir");
export const mkdtemp = asynchronous("mkdtemp");
export const readlink = asynchronous("readlink");
export const realpath = asynchronous("realpath");
export const rename = asynchronous("rename");
export const rm = asynchronous("rm");
export const rmdir = asynchronous("rmdir");
export const stat = asynchronous("stat");
export const symlink = asynchronous("symlink");
export const truncate = asynchronous("truncate");
export const unlink = asynchronous("unlink");
export const utimes = asynchronous("utimes");

export async function readFile(path, options = undefined) {
  checkSignal(options);
  if (path instanceof FileHandle) return path.readFile(options);
  return run(operations.readFile(path, options));
}

async function collected(data, encoding) {
  if (typeof data === "string" || ArrayBuffer.isView(data)) return contentOf(data, encoding);
  if (typeof data?.[Symbol.asyncIterator] !== "function" && typeof data?.[Symbol.iterator] !== "function") return contentOf(data, encoding);
  const chunks = [];
  for await (const chunk of data) chunks.push(typeof chunk === "string" ? globalThis.Buffer.from(chunk, encoding) : chunk);
  return globalThis.Buffer.concat(chunks);
}

export async function writeFile(path, data, options = undefined) {
  checkSignal(options);
  const content = await collected(data, optionsOf(options).encoding ?? "utf8");
  if (path instanceof FileHandle) return path.writeFile(content, options);
  return run(operations.writeFile(path, content, options));
}
export async function appendFile(path, data, options = undefined) {
  if (path instanceof FileHandle) return path.appendFile(data, options);
  return run(operations.appendFile(path, data, options));
}

export async function readdir(path, options = undefined) {
  const entries = await run(operations.readdir(path, options));
  if (!options?.recursive) return entries;
  const root = pathOf(path);
  const all = [];
  for (const entry of await run(operations.readdir(path, { withFileTypes: true }))) {
    all.push(options.withFileTypes ? entry : entry.name);
    if (!entry.isDirectory()) continue;
    for (const inner of await readdir(join(root, entry.name), options)) {
      all.push(inner instanceof Dirent ? inner : join(entry.name, inner));
    }
  }
  return all;
}

export async function* opendir(path) {
  yield* await readdir(path, { withFileTypes: true });
}

export async function cp(from, to, options = undefined) {
  const source = await lstat(from);
  if (!source.isDirectory()) {
    if (options?.force === false && (await exists(to))) return;
    await copyFile(from, to, options?.errorOnExist ? constants.COPYFILE_EXCL : 0);
    return;
  }
  if (!options?.recursive) {
    const error = new Error(`Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${from} is a directory (not copied)) ${from}`);
    throw Object.assign(error, { code: "ERR_FS_EISDIR", path: from, syscall: "cp" });
  }
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const inner = join(pathOf(from), name);
    if (options.filter === undefined || (await options.filter(inner, join(pathOf(to), name)))) await cp(inner, join(pathOf(to), name), options);
  }
}

const exists = (path) => access(path).then(() => true, () => false);

// An open file.
export class FileHandle extends EventEmitter {
  #fd;

  constructor(fd) {
    super();
    this.#fd = fd;
  }

  get fd() { return this.#fd; }

  async read(buffer = globalThis.Buffer.alloc(16384), offset = 0, length = undefined, position = null) {
    if (!ArrayBuffer.isView(buffer)) ({ buffer = globalThis.Buffer.alloc(16384), offset = 0, length = undefined, position = null } = buffer ?? {});
    const { view, position: at } = readArguments(buffer, offset, length, position);
    const bytes = await promised((id) => ops.fsRead(id, this.#fd, view.byteLength, at));
    view.set(bytes);
    return { bytesRead: bytes.byteLength, buffer };
  }
  async write(data, offset = undefined, length = undefined, position = undefined) {
    const { bytes, position: at } = writeArguments(data, offset, length, position);
    const bytesWritten = await promised((id) => ops.fsWrite(id, this.#fd, bytes, at));
    return { bytesWritten, buffer: data };
  }
  async readFile(options = undefined) {
    const { encoding } = optionsOf(options);
    const chunks = [];
    for (;;) {
      const bytes = await promised((id) => ops.fsRead(id, this.#fd, 256 * 1024, null));
      if (bytes.byteLength === 0) break;
      chunks.push(asBuffer(bytes));
    }
    return asResult(globalThis.Buffer.concat(chunks), encoding);
  }
  async writeFile(data, options = undefined) {
    const content = await collected(data, optionsOf(options).encoding ?? "utf8");
    await this.write(typeof content === "string" ? globalThis.Buffer.from(content) : content, 0, undefined, null);
  }
  appendFile(data, options = undefined) { return this.writeFile(data, options); }
  stat(options = undefined) { return run(operations.fstat(this.#fd, options)); }
  truncate(length = 0) { return run(operations.ftruncate(this.#fd, length)); }
  sync() { return run(operations.fsync(this.#fd)); }
  datasync() { return run(operations.fsync(this.#fd)); }
  async close() {
    if (this.#fd === -1) return;
    const fd = this.#fd;
    this.#fd = -1;
    await run(operations.close(fd));
    this.emit("close");
  }
  async *readLines(options = undefined) {
    let rest = "";
    const decoder = new TextDecoder();
    for (;;) {
      const bytes = await promised((id) => ops.fsRead(id, this.#fd, 64 * 1024, null));
      rest += decoder.decode(bytes, { stream: bytes.byteLength > 0 });
      const lines = rest.split(/\r?\n/);
      rest = lines.pop();
      yield* lines;
      if (bytes.byteLength === 0) break;
    }
    if (rest !== "") yield rest;
    if (options?.autoClose !== false) await this.close();
  }
}
if (Symbol.asyncDispose !== undefined) FileHandle.prototype[Symbol.asyncDispose] = FileHandle.prototype.close;

export async function open(path, flags = "r", mode = 0o666) {
  return new FileHandle(await promised((id) => ops.fsOpen(id, pathOf(path), flagsOf(flags, "r"), modeOf(mode, 0o666))));
}

const absent = missing("fs.promises", ["watch", "statfs", "lchown", "chown", "lchmod", "lutimes"]);
export const { watch, statfs, lchown, chown, lchmod, lutimes } = absent;
export { constants };
export default {
  access, appendFile, chmod, chown, constants, copyFile, cp, lchmod, lchown, link, lstat, lutimes, mkdir, mkdtemp, open,
  opendir, readdir, readFile, readlink, realpath, rename, rm, rmdir, stat, statfs, symlink, truncate, unlink, utimes, watch,
  writeFile,
};
