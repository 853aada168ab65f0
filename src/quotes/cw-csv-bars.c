/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-bars.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-bars-csv.h"
#include "cw-quotes-error.h"
#include "cw-resample.h"

#define DAY (24 * 60 * 60)
/* How many bars a quote keeps for the small line beside its price. */
#define QUOTE_BARS 30

/* A single bar that has a time of day, or none at all, can stand for any interval. */
static void
settle_interval (CwSeriesBuilder *builder)
{
  if (builder->n_bars == 0 || (builder->n_bars == 1 && builder->time[0] % DAY != 0))
    builder->interval = CW_INTERVAL_1M;
}

/* Reads the file as it is. Neither currency nor time zone stand in it, so both stay unknown; its
 * days and times are taken for UTC, which leaves them as they are written. */
static CwSeries *
read_series (const char *text,
             gsize length,
             const char *symbol,
             const char *source,
             gint64 now,
             GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GError) cause = NULL;
  g_autoptr (CwSeriesBuilder) builder = cw_bars_csv_read_most (text, length, symbol, utc, &cause);

  if (builder == NULL)
    {
      g_set_error_literal (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER, cause->message);
      return NULL;
    }
  settle_interval (builder);
  builder->now = now;
  cw_series_builder_set_text (&builder->info.source, source);
  return cw_series_builder_end (builder);
}

/* Which of the longer bars a bar belongs to: of its day, or of its day's so many-eth. The first bar
 * of a day begins the first of them, as an exchange's opening does. */
static gint64
period_of (const CwSeries *series, gsize i, gsize first_of_day, CwInterval interval)
{
  gint64 seconds = cw_interval_get_seconds (interval);
  gint64 day = cw_series_get_day (series, series->time[i]);

  if (interval >= CW_INTERVAL_1D)
    return day;
  return day * DAY + (series->time[i] - series->time[first_of_day]) / seconds;
}

static void
merge_bar (CwSeriesBuilder *builder, const CwSeries *series, gsize i)
{
  gsize last = builder->n_bars - 1;
  double *volume = &builder->volume[last];

  builder->high[last] = MAX (builder->high[last], series->high[i]);
  builder->low[last] = MIN (builder->low[last], series->low[i]);
  builder->close[last] = series->close[i];
  builder->adj_close[last] = series->adj_close[i];
  if (isnan (*volume))
    *volume = series->volume[i];
  else if (!isnan (series->volume[i]))
    *volume += series->volume[i];
}

/* Puts bars within a day together to longer ones, up to days. */
static CwSeries *
combine (const CwSeries *series, CwInterval interval)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new_from (series);
  gint64 period = G_MININT64, day = G_MININT64;
  gsize first_of_day = 0;

  builder->interval = interval;
  for (gsize i = 0; i < series->n_bars; i++)
    {
      gint64 next;

      if (cw_series_get_day (series, series->time[i]) != day)
        first_of_day = i;
      day = cw_series_get_day (series, series->time[i]);
      next = period_of (series, i, first_of_day, interval);
      if (next == period)
        merge_bar (builder, series, i);
      else
        cw_series_builder_add_bar (builder, series->time[i], series->open[i], series->high[i],
                                   series->low[i], series->close[i], series->adj_close[i],
                                   series->volume[i]);
      period = next;
    }
  return cw_series_builder_end (builder);
}

static gboolean
can_become (CwInterval from, CwInterval to)
{
  if (from == to)
    return TRUE;
  if (from > CW_INTERVAL_1D || to < from)
    return FALSE;
  return to >= CW_INTERVAL_1D || cw_interval_get_seconds (to) % cw_interval_get_seconds (from) == 0;
}

/* Makes of the file's bars those that are asked for. */
static CwSeries *
make_longer (const CwSeries *series, CwInterval interval)
{
  g_autoptr (CwSeries) days = NULL;

  if (series->interval == interval)
    return cw_series_ref (series);
  if (interval <= CW_INTERVAL_1D)
    return combine (series, interval);
  days = series->interval == CW_INTERVAL_1D ? cw_series_ref (series)
                                            : combine (series, CW_INTERVAL_1D);
  return cw_series_resample (days, interval);
}

/* A range reaches back from the last bar, whenever that was: a file is as old as it is. */
static CwSeries *
cut (const CwSeries *series, const CwSeriesQuery *query)
{
  if (query->from != 0 || query->to != 0)
    return cw_series_slice (series, query->from, query->to);
  if (series->n_bars == 0)
    return cw_series_ref (series);
  return cw_series_slice (series,
                          cw_range_get_start (query->range, series->time[series->n_bars - 1],
                                              series->zone),
                          G_MAXINT64);
}

/**
 * cw_csv_bars_parse:
 * @text: (array length=length): what is in a file
 * @length: its length in bytes
 * @query: which bars are wanted
 * @source: for people: where they come from
 * @now: what time it is, in seconds since 1970; later bars are not believed
 * @error: return location for a #CwQuotesError that names the line
 *
 * Reads bars and makes longer ones of them where those are asked for.
 *
 * Returns: (transfer full) (nullable): the bars
 */
CwSeries *
cw_csv_bars_parse (const char *text,
                   gsize length,
                   const CwSeriesQuery *query,
                   const char *source,
                   gint64 now,
                   GError **error)
{
  g_autoptr (CwSeries) series = read_series (text, length, query->symbol, source, now, error);
  g_autoptr (CwSeries) wanted = NULL;

  if (series == NULL)
    return NULL;
  if (!can_become (series->interval, query->interval))
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST,
                   /* Translators: both are lengths of bars such as 1d */
                   _ ("The bars are of %s, and none of %s can be made of them; choose another "
                      "interval"),
                   cw_interval_to_string (series->interval),
                   cw_interval_to_string (query->interval));
      return NULL;
    }
  wanted = cut (series, query);
  return make_longer (wanted, query->interval);
}

/**
 * cw_csv_bars_parse_quote:
 * @text: (array length=length): what is in a file
 * @length: its length in bytes
 * @symbol: whose
 * @source: for people: where it comes from
 * @now: what time it is, in seconds since 1970; later bars are not believed
 * @error: return location for a #CwQuotesError
 *
 * Takes the latest price from the last bar, and what it is compared with from the day before.
 *
 * Returns: (transfer full) (nullable): the price
 */
CwSymbolQuote *
cw_csv_bars_parse_quote (const char *text,
                         gsize length,
                         const char *symbol,
                         const char *source,
                         gint64 now,
                         GError **error)
{
  g_autoptr (CwSeries) series = read_series (text, length, symbol, source, now, error);
  g_autoptr (CwSeries) days = NULL;
  g_autoptr (CwSeries) last = NULL;
  CwSymbolQuote *quote;

  if (series == NULL)
    return NULL;
  if (series->n_bars == 0)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
                   _ ("There is no price in it"));
      return NULL;
    }
  days = make_longer (series, MAX (series->interval, CW_INTERVAL_1D));
  last =
      cw_series_slice (days, days->time[days->n_bars - MIN (days->n_bars, QUOTE_BARS)], G_MAXINT64);
  quote = cw_symbol_quote_new_from_series (last);
  quote->quote.time = series->time[series->n_bars - 1];
  /* The bar before a week's is no session's. */
  if (last->interval > CW_INTERVAL_1D)
    quote->quote.previous_close = quote->quote.change = quote->quote.change_percent = NAN;
  return quote;
}
