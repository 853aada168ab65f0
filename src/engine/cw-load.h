/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-outcome.h"
#include "cw-range.h"

G_BEGIN_DECLS

/** CwLoadOptions: how much of each symbol is wanted. */
typedef struct
{
  CwInterval interval;
  CwRange range;
  gint64 from, to;    /* both 0: the range counts; otherwise these do, both included */
  gboolean decisions; /* fundamentals, market growth and decisions too, not the bars alone */
} CwLoadOptions;

#define CW_LOAD_OPTIONS_ANALYSIS ((CwLoadOptions){ CW_INTERVAL_1D, CW_RANGE_5Y, 0, 0, TRUE })

/** CwProgress: how far a load has come; done counts the failed too. */
typedef struct
{
  guint total, done, failed;
} CwProgress;

/**
 * CwLoad:
 *
 * A list of symbols on its way in. Lives in the thread that made the engine; its signals come
 * there, at most once a frame.
 *
 * Signals:
 * - `updated (GPtrArray *outcomes)`: the newest #CwOutcome of each symbol that changed
 * - `finished ()`: every symbol is ready, failed or cancelled; comes once, after the last `updated`
 */
#define CW_TYPE_LOAD (cw_load_get_type ())
G_DECLARE_FINAL_TYPE (CwLoad, cw_load, CW, LOAD, GObject)

void cw_load_cancel (CwLoad *self);
void cw_load_prefer (CwLoad *self, const char *symbol);
CwProgress cw_load_get_progress (CwLoad *self);
gboolean cw_load_is_finished (CwLoad *self);
const GError *cw_load_get_market_error (CwLoad *self);

G_END_DECLS
