// What node:fs gives and takes: Stats, Dirent, constants, paths and flags. Not a module of Node's.
import { Buffer } from "../buffer.js";
import { fileURLToPath } from "../url.js";
import { coded, invalidType, invalidValue, outOfRange } from "./errors.js";

export const constants = Object.freeze({
  UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, UV_DIRENT_UNKNOWN: 0,
  UV_DIRENT_FILE: 1, UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, UV_DIRENT_FIFO: 4, UV_DIRENT_SOCKET: 5, UV_DIRENT_CHAR: 6,
  UV_DIRENT_BLOCK: 7, S_IFMT: 0o170000, S_IFREG: 0o100000, S_IFDIR: 0o040000, S_IFCHR: 0o020000, S_IFBLK: 0o060000,
  S_IFIFO: 0o010000, S_IFLNK: 0o120000, S_IFSOCK: 0o140000, O_CREAT: 0o100, O_EXCL: 0o200, UV_FS_O_FILEMAP: 0,
  O_NOCTTY: 0o400, O_TRUNC: 0o1000, O_APPEND: 0o2000, O_DIRECTORY: 0o200000, O_NOATIME: 0o1000000, O_NOFOLLOW: 0o400000,
  O_SYNC: 0o4010000, O_DSYNC: 0o10000, O_DIRECT: 0o40000, O_NONBLOCK: 0o4000, S_IRWXU: 0o700, S_IRUSR: 0o400,
  S_IWUSR: 0o200, S_IXUSR: 0o100, S_IRWXG: 0o070, S_IRGRP: 0o040, S_IWGRP: 0o020, S_IXGRP: 0o010, S_IRWXO: 0o007,
  S_IROTH: 0o004, S_IWOTH: 0o002, S_IXOTH: 0o001, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, UV_FS_COPYFILE_EXCL: 1,
  COPYFILE_EXCL: 1, UV_FS_COPYFILE_FICLONE: 2, COPYFILE_FICLONE: 2, UV_FS_COPYFILE_FICLONE_FORCE: 4, COPYFILE_FICLONE_FORCE: 4,
});

const isType = (bits) => function () { return (this.mode & constants.S_IFMT) === bits; };

// Times are whole dates made on demand: most programs look at none of them.
export function Stats(facts, isBig) {
  const [dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs] = isBig
    ? facts.map((fact) => BigInt(Math.floor(fact))) : facts;
  Object.assign(this, { dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs });
  if (isBig) {
    for (const [i, key] of ["atimeNs", "mtimeNs", "ctimeNs", "birthtimeNs"].entries()) this[key] = BigInt(Math.round(facts[10 + i] * 1e6));
  }
}
for (const [name, bits] of Object.entries({
  isDirectory: constants.S_IFDIR, isFile: constants.S_IFREG, isBlockDevice: constants.S_IFBLK,
  isCharacterDevice: constants.S_IFCHR, isSymbolicLink: constants.S_IFLNK, isFIFO: constants.S_IFIFO, isSocket: constants.S_IFSOCK,
})) {
  Stats.prototype[name] = function () { return (Number(this.mode) & constants.S_IFMT) === bits; };
}
for (const name of ["atime", "mtime", "ctime", "birthtime"]) {
  Object.defineProperty(Stats.prototype, name, {
    get() {
      const value = new Date(Number(this[`${name}Ms`]));
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    },
    set(value) { Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true }); },
    enumerable: true,
    configurable: true,
  });
}

const typeBits = Symbol("type");

export class Dirent {
  constructor(name, mode, parentPath) {
    this.name = name;
    this.parentPath = parentPath;
    this.path = parentPath;
    this[typeBits] = mode;
    Object.defineProperty(this, "mode", { value: mode });
    Object.defineProperty(this, typeBits, { enumerable: false });
  }
}
for (const [name, bits] of Object.entries({
  isDirectory: constants.S_IFDIR, isFile: constants.S_IFREG, isBlockDevice: constants.S_IFBLK,
  isCharacterDevice: constants.S_IFCHR, isSymbolicLink: constants.S_IFLNK, isFIFO: constants.S_IFIFO, isSocket: constants.S_IFSOCK,
})) {
  Object.defineProperty(Dirent.prototype, name, { value: isType(bits), writable: true, configurable: true });
}

