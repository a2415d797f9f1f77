// "hz:fs": files for green threads. Each call blocks its green thread and never its core. Types: fs.d.ts.
import ops from "hz:internal/ops";
import { block } from "hz:core/operation";
import { Stats } from "node:internal/fs_values";

const textOf = (data) => {
  if (typeof data === "string" || ArrayBuffer.isView(data)) return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw new TypeError(`expected text or bytes to write, got ${data === null ? "null" : typeof data}`);
};

function pathOf(path) {
  if (typeof path === "string") return path;
  if (path instanceof URL && path.protocol === "file:") return decodeURIComponent(path.pathname);
  throw new TypeError(`expected a path or a file URL, got ${path === null ? "null" : typeof path}`);
}

/** The bytes of a file. */
export function readFile(path) {
  const name = pathOf(path);
  return block((id) => ops.fsReadFile(id, name), `readFile ${name}`);
}

/** The text of a file, which is UTF-8. */
export function readText(path) {
  const name = pathOf(path);
  return block((id) => ops.fsReadText(id, name), `readText ${name}`);
}

/** The value of a JSON file. */
export function readJson(path) {
  return JSON.parse(readText(path));
}

const writeFlags = ({ append = false, exclusive = false } = {}) => (append ? "a" : "w") + (exclusive ? "x" : "");

/** Writes a whole file; it is made or emptied first, unless the options say otherwise. */
export function writeFile(path, data, options = undefined) {
  const name = pathOf(path);
  const content = textOf(data);
  const flags = writeFlags(options);
  const mode = options?.mode ?? 0o666;
  block((id) => ops.fsWriteFile(id, name, content, flags, mode), `writeFile ${name}`);
}

/** Adds to the end of a file. */
export function appendFile(path, data) {
  writeFile(path, data, { append: true });
}

/** The lines of a file, without their ends, as they are read: the file is never in memory as a whole. */
export function lines(path) {
  return new Lines(pathOf(path));
}

// Reads some hundred KiB ahead, on the I/O runtime; `next` blocks only where a new piece begins. It is a class with
// `next` and no generator, so that the wait for a piece is captured and not pinned.
class Lines {
  #path;
  #reader = 0;
  #pieces = [];
  #next = 0;
  #done = false;

  constructor(path) {
    this.#path = path;
  }

  [Symbol.iterator]() { return this; }

