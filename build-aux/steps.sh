# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What build-aux/run and build-aux/test have in common. To be sourced, from the top directory.

say ()
{
  printf '%s: %s\n' "${0##*/}" "$*"
}

# use_own_tmp: what a program leaves among the temporary files goes when the script ends. Not in the
# build directory, because the path of a socket may have no more than 107 bytes.
use_own_tmp ()
{
  TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/candlewick.XXXXXX")
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
}

# quietly LOG COMMAND…: runs the command with its output in LOG, and shows it only if it fails.
quietly ()
{
  local log=$1

  shift
  mkdir -p "$(dirname "$log")"
  "$@" > "$log" 2>&1 < /dev/null || { local status=$?; cat "$log" >&2; return $status; }
}

# A build directory of another checkout (a clone that was moved or copied) would build that one.
belongs_here ()
{
  [ -f "$1/build.ninja" ] && grep -qF "\"source\": \"$PWD\"" "$1/meson-info/meson-info.json" 2> /dev/null
}

# configure DIR OPTION…: makes the build directory unless it is there; meson keeps it up to date.
configure ()
{
  local directory=$1

  shift
  if ! belongs_here "$directory"; then
    say "configuring $directory"
    rm -rf "$directory"
    quietly "$directory/setup.log" meson setup "$directory" "$@"
  fi
}

# build DIR TARGET…
build ()
{
  local directory=$1

  shift
  say "building $directory"
  quietly "$directory/compile.log" meson compile -C "$directory" -j "$(nproc)" "$@"
}
