# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What build-aux/test does beyond building and testing with two compilers. To be sourced by it.

# The rooms below the two programs.
quiet_suites=(market work indicators quotes store decisions risk engine keys chart report server lab)

# note OUTCOME WHAT: one more thing that passed or failed.
note ()
{
  if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  printf '%s %s\n' "$([ "$1" = 0 ] && echo 'ok  ' || echo FAIL)" "$2"
}

# programs_of DIR SUITE…: what the tests of these suites run.
programs_of ()
{
  meson introspect --tests --targets "$1" | python3 -c '
import json, os, sys
directory, suites = os.path.abspath(sys.argv[1]), set(sys.argv[2:])
build = json.load(sys.stdin)
made = {file for target in build["targets"] for file in target["filename"]}
for test in build["tests"]:
    if suites & {suite.split(":")[-1] for suite in test["suite"]}:
        for word in made & {*test["cmd"], *test["env"].values()}:
            print(os.path.relpath(word, directory))
' "$@" | sort -u
}

with_threads ()
{
  local glib=$PWD/build-tsan/tsan-glib.so symbolizer=$PWD/build-tsan/llvm-symbolizer programs

  if ! CC=clang configure build-tsan -Doptimization=1 -Db_sanitize=thread -Db_lundef=false; then
    broken=1
    return
  fi
  mapfile -t programs < <(programs_of build-tsan "${quiet_suites[@]}")
  say "building what build-tsan tests"
  if ! quietly build-tsan/compile.log ninja -C build-tsan "${programs[@]}"; then
    broken=1
    return
  fi
  # shellcheck disable=SC2046
  clang -shared -fPIC -g -Ibuild-tsan -o "$glib" tests/tsan-glib.c \
    $(pkg-config --cflags --libs gio-2.0)
  # What finds names for addresses is none of ours, and has no GLib.
  printf '#!/bin/sh\nexec env -u LD_PRELOAD llvm-symbolizer "$@"\n' > "$symbolizer"
  chmod 755 "$symbolizer"
  TSAN_OPTIONS="suppressions=$PWD/tests/tsan.supp:ignore_noninstrumented_modules=1:\
external_symbolizer_path=$symbolizer" \
    run_tests build-tsan --timeout-multiplier 10 --wrapper "env LD_PRELOAD=$glib" \
    "${quiet_suites[@]/#/--suite=}"
}

# Each command once, as a user would call it, with the bundled market.
memcheck_commands=(
  'quotes AAPL MSFT NOPE'
  'history AAPL --interval 1d,1wk --range 1y --json'
  'indicators AAPL --macd 12,26,9 --rsi 14 --ichimoku'
  'analyze AAPL'
  'backtest AAPL'
  'risk AAPL MSFT'
  'scenarios AAPL'
  'export AAPL --output build-test/memcheck.png --overlay sma:50'
  'search apple'
  'lab --requests 3 --delay 0.2 --workers 2'
)

with_memcheck ()
{
  local command status
  local valgrind=(valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite
    --errors-for-leak-kinds=definite --suppressions=/usr/share/glib-2.0/valgrind/glib.supp
    --suppressions="$PWD/tests/valgrind.supp")

  if ! CC=gcc configure build-test -Dwerror=true || ! build build-test src/cli/candlewick-cli; then
    broken=1
    return
  fi
  say "running the command line under valgrind"
  for command in "${memcheck_commands[@]}"; do
    status=0
    # shellcheck disable=SC2086
    G_SLICE=always-malloc quietly build-test/memcheck.log \
      "${valgrind[@]}" build-test/src/cli/candlewick-cli --demo --no-store $command || status=$?
    # A symbol that is not there makes the exit status 1.
    note $((status > 1)) "memcheck: candlewick-cli $command"
  done
}

# Every source is read by the analyser as clang's build compiles it; any report is a failure.
with_analysis ()
{
  if ! build_with_clang; then
    broken=1
    return
  fi
  say "analysing (this takes some minutes)"
  if quietly build-clang/analysis.log build-aux/analyse build-clang/compile_commands.json; then
    note 0 "static analysis"
  else
    note 1 "static analysis"
  fi
}

with_coverage ()
{
  local room

  build-aux/install-deps --test --deeper
  if ! CC=gcc configure build-coverage -Db_coverage=true \
       -Dc_args=-fprofile-update=atomic || ! build build-coverage; then
    broken=1
    return
  fi
  find build-coverage -name '*.gcda' -delete
  run_tests build-coverage --timeout-multiplier 5 --no-suite checks
  gcovr --root . build-coverage --json-summary build-coverage/coverage.json \
    --html-details build-coverage/coverage.html --filter 'src/' > /dev/null
  python3 - build-coverage/coverage.json <<'PYTHON'
import collections, json, sys
rooms = collections.defaultdict(lambda: [0, 0, 0, 0])
for file in json.load(open(sys.argv[1]))["files"]:
    room = rooms[file["filename"].split("/")[1]]
    for i, key in enumerate(("line_covered", "line_total", "branch_covered", "branch_total")):
        room[i] += file[key]
print(f"{'room':12} {'lines':>7} {'':>8} {'branches':>9}")
for name, (lines, all_lines, branches, all_branches) in sorted(rooms.items()):
    print(f"{name:12} {all_lines:7} {100 * lines / max(all_lines, 1):6.1f} % {100 * branches / max(all_branches, 1):7.1f} %")
PYTHON
  say "line by line: build-coverage/coverage.html"
}
