# shellcheck shell=bash
# What a V8 archive is: its name, where it may lie, and when it is sound. Sourced, never run.
#
# An archive is the static library that the `v8` crate links, gzipped:
#   librusty_v8_release_<target>.a.gz, with its SHA256SUMS beside it.
# The crate's build script looks, before it downloads, into cargo's home:
#   $CARGO_HOME/.rusty_v8/v152_2_0_librusty_v8_release_x86_64_unknown_linux_gnu_a_gz
# (`v<version>/<file name>` with every other character turned into `_`). That file is what
# all other scripts here are about: once it is in place, plain `cargo build` works,
# in any checkout, without an environment variable.
#
# Sets: root, v8_version, v8_target, v8_file, v8_slot, v8_cache, v8_built, v8_sibling.

die() { printf 'hz: %s\n' "$*" >&2; exit 1; }
say() { printf 'hz: %s\n' "$*" >&2; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# The version that this checkout links: the lock file knows it, the manifest pins it.
pinned_version() {
  local found=
  [[ ! -f $root/Cargo.lock ]] || found=$(awk '$0 == "name = \"v8\"" { getline; gsub(/version = |"/, ""); print; exit }' "$root/Cargo.lock")
  [[ -n $found ]] || found=$(sed -n 's/^v8 = .*"=\([0-9.]*\)".*/\1/p' "$root/Cargo.toml" | head -1)
  [[ -n $found ]] || die "no version of the crate v8 in $root/Cargo.lock or $root/Cargo.toml"
  printf '%s\n' "$found"
}

v8_version=$(pinned_version)
v8_target=$(rustc -vV 2>/dev/null | sed -n 's/^host: //p') || true
[[ -n $v8_target ]] || die "rustc does not answer; install Rust first (https://rustup.rs)"
v8_file=librusty_v8_release_$v8_target.a.gz
v8_slot=${CARGO_HOME:-$HOME/.cargo}/.rusty_v8/$(printf '%s' "v$v8_version/$v8_file" | tr -c 'A-Za-z0-9' _)
v8_cache=${XDG_CACHE_HOME:-$HOME/.cache}/hz/v8/$v8_version
# shellcheck disable=SC2034  # read by those who source this
v8_built=$v8_cache/$v8_file
# shellcheck disable=SC2034
v8_sibling=$root/../shared/v8/$v8_file

sum_of() { sha256sum "$1" | cut -d' ' -f1; }

# damaged ARCHIVE: why this file cannot be linked, or nothing.
damaged() {
  local file=$1 magic series
  [[ -r $file ]] || { echo "it cannot be read"; return; }
  magic=$(head -c 2 "$file" | od -An -tx1 | tr -d ' \n')
  [[ $magic == 1f8b ]] || { echo "it is no gzip file"; return; }
  gzip -t "$file" 2>/dev/null || { echo "its gzip data is damaged or ends too early"; return; }
  # V8 15.2 is crate 152. Another series would link and then crash.
  series=${v8_version%%.*}
  series=${series%?}\\.${series: -1}
  # grep -c reads to the end: a pipe closed early would count as a failure.
  (( $(gzip -dc "$file" | grep -ac -- "$series\\.[0-9.]*-rusty") > 0 )) ||
    echo "it does not hold the V8 of crate v8 $v8_version"
}

# recorded_sum ARCHIVE: the checksum that the SHA256SUMS beside it gives, or nothing.
recorded_sum() {
  local sums
  sums=$(dirname "$1")/SHA256SUMS
  [[ ! -f $sums ]] || awk -v name="$(basename "$1")" '{ sub(/^\*/, "", $2) } $2 == name { print $1; exit }' "$sums"
}

# require_sound ARCHIVE REMEDY: end with one message unless checksum and content are right.
require_sound() {
  local file=$1 remedy=$2 want reason=
  want=$(recorded_sum "$file")
  if [[ -n $want && $(sum_of "$file") != "$want" ]]; then
    reason="its checksum differs from the one in SHA256SUMS beside it"
  else
    reason=$(damaged "$file")
  fi
  [[ -z $reason ]] || die "the V8 archive $file is unusable: $reason. $remedy"
}

# place FILE BY: put a copy where cargo looks. Copied aside and renamed, so that no build reads half a file.
place() {
  mkdir -p "$(dirname "$v8_slot")"
  local aside=$v8_slot.$$
  if cp "$1" "$aside" && chmod u+w "$aside" && sum_of "$aside" > "$aside.sum"; then
    mv "$aside.sum" "$v8_slot.sha256" && mv "$aside" "$v8_slot"
    say "V8 $v8_version: $2"
  else
    rm -f "$aside" "$aside.sum"
    die "cannot write $v8_slot"
  fi
}
