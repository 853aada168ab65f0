/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-resample.h"

#include <math.h>

#include "cw-series-builder.h"

#define JULIAN_OF_1970 719163 /* what GDate calls the Julian day of 1 January 1970, … */
#define WEEKDAY_OF_1970 3     /* … which was three days after a Monday */
#define FAR_WEEKS 100000      /* so that days before 1970 are no negative numbers */

static gint64
divide_down (gint64 a, gint64 b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/* Bars within a day are counted from where the session begins, which need not be a full hour. */
static gint64
start_of_part (const CwSeries *series, CwInterval interval, gint64 time)
{
  gint64 seconds = cw_interval_get_seconds (interval);
  gint64 shift = series->info.session_start % seconds;

  return shift + seconds * divide_down (time - shift, seconds);
}

/* Which week, month, quarter or part of a day a bar belongs to: equal numbers, same bar. */
static gint64
period_of (const CwSeries *series, CwInterval interval, gint64 time)
{
  gint64 day = cw_series_get_day (series, time);
  GDate date;

  if (cw_interval_is_intraday (interval))
    return start_of_part (series, interval, time);
  if (interval == CW_INTERVAL_1WK)
    return (day + WEEKDAY_OF_1970 + FAR_WEEKS * 7) / 7;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_OF_1970));
  if (interval == CW_INTERVAL_1MO)
    return g_date_get_year (&date) * 12 + g_date_get_month (&date);
  return g_date_get_year (&date) * 4 + (g_date_get_month (&date) - 1) / 3;
}

static gint64
start_of (const CwSeries *series, CwInterval interval, gint64 time)
{
  return cw_interval_is_intraday (interval) ? start_of_part (series, interval, time) : time;
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
 * @series: daily bars, or bars within the day
 * @interval: `1wk`, `1mo` or `3mo` for daily bars; a multiple of their length for the others
 *
 * Builds longer bars from daily ones, because providers adjust their own weekly and monthly bars
 * for dividends wrongly and add the running period as an extra row. A bar is stamped with the first
 * trading day in it; weeks begin on Monday, all by the exchange's calendar. A bar within the day is
 * stamped with its own beginning, counted from the beginning of the session.
 *
 * Returns: (transfer full): the longer bars
 */
CwSeries *
cw_series_resample (const CwSeries *series, CwInterval interval)
{
  g_autoptr (CwSeriesBuilder) builder = NULL;
  gint64 period = G_MININT64;

  g_return_val_if_fail (series != NULL && interval > series->interval, NULL);
  g_return_val_if_fail (cw_interval_is_intraday (series->interval)
                            ? cw_interval_is_intraday (interval)
                            : series->interval == CW_INTERVAL_1D,
                        NULL);

  builder = cw_series_builder_new_from (series);
  builder->interval = interval;
  for (gsize i = 0; i < series->n_bars; i++)
    {
      gint64 next = period_of (series, interval, series->time[i]);

      if (next == period)
        merge_bar (builder, series, i);
      else
        cw_series_builder_add_bar (builder, start_of (series, interval, series->time[i]),
                                   series->open[i], series->high[i], series->low[i],
                                   series->close[i], series->adj_close[i], series->volume[i]);
      period = next;
    }
  g_array_append_vals (builder->dividends, series->dividends, (guint) series->n_dividends);
  g_array_append_vals (builder->splits, series->splits, (guint) series->n_splits);
  g_array_append_vals (builder->capital_gains, series->capital_gains,
                       (guint) series->n_capital_gains);
  return cw_series_builder_end (builder);
}