  next() {
    for (;;) {
      if (this.#next < this.#pieces.length) return { value: this.#pieces[this.#next++], done: false };
      if (this.#done) return { value: undefined, done: true };
      this.#fill();
    }
  }

  #fill() {
    if (this.#reader === 0) {
      const path = this.#path;
      this.#reader = block((id) => ops.fsOpenLines(id, path, 0), `open ${path}`);
    }
    const reader = this.#reader;
    const text = block((id) => ops.fsNextLines(id, reader), `read ${this.#path}`);
    if (text === null) {
      this.return();
      return;
    }
    this.#pieces = text.split("\n");
    if (text.endsWith("\n")) this.#pieces.pop();
    if (text.includes("\r")) this.#pieces = this.#pieces.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
    this.#next = 0;
  }

  return() {
    if (this.#reader !== 0) ops.closeResource(this.#reader);
    this.#reader = 0;
    this.#done = true;
    this.#pieces = [];
    this.#next = 0;
    return { value: undefined, done: true };
  }
}

const typeOf = (mode) => {
  switch (mode & 0o170000) {
    case 0o100000: return "file";
    case 0o040000: return "directory";
    case 0o120000: return "link";
    default: return "other";
  }
};

/** What is in a directory, by name: `{ name, path, type }`. */
export function readDir(path) {
  const name = pathOf(path);
  const flat = block((id) => ops.fsList(id, name), `readDir ${name}`);
  const entries = [];
  for (let i = 0; i < flat.length; i += 2) entries.push({ name: flat[i], path: joined(name, flat[i]), type: typeOf(flat[i + 1]) });
  return entries;
}

const joined = (directory, name) => (directory.endsWith("/") ? directory + name : `${directory}/${name}`);

/**
 * All below a directory, entries of a directory by name, a directory before what is in it. Symbolic links are
 * given and not followed.
 */
export function walk(path) {
  return new Walk(pathOf(path));
}

class Walk {
  #root;
  #stack = undefined;   // entries still to give, the next one last

  constructor(root) {
    this.#root = root;
  }

  [Symbol.iterator]() { return this; }

  next() {
    this.#stack ??= readDir(this.#root).reverse();
    const entry = this.#stack.pop();
    if (entry === undefined) return { value: undefined, done: true };
    if (entry.type === "directory") this.#stack.push(...readDir(entry.path).reverse());
    return { value: entry, done: false };
  }

  return() {
    this.#stack = [];
    return { value: undefined, done: true };
  }
}

/** Facts about a file; a link is followed. */
export function stat(path) {
  const name = pathOf(path);
  return new Stats(block((id) => ops.fsStat(id, name, true), `stat ${name}`));
}

/** Whether there is something of that name. */
export function exists(path) {
  const name = pathOf(path);
  try {
    block((id) => ops.fsStat(id, name, true), `stat ${name}`);
    return true;
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
    throw error;
  }
}

/** Makes a directory, and with `recursive` the ones above it. */
export function makeDir(path, { recursive = false, mode = 0o777 } = {}) {
  const name = pathOf(path);
  block((id) => ops.fsMakeDir(id, name, recursive, mode), `makeDir ${name}`);
}

/** Makes a directory of a new name below the system's folder for temporary files. */
export function makeTempDir(prefix = "hz-") {
  const start = joined(ops.osFacts().tmpdir, prefix);
  return block((id) => ops.fsMakeTempDir(id, start), "makeTempDir");
}

/** Removes a file, or with `recursive` a directory and all in it. */
export function remove(path, { recursive = false, force = false } = {}) {
  const name = pathOf(path);
  block((id) => ops.fsRemove(id, name, recursive, force), `remove ${name}`);
}

export function rename(from, to) {
  const [source, target] = [pathOf(from), pathOf(to)];
  block((id) => ops.fsRename(id, source, target), `rename ${source}`);
}

export function copyFile(from, to) {
  const [source, target] = [pathOf(from), pathOf(to)];
  block((id) => ops.fsCopy(id, source, target, false), `copyFile ${source}`);
}

/** Opens a file: `flags` are "r", "r+", "w", "wx", "a" and so on. */
export function open(path, flags = "r", mode = 0o666) {
  const name = pathOf(path);
  return new File(block((id) => ops.fsOpen(id, name, flags, mode), `open ${name}`), name);
}

/** An open file. Reading and writing go on where the last call ended, unless a position is given. */
class File {
  #fd;
  #path;

  constructor(fd, path) {
    this.#fd = fd;
    this.#path = path;
  }

  get path() { return this.#path; }

  /** At most `length` bytes; null at the end. */
  read(length = 64 * 1024, position = undefined) {
    const fd = this.#open();
    const bytes = block((id) => ops.fsRead(id, fd, length, position), `read ${this.#path}`);
    return bytes.byteLength === 0 && length > 0 ? null : bytes;
  }

  /** Writes text or bytes; gives how many bytes that was. */
  write(data, position = undefined) {
    const fd = this.#open();
    const content = textOf(data);
    const bytes = typeof content === "string" ? ops.utf8Encode(content) : content;
    return block((id) => ops.fsWrite(id, fd, bytes, position), `write ${this.#path}`);
  }

  stat() {
    const fd = this.#open();
    return new Stats(block((id) => ops.fsFileStat(id, fd), `stat ${this.#path}`));
  }

  truncate(length = 0) {
    const fd = this.#open();
    block((id) => ops.fsTruncate(id, fd, length), `truncate ${this.#path}`);
  }

  /** Waits until the device has what was written. */
  flush() {
    const fd = this.#open();
    block((id) => ops.fsFlush(id, fd), `flush ${this.#path}`);
  }

  /** Closes the file; a second time does nothing. */
  close() {
    const fd = this.#fd;
    if (fd === -1) return;
    this.#fd = -1;
    block((id) => ops.fsClose(id, fd), `close ${this.#path}`);
  }

  #open() {
    if (this.#fd === -1) throw new Error(`${this.#path} is closed`);
    return this.#fd;
  }
}
if (Symbol.dispose !== undefined) File.prototype[Symbol.dispose] = File.prototype.close;
