/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-analyze-output.h"
#include "cw-cli-values.h"
#include "cw-cli-window.h"

/* What is missing without being a failure is only mentioned. */
static void
mention_missing_fundamentals (CwCliContext *context, CwBatch *batch)
{
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwBatchItem *item = cw_batch_get (batch, i);
      CwAnalysis *analysis = cw_batch_item_get_analysis (item);

      if (analysis != NULL && analysis->fundamentals_error != NULL
          && cw_analyze_get_error (item) == NULL)
        cw_cli_context_note (context, "%s: %s", item->symbol,
                             analysis->fundamentals_error->message);
    }
}

/* Whether there is a symbol without figures, for no reason of its own. */
static gboolean
lacks_fundamentals (CwBatch *batch)
{
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwAnalysis *analysis = cw_batch_item_get_analysis (cw_batch_get (batch, i));

      if (analysis != NULL && analysis->fundamentals == NULL
          && analysis->fundamentals_error == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
note_fundamentals (CwCliContext *context, CwBatch *batch)
{
  mention_missing_fundamentals (context, batch);
  if (!lacks_fundamentals (batch))
    return;
  if (context->options.offline)
    cw_cli_context_note (
        context,
        _ ("The store has no fundamentals of some symbols; long-term decisions rest on them"));
  else
    cw_cli_context_note (context,
                         _ ("There are no fundamentals, which long-term decisions rest on, because "
                            "there is no Finnhub key. Put a free one from finnhub.io into the "
                            "environment variable CANDLEWICK_FINNHUB_KEY, or into the preferences "
                            "of Candlewick."));
}

static void
report (CwCliContext *context, CwBatch *batch)
{
  gboolean is_failure;
  const GError *market_error = cw_analyze_get_market_error (context, batch, &is_failure);
  const char *benchmark = cw_engine_get_benchmark (context->engine);

  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwBatchItem *item = cw_batch_get (batch, i);
      const GError *error = cw_analyze_get_error (item);

      if (error != NULL)
        cw_cli_context_fail_symbol (context, item->symbol, error);
    }
  if (is_failure)
    cw_cli_context_fail_symbol (context, benchmark, market_error);
  else if (market_error != NULL)
    cw_cli_context_note (context, "%s: %s", benchmark, market_error->message);
  note_fundamentals (context, batch);
}

static gboolean
analyze (CwCliContext *context, char **symbols, const char *benchmark, GError **error)
{
  g_autoptr (CwBatch) batch = NULL;
  CwLoadOptions options;

  if (!cw_cli_context_start_engine (context, benchmark, error))
    return FALSE;
  options = cw_cli_make_window (context, CW_INTERVAL_1D, CW_RANGE_5Y);
  options.depth = CW_LOAD_ANALYSIS;
  batch = cw_batch_new (context, symbols);
  cw_batch_start (batch, &options, cw_batch_show_arrival, context);
  if (!cw_cli_context_run (context, error))
    return FALSE;
  cw_analyze_print (context, batch);
  report (context, batch);
  return TRUE;
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_autofree char *benchmark_text = NULL;
  g_autofree char *benchmark = NULL;
  const GOptionEntry entries[] = {
    { "benchmark", 0, 0, G_OPTION_ARG_STRING, &benchmark_text,
      N_ ("The symbol that stands for the market, by default SPY"), N_ ("SYMBOL") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) symbols =
      cw_command_parse (&cw_command_analyze, context, words, entries, NULL, error);

  if (symbols == NULL || !cw_cli_require_symbols ("analyze", symbols, error)
      || !cw_cli_parse_symbol ("--benchmark", benchmark_text, &benchmark, error))
    return FALSE;
  return analyze (context, symbols, benchmark, error);
}

const CwCommand cw_command_analyze = {
  .name = "analyze",
  .arguments = N_ ("SYMBOL…"),
  .summary = N_ ("Decide on each symbol, short and long term, and say why"),
  .details =
      N_ ("The short-term decision rests on prices, the long-term one on the company’s figures and "
          "on how the\nmarket, which the benchmark stands for, has grown. Both are information, "
          "not advice.\n\n"
          "Examples:\n"
          "  candlewick-cli --demo analyze AAPL MSFT\n"
          "  candlewick-cli analyze AAPL --benchmark QQQ --json\n"
          "  candlewick-cli analyze AAPL --to 2020-12-31"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV | CW_COMMAND_READS_HISTORY
            | CW_COMMAND_USES_FIGURES,
  .run = run,
};
