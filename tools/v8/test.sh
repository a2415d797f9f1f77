#!/usr/bin/env bash
# Tests of setup.sh: which archive is taken, and what happens to a bad one. Seconds, no V8, no network.
#
# Every case runs a copy of the scripts in a folder of its own, with its own home, a rustc that only
# knows its host, and a build.sh that only writes an archive. Archives are fakes of a few bytes; the
# word after the version tells them apart.
# shellcheck disable=SC2016  # check() evaluates its second argument later, hence the single quotes
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
failures=0

readonly file=librusty_v8_release_x86_64-unknown-linux-gnu.a.gz

# --- a stage for each case -------------------------------------------------------------------

new_stage() {
  stage=$(mktemp -d "$top/XXXXXX")
  repo=$stage/repo home=$stage/home bin=$stage/bin
  slot=$home/.cargo/.rusty_v8/v152_2_0_librusty_v8_release_x86_64_unknown_linux_gnu_a_gz
  built=$home/.cache/hz/v8/152.2.0
  sibling=$stage/shared/v8
  mirror=http://127.0.0.1:9           # nobody listens: the network of a closed-off machine
  mkdir -p "$repo/tools/v8" "$home" "$bin" "$built"
  cp "$here"/*.sh "$repo/tools/v8/"
  printf '[[package]]\nname = "v8"\nversion = "152.2.0"\n' > "$repo/Cargo.lock"
  printf '#!/bin/sh\necho host: x86_64-unknown-linux-gnu\n' > "$bin/rustc"
  cat > "$repo/tools/v8/build.sh" << STUB
#!/usr/bin/env bash
set -e
mkdir -p "$built"
printf '!<arch> 15.2.124.1-rusty source' | gzip > "$built/$file"
STUB
  chmod +x "$bin/rustc" "$repo/tools/v8/build.sh"
}

# archive FOLDER WORD: a sound archive with its checksum.
archive() {
  mkdir -p "$1"
  printf '!<arch> 15.2.124.1-rusty %s' "$2" | gzip > "$1/$file"
  (cd "$1" && sha256sum "$file" > SHA256SUMS)
}

# setup [VAR=VALUE...]: run setup.sh on the stage; $status and $output tell how it went.
setup() {
  status=0
  output=$(env -i PATH="$bin:$PATH" HOME="$home" RUSTY_V8_MIRROR="$mirror" "$@" "$repo/tools/v8/setup.sh" 2>&1) || status=$?
}

check() {
  if eval "$2"; then
    printf 'ok    %s\n' "$1"
  else
    printf 'FAIL  %s\n      wanted: %s\n      status %s, output: %s\n' "$1" "$2" "$status" "$output"
    failures=$((failures + 1))
  fi
}

placed() { gzip -dc "$slot" 2> /dev/null | grep -q " $1\$"; }

# refused WORDS: failed with one line that holds the words.
refused() { [[ $status != 0 && $(wc -l <<< "$output") == 1 && $output == *"$1"* ]]; }

# --- the order of choice ---------------------------------------------------------------------

test_order() {
  new_stage
  setup
  check "nothing anywhere: built from source" '[[ $status == 0 ]] && placed source'

  rm -rf "$slot"* "$built"
  archive "$stage/mirror/v152.2.0" download
  mirror=$stage/mirror setup
  check "a download goes before a source build" '[[ $status == 0 ]] && placed download'

  rm -f "$slot"*
  archive "$built" earlier
  mirror=$stage/mirror setup
  check "an earlier build goes before a download" '[[ $status == 0 ]] && placed earlier'

  rm -f "$slot"*
  archive "$sibling" sibling
  setup
  check "the folder beside goes before an earlier build" '[[ $status == 0 ]] && placed sibling'

  archive "$sibling" newer
  setup
  check "what cargo has goes before the folder beside" '[[ $status == 0 && -z $output ]] && placed sibling'

  rm -f "$slot"*
  archive "$stage/given" given
  setup RUSTY_V8_ARCHIVE="$stage/given/$file"
  check "RUSTY_V8_ARCHIVE goes before all; cargo reads it itself" '[[ $status == 0 && -z $output && ! -e $slot ]]'

  setup RUSTY_V8_ARCHIVE="$stage/given"
  check "RUSTY_V8_ARCHIVE may be a folder" '[[ $status == 0 && -z $output ]]'

  printf '!<arch> plain' > "$stage/plain.a"
  setup RUSTY_V8_ARCHIVE="$stage/plain.a"
  check "RUSTY_V8_ARCHIVE may be an uncompressed library" '[[ $status == 0 && -z $output ]]'
}

# --- bad archives ----------------------------------------------------------------------------

test_bad_archives() {
  new_stage
  archive "$sibling" sibling
  printf 'x' >> "$sibling/$file"
  setup
  check "wrong checksum" 'refused "checksum differs from the one in SHA256SUMS" && [[ ! -e $slot ]]'

  rm "$sibling/SHA256SUMS"
  printf 'not an archive' > "$sibling/$file"
  setup
  check "no gzip file" 'refused "no gzip file" && [[ ! -e $slot ]]'

  : > "$sibling/$file"
  setup
  check "empty file" 'refused "no gzip file" && [[ ! -e $slot ]]'

  { printf '!<arch> 15.2.124.1-rusty '; head -c 5000 /dev/urandom; } | gzip | head -c 3000 > "$sibling/$file"
  setup
  check "truncated" 'refused "damaged or ends too early" && [[ ! -e $slot ]]'

  printf '!<arch> 14.9.1-rusty' | gzip > "$sibling/$file"
  setup
  check "another V8" 'refused "does not hold the V8 of crate v8 152.2.0" && [[ ! -e $slot ]]'

  new_stage
  archive "$sibling" sibling
  setup
  printf 'x' >> "$slot"
  setup
  check "changed in cargo's cache" 'refused "differs from the recorded one"'

  printf 'junk' > "$slot"
  rm "$slot.sha256"
  setup
  check "junk in cargo's cache" 'refused "no gzip file"'

  setup RUSTY_V8_ARCHIVE="$stage/nowhere"
  check "RUSTY_V8_ARCHIVE names nothing" 'refused "is not there"'

  setup RUSTY_V8_ARCHIVE="$sibling/$file" RUSTY_V8_ARCHIVE_SHA256=00
  check "RUSTY_V8_ARCHIVE_SHA256 differs" 'refused "differs from RUSTY_V8_ARCHIVE_SHA256"'

  new_stage
  mkdir -p "$stage/mirror/v152.2.0"
  echo '<html>log in first</html>' > "$stage/mirror/v152.2.0/$file"
  mirror=$stage/mirror setup
  check "a download that is a web page" '[[ $status != 0 && $output == *"no gzip file"* && ! -e $slot ]]'

  new_stage
  printf '#!/bin/sh\necho no compiler >&2\nexit 3\n' > "$repo/tools/v8/build.sh"
  setup
  check "a failed source build fails the setup" '[[ $status == 3 && $output == *"no compiler"* && ! -e $slot ]]'
}

# --- the rest --------------------------------------------------------------------------------

test_packages() {
  new_stage
  printf '#!/bin/sh\necho 1000\n' > "$bin/id"
  printf '#!/bin/sh\nexit 9\n' > "$bin/apt-get"
  chmod +x "$bin/id" "$bin/apt-get"
  status=0
  output=$(PATH="$bin:$PATH" bash -c "source '$repo/tools/v8/archive.sh'; source '$repo/tools/v8/packages.sh'
    install_packages mold gcc" 2>&1) || status=$?
  check "not root: one message with the command" 'refused "sudo apt-get install -y --no-install-recommends mold gcc"'
}

test_clusters() {
  new_stage
  status=0
  local arguments=(--prefix p --cluster-size 2 --small-cluster-size 1 --small-cluster-dirs heavy
    --include-prefix ../ --output-dir "$stage" a/x.cc b/x.cc a/y.cc a/z.cc heavy/u.cc heavy/v.cc)
  output=$(python3 "$here/cluster_files.py" --compute-filenames "${arguments[@]}" | tr '\n' ' ')
  python3 "$here/cluster_files.py" --generate "${arguments[@]}"
  check "clusters: one folder each, no longer than asked" '[[ $output == "p-0.cc p-1.cc p-2.cc p-3.cc p-4.cc " ]]'
  output=$(cat "$stage/p-0.cc")
  check "a cluster includes its files in order" '[[ $output == "#include \"../a/x.cc\""$'"'\n'"'"#include \"../a/y.cc\"" ]]'
}

test_order
test_bad_archives
test_packages
test_clusters
if [[ $failures != 0 ]]; then
  echo "$failures failed"
  exit 1
fi
