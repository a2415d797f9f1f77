// Counts the words of every file below a directory, on every core.
//
//     hzrun examples/wordcount/main.js <directory> [how many words]      # default: all
//
// The output is, byte for byte, that of
//
//     find <directory> -type f -exec sh -c 'cat "$1"; echo' - {} \; | tr A-Z a-z | tr -cs a-z '\n' |
//       grep . | LC_ALL=C sort | uniq -c | LC_ALL=C sort -k1,1nr -k2
//
// (a word is a run of the letters A to Z), but no step waits for the one before it to end:
//
//     list ──paths──▶ count (one on each core) ──tables──▶ merge ──▶ print
//
// The channels are short, so that a stage that is ahead waits for the next one: memory holds the words found, never the
// text. Files are read in pieces of 64 KiB; a word that a piece cuts in two is carried over.
import { chan, go } from "hz";
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

const PIECE_BYTES = 64 * 1024;

/** Sends the path of every file below a directory. */
function list(directory, paths) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) list(path, paths);
    else if (entry.isFile()) paths.send(path);
  }
}

/** The texts of a file, piece by piece, cut between words. */
function* pieces(path) {
  // Every byte is one character, so that no piece can cut a character; only the letters A to Z matter.
  const decoder = new TextDecoder("latin1");
  const bytes = new Uint8Array(PIECE_BYTES);
  const file = openSync(path, "r");
  try {
    let carried = "";
    for (let length; (length = readSync(file, bytes, 0, PIECE_BYTES, null)) > 0; ) {
      const text = carried + decoder.decode(bytes.subarray(0, length)).toLowerCase();
      let end = text.length;
      while (end > 0 && isLetter(text.charCodeAt(end - 1))) end--;
      carried = text.slice(end);
      yield text.slice(0, end);
    }
    yield carried;
  } finally {
    closeSync(file);
  }
}

function isLetter(code) {
  return code >= 97 && code <= 122;
}

/** Counts the words of the files that `paths` names until it is closed, then sends its table. */
function count(paths, tables) {
  const table = new Map();
  for (const path of paths) {
    for (const text of pieces(path)) {
      for (const word of text.split(/[^a-z]+/)) {
        if (word !== "") table.set(word, (table.get(word) ?? 0) + 1);
      }
    }
  }
  tables.send(table);
}

/** Adds up the tables of `workers` counters. */
function merge(tables, workers) {
  const total = new Map();
  for (let i = 0; i < workers; i++) {
    for (const [word, n] of tables.recv()) total.set(word, (total.get(word) ?? 0) + n);
  }
  return total;
}

/** The lines of `uniq -c`, the most frequent first, words of one count by the alphabet. */
function lines(total, wanted) {
  const rows = [...total].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return rows.slice(0, wanted).map(([word, n]) => `${String(n).padStart(7)} ${word}\n`);
}

const [directory, wanted = Infinity] = process.argv.slice(2);
if (directory === undefined) {
  console.error("usage: hzrun examples/wordcount/main.js <directory> [how many words]");
  process.exit(2);
}

const workers = availableParallelism();
const paths = chan(64), tables = chan(workers);
for (let w = 0; w < workers; w++) go(count, paths, tables);
list(directory, paths);
paths.close();
process.stdout.write(lines(merge(tables, workers), Number(wanted)).join(""));
