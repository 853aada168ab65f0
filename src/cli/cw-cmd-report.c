/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-batch-report.h"
#include "cw-cli-values.h"
#include "cw-cli-window.h"
#include "cw-report-run.h"

/** Texts: the options as they were given. */
typedef struct
{
  char *output, *range, *benchmark;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_free (texts->output);
  g_free (texts->range);
  g_free (texts->benchmark);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static gboolean
check_output (const char *output, GError **error)
{
  if (output == NULL || output[0] == '\0')
    g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
                         _ ("“report” needs “--output”, the page’s file"));
  else if (g_file_test (output, G_FILE_TEST_IS_DIR))
    g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
                 _ ("--output: “%s” is a directory; a report is one file"), output);
  else
    return TRUE;
  return FALSE;
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_auto (Texts) texts = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &texts.output, N_ ("The page’s file"), N_ ("FILE") },
    { "range", 0, 0, G_OPTION_ARG_STRING, &texts.range,
      N_ ("How far back charts reach, by default 1y"), N_ ("RANGE") },
    { "benchmark", 0, 0, G_OPTION_ARG_STRING, &texts.benchmark,
      N_ ("The symbol that stands for the market, by default SPY"), N_ ("SYMBOL") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) symbols =
      cw_command_parse (&cw_command_report, context, words, entries, NULL, error);
  CwReportRequest request = { .symbols = symbols, .range = CW_RANGE_1Y };
  g_autofree char *benchmark = NULL;

  if (symbols == NULL || !cw_cli_require_symbols ("report", symbols, error)
      || !cw_cli_check_window (context, texts.range, error) || !check_output (texts.output, error)
      || !cw_cli_parse_symbol ("--benchmark", texts.benchmark, &benchmark, error)
      || (texts.range != NULL
          && !cw_cli_parse_range ("--range", texts.range, &request.range, error)))
    return FALSE;
  request.output = texts.output;
  request.benchmark = benchmark;
  return cw_report_run (context, &request, error);
}

const CwCommand cw_command_report = {
  .name = "report",
  .arguments = N_ ("SYMBOL… --output FILE"),
  .summary = N_ ("Write a page about each symbol: decisions, reasons, risk, charts"),
  .details =
      N_ ("The page is one HTML file that needs nothing beside itself: no network, no script. It "
          "can be read on a\nphone and on paper, by day and by night. It is information, not "
          "advice.\n\n"
          "Examples:\n"
          "  candlewick-cli report AAPL --output aapl.html\n"
          "  candlewick-cli report AAPL MSFT TSLA -o three.html --range 5y --benchmark QQQ\n"
          "  candlewick-cli --demo report AAPL SIM0001 -o demo.html"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_READS_HISTORY | CW_COMMAND_USES_FIGURES,
  .run = run,
};
