/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-provider.h"

G_BEGIN_DECLS

#define CW_YAHOO_MAX_SPANS 8

/** CwYahooSpan: what one request asks for: by @range, or both bounds included. */
typedef struct
{
  gboolean by_range;
  CwRange range;
  gint64 from, to;
} CwYahooSpan;

/**
 * CwYahooPlan:
 *
 * How a question for bars is put to Yahoo, which keeps short bars for some days only, gives few of
 * them at a time, and whose own bars of half an hour, a week and longer are wrong. A value.
 */
typedef struct
{
  CwInterval interval; /* what is wanted in the end … */
  CwInterval fetched;  /* … and what is asked for */
  CwRange range;       /* what counts if there are no bounds */
  gint64 from, to;     /* the bounds asked for, both included; both 0 if the range counts */
  gint64 now;
  guint n_spans;
  CwYahooSpan spans[CW_YAHOO_MAX_SPANS]; /* oldest first */
  guint kept_days; /* if the bars begin later than asked because they are kept no longer; or 0 */
} CwYahooPlan;

gboolean cw_yahoo_plan_make (CwYahooPlan *plan,
                             const CwSeriesQuery *query,
                             gint64 now,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_yahoo_plan_shrink (CwYahooPlan *plan, guint days) G_GNUC_WARN_UNUSED_RESULT;
char *cw_yahoo_plan_make_url (const CwYahooPlan *plan,
                              guint span,
                              const char *base_url,
                              const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
gint64 cw_yahoo_plan_get_start (const CwYahooPlan *plan, GTimeZone *zone);

G_END_DECLS
