#!/usr/bin/env python3
"""Group V8's source files into clusters: one compiler run for many files.

V8's build calls this script as v8/tools/cluster_files.py (see
v8/gni/cluster_build.gni in its sources), but the v8 crate leaves V8's tools
out; this is our own, with the same arguments:

  --compute-filenames --prefix P ... FILES     print the cluster files' names
  --generate --output-dir D --prefix P ... FILES   write them

Before: heap/heap.cc heap/sweeper.cc ast/ast.cc
After:  P-0.cc = #include heap/heap.cc, heap/sweeper.cc;  P-1.cc = ast/ast.cc

A file of V8 takes 11 s to compile, of which 8 s are headers that its
neighbours read too, so a cluster of 25 costs little more than three files.
Only files of one folder share a cluster: there, names in anonymous namespaces
seldom clash.
"""

import argparse
from pathlib import Path, PurePosixPath


def clusters(files, size, small_size, small_dirs):
    """Yield lists of files: one folder each, in the order given, at most `size` long."""
    folders = {}
    for name in files:
        folders.setdefault(str(PurePosixPath(name).parent), []).append(name)
    for folder, members in folders.items():
        step = small_size if any(folder.endswith(d) for d in small_dirs) else size
        for start in range(0, len(members), step):
            yield members[start:start + step]


def include_line(name, strip_prefix, include_prefix):
    if strip_prefix and name.startswith(strip_prefix):
        name = name[len(strip_prefix):]
    return f'#include "{include_prefix}{name}"\n'


def write_if_changed(path, text):
    """Keep the time stamp of an unchanged file, so that a rerun compiles nothing twice."""
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compute-filenames", action="store_true")
    parser.add_argument("--generate", action="store_true")
    parser.add_argument("--prefix", required=True)
    parser.add_argument("--output-dir", default=".")
    parser.add_argument("--cluster-size", type=int, required=True)
    parser.add_argument("--small-cluster-size", type=int, required=True)
    parser.add_argument("--small-cluster-dirs", action="append", default=[])
    parser.add_argument("--strip-prefix", default="")
    parser.add_argument("--include-prefix", default="")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    groups = clusters(
        args.files, args.cluster_size, args.small_cluster_size, args.small_cluster_dirs)
    for index, group in enumerate(groups):
        name = f"{args.prefix}-{index}.cc"
        if args.compute_filenames:
            print(name)
        if args.generate:
            lines = [include_line(f, args.strip_prefix, args.include_prefix) for f in group]
            write_if_changed(Path(args.output_dir) / name, "".join(lines))


if __name__ == "__main__":
    main()
