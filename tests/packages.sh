#!/usr/bin/env bash
# Real packages do the same compiled as they do as written: each script of tests/packages/ runs native, compiled, under stress and
# with re-entry verified, and must print the same. Not part of the tests, since it downloads about 170 MB with npm and takes minutes.
#
#   tests/packages.sh [NAME...]            other scripts than all, named without .mjs
#   HZ_PACKAGES=DIR tests/packages.sh      where packages are installed (kept for the next time)
#   HZ_SECONDS=N tests/packages.sh         how long each speed is measured; 0 measures none
#
# Prints for each: the verdict of each mode, and how much longer one run takes compiled than native, at best; then how much longer the
# text of the packages' main modules gets.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${HZ_PACKAGES:-${TMPDIR:-/tmp}/hz-packages}
seconds=${HZ_SECONDS:-3}
hzrun=$root/target/release/hzrun
hzc=$root/target/release/hzc
# The longest is the TypeScript compiler under stress: about two minutes.
readonly limit=900
# The goal is 3.5.
readonly most_growth=6.5

packages=(
  acorn@8 esprima@4 typescript@5 prettier@3 marked@18 lodash@4 mathjs@15 zod@4 ajv@8 three@0.187 @babel/core@7 @babel/preset-env@7 terser@5
  uglify-js@3 rxjs@7 immer@11 preact@10 preact-render-to-string@6 handlebars@4 moment@2 dayjs@1 luxon@3 underscore@1 ramda@0.32 async@3
  commander@14 yargs@18
)

main() {
  command -v npm >/dev/null || { echo "packages.sh: npm is missing" >&2; exit 1; }
  [[ -x $hzrun && -x $hzc ]] || { echo "packages.sh: no $hzrun and $hzc; ./dev build makes them" >&2; exit 1; }
  install
  local names=("$@")
  (($#)) || mapfile -t names < <(cd "$root/tests/packages" && ls ./*.mjs | sed 's,^\./,,; s,\.mjs$,,' | grep -vx 'drive\|digest')
  cd "$folder"
  local failed=0
  printf '%-12s %-10s %-10s %-10s %s\n' package compiled stress verify 'time, compiled / native'
  for name in "${names[@]}"; do check "$name" || failed=1; done
  growth || failed=1
  return $failed
}

install() {
  mkdir -p "$folder"
  if [[ ${packages[*]} != "$(cat "$folder/installed" 2>/dev/null)" ]]; then
    echo '{ "private": true }' >"$folder/package.json"
    npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts --silent "${packages[@]}"
    echo "${packages[*]}" >"$folder/installed"
  fi
  cp "$root"/tests/packages/*.mjs "$folder"
}

# check NAME: runs one script in every mode; what differs is left in NAME.MODE.txt beside NAME.native.txt.
check() {
  local name=$1 verdicts=() failed=0
  "$hzrun" --native drive.mjs "$name" >"$name.native.txt" || { echo "$name: fails natively" >&2; return 1; }
  for mode in "" --stress --verify-reentry; do
    local out=$name.${mode#--}.txt verdict=same
    # shellcheck disable=SC2086 # no mode is no argument
    timeout "$limit" "$hzrun" $mode --cores 1 drive.mjs "$name" >"$out" 2>"$out.err" || verdict=failed
    [[ $verdict == failed ]] || cmp -s "$name.native.txt" "$out" || verdict=differs
    [[ $verdict == same ]] || failed=1
    verdicts+=("$verdict")
  done
  printf '%-12s %-10s %-10s %-10s %s\n' "$name" "${verdicts[@]}" "$(speed "$name")"
  return $failed
}

# speed NAME: the best of two interleaved measurements each, as a ratio.
speed() {
  ((seconds > 0)) || { echo "not measured"; return; }
  local native compiled
  native=$(best "$1" --native) compiled=$(best "$1")
  native=$(printf '%s\n' "$native" "$(best "$1" --native)" | sort -g | head -1)
  compiled=$(printf '%s\n' "$compiled" "$(best "$1")" | sort -g | head -1)
  awk -v c="$compiled" -v n="$native" 'BEGIN { printf "%.2f (%.1f ms / %.1f ms)", c / n, c, n }'
}

best() {
  "$hzrun" "${@:2}" --cores 1 drive.mjs "$1" "$seconds" 2>&1 >/dev/null | tail -1
}

# growth: bytes that hzc prints for the main module of each package, compiled and only parsed; the same printer prints both.
growth() {
  local package file before after all_before=0 all_after=0
  printf '\n%-24s %10s %10s %s\n' 'main module of' bytes compiled growth
  for package in "${packages[@]}"; do
    package=${package%@*}
    file=$(node --input-type=module -e "console.log(import.meta.resolve('$package').slice('file://'.length))")
    before=$("$hzc" --native "$file" | wc -c) after=$("$hzc" "$file" | wc -c)
    ((all_before += before, all_after += after))
    row "$package" "$before" "$after"
  done
  row all "$all_before" "$all_after"
  awk -v a="$all_after" -v b="$all_before" -v most="$most_growth" 'BEGIN { exit !(b > 0 && a <= most * b) }' ||
    { echo "packages.sh: the text grows more than $most_growth times" >&2; return 1; }
}

row() {
  awk -v name="$1" -v b="$2" -v a="$3" 'BEGIN { printf "%-24s %10d %10d %.2f\n", name, b, a, a / b }'
}

main "$@"
