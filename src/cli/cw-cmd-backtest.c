/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-backtest-output.h"
#include "cw-batch-report.h"
#include "cw-cli-values.h"
#include "cw-cli-window.h"

/* Half of what is traded: whoever pays that much has mistyped it. */
#define HIGHEST_COST_BPS 5000

/** Texts: the command's options as they were given. */
typedef struct
{
  char *range, *cost;
  gboolean equity;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_free (texts->range);
  g_free (texts->cost);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static gboolean
check (const CwCliContext *context, const Texts *texts, guint n_symbols, GError **error)
{
  const char *message = NULL;

  if (context->mode == CW_OUTPUT_CSV && n_symbols > 1)
    message = _ ("With “--csv”, “backtest” takes one symbol");
  else if (texts->equity && context->mode != CW_OUTPUT_JSON)
    message = _ ("“--equity” goes with “--json”; “--csv” prints nothing else");
  if (message == NULL)
    return cw_cli_check_window (context, texts->range, error);
  g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
backtest (
    CwCliContext *context, char **symbols, CwRange range, CwBacktestReport *report, GError **error)
{
  g_autoptr (CwTrials) trials = cw_trials_new (context, report->cost_bps);
  g_autoptr (CwBatch) batch = cw_batch_new (context, symbols);
  CwLoadOptions options;

  if (!cw_cli_context_start_engine (context, NULL, error))
    return FALSE;
  options = cw_cli_make_window (context, CW_INTERVAL_1D, range);
  cw_batch_start (batch, &options, cw_trials_begin, trials);
  if (!cw_cli_context_run (context, error))
    return FALSE;
  report->context = context;
  report->batch = batch;
  report->trials = trials;
  cw_backtest_report_print (report);
  cw_batch_report_failures (batch, context);
  return TRUE;
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_auto (Texts) texts = { 0 };
  const GOptionEntry entries[] = {
    { "cost-bps", 0, 0, G_OPTION_ARG_STRING, &texts.cost,
      N_ ("What a purchase or sale costs, in hundredths of a percent, by default 10"), N_ ("N") },
    { "range", 0, 0, G_OPTION_ARG_STRING, &texts.range,
      N_ ("How far back from the last day, by default 10y"), N_ ("RANGE") },
    { "equity", 0, 0, G_OPTION_ARG_NONE, &texts.equity,
      N_ ("With “--json”, also what became of the money day by day"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) symbols =
      cw_command_parse (&cw_command_backtest, context, words, entries, NULL, error);
  CwBacktestReport report = { .cost_bps = CW_BACKTEST_COST_BPS };
  CwRange range = CW_RANGE_10Y;

  if (symbols == NULL || !cw_cli_require_symbols ("backtest", symbols, error)
      || !check (context, &texts, g_strv_length (symbols), error)
      || (texts.range != NULL && !cw_cli_parse_range ("--range", texts.range, &range, error))
      || (texts.cost != NULL
          && !cw_cli_parse_double ("--cost-bps", texts.cost, 0, HIGHEST_COST_BPS, &report.cost_bps,
                                   error)))
    return FALSE;
  report.with_equity = texts.equity;
  return backtest (context, symbols, range, &report, error);
}

const CwCommand cw_command_backtest = {
  .name = "backtest",
  .arguments = N_ ("SYMBOL…"),
  .summary = N_ ("Say how the short-term rule would have done, against holding"),
  .details = N_ (
      "Decides at each close from what was known then, buys and sells at the next open with all "
      "the money,\nand pays the cost each time; beside it stands what buying at the first open and "
      "holding would have\nbrought. Prices are adjusted for splits and dividends. With “--csv” it "
      "prints what became of the\nmoney in one symbol, day by day, beginning with 1.\n\n"
      "Examples:\n"
      "  candlewick-cli --demo backtest AAPL MSFT\n"
      "  candlewick-cli backtest AAPL --range max --cost-bps 25\n"
      "  candlewick-cli backtest AAPL --from 2016-01-01 --csv"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV | CW_COMMAND_READS_HISTORY,
  .run = run,
};
