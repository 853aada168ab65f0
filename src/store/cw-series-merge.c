/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-series-merge.h"

#include <math.h>
#include <string.h>

#define DAY (24 * 60 * 60)
/* Adjusted closes that differ by less are the same number, rounded differently. */
#define RESTATEMENT 1e-4

/* A split or a dividend moves every adjusted close before it by the same factor, so the oldest bar
 * that both know tells. One that was still running when it was stored does not count: its close has
 * moved as closes do. */
static gboolean
is_restated (const CwSeriesBuilder *stored, gint64 stored_at, const CwSeries *series)
{
  gint64 length = cw_interval_get_seconds (series->interval);
  gsize i = 0, j = 0;

  while (i < stored->n_bars && j < series->n_bars && stored->time[i] + length <= stored_at)
    {
      if (stored->time[i] == series->time[j])
        return fabs (series->adj_close[j] / stored->adj_close[i] - 1) > RESTATEMENT;
      if (stored->time[i] < series->time[j])
        i++;
      else
        j++;
    }
  return FALSE;
}

static gboolean
is_other_money (const CwSeriesBuilder *stored, const CwSeries *series)
{
  const char *before = stored->info.currency, *now = series->info.currency;

  return before[0] != '\0' && now[0] != '\0' && !g_str_equal (before, now);
}

/**
 * cw_series_merge_decide:
 * @stored: the stored bars, oldest first, and what is stored about them
 * @stored_at: when they came from the provider
 * @series: what the provider says now
 *
 * Bars are joined only if the two stretches overlap and agree on the overlap. If the adjusted
 * closes there differ by a factor (a split, a restatement), or the two are in different currencies
 * or adjusted differently, the old ones are worth nothing any more. Of two stretches with a gap
 * between them, about which nothing can be said, the longer one stays: a history with a hole in it
 * would be taken for a whole one.
 *
 * Returns: what becomes of the stored bars
 */
CwSeriesMerge
cw_series_merge_decide (const CwSeriesBuilder *stored, gint64 stored_at, const CwSeries *series)
{
  gsize n = stored->n_bars, m = series->n_bars;

  if (n == 0)
    return CW_SERIES_MERGE_JOIN;
  if (m == 0)
    return CW_SERIES_MERGE_KEEP;
  if (series->time[0] > stored->time[n - 1] || series->time[m - 1] < stored->time[0])
    return m > n ? CW_SERIES_MERGE_REPLACE : CW_SERIES_MERGE_KEEP;
  if (stored->has_adj_close != series->has_adj_close || is_other_money (stored, series)
      || is_restated (stored, stored_at, series))
    return CW_SERIES_MERGE_REPLACE;
  return CW_SERIES_MERGE_JOIN;
}

/**
 * cw_series_merge_is_replaced:
 * @series: the new bars, at least one
 * @time: the time of a stored bar
 *
 * Returns: whether the stored bar lies within the time that the new ones cover: between two of
 * them, or on the same day as the first or last, as the row of a running session does
 */
gboolean
cw_series_merge_is_replaced (const CwSeries *series, gint64 time)
{
  gint64 first = series->time[0], last = series->time[series->n_bars - 1], day;

  if (time >= first && time <= last)
    return TRUE;
  if (series->interval != CW_INTERVAL_1D || time <= first - DAY || time >= last + DAY)
    return FALSE;
  day = cw_series_get_day (series, time);
  return day == cw_series_get_day (series, first) || day == cw_series_get_day (series, last);
}

static gboolean
is_same_number (double a, double b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

/** cw_series_merge_is_same_bar: Returns: whether bar @i and bar @j are the same in every number */
gboolean
cw_series_merge_is_same_bar (const CwSeriesBuilder *stored,
                             gsize i,
                             const CwSeries *series,
                             gsize j)
{
  return stored->time[i] == series->time[j] && is_same_number (stored->open[i], series->open[j])
         && is_same_number (stored->high[i], series->high[j])
         && is_same_number (stored->low[i], series->low[j])
         && is_same_number (stored->close[i], series->close[j])
         && is_same_number (stored->adj_close[i], series->adj_close[j])
         && is_same_number (stored->volume[i], series->volume[j]);
}
