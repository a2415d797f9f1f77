#!/usr/bin/env bash
# Make `cargo build` find the V8 static library: take the first of these that there is.
#
#   1. RUSTY_V8_ARCHIVE            the crate reads it itself; it is only checked here
#   2. cargo's own cache           nothing to do (archive.sh says which file that is)
#   3. ../shared/v8                an archive handed over beside the checkout
#   4. ~/.cache/hz/v8/<version>    what an earlier source build left
#   5. the crate's download        if its host answers within seconds
#   6. a build from source         up to an hour on two cores (build.sh)
#
# A damaged archive is never passed over in silence: the first one found decides, and if
# it is bad, the script says so and fails.
# usage: setup.sh [--source]      --source goes straight to 6
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=archive.sh
source "$here/archive.sh"
# shellcheck source=packages.sh
source "$here/packages.sh"

readonly probe_s=5           # an answer later than this is no usable download
readonly stalled_s=30        # a download that stands still this long is given up

main() {
  if [[ ${1:-} == --source ]]; then
    from_source
  else
    from_environment || from_cargo_cache || from_sibling || from_earlier_build || from_download || from_source
  fi
}

from_environment() {
  local given=${RUSTY_V8_ARCHIVE:-} remedy="Correct or unset RUSTY_V8_ARCHIVE."
  [[ -n $given ]] || return 1
  # The crate accepts a URL and fetches it itself.
  [[ $given != http:* && $given != https:* ]] || return 0
  [[ ! -d $given ]] || given=$given/$v8_file
  [[ -f $given ]] || die "RUSTY_V8_ARCHIVE names $given, which is not there. $remedy"
  if [[ -n ${RUSTY_V8_ARCHIVE_SHA256:-} && $(sum_of "$given") != "${RUSTY_V8_ARCHIVE_SHA256,,}" ]]; then
    die "the V8 archive $given is unusable: its checksum differs from RUSTY_V8_ARCHIVE_SHA256. $remedy"
  fi
  # Unlike the others it may be an uncompressed library, which the crate links as it is.
  [[ $(head -c 7 "$given" | tr -d '\0') == '!<arch>' ]] || require_sound "$given" "$remedy"
}

from_cargo_cache() {
  [[ -e $v8_slot ]] || return 1
  local remedy="Delete it and run this again." want=
  [[ ! -f $v8_slot.sha256 ]] || want=$(cat "$v8_slot.sha256")
  if [[ -z $want ]]; then
    require_sound "$v8_slot" "$remedy"
    sum_of "$v8_slot" > "$v8_slot.sha256"
  elif [[ $(sum_of "$v8_slot") != "$want" ]]; then
    die "the V8 archive $v8_slot is unusable: its checksum differs from the recorded one. $remedy"
  fi
}

from_sibling() {
  [[ -f $v8_sibling ]] || return 1
  require_sound "$v8_sibling" "Replace or remove it."
  place "$v8_sibling" "taken from ../shared/v8"
}

from_earlier_build() {
  [[ -f $v8_built ]] || return 1
  require_sound "$v8_built" "Delete it and run this again."
  place "$v8_built" "taken from an earlier source build"
}

from_download() {
  local base=${RUSTY_V8_MIRROR:-https://github.com/denoland/rusty_v8/releases/download}
  [[ $base == http* ]] || base=file://$base
  local url=$base/v$v8_version/$v8_file partial=$v8_cache/download
  command -v curl > /dev/null || install_packages curl ca-certificates
  curl -fsSIL --connect-timeout "$probe_s" --max-time $((2 * probe_s)) -o /dev/null "$url" 2> /dev/null || {
    say "V8 $v8_version: no download here (the crate's release host does not answer)"
    return 1
  }
  say "V8 $v8_version: downloading $url"
  mkdir -p "$v8_cache"
  curl -fL --connect-timeout "$probe_s" --speed-limit 1000 --speed-time "$stalled_s" \
    --progress-bar -o "$partial" "$url" || { say "the download broke off"; rm -f "$partial"; return 1; }
  local reason
  reason=$(damaged "$partial")
  [[ -z $reason ]] || { rm -f "$partial"; die "what came from $url is unusable: $reason. Run this again, or set RUSTY_V8_ARCHIVE."; }
  place "$partial" "downloaded"
  rm -f "$partial"
}

from_source() {
  "$here/build.sh"
  require_sound "$v8_built" "Delete it and run this again."
  place "$v8_built" "built from source"
}

main "$@"
