// "hz:fs": files for green threads. Each call blocks the green thread that makes it and never its core: other threads
// run on. Errors are those of the system, with `code` ("ENOENT"), `syscall` and `path`.

/** A path, or a file URL. */
export type Path = string | URL;
/** Text is written as UTF-8. */
export type Data = string | ArrayBufferView | ArrayBuffer;

/** The bytes of a file. */
export function readFile(path: Path): Uint8Array;
/** The text of a file in UTF-8; malformed bytes become U+FFFD. */
export function readText(path: Path): string;
/** The value of a JSON file. */
export function readJson(path: Path): any;

export interface WriteOptions {
  /** Add to the end instead of emptying the file first. */
  append?: boolean;
  /** Fail with `EEXIST` when the file is there. */
  exclusive?: boolean;
  /** Permissions of a new file; 0o666 less the process's mask. */
  mode?: number;
}
/** Writes a whole file; it is made or emptied first, unless the options say otherwise. */
export function writeFile(path: Path, data: Data, options?: WriteOptions): void;
export function appendFile(path: Path, data: Data): void;

/**
 * The lines of a file, without their ends (`\n` or `\r\n`), as they are read: the file is never in memory as a whole.
 *
 *     for (const line of lines("access.log")) …
 */
export function lines(path: Path): IterableIterator<string>;

export interface Entry {
  name: string;
  /** The directory's path with the name. */
  path: string;
  type: "file" | "directory" | "link" | "other";
}
/** What is in a directory, by name. */
export function readDir(path: Path): Entry[];
/** All below a directory, a directory before what is in it. Links are given and not followed. */
export function walk(path: Path): IterableIterator<Entry>;

/** Facts about a file or directory, as `node:fs` gives them. */
export interface Stats {
  size: number;
  mode: number;
  mtimeMs: number;
  mtime: Date;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  [fact: string]: any;
}
/** A link is followed. */
export function stat(path: Path): Stats;
export function exists(path: Path): boolean;

export function makeDir(path: Path, options?: { recursive?: boolean; mode?: number }): void;
/** Makes a directory of a new name below the system's folder for temporary files; gives its path. */
export function makeTempDir(prefix?: string): string;
export function remove(path: Path, options?: { recursive?: boolean; force?: boolean }): void;
export function rename(from: Path, to: Path): void;
export function copyFile(from: Path, to: Path): void;

/** An open file. Reading and writing go on where the last call ended, unless a position is given. */
export interface File extends Disposable {
  readonly path: string;
  /** At most `length` bytes (64 KiB when not given); null at the end. */
  read(length?: number, position?: number): Uint8Array | null;
  /** Gives how many bytes were written, which is all of them. */
  write(data: Data, position?: number): number;
  stat(): Stats;
  truncate(length?: number): void;
  /** Waits until the device has what was written. */
  flush(): void;
  /** A second time does nothing. */
  close(): void;
}
/** `flags`: "r" (the default), "r+", "w", "wx" (fails if it is there), "w+", "a", "a+". */
export function open(path: Path, flags?: string, mode?: number): File;
