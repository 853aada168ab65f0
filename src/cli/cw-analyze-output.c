/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-analyze-output.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-analyze-text.h"
#include "cw-machine-text.h"
#include "cw-quotes-error.h"

/* What a company without reports (an index, a fund) has not, and what a plan does not include, is
 * no failure: the decision says that it had too little to go on. */
static gboolean
is_failure (const GError *fundamentals_error)
{
  return fundamentals_error != NULL
         && !g_error_matches (fundamentals_error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND)
         && !g_error_matches (fundamentals_error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_IN_PLAN);
}

/**
 * cw_analyze_get_error:
 * @item: a symbol that was to be analysed
 *
 * Returns: (transfer none) (nullable): why it failed, or why its figures did, which leaves an
 *   analysis of the prices alone
 */
const GError *
cw_analyze_get_error (const CwBatchItem *item)
{
  CwAnalysis *analysis = cw_batch_item_get_analysis (item);

  if (analysis == NULL)
    return cw_batch_item_get_error (item);
  return is_failure (analysis->fundamentals_error) ? analysis->fundamentals_error : NULL;
}

/**
 * cw_analyze_get_market_error:
 * @context: the context
 * @batch: a batch that has come to its end
 * @is_failure: (out): whether that is a failure; a symbol that nobody named may as well not exist
 *
 * Returns: (transfer none) (nullable): why the market is not known, unless the benchmark is one of
 *   the symbols, which then says so itself
 */
const GError *
cw_analyze_get_market_error (CwCliContext *context, CwBatch *batch, gboolean *is_failure)
{
  const char *benchmark = cw_engine_get_benchmark (context->engine);
  const GError *error = cw_batch_get_market_error (batch);

  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwBatchItem *item = cw_batch_get (batch, i);

      if (g_str_equal (item->symbol, benchmark) && cw_analyze_get_error (item) != NULL)
        error = NULL;
    }
  *is_failure = error != NULL
                && !(context->default_benchmark
                     && g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND));
  return error;
}

/* The market as any analysis saw it: all of them were given the same. */
static CwMarketGrowth
get_market (CwBatch *batch)
{
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwAnalysis *analysis = cw_batch_item_get_analysis (cw_batch_get (batch, i));

      if (analysis != NULL)
        return analysis->market;
    }
  return cw_market_growth_unknown ();
}

static void
write_json_rule (CwJsonWriter *json, const CwRule *rule)
{
  cw_json_writer_begin_row (json, NULL);
  cw_json_writer_add_text (json, "name", rule->id);
  cw_json_writer_add_number (json, "value", rule->value);
  cw_json_writer_add_number (json, "threshold", rule->threshold);
  cw_json_writer_add_int (json, "vote", rule->vote);
  cw_json_writer_add_int (json, "weight", rule->weight);
  cw_json_writer_add_text (json, "text", rule->text);
  cw_json_writer_end_object (json);
}

static void
write_json_decision (CwJsonWriter *json,
                     const char *name,
                     const CwDecision *decision,
                     gboolean dated)
{
  if (decision == NULL)
    {
      cw_json_writer_add_null (json, name);
      return;
    }
  cw_json_writer_begin_object (json, name);
  cw_json_writer_add_text (json, "action", cw_action_get_id (decision->action));
  cw_json_writer_add_int (json, "score", decision->score);
  if (dated)
    cw_json_writer_add_time (json, "as_of", decision->as_of);
  cw_json_writer_begin_array (json, "rules");
  for (gsize i = 0; i < decision->n_rules; i++)
    write_json_rule (json, &decision->rules[i]);
  cw_json_writer_end_array (json);
  cw_json_writer_end_object (json);
}

static void
write_json_ratios (CwJsonWriter *json, const CwFundamentals *fundamentals)
{
  cw_json_writer_begin_object (json, "ratios");
  for (guint i = 0; i < CW_N_METRICS; i++)
    cw_json_writer_add_number (json, cw_metric_get_id ((CwMetric) i),
                               fundamentals != NULL ? fundamentals->values[i] : NAN);
  cw_json_writer_end_object (json);
}

static void
write_json_analysis (CwJsonWriter *json, const char *symbol, const CwAnalysis *analysis)
{
  const CwTechnicals *technicals = &analysis->technicals;

  cw_json_writer_begin_object (json, symbol);
  write_json_decision (json, "short_term_decision", analysis->short_term, TRUE);
  write_json_decision (json, "long_term_decision", analysis->long_term, FALSE);
  cw_json_writer_add_number (json, "price", analysis->quote.price);
  cw_json_writer_add_text (json, "currency", analysis->series->info.currency);
  cw_json_writer_add_number (json, "rsi", technicals->rsi);
  cw_json_writer_add_number (json, "macd", technicals->macd);
  cw_json_writer_add_number (json, "signal_line", technicals->signal_line);
  cw_json_writer_add_number (json, "histogram", technicals->histogram);
  cw_json_writer_add_number (json, "moving_average", technicals->moving_average);
  write_json_ratios (json, analysis->fundamentals);
  cw_json_writer_end_object (json);
}

