/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-analysis.h"

#include <math.h>
#include <string.h>

#include "cw-series-builder.h"
#include "cw-series-join.h"

#define DAY (24 * 60 * 60)

/* How an analysis is brought up to date without its bars being analysed again. */

static CwAnalysis *
copy (const CwAnalysis *analysis)
{
  CwAnalysis *joined = g_atomic_rc_box_new0 (CwAnalysis);

  *joined = *analysis;
  joined->series = cw_series_ref (analysis->series);
  joined->quote_source = g_strdup (analysis->quote_source);
  if (analysis->fundamentals != NULL)
    joined->fundamentals = cw_fundamentals_ref (analysis->fundamentals);
  if (analysis->fundamentals_error != NULL)
    joined->fundamentals_error = g_error_copy (analysis->fundamentals_error);
  if (analysis->short_term != NULL)
    joined->short_term = cw_decision_ref (analysis->short_term);
  joined->track_record = g_strdup (analysis->track_record);
  if (analysis->long_term != NULL)
    joined->long_term = cw_decision_ref (analysis->long_term);
  return joined;
}

static void
take_price (CwAnalysis *joined, const CwAnalysis *newer)
{
  joined->quote = newer->quote;
  g_free (joined->quote_source);
  joined->quote_source = g_strdup (newer->quote_source);
  joined->quote_fetched_at = newer->quote_fetched_at;
  if (newer->hours.start >= joined->hours.start)
    {
      joined->hours.start = newer->hours.start;
      joined->hours.end = newer->hours.end;
    }
}

/**
 * cw_analysis_new_with_quote:
 * @analysis: what was known
 * @newer: an analysis of the same symbol, perhaps of its price alone
 *
 * Returns: (transfer full): what was known with the newer price in it; where @newer has bars,
 *   @newer itself
 */
CwAnalysis *
cw_analysis_new_with_quote (const CwAnalysis *analysis, const CwAnalysis *newer)
{
  CwAnalysis *joined;

  g_return_val_if_fail (analysis != NULL && newer != NULL, NULL);

  if (newer->series->n_bars > 0)
    return cw_analysis_ref ((CwAnalysis *) newer);
  joined = copy (analysis);
  take_price (joined, newer);
  return joined;
}

/* The day by the exchange's calendar of an analysis's price: that of the session it was paid in, as
 * some sessions begin on the evening before; where none is known, that of the price itself. */
static gint64
get_price_day (const CwAnalysis *analysis)
{
  const CwSeries *series = analysis->series;
  g_autoptr (GDateTime) time = NULL;

  if (cw_market_hours_are_known (&analysis->hours) && analysis->quote.time >= analysis->hours.start)
    return cw_series_get_day (series, analysis->hours.start);
  time = cw_series_get_local_time (series, analysis->quote.time);
  return (g_date_time_to_unix (time) + g_date_time_get_utc_offset (time) / G_TIME_SPAN_SECOND)
         / DAY;
}

static gint64
get_last_day (const CwSeries *series)
{
  return cw_series_get_day (series, series->time[series->n_bars - 1]);
}

/* Whether a price belongs to the last bar: it is newer, and of the same day. */
static gboolean
is_of_last_bar (const CwAnalysis *analysis)
{
  const CwSeries *series = analysis->series;

  return series->interval == CW_INTERVAL_1D && series->n_bars > 0 && analysis->quote.price > 0
         && analysis->quote.time > series->info.market_time
         && get_price_day (analysis) == get_last_day (series);
}

/* What was paid between two questions is not known, so high and low are what they are known to be.
 */
static CwSeries *
make_moved_bar (const CwSeries *series, const CwQuote *quote)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new_from (series);
  gsize last = series->n_bars - 1;

  builder->n_rejected = 0;
  builder->now = quote->time;
  builder->info.market_price = quote->price;
  builder->info.market_time = quote->time;
  cw_series_builder_add_bar (builder, series->time[last], series->open[last],
                             MAX (series->high[last], quote->price),
                             MIN (series->low[last], quote->price), quote->price,
                             series->adj_close[last] * quote->price / series->close[last],
                             series->volume[last]);
  return cw_series_builder_end (builder);
}

static CwSeries *
move_last_bar (const CwSeries *series, const CwQuote *quote)
{
  g_autoptr (CwSeries) bar = make_moved_bar (series, quote);
  const CwSeries *parts[] = { series, bar };

  return cw_series_join (parts, G_N_ELEMENTS (parts));
}

/**
 * cw_analysis_new_live:
 * @analysis: what was known
 * @newer: an analysis of the same symbol's price
 * @with_bar: whether to move the last bar too, which copies all of them and is a worker's job
 *
 * Other than with cw_analysis_new_with_quote(), bars that came along with the price are not taken:
 * they are few, and nothing was decided by them. An older price is not taken either.
 *
 * Returns: (transfer full): what was known with the newer price in it
 */
CwAnalysis *
cw_analysis_new_live (const CwAnalysis *analysis, const CwAnalysis *newer, gboolean with_bar)
{
  CwAnalysis *joined;

  g_return_val_if_fail (analysis != NULL && newer != NULL, NULL);

  if (newer->quote.time < analysis->quote.time || isnan (newer->quote.price))
    return cw_analysis_ref ((CwAnalysis *) analysis);
  joined = copy (analysis);
  take_price (joined, newer);
  if (with_bar && is_of_last_bar (joined))
    {
      cw_series_unref (joined->series);
      joined->series = move_last_bar (analysis->series, &newer->quote);
      joined->hours.zone = joined->series->zone;
    }
  return joined;
}

/** cw_analysis_lacks_bars: Returns: whether the price is of a later day than the last bar */
gboolean
cw_analysis_lacks_bars (const CwAnalysis *analysis)
{
  const CwSeries *series = analysis->series;

  return series->interval == CW_INTERVAL_1D && series->n_bars > 0
         && get_price_day (analysis) > get_last_day (series);
}

/**
 * cw_analysis_new_with_market:
 * @analysis: what was known
 * @market: how the market grew, and what companies must reach now
 *
 * Returns: (transfer full): what was known, decided anew for the long term if it was decided at all
 */
CwAnalysis *
cw_analysis_new_with_market (const CwAnalysis *analysis, const CwMarketGrowth *market)
{
  CwAnalysis *joined;

  g_return_val_if_fail (analysis != NULL && market != NULL, NULL);

  joined = copy (analysis);
  joined->market = *market;
  if (analysis->long_term == NULL)
    return joined;
  cw_decision_unref (joined->long_term);
  joined->long_term = cw_long_term_decide (analysis->fundamentals, market);
  return joined;
}
