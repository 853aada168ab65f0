/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwClock:
 *
 * Says what time it is in the market that is being looked at. The demo market stands still at its
 * data's last day, so that ages and ranges in it mean something; every other clock follows the
 * machine's. A clock is a value: copy it freely.
 */
typedef struct
{
  gint64 standing_at; /* seconds since 1970, or 0 for a clock that runs */
} CwClock;

#define CW_CLOCK_RUNNING ((CwClock){ 0 })

gint64 cw_clock_now (CwClock clock);
gboolean cw_clock_is_standing (CwClock clock);

G_END_DECLS