static void
write_json_market (CwJsonWriter *json, const char *benchmark, const CwMarketGrowth *market)
{
  cw_json_writer_begin_object (json, "market");
  cw_json_writer_add_text (json, "symbol", benchmark);
  cw_json_writer_add_number (json, "average_growth", market->average_growth);
  cw_json_writer_begin_object (json, "thresholds");
  cw_json_writer_add_number (json, "max_debt_to_equity", market->thresholds.max_debt_to_equity);
  cw_json_writer_add_number (json, "min_roe", market->thresholds.min_roe);
  cw_json_writer_add_number (json, "min_gross_margin", market->thresholds.min_gross_margin);
  cw_json_writer_end_object (json);
  cw_json_writer_end_object (json);
}

static void
write_json_errors (CwJsonWriter *json, CwCliContext *context, CwBatch *batch)
{
  gboolean is_failure;
  const GError *market_error = cw_analyze_get_market_error (context, batch, &is_failure);

  cw_json_writer_begin_object (json, "errors");
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwBatchItem *item = cw_batch_get (batch, i);

      if (cw_analyze_get_error (item) != NULL)
        cw_json_writer_add_error (json, item->symbol, cw_analyze_get_error (item));
    }
  if (is_failure)
    cw_json_writer_add_error (json, cw_engine_get_benchmark (context->engine), market_error);
  cw_json_writer_end_object (json);
}

static void
print_json (CwCliContext *context, CwBatch *batch)
{
  const char *benchmark = cw_engine_get_benchmark (context->engine);
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);
  CwMarketGrowth market = get_market (batch);

  cw_json_writer_begin_object (json, NULL);
  write_json_market (json, benchmark, &market);
  cw_json_writer_begin_object (json, "results");
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwBatchItem *item = cw_batch_get (batch, i);
      CwAnalysis *analysis = cw_batch_item_get_analysis (item);

      if (analysis != NULL)
        write_json_analysis (json, item->symbol, analysis);
    }
  cw_json_writer_end_object (json);
  write_json_errors (json, context, batch);
  cw_json_writer_end_object (json);
}

static void
write_csv_decision (const CwDecision *decision)
{
  if (decision != NULL)
    fprintf (stdout, ",%s,%d", cw_action_get_id (decision->action), decision->score);
  else
    fputs (",,", stdout);
}

static void
write_csv_analysis (const char *symbol, const CwAnalysis *analysis)
{
  const CwTechnicals *technicals = &analysis->technicals;
  const double numbers[] = { technicals->rsi, technicals->macd, technicals->signal_line,
                             technicals->histogram, technicals->moving_average };

  cw_csv_write_text (stdout, symbol);
  write_csv_decision (analysis->short_term);
  write_csv_decision (analysis->long_term);
  fputc (',', stdout);
  cw_csv_write_number (stdout, analysis->quote.price);
  fputc (',', stdout);
  cw_csv_write_text (stdout, analysis->series->info.currency);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      fputc (',', stdout);
      cw_csv_write_number (stdout, numbers[i]);
    }
  for (guint i = 0; i < CW_N_METRICS; i++)
    {
      fputc (',', stdout);
      cw_csv_write_number (stdout, analysis->fundamentals != NULL
                                       ? analysis->fundamentals->values[i]
                                       : NAN);
    }
  fputc ('\n', stdout);
}

static void
print_csv (CwBatch *batch)
{
  fputs (
      "symbol,short_term_action,short_term_score,long_term_action,long_term_score,price,currency,"
      "rsi,macd,signal_line,histogram,moving_average",
      stdout);
  for (guint i = 0; i < CW_N_METRICS; i++)
    fprintf (stdout, ",%s", cw_metric_get_id ((CwMetric) i));
  fputc ('\n', stdout);
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwBatchItem *item = cw_batch_get (batch, i);
      CwAnalysis *analysis = cw_batch_item_get_analysis (item);

      if (analysis != NULL)
        write_csv_analysis (item->symbol, analysis);
    }
}

/** cw_analyze_print: prints what a batch came to, in the form that was asked for */
void
cw_analyze_print (CwCliContext *context, CwBatch *batch)
{
  if (context->mode == CW_OUTPUT_JSON)
    print_json (context, batch);
  else if (context->mode == CW_OUTPUT_CSV)
    print_csv (batch);
  else
    cw_analyze_print_text (context, batch);
}
