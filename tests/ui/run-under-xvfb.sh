#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command in a desktop session of its own: a display that nobody sees, a window manager, a
# session bus with accessibility, and directories that leave the user's alone. All of it ends with
# the command, whose exit status is returned. Exits with 77, which means skipped, where the display
# server or the bus is not installed.
#
#   run-under-xvfb.sh COMMAND [ARGUMENT …]
#
# The bus starts nothing but what accessibility needs, whatever else the machine has: a keyring that
# asks for a password would wait for it for ever. $CANDLEWICK_SERVICES names a directory with the
# descriptions of services that it may start besides.
set -u

for program in Xvfb dbus-daemon openbox xdotool; do
  command -v "$program" >/dev/null || { echo "1..0 # SKIP $program is not installed"; exit 77; }
done

dir=$(mktemp -d "${TMPDIR:-/tmp}/candlewick-session.XXXXXX")
started=()

finish() {
  local i
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    kill "${started[i]}" 2>/dev/null
  done
  wait 2>/dev/null
  rm -rf --one-file-system "$dir"
}
trap finish EXIT
trap 'exit 143' TERM INT

start() {
  "$@" >>"$dir/log" 2>&1 &
  started+=($!)
}

await() { # COMMAND: until it succeeds, a quarter of a minute at the most
  local i
  for ((i = 0; i < 300; i++)); do
    "$@" >/dev/null 2>&1 && return
    sleep 0.05
  done
  echo "gave up waiting for: $*" >&2
  cat "$dir/log" >&2
  exit 99
}

mkdir -m 700 "$dir/run" "$dir/tmp" "$dir/home" "$dir/home/config" "$dir/home/data" "$dir/home/cache"
export HOME=$dir/home TMPDIR=$dir/tmp XDG_RUNTIME_DIR=$dir/run
export XDG_CONFIG_HOME=$dir/home/config XDG_DATA_HOME=$dir/home/data XDG_CACHE_HOME=$dir/home/cache
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS NO_AT_BRIDGE
# Software drawing, as the machine has it; X11, for that is what the display speaks; and portals
# left alone, for there are none to wait for.
export GSK_RENDERER=cairo GDK_BACKEND=x11 GTK_A11Y=atspi ADW_DISABLE_PORTAL=1 GTK_USE_PORTAL=0

# Servers that look for a free number themselves take one that another has just left, or that another
# takes at the same moment, and then one of them has nothing. A number by chance is nobody else's;
# whoever cannot be reached is left all the same, and another one started.
# And one that begins anew whenever nobody is left refuses who comes at that moment.
open_display() {
  local i
  exec 9>"$dir/display"
  start Xvfb ":$((100 + RANDOM))" -displayfd 9 -noreset -screen 0 1600x1000x24 -nolisten tcp
  exec 9>&-
  await test -s "$dir/display"
  DISPLAY=:$(cat "$dir/display")
  export DISPLAY
  for ((i = 0; i < 60; i++)); do
    xdotool getdisplaygeometry >/dev/null 2>&1 && return
    sleep 0.05
  done
  return 1
}
open_display || open_display || open_display || { echo "no display can be opened" >&2; exit 99; }

mkdir "$dir/services"
IFS=: read -ra shares <<<"${XDG_DATA_DIRS:-/usr/local/share}:/usr/share"
for data in "${shares[@]}"; do
  cp "$data/dbus-1/services/org.a11y.Bus.service" "$dir/services/" 2>/dev/null && break
done
cat >"$dir/bus.conf" <<XML
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:dir=$dir/run</listen>
  <auth>EXTERNAL</auth>
  <servicedir>$dir/services</servicedir>
  ${CANDLEWICK_SERVICES:+<servicedir>$CANDLEWICK_SERVICES</servicedir>}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="service_start_timeout">120000</limit>
  <limit name="max_replies_per_connection">50000</limit>
</busconfig>
XML
# The bus after the display, because what the bus starts inherits its environment.
exec 8>"$dir/bus"
start dbus-daemon --config-file="$dir/bus.conf" --nofork --nopidfile --print-address=8
exec 8>&-
await test -s "$dir/bus"
DBUS_SESSION_BUS_ADDRESS=$(head -n 1 "$dir/bus")
export DBUS_SESSION_BUS_ADDRESS

# An empty configuration would make openbox put up a dialog that complains of it.
echo '<openbox_config xmlns="http://openbox.org/3.4/rc"/>' >"$dir/openbox.xml"
start openbox --config-file "$dir/openbox.xml"
# A window that is there before its manager changes its size when that comes.
await xdotool get_num_desktops

"$@" <&0 &
started+=($!)
wait $!
