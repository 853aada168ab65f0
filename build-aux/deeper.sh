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

# shim LIBRARY SOURCE: makes what is loaded between a test and GLib.
shim ()
{
  # shellcheck disable=SC2046
  cc -shared -fPIC -g -I"$(dirname "$1")" -o "$1" "$2" $(pkg-config --cflags --libs gio-2.0)
}

with_threads ()
{
  local glib=$PWD/build-clang/tsan-glib.so symbolizer=$PWD/build-clang/llvm-symbolizer

  build_with_clang || return 0
  shim "$glib" tests/tsan-glib.c
  # What finds names for addresses is none of ours, and has no GLib.
  printf '#!/bin/sh\nexec env -u LD_PRELOAD llvm-symbolizer "$@"\n' > "$symbolizer"
  chmod 755 "$symbolizer"
  TSAN_OPTIONS="suppressions=$PWD/tests/tsan.supp:ignore_noninstrumented_modules=1:\
external_symbolizer_path=$symbolizer" \
    run_tests build-clang --timeout-multiplier 10 --wrapper "env LD_PRELOAD=$glib" \
    "${quiet_suites[@]/#/--suite=}"
}

# Each command once, as a user would call it, with the bundled market.
memcheck_commands=(
  'quotes AAPL MSFT NOPE'
  'history AAPL --interval 1d,1wk --range 1y --json'
  'indicators AAPL' # all of them
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
  build_with_clang || return 0
  say "analysing (this takes some minutes)"
  if quietly build-clang/analysis.log build-aux/analyse build-clang/compile_commands.json; then
    note 0 "static analysis"
  else
    note 1 "static analysis"
  fi
}

with_coverage ()
{
  build-aux/install-deps --test --deeper
  # Without optimization no two branches share their lines.
  if ! CC=gcc configure build-coverage -Db_coverage=true -Doptimization=0 \
       -Dc_args=-fprofile-update=atomic || ! build build-coverage; then
    broken=1
    return
  fi
  find build-coverage -name '*.gcda' -delete
  run_tests build-coverage --timeout-multiplier 5 --no-suite checks
  gcovr --root . build-coverage --json build-coverage/coverage.json \
    --html-details build-coverage/coverage.html --filter 'src/' > /dev/null
  if build-aux/coverage build-coverage/coverage.json; then
    note 0 "coverage"
  else
    note 1 "coverage"
  fi
  say "line by line: build-coverage/coverage.html"
}
