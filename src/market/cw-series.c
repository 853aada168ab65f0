/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-series-builder.h"

#define DAY (24 * 60 * 60)

/**
 * cw_series_ref:
 * @series: a series
 *
 * Returns: (transfer full): another reference to the same, unchangeable series
 */
CwSeries *
cw_series_ref (const CwSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwSeries *) series);
}

static void
clear_series (gpointer data)
{
  CwSeries *series = data;

  g_free (series->info.symbol);
  g_free (series->info.name);
  g_free (series->info.currency);
  g_free (series->info.exchange);
  g_free (series->info.instrument_type);
  g_free (series->info.timezone);
  g_free (series->info.source);
  g_free (series->info.note);
  g_time_zone_unref (series->zone);
  g_free ((gpointer) series->time); /* the one block that all columns lie in */
  g_free ((gpointer) series->dividends);
  g_free ((gpointer) series->splits);
  g_free ((gpointer) series->capital_gains);
}

/** cw_series_unref: @series: (transfer full): a series whose reference is given up */
void
cw_series_unref (CwSeries *series)
{
  g_return_if_fail (series != NULL);
  g_atomic_rc_box_release_full (series, clear_series);
}

/**
 * cw_series_find:
 * @series: a series
 * @time: a moment, in seconds since 1970
 *
 * Returns: the index of the first bar that does not begin before @time, or the number of bars
 */
gsize
cw_series_find (const CwSeries *series, gint64 time)
{
  gsize low = 0, high;

  g_return_val_if_fail (series != NULL, 0);

  high = series->n_bars;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (series->time[middle] < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * cw_series_get_local_time:
 * @series: a series
 * @time: a moment, in seconds since 1970
 *
 * Returns: (transfer full): the moment on the exchange's own clock
 */
GDateTime *
cw_series_get_local_time (const CwSeries *series, gint64 time)
{
  g_autoptr (GDateTime) utc = NULL;

  g_return_val_if_fail (series != NULL, NULL);

  utc = g_date_time_new_from_unix_utc (time);
  return g_date_time_to_timezone (utc, series->zone);
}

/* The day by the exchange's calendar, counted from 1 January 1970. */
static gint64
find_day (const CwSeries *series, gint64 time)
{
  int interval = g_time_zone_find_interval (series->zone, G_TIME_TYPE_UNIVERSAL, time);
  gint64 local = time + g_time_zone_get_offset (series->zone, interval);

  return local >= 0 ? local / DAY : -((DAY - 1 - local) / DAY);
}

/**
 * cw_series_get_day:
 * @series: a series
 * @time: the start of a daily bar, in seconds since 1970
 *
 * Returns: the day by the exchange's calendar that the bar is for, counted from 1 January 1970
 */
gint64
cw_series_get_day (const CwSeries *series, gint64 time)
{
  g_return_val_if_fail (series != NULL, 0);

  /* Two hours on, because some exchanges' days are stamped at 22:00 or 23:00 of the day before
   * while daylight saving changes. */
  return find_day (series, time + 2 * 60 * 60);
}

/**
 * cw_series_dup_sessions:
 * @series: a series
 *
 * Returns: (transfer full) (nullable): for each bar the day by the exchange's calendar on which it
 *   begins; %NULL where each bar is a session or more
 */
gint64 *
cw_series_dup_sessions (const CwSeries *series)
{
  gint64 *sessions;

  g_return_val_if_fail (series != NULL, NULL);

  if (!cw_interval_is_intraday (series->interval))
    return NULL;
  sessions = g_new (gint64, series->n_bars);
  for (gsize i = 0; i < series->n_bars; i++)
    sessions[i] = find_day (series, series->time[i]);
  return sessions;
}

static gboolean
is_last_bar_running (const CwSeries *series, gint64 now)
{
  gint64 last;

  if (series->n_bars == 0)
    return FALSE;
  last = series->time[series->n_bars - 1];
  if (series->interval == CW_INTERVAL_1D)
    return last >= series->info.session_start && now < series->info.session_end;
  return now < last + cw_interval_get_seconds (series->interval);
}

/**
 * cw_series_ref_closed:
 * @series: a series
 * @now: the time in its market, in seconds since 1970
 *
 * Leaves out a last bar whose time is not over: it may be drawn, but nothing may be decided by it
 * or kept of it. A day is over when the exchange's regular session is; where the provider does not
 * say when that is, every day counts as over.
 *
 * Returns: (transfer full): the bars that will not change any more
 */
CwSeries *
cw_series_ref_closed (const CwSeries *series, gint64 now)
{
  g_return_val_if_fail (series != NULL, NULL);

  if (!is_last_bar_running (series, now))
    return cw_series_ref (series);
  return cw_series_slice (series, G_MININT64, series->time[series->n_bars - 1] - 1);
}

static void
append_events (GArray *to, gconstpointer events, gsize n, gsize size, gint64 start, gint64 end)
{
  for (gsize i = 0; i < n; i++)
    {
      const char *event = (const char *) events + i * size;
      gint64 time = *(const gint64 *) (gconstpointer) event; /* the first member of each event */

      if (time >= start && time <= end)
        g_array_append_vals (to, event, 1);
    }
}

/**
 * cw_series_slice:
 * @series: a series
 * @start: the first moment that is kept
 * @end: the last moment that is kept
 *
 * Returns: (transfer full): the bars and events from @start to @end, both included
 */
CwSeries *
cw_series_slice (const CwSeries *series, gint64 start, gint64 end)
{
  g_autoptr (CwSeriesBuilder) builder = NULL;
  gsize first;

  g_return_val_if_fail (series != NULL, NULL);

  first = cw_series_find (series, start);
  if (first == 0 && (series->n_bars == 0 || series->time[series->n_bars - 1] <= end))
    return cw_series_ref (series);

  builder = cw_series_builder_new_from (series);
  for (gsize i = first; i < series->n_bars && series->time[i] <= end; i++)
    cw_series_builder_add_bar (builder, series->time[i], series->open[i], series->high[i],
                               series->low[i], series->close[i], series->adj_close[i],
                               series->volume[i]);
  append_events (builder->dividends, series->dividends, series->n_dividends, sizeof (CwDividend),
                 start, end);
  append_events (builder->splits, series->splits, series->n_splits, sizeof (CwSplit), start, end);
  append_events (builder->capital_gains, series->capital_gains, series->n_capital_gains,
                 sizeof (CwDividend), start, end);
  return cw_series_builder_end (builder);
}