export function pathOf(path, name = "path") {
  if (typeof path === "string") {
    if (path.includes("\0")) throw invalidValue(name, path, "must be a string, Uint8Array, or URL without null bytes");
    return path;
  }
  if (path instanceof Uint8Array) return pathOf(Buffer.from(path).toString(), name);
  if (typeof path?.href === "string" && path.protocol !== undefined) return fileURLToPath(path);
  throw invalidType(name, ["string", "Buffer", "URL"], path);
}

const numbered = [[constants.O_EXCL, "x"], [constants.O_SYNC, "s"]];

// Flags as letters; numbers are turned into the letters that mean the same.
export function flagsOf(flags, fallback) {
  if (flags === undefined || flags === null) return fallback;
  if (typeof flags === "string") return flags;
  if (typeof flags !== "number") throw invalidValue("flags", flags);
  const access = flags & 3;
  const extra = numbered.filter(([bit]) => (flags & bit) === bit).map(([, letter]) => letter).join("");
  if (flags & constants.O_APPEND) return `a${extra}${access === 2 ? "+" : ""}`;
  if (flags & constants.O_TRUNC) return `w${extra}${access === 2 ? "+" : ""}`;
  if (flags & constants.O_CREAT) return flags & constants.O_EXCL ? `wx${access === 2 ? "+" : ""}` : `a${extra}${access === 2 ? "+" : ""}`;
  return access === 0 ? "r" : "r+";
}

export function modeOf(mode, fallback) {
  if (mode === undefined || mode === null) return fallback;
  if (typeof mode === "string") {
    if (!/^[0-7]+$/.test(mode)) throw invalidValue("mode", mode, "must be a 32-bit unsigned integer or an octal string");
    return parseInt(mode, 8);
  }
  if (typeof mode !== "number") throw invalidType("mode", "number", mode);
  return mode >>> 0;
}

export function fdOf(fd) {
  if (typeof fd !== "number") throw invalidType("fd", "number", fd);
  if (!(Number.isInteger(fd) && fd >= 0 && fd <= 2 ** 31 - 1)) throw outOfRange("fd", ">= 0 && <= 2147483647", fd);
  return fd;
}

// `options` may be an encoding, or an object; anything else is an error.
export function optionsOf(options, defaults = {}) {
  if (options === undefined || options === null || typeof options === "function") return defaults;
  if (typeof options === "string") return { ...defaults, encoding: options };
  if (typeof options !== "object") throw invalidType("options", ["string", "Object"], options);
  if (options.encoding !== undefined && options.encoding !== null && options.encoding !== "buffer" && !Buffer.isEncoding(options.encoding)) {
    throw invalidValue("encoding", options.encoding, "is invalid encoding");
  }
  return { ...defaults, ...options };
}

export const asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
export const asResult = (bytes, encoding) => (encoding && encoding !== "buffer" ? asBuffer(bytes).toString(encoding) : asBuffer(bytes));
export const isUtf8 = (encoding) => typeof encoding === "string" && /^utf-?8$/i.test(encoding);

// What is written to a file: text in its encoding, or bytes.
export function contentOf(data, encoding = "utf8") {
  if (typeof data === "string") return isUtf8(encoding) ? data : Buffer.from(data, encoding);
  if (ArrayBuffer.isView(data)) return data;
  throw invalidType("data", ["string", "Buffer", "TypedArray", "DataView"], data);
}

export function secondsOf(time) {
  const seconds = time instanceof Date ? time.getTime() / 1000 : Number(time);
  if (Number.isNaN(seconds)) throw coded(TypeError, "ERR_INVALID_ARG_TYPE", "The time must be a number, a string or a Date");
  return seconds;
}
