#!/usr/bin/env bash
# Build the V8 static library from source, out of nothing but crates and Debian packages.
#
# The published `v8` crate carries V8's sources, but its own build downloads gn, ninja, clang,
# a Rust toolchain and ICU's data. Here Debian supplies the tools, the crate
# `deno_core_icudata` the data and `temporal_capi` what V8 wants from Rust. Two things make it
# quick: clusters (cluster_files.py), and no optimizer for what only runs inside mksnapshot.
#
# Result: ~/.cache/hz/v8/<version>/librusty_v8_release_<target>.a.gz and SHA256SUMS beside it.
# Invariants: a step leaves its result under its final name only when complete, so a rerun
# goes on where the last one ended; two runs at once are refused; nothing is fetched but
# crates (by cargo) and packages (by apt-get).
#
# HZ_V8_BUILD_DIR  where to work (default ~/.cache/hz/v8/<version>/build, about 1 GB, removed at the end)
# HZ_V8_JOBS       compilers at once (default: one per core, as far as memory reaches)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=archive.sh
source "$here/archive.sh"
# shellcheck source=packages.sh
source "$here/packages.sh"

readonly llvm=22             # the clang that knows all of V8 15.2's C++, and is in Debian
readonly icudata=0.78.0      # ICU 78, as V8's sources; another ICU would refuse the data
readonly job_mb=2000         # the largest cluster takes 1.4 GB, the linker of mksnapshot less
readonly packages=("clang-$llvm" "lld-$llvm" "llvm-$llvm" "libclang-rt-$llvm-dev" generate-ninja ninja-build
  ccache python3)

work=${HZ_V8_BUILD_DIR:-$v8_cache/build}
steps=(tools crates sources temporal configure compile pack)

main() {
  [[ $v8_target == x86_64-unknown-linux-gnu ]] ||
    die "the source build of V8 knows x86_64-unknown-linux-gnu only, not $v8_target. Set RUSTY_V8_ARCHIVE."
  mkdir -p "$work" "$v8_cache"
  exec 9> "$work/lock"
  flock -n 9 || die "another source build of V8 is at work in $work"
  say "V8 $v8_version from source in $work; interrupt it at will, a rerun goes on"
  local begin=$SECONDS n=0 step
  for step in "${steps[@]}"; do
    n=$((n + 1))
    say "step $n of ${#steps[@]}, $(( (SECONDS - begin) / 60 )) min: $step"
    "$step"
  done
  say "V8 $v8_version built in $(( (SECONDS - begin) / 60 )) min: $v8_built"
  # A folder that somebody chose is theirs; the default one has served.
  [[ -n ${HZ_V8_BUILD_DIR:-} ]] || rm -rf "$work"
}

