/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-analyse.h"

#include <math.h>
#include <string.h>

#include "cw-backtest.h"
#include "cw-series-builder.h"
#include "cw-splice.h"

#define SPARKLINE_BARS 252 /* a year */

/** cw_analysis_ref: Returns: (transfer full): another reference to the same analysis */
CwAnalysis *
cw_analysis_ref (CwAnalysis *analysis)
{
  g_return_val_if_fail (analysis != NULL, NULL);
  return g_atomic_rc_box_acquire (analysis);
}

static void
clear_analysis (gpointer data)
{
  CwAnalysis *analysis = data;

  g_clear_pointer (&analysis->series, cw_series_unref);
  g_free (analysis->quote_source);
  g_clear_pointer (&analysis->fundamentals, cw_fundamentals_unref);
  g_clear_error (&analysis->fundamentals_error);
  g_clear_pointer (&analysis->short_term, cw_decision_unref);
  g_free (analysis->track_record);
  g_clear_pointer (&analysis->long_term, cw_decision_unref);
}

/** cw_analysis_unref: @analysis: (transfer full): an analysis */
void
cw_analysis_unref (CwAnalysis *analysis)
{
  g_return_if_fail (analysis != NULL);
  g_atomic_rc_box_release_full (analysis, clear_analysis);
}

/** cw_analyse_input_free: @input: (transfer full) (nullable): what a job was given */
void
cw_analyse_input_free (CwAnalyseInput *input)
{
  if (input == NULL)
    return;
  g_free (input->symbol);
  g_clear_pointer (&input->series, cw_series_unref);
  g_clear_pointer (&input->quote, cw_symbol_quote_unref);
  g_clear_pointer (&input->earlier, cw_analysis_unref);
  g_clear_pointer (&input->fundamentals, cw_fundamentals_unref);
  g_clear_error (&input->fundamentals_error);
  g_free (input);
}

/* Which of @n values stands at place @i of @n_samples that are spread over them. */
static gsize
find_sample (gsize i, gsize n_samples, gsize n)
{
  return n_samples > 1 ? i * (n - 1) / (n_samples - 1) : 0;
}

/* The closes at evenly spaced bars, the last one included, scaled to 0 … 1. */
static void
draw_closes (CwAnalysis *analysis, const double *close, gsize n_closes)
{
  gsize n = MIN (n_closes, CW_SPARKLINE_POINTS);
  double low = INFINITY, high = -INFINITY;

  analysis->n_sparkline = n;
  for (gsize i = 0; i < n; i++)
    {
      analysis->sparkline[i] = close[find_sample (i, n, n_closes)];
      low = MIN (low, analysis->sparkline[i]);
      high = MAX (high, analysis->sparkline[i]);
    }
  for (gsize i = 0; i < n; i++)
    analysis->sparkline[i] = high > low ? (analysis->sparkline[i] - low) / (high - low) : 0.5;
}

static void
draw_sparkline (CwAnalysis *analysis)
{
  const CwSeries *series = analysis->series;
  gsize n_bars = MIN (series->n_bars, SPARKLINE_BARS);

  draw_closes (analysis, series->close + (series->n_bars - n_bars), n_bars);
}

static void
decide_short_term (CwAnalysis *analysis, gint64 now)
{
  g_autoptr (CwSeries) closed = cw_series_ref_closed (analysis->series, now);

  g_autoptr (CwBacktest) backtest = cw_backtest_run (closed, CW_BACKTEST_COST_BPS);

  analysis->short_term = cw_short_term_decide (closed, &analysis->technicals);
  analysis->track_record = cw_backtest_describe (backtest);
}

static void
take_over (CwAnalysis *analysis, const CwAnalysis *earlier)
{
  analysis->technicals = earlier->technicals;
  analysis->short_term = earlier->short_term != NULL ? cw_decision_ref (earlier->short_term) : NULL;
  analysis->track_record = g_strdup (earlier->track_record);
  analysis->n_sparkline = earlier->n_sparkline;
  memcpy (analysis->sparkline, earlier->sparkline, sizeof analysis->sparkline);
}

/* Where there are no bars, a series without any says what the quote says of the symbol. */
static CwSeries *
make_empty_series (const char *symbol, const CwSymbolQuote *quote)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);

  cw_series_builder_set_text (&builder->info.name, quote->name);
  cw_series_builder_set_text (&builder->info.currency, quote->currency);
  cw_series_builder_set_text (&builder->info.exchange, quote->exchange);
  cw_series_builder_set_text (&builder->info.source, quote->source);
  if (quote->price_decimals >= 0)
    builder->info.price_decimals = quote->price_decimals;
  builder->info.clock_skew = quote->clock_skew;
  builder->info.market_price = quote->quote.price;
  builder->info.market_time = quote->quote.time;
  builder->info.previous_close = quote->quote.previous_close;
  builder->info.session_start = quote->session_start;
  builder->info.session_end = quote->session_end;
  cw_series_builder_set_text (&builder->info.timezone, quote->timezone);
  return cw_series_builder_end (builder);
}

static void
take_quote (CwAnalysis *analysis, const CwSymbolQuote *quote, gint64 fetched_at)
{
  g_free (analysis->quote_source);
  analysis->quote = quote->quote;
  analysis->quote_source = g_strdup (quote->source);
  analysis->quote_fetched_at = fetched_at;
}

