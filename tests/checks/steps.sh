# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the checks have in common. Each takes the directory to look at, the project's own by default,
# so that the checks can be checked themselves (see check-the-checks).

set -euo pipefail
export LC_ALL=C.UTF-8
cd "${1:-$(dirname "$0")/../..}"

findings=0

# finding TEXT: one thing that is not as it must be.
finding ()
{
  printf '%s\n' "$*" >&2
  findings=$((findings + 1))
}

# findings_of RULE: each line of the input is a place where the rule is broken.
findings_of ()
{
  local place

  while IFS= read -r place; do
    finding "$1: $place"
  done
}

# verdict COUNT WHAT: fails if something was found, and also if there was nothing to look at.
verdict ()
{
  printf '%s: %d %s, %d findings\n' "${0##*/}" "$1" "$2" "$findings"
  [ "$findings" -eq 0 ] && [ "$1" -gt 0 ]
}

# extract_messages: what is there to be translated, as a template.
extract_messages ()
{
  xgettext --files-from=po/POTFILES.in --from-code=UTF-8 --output=- \
    --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=Q_:1g \
    --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3
}
