/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "row-samples.h"

#include <math.h>

#include "cw-outcome-private.h"
#include "cw-series-builder.h"

#define DAY (24 * 60 * 60)
#define N_BARS 3

static double
known (double value)
{
  return value > 0 ? value : (double) NAN;
}

static CwSeries *
new_series (const RowSample *sample)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (sample->symbol, CW_INTERVAL_1D);

  cw_series_builder_set_text (&builder->info.name, sample->name);
  builder->now = N_BARS * DAY;
  for (gint64 i = 0; i < N_BARS; i++)
    cw_series_builder_add_bar (builder, (i + 1) * DAY, sample->price, sample->price, sample->price,
                               sample->price, sample->price, known (sample->volume));
  return cw_series_builder_end (builder);
}

static CwDecision *
new_decision (const RowSample *sample)
{
  CwDecision *decision = g_atomic_rc_box_new0 (CwDecision);

  decision->action = sample->score >= 2    ? CW_ACTION_BUY
                     : sample->score <= -2 ? CW_ACTION_SELL
                                           : CW_ACTION_HOLD;
  decision->score = sample->score;
  decision->max_score = 5;
  return decision;
}

static CwAnalysis *
new_analysis (const RowSample *sample)
{
  CwAnalysis *analysis = g_atomic_rc_box_new0 (CwAnalysis);
  CwFundamentals *fundamentals = cw_fundamentals_new (sample->symbol, "a test");

  analysis->series = new_series (sample);
  analysis->quote = (CwQuote){ .price = sample->price,
                               .change_percent = sample->change_percent,
                               .time = N_BARS * DAY };
  analysis->technicals.rsi = known (sample->rsi);
  fundamentals->values[CW_METRIC_PE] = known (sample->pe);
  analysis->fundamentals = fundamentals;
  if (sample->decided)
    analysis->short_term = new_decision (sample);
  analysis->complete = TRUE;
  return analysis;
}

/** row_sample_apply: lets @row know what @sample says */
void
row_sample_apply (CwRow *row, const RowSample *sample)
{
  g_autoptr (CwAnalysis) analysis = new_analysis (sample);
  g_autoptr (CwOutcome) outcome =
      cw_outcome_new (0, sample->symbol, CW_STAGE_READY, analysis, NULL);

  cw_row_apply (row, outcome);
}

/** row_sample_new: Returns: (transfer full): a row; without a price it waits for one */
CwRow *
row_sample_new (const RowSample *sample)
{
  CwRow *row = cw_row_new (sample->symbol, (CwClock){ 0 });

  if (sample->price > 0)
    row_sample_apply (row, sample);
  return row;
}

/** row_sample_fail: lets @row fail for this reason */
void
row_sample_fail (CwRow *row, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, message);
  g_autoptr (CwOutcome) outcome =
      cw_outcome_new (0, cw_row_get_symbol (row), CW_STAGE_FAILED, NULL, error);

  cw_row_apply (row, outcome);
}
