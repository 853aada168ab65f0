/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwInterval: the time that one bar covers. */
typedef enum
{
  CW_INTERVAL_1M,
  CW_INTERVAL_2M,
  CW_INTERVAL_5M,
  CW_INTERVAL_15M,
  CW_INTERVAL_30M,
  CW_INTERVAL_1H,
  CW_INTERVAL_90M,
  CW_INTERVAL_1D,
  CW_INTERVAL_1WK,
  CW_INTERVAL_1MO,
  CW_INTERVAL_3MO,
} CwInterval;

#define CW_N_INTERVALS (CW_INTERVAL_3MO + 1)

gboolean cw_interval_parse (const char *text, CwInterval *interval);
const char *cw_interval_to_string (CwInterval interval);
gint64 cw_interval_get_seconds (CwInterval interval);
gboolean cw_interval_is_intraday (CwInterval interval);

G_END_DECLS
