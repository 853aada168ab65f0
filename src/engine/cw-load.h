/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-outcome.h"
#include "cw-range.h"

G_BEGIN_DECLS

/**
 * CwLoadDepth:
 * @CW_LOAD_BARS: the bars, and the price that comes with them
 * @CW_LOAD_QUOTES: the latest price; bars only where they come along with it
 * @CW_LOAD_ANALYSIS: the bars, the company's figures, the market's growth and the decisions
 *
 * How deep a load goes.
 */
typedef enum
{
  CW_LOAD_BARS,
  CW_LOAD_QUOTES,
  CW_LOAD_ANALYSIS,
} CwLoadDepth;

/**
 * CwIdentity:
 * @CW_IDENTITY_ASK: keep what is stored, and say so
 * @CW_IDENTITY_SAME: it is the same company under another name: join the bars
 * @CW_IDENTITY_OTHER: it is another company: forget the old bars
 *
 * What to do where a symbol seems to stand for another company than the stored bars are of.
 */
typedef enum
{
  CW_IDENTITY_ASK,
  CW_IDENTITY_SAME,
  CW_IDENTITY_OTHER,
} CwIdentity;

/** CwLoadOptions: how much of each symbol is wanted. All but the first four may be left zero. */
typedef struct
{
  CwInterval interval;
  CwRange range;
  gint64 from, to; /* both 0: the range counts; otherwise these do, both included */
  CwLoadDepth depth;
  gboolean refresh; /* somebody asks by hand: fresh stored data is no reason not to ask */
  gboolean live;    /* quotes alone, by a schedule: what is stored is neither read nor new enough */
  gboolean batched; /* quotes alone: ask for many in one request where a provider can */
  gboolean figures; /* the company's figures too, whatever the depth */
  gboolean save;    /* ready means stored: a symbol that cannot be stored fails */
  CwIdentity identity;
} CwLoadOptions;

#define CW_LOAD_OPTIONS_ANALYSIS \
  ((CwLoadOptions){ .interval = CW_INTERVAL_1D, .range = CW_RANGE_5Y, .depth = CW_LOAD_ANALYSIS })
#define CW_LOAD_OPTIONS_QUOTES                  \
  ((CwLoadOptions){ .interval = CW_INTERVAL_1D, \
                    .range = CW_RANGE_5D,       \
                    .depth = CW_LOAD_QUOTES,    \
                    .batched = TRUE })
#define CW_LOAD_OPTIONS_LIVE                    \
  ((CwLoadOptions){ .interval = CW_INTERVAL_1D, \
                    .range = CW_RANGE_5D,       \
                    .depth = CW_LOAD_QUOTES,    \
                    .live = TRUE,               \
                    .batched = TRUE })
#define CW_LOAD_OPTIONS_SYNC \
  ((CwLoadOptions){          \
      .interval = CW_INTERVAL_1D, .range = CW_RANGE_5Y, .figures = TRUE, .save = TRUE })

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
