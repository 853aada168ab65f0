/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwRange: how far back from the last day something reaches. */
typedef enum
{
  CW_RANGE_1D,
  CW_RANGE_5D,
  CW_RANGE_1MO,
  CW_RANGE_3MO,
  CW_RANGE_6MO,
  CW_RANGE_YTD,
  CW_RANGE_1Y,
  CW_RANGE_2Y,
  CW_RANGE_5Y,
  CW_RANGE_10Y,
  CW_RANGE_MAX,
} CwRange;

#define CW_N_RANGES (CW_RANGE_MAX + 1)

gboolean cw_range_parse (const char *text, CwRange *range);
const char *cw_range_to_string (CwRange range);
gint64 cw_range_get_start (CwRange range, gint64 end, GTimeZone *zone);

G_END_DECLS
