# shellcheck shell=bash
# Install Debian packages as root, or say in one message what to install. Sourced, never run.
# Needs `die` and `say` of archive.sh.

install_packages() {
  local command=(apt-get install -y --no-install-recommends "$@")
  if ! command -v apt-get > /dev/null; then
    die "missing here: $*. Those are Debian's names; install their like and run this again."
  elif [[ $(id -u) != 0 ]]; then
    die "missing here: $*. Run: sudo ${command[*]}"
  fi
  say "installing $*"
  # A fresh machine has no package lists yet, so the first try may fail for that reason only.
  DEBIAN_FRONTEND=noninteractive "${command[@]}" > /dev/null 2>&1 ||
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${command[@]}" > /dev/null; } ||
    die "apt-get could not install: $*"
}
