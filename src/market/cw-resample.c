/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-resample.h"

#include <math.h>

#include "cw-series-builder.h"

#define JULIAN_OF_1970 719163 /* what GDate calls the Julian day of 1 January 1970, … */
#define WEEKDAY_OF_1970 3     /* … which was three days after a Monday */
#define FAR_WEEKS 100000      /* so that days before 1970 are no negative numbers */

/* Which week, month or quarter a bar belongs to: equal numbers, same bar. */
static gint64
period_of (const CwSeries *series, CwInterval interval, gint64 time)
{
  gint64 day = cw_series_get_day (series, time);
  GDate date;

  if (interval == CW_INTERVAL_1WK)
    return (day + WEEKDAY_OF_1970 + FAR_WEEKS * 7) / 7;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_OF_1970));
  if (interval == CW_INTERVAL_1MO)
    return g_date_get_year (&date) * 12 + g_date_get_month (&date);
  return g_date_get_year (&date) * 4 + (g_date_get_month (&date) - 1) / 3;
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
  gint64 period = G_MININT64;

  g_return_val_if_fail (series != NULL && series->interval == CW_INTERVAL_1D, NULL);
  g_return_val_if_fail (interval > CW_INTERVAL_1D, NULL);

  builder = cw_series_builder_new_from (series);
  builder->interval = interval;
  for (gsize i = 0; i < series->n_bars; i++)
    {
      gint64 next = period_of (series, interval, series->time[i]);

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