tools() {
  local wanted=() package
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || wanted+=("$package")
  done
  [[ ${#wanted[@]} == 0 ]] || install_packages "${wanted[@]}"
}

# crates: let cargo fetch the three crates, and write down where it keeps them.
crates() {
  [[ ! -f $work/crates.txt ]] || return 0
  local temporal
  temporal=$(awk '$0 == "name = \"temporal_capi\"" { getline; gsub(/version = |"/, ""); print; exit }' "$root/Cargo.lock" 2> /dev/null) || true
  mkdir -p "$work/temporal/src"
  cat > "$work/temporal/Cargo.toml" << TOML
[package]
name = "hz_temporal"
version = "0.0.0"
edition = "2024"

[lib]
crate-type = ["staticlib"]

[dependencies]
temporal_capi = { version = "${temporal:+=}${temporal:-0.2.3}", features = ["zoneinfo64"] }

# Never built, only fetched: their files are what is wanted.
[target.'cfg(any())'.dependencies]
v8 = "=$v8_version"
deno_core_icudata = "=$icudata"

[profile.release]
panic = "abort"

[workspace]
TOML
  echo 'pub use temporal_capi::*;' > "$work/temporal/src/lib.rs"
  cargo metadata --quiet --manifest-path "$work/temporal/Cargo.toml" --format-version 1 |
    python3 -c '
import json, os, sys
for package in json.load(sys.stdin)["packages"]:
    if package["name"] in ("v8", "deno_core_icudata", "temporal_capi"):
        print(package["name"], os.path.dirname(package["manifest_path"]))' > "$work/crates.aside"
  mv "$work/crates.aside" "$work/crates.txt"
}

crate_dir() { sed -n "s/^$1 //p" "$work/crates.txt"; }

# sources: a copy of the crate, completed and edited. Done under another name, so that it is whole or not there.
sources() {
  [[ ! -d $work/src ]] || return 0
  local aside=$work/src.aside temporal
  rm -rf "$aside"
  cp -r "$(crate_dir v8)" "$aside"
  mkdir -p "$aside/third_party/icu/common" "$aside/hz_temporal"
  cp "$(crate_dir deno_core_icudata)/src/icudtl.dat" "$aside/third_party/icu/common/"
  temporal=$aside/third_party/rust/chromium_crates_io/vendor/temporal_capi-v0_2
  mkdir -p "$temporal"
  cp -r "$(crate_dir temporal_capi)/bindings" "$temporal/"
  cp "$here/cluster_files.py" "$aside/v8/tools/"
  python3 "$here/edit_gn.py" "$aside"
  mv "$aside" "$work/src"
}

# temporal: the Rust functions behind V8's Temporal, for mksnapshot to link. The final program gets
# the same functions from the v8 crate's own dependency.
temporal() {
  local made=$work/temporal/target/release/libhz_temporal.a
  (cd "$work/temporal" && CARGO_TARGET_DIR=$work/temporal/target cargo build --quiet --release)
  cmp -s "$made" "$work/src/hz_temporal/libhz_temporal.a" || cp "$made" "$work/src/hz_temporal/"
}

# configure: the arguments of the crate's published binaries, plus what this tool set needs.
configure() {
  local aside=$work/args.aside
  mkdir -p "$work/out"
  cat > "$aside" << GN
# As published: no pointer compression, no sandbox, own libc++, usable inside a shared library.
is_debug = false
use_custom_libcxx = true
v8_enable_sandbox = false
v8_enable_pointer_compression = false
v8_enable_v8_checks = false
v8_monolithic_for_shared_library = true

# The tools at hand.
clang_base_path = "/usr/lib/llvm-$llvm"
clang_version = "$llvm"
use_lld = true
cc_wrapper = "ccache"
treat_warnings_as_errors = false
enable_rust = false
enable_rust_cxx = false
use_glib = false
chrome_pgo_phase = 0

# Speed of the build: no debug information, many files in one compiler run.
symbol_level = 0
line_tables_only = false
v8_enable_cluster_build = true
GN
  if cmp -s "$aside" "$work/args.configured"; then return; fi
  cp "$aside" "$work/out/args.gn"
  gn gen -q --root="$work/src" --script-executable="$(command -v python3)" "$work/out"
  # This gn writes `libc++` into rule names, where ninja allows no plus sign.
  sed -i -E '/^(rule|build) /s/libc\+\+(_[A-Za-z0-9_]*__rule)/libcxx\1/g' "$work/out/toolchain.ninja"
  mv "$aside" "$work/args.configured"
}

compile() {
  local jobs=${HZ_V8_JOBS:-$(fitting_jobs)}
  say "$jobs compilers at once; ccache keeps what they make, in case the folder is lost"
  NINJA_STATUS='[%f of %t, %e s] ' ninja -C "$work/out" -j "$jobs" rusty_v8
}

# fitting_jobs: one per core, fewer where memory is short.
fitting_jobs() {
  local cores mb
  cores=$(nproc)
  mb=$(awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo)
  local jobs=$(( mb / job_mb < cores ? mb / job_mb : cores ))
  echo $(( jobs > 0 ? jobs : 1 ))
}

pack() {
  local aside=$v8_built.$$ reason
  gzip -nc "$work/out/obj/librusty_v8.a" > "$aside"
  reason=$(damaged "$aside")
  [[ -z $reason ]] || { rm -f "$aside"; die "the build ended, but its archive is unusable: $reason"; }
  # The checksum first: an archive without one would pass unchecked.
  printf '%s  %s\n' "$(sum_of "$aside")" "$v8_file" > "$v8_cache/SHA256SUMS"
  mv "$aside" "$v8_built"
}

main