/* Of equally new prices that of the bars counts, unless those are stored: then the bar of a session
 * that ran is not among them, and what the price is compared with would be a bar too old. */
static gboolean
is_newer (const CwAnalyseInput *input, const CwQuote *than)
{
  gint64 time = input->quote->quote.time;

  return isnan (than->price) || time > than->time || (time == than->time && input->stored);
}

/* The newer price counts, wherever it comes from. */
static void
choose_quote (CwAnalysis *analysis, const CwAnalyseInput *input)
{
  analysis->quote = cw_quote_from_series (analysis->series);
  analysis->quote_source = g_strdup (analysis->series->info.source);
  analysis->quote_fetched_at = input->fetched_at;
  if (input->quote != NULL && (input->series == NULL || is_newer (input, &analysis->quote)))
    take_quote (analysis, input->quote, input->quote_fetched_at);
}

static void
take_series (CwAnalysis *analysis, const CwAnalyseInput *input)
{
  if (input->series == NULL)
    analysis->series = make_empty_series (input->symbol, input->quote);
  else if (input->stored)
    analysis->series = cw_splice_shape (input->series, &input->options);
  else
    analysis->series = cw_series_ref (input->series);
}

/* A session that has begun later is the newer one. */
static void
find_hours (CwAnalysis *analysis, const CwAnalyseInput *input)
{
  const CwSeriesInfo *info = &analysis->series->info;

  analysis->hours = (CwMarketHours){ .start = info->session_start,
                                     .end = info->session_end,
                                     .days = cw_market_days_from_series (analysis->series),
                                     .zone = analysis->series->zone };
  if (input->quote != NULL && input->quote->session_start > analysis->hours.start)
    {
      analysis->hours.start = input->quote->session_start;
      analysis->hours.end = input->quote->session_end;
    }
}

static void
find_out (CwAnalysis *analysis, const CwAnalyseInput *input)
{
  if (input->series != NULL)
    draw_sparkline (analysis);
  else
    draw_closes (analysis, input->quote->closes, input->quote->n_closes);
  if (input->options.depth == CW_LOAD_ANALYSIS)
    decide_short_term (analysis, input->now);
}

/**
 * cw_analyse:
 * @input: what is known: bars, or at least a price
 *
 * Turns bars and figures into decisions. Runs on a worker. What @input's earlier analysis of the
 * same bars already found is taken over from it.
 *
 * Returns: (transfer full): the analysis
 */
CwAnalysis *
cw_analyse (const CwAnalyseInput *input)
{
  CwAnalysis *analysis = g_atomic_rc_box_new0 (CwAnalysis);

  take_series (analysis, input);
  choose_quote (analysis, input);
  find_hours (analysis, input);
  analysis->fetched_at = input->series != NULL ? input->fetched_at : input->quote_fetched_at;
  analysis->complete = input->complete;
  analysis->market = input->market;
  if (input->fundamentals != NULL)
    analysis->fundamentals = cw_fundamentals_ref (input->fundamentals);
  if (input->fundamentals_error != NULL)
    analysis->fundamentals_error = g_error_copy (input->fundamentals_error);
  if (input->earlier != NULL)
    take_over (analysis, input->earlier);
  else
    find_out (analysis, input);
  if (input->options.depth == CW_LOAD_ANALYSIS && input->complete)
    analysis->long_term = cw_long_term_decide (input->fundamentals, &input->market);
  return analysis;
}

static void
copy_closes (CwSymbolQuote *quote, const CwSeries *series)
{
  gsize n_bars = MIN (series->n_bars, SPARKLINE_BARS), first = series->n_bars - n_bars;
  gsize n = MIN (n_bars, CW_SPARKLINE_POINTS);

  quote->n_closes = n;
  quote->closes = g_new (double, n);
  quote->times = g_new (gint64, n);
  for (gsize i = 0; i < n; i++)
    {
      gsize bar = first + find_sample (i, n, n_bars);

      quote->closes[i] = series->close[bar];
      quote->times[i] = series->time[bar];
    }
}

/**
 * cw_analysis_make_quote:
 * @analysis: an analysis with bars
 *
 * Returns: (transfer full): its price, and the closes that its small line is drawn from: what is to
 *   be seen of the symbol before its bars have been read
 */
CwSymbolQuote *
cw_analysis_make_quote (const CwAnalysis *analysis)
{
  const CwSeriesInfo *info = &analysis->series->info;
  CwSymbolQuote *quote = cw_symbol_quote_new (info->symbol, analysis->quote_source);

  g_free (quote->name);
  quote->name = g_strdup (info->name);
  g_free (quote->currency);
  quote->currency = g_strdup (info->currency);
  g_free (quote->exchange);
  quote->exchange = g_strdup (info->exchange);
  quote->quote = analysis->quote;
  quote->clock_skew = info->clock_skew;
  quote->price_decimals = info->price_decimals;
  g_free (quote->timezone);
  quote->timezone = g_strdup (info->timezone);
  quote->session_start = analysis->hours.start;
  quote->session_end = analysis->hours.end;
  copy_closes (quote, analysis->series);
  return quote;
}
