// node:path.
import path, { join, posix } from "node:path";
for (const p of ["", ".", "/", "//", "a", "a/", "/a", "/a/b.c", "a/b.c.d", ".x", "a/.x", "a/..", "../a", "a//b", "/a/b/", "a.", "..", "...", "a/b/..", "x.js", "//a", "///a/b"]) console.log(JSON.stringify(p), path.normalize(p), path.dirname(p), JSON.stringify(path.basename(p)), JSON.stringify(path.extname(p)), JSON.stringify(path.parse(p)), path.isAbsolute(p));
for (const a of [["a", "b"], ["/a", "../b"], ["a", "", "c"], [], ["", ""], ["a", "/b"], ["..", "..", "a"], ["./x", "y/"]]) console.log(join(...a), path.resolve("/r", ...a));
for (const [a, b] of [["/a/b/c", "/a/d"], ["/a", "/a"], ["/a/b", "/"], ["/", "/x/y"], ["/aa", "/a"]]) console.log(path.relative(a, b));
console.log(path.basename("a.html", ".html"), path.basename("a.html", "a.html"), path.basename("aaa", "a"), path.basename("/x/a.js/", ".js"), path.format({ dir: "/d", base: "b" }), path.format({ root: "/", name: "n", ext: "e" }), path.format({ root: "/", dir: "/", base: "q" }), path.sep, path.delimiter, posix === path, path.posix === path);
try { path.join(1); } catch (e) { console.log(e.name, e.code, e.message); }
