/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-resample.h"

#include <math.h>

#include "cw-series-builder.h"

/* Which week, month or quarter a bar belongs to: equal numbers, same bar. */
static int
period_of (const CwSeries *series, CwInterval interval, gint64 time)
{
  g_autoptr (GDateTime) local = cw_series_get_local_time (series, time);
  int year = g_date_time_get_year (local), month = g_date_time_get_month (local);

  if (interval == CW_INTERVAL_1WK)
    return g_date_time_get_week_numbering_year (local) * 100 + g_date_time_get_week_of_year (local);
  if (interval == CW_INTERVAL_1MO)
    return year * 12 + month;
  return year * 4 + (month - 1) / 3;
}

static void
merge_bar (CwSeriesBuilder *builder, const CwSeries *series, gsize i)
{
  gsize last = builder->n_bars - 1;

  builder->high[last] = MAX (builder->high[last], series->high[i]);
  builder->low[last] = MIN (builder->low[last], series->low[i]);
  builder->close[last] = series->close[i];
  builder->adj_close[last] = series->adj_close[i];
  if (isnan (builder->volume[last]))
    builder->volume[last] = series->volume[i];
  else if (!isnan (series->volume[i]))
    builder->volume[last] += series->volume[i];
}

/**
 * cw_series_resample:
 * @series: daily bars
 * @interval: `1wk`, `1mo` or `3mo`
 *
 * Builds longer bars from daily ones, because providers adjust their own weekly and monthly bars
 * for dividends wrongly and add the running period as an extra row. A bar is stamped with the first
 * trading day in it; weeks begin on Monday, all by the exchange's calendar.
 *
 * Returns: (transfer full): the longer bars
 */
CwSeries *
cw_series_resample (const CwSeries *series, CwInterval interval)
{
  g_autoptr (CwSeriesBuilder) builder = NULL;
  int period = G_MININT;

  g_return_val_if_fail (series != NULL && series->interval == CW_INTERVAL_1D, NULL);
  g_return_val_if_fail (interval > CW_INTERVAL_1D, NULL);

  builder = cw_series_builder_new_from (series);
  builder->interval = interval;
  for (gsize i = 0; i < series->n_bars; i++)
    {
      int next = period_of (series, interval, series->time[i]);

      if (next == period)
        merge_bar (builder, series, i);
      else
        cw_series_builder_add_bar (builder, series->time[i], series->open[i], series->high[i],
                                   series->low[i], series->close[i], series->adj_close[i],
                                   series->volume[i]);
      period = next;
    }
  g_array_append_vals (builder->dividends, series->dividends, (guint) series->n_dividends);
  g_array_append_vals (builder->splits, series->splits, (guint) series->n_splits);
  g_array_append_vals (builder->capital_gains, series->capital_gains,
                       (guint) series->n_capital_gains);
  return cw_series_builder_end (builder);
}
