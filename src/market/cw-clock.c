/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-clock.h"

/** cw_clock_now: Returns: the time in seconds since 1970 */
gint64
cw_clock_now (CwClock clock)
{
  return clock.standing_at != 0 ? clock.standing_at : g_get_real_time () / G_USEC_PER_SEC;
}

/** cw_clock_is_standing: Returns: whether the clock stands at a fixed moment */
gboolean
cw_clock_is_standing (CwClock clock)
{
  return clock.standing_at != 0;
}
