#!/usr/bin/env bash
# Compiles the sources of well-known npm packages in all modes: no file may make the compiler fail, and every output must
# parse. Not part of the tests, since it downloads about 200 MB with npm and takes minutes.
#
#   tests/corpus.sh [PACKAGE...]     other packages than the usual ones
#   HZ_CORPUS=DIR tests/corpus.sh    a directory of sources that is already there
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usual=(
  typescript@5 lodash lodash-es three acorn prettier@3 react react-dom vue svelte rxjs express koa webpack rollup
  terser @babel/core core-js chalk commander yargs zod immer d3 ramda moment luxon uuid ajv underscore jquery
)

if [[ -z ${HZ_CORPUS:-} ]]; then
  command -v npm >/dev/null || { echo "corpus.sh: npm is missing; set HZ_CORPUS to a directory of sources" >&2; exit 1; }
  packages=("$@")
  (($#)) || packages=("${usual[@]}")
  HZ_CORPUS=$PWD/target/corpus
  mkdir -p "$HZ_CORPUS"
  echo '{ "private": true }' >"$HZ_CORPUS/package.json"
  npm install --prefix "$HZ_CORPUS" --no-audit --no-fund --ignore-scripts "${packages[@]}"
fi
export HZ_CORPUS
cargo test --release --package hz-compiler --test corpus -- --ignored --nocapture
