/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-analyse.h"

#include <math.h>
#include <string.h>

#include "cw-backtest.h"
#include "cw-resample.h"

#define SPARKLINE_BARS 252

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
  g_clear_pointer (&input->series, cw_series_unref);
  g_clear_pointer (&input->earlier, cw_analysis_unref);
  g_clear_pointer (&input->fundamentals, cw_fundamentals_unref);
  g_clear_error (&input->fundamentals_error);
  g_free (input);
}

/* The last year's closes at evenly spaced bars, the last one included, scaled to 0 … 1. */
static void
draw_sparkline (CwAnalysis *analysis)
{
  const CwSeries *series = analysis->series;
  gsize n_bars = MIN (series->n_bars, SPARKLINE_BARS);
  gsize n = MIN (n_bars, CW_SPARKLINE_POINTS);
  const double *close = series->close + (series->n_bars - n_bars);
  double low = INFINITY, high = -INFINITY;

  analysis->n_sparkline = n;
  for (gsize i = 0; i < n; i++)
    {
      gsize bar = n > 1 ? i * (n_bars - 1) / (n - 1) : 0;

      analysis->sparkline[i] = close[bar];
      low = MIN (low, close[bar]);
      high = MAX (high, close[bar]);
    }
  for (gsize i = 0; i < n; i++)
    analysis->sparkline[i] = high > low ? (analysis->sparkline[i] - low) / (high - low) : 0.5;
}

/* What a provider does with what it fetches: only the time asked for, in bars of the length asked
 * for. A range counts back from the last bar, however long ago that was. */
static CwSeries *
cut_stored (const CwSeries *series, const CwLoadOptions *options)
{
  gint64 from = options->from, to = options->to;
  g_autoptr (CwSeries) cut = NULL;

  if (from == 0 && to == 0)
    {
      to = G_MAXINT64;
      from =
          series->n_bars > 0
              ? cw_range_get_start (options->range, series->time[series->n_bars - 1], series->zone)
              : G_MININT64;
    }
  cut = cw_series_slice (series, from, to);
  if (cut->interval == options->interval)
    return g_steal_pointer (&cut);
  return cw_series_resample (cut, options->interval);
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

/**
 * cw_analyse:
 * @input: what is known
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

  analysis->series =
      input->stored ? cut_stored (input->series, &input->options) : cw_series_ref (input->series);
  analysis->quote = cw_quote_from_series (analysis->series);
  analysis->fetched_at = input->fetched_at;
  analysis->complete = input->complete;
  analysis->market = input->market;
  if (input->fundamentals != NULL)
    analysis->fundamentals = cw_fundamentals_ref (input->fundamentals);
  if (input->fundamentals_error != NULL)
    analysis->fundamentals_error = g_error_copy (input->fundamentals_error);

  if (input->earlier != NULL)
    {
      take_over (analysis, input->earlier);
    }
  else
    {
      draw_sparkline (analysis);
      if (input->options.decisions)
        decide_short_term (analysis, input->now);
    }
  if (input->options.decisions && input->complete)
    analysis->long_term = cw_long_term_decide (input->fundamentals, &input->market);
  return analysis;
}
