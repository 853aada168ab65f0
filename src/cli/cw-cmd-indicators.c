/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-batch-report.h"
#include "cw-cli-values.h"
#include "cw-cli-window.h"
#include "cw-csv-input.h"
#include "cw-indicator-options.h"
#include "cw-indicator-output.h"

#define DAY (24 * 60 * 60)

/** Request: which bars are wanted. */
typedef struct
{
  char *input; /* nullable: then a symbol */
  char *range_text, *interval_text;
  CwRange range;
  CwInterval interval;
  gboolean adjusted;
} Request;

static void
request_clear (Request *request)
{
  g_free (request->input);
  g_free (request->range_text);
  g_free (request->interval_text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static gboolean
check_request (CwCliContext *context, Request *request, char **arguments, GError **error)
{
  g_autoptr (GArray) intervals = NULL;
  const char *interval = request->interval_text != NULL ? request->interval_text : "1d";
  const char *message = NULL;

  if (request->input != NULL && arguments[0] != NULL)
    message = _ ("“indicators” takes a symbol or “--input”, not both");
  else if (request->input == NULL && (arguments[0] == NULL || arguments[1] != NULL))
    message = _ ("“indicators” needs one symbol, or a file named with “--input”");
  if (message != NULL)
    {
      g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, message);
      return FALSE;
    }
  if (!cw_cli_check_window (context, request->range_text, error)
      || (request->range_text != NULL
          && !cw_cli_parse_range ("--range", request->range_text, &request->range, error)))
    return FALSE;
  intervals = cw_cli_parse_intervals ("--interval", interval, error);
  if (intervals == NULL)
    return FALSE;
  if (intervals->len > 1)
    {
      g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
                           _ ("“indicators” takes one interval"));
      return FALSE;
    }
  request->interval = g_array_index (intervals, CwInterval, 0);
  return TRUE;
}

static CwSeries *
cut_file (CwCliContext *context, const Request *request, CwSeries *series)
{
  gint64 start = G_MININT64, end = G_MAXINT64;

  if (context->options.from != CW_NO_DAY)
    start = context->options.from;
  if (context->options.to != CW_NO_DAY)
    end = context->options.to + DAY - 1;
  if (request->range_text != NULL && series->n_bars > 0)
    start = cw_range_get_start (request->range, series->time[series->n_bars - 1], series->zone);
  return cw_series_slice (series, start, end);
}

static CwSeries *
read_file (CwCliContext *context, const Request *request, GError **error)
{
  g_autoptr (CwSeries) series =
      cw_csv_input_read (request->input, request->interval_text != NULL ? &request->interval : NULL,
                         error);

  return series != NULL ? cut_file (context, request, series) : NULL;
}

/* Returns the bars; a symbol that fails is counted, and then there are none. */
static CwSeries *
fetch (CwCliContext *context, const Request *request, char **symbols, GError **error)
{
  g_autoptr (CwBatch) batch = NULL;
  CwLoadOptions options;
  CwAnalysis *analysis;

  if (!cw_cli_context_start_engine (context, NULL, error))
    return NULL;
  options = cw_cli_make_window (context, request->interval, request->range);
  batch = cw_batch_new (context, symbols);
  cw_batch_start (batch, &options, NULL, NULL);
  if (!cw_cli_context_run (context, error))
    return NULL;
  cw_batch_report_failures (batch, context);
  analysis = cw_batch_item_get_analysis (cw_batch_get (batch, 0));
  return analysis != NULL ? cw_cli_cut_to_window (context, analysis->series) : NULL;
}

static gboolean
report (CwCliContext *context,
        const Request *request,
        const CwIndicatorOptions *indicators,
        char **symbols,
        GError **error)
{
  gboolean from_file = request->input != NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (CwSeries) series =
      from_file ? read_file (context, request, &cause) : fetch (context, request, symbols, &cause);

  if (series == NULL)
    {
      if (cause != NULL)
        g_propagate_error (error, g_steal_pointer (&cause));
      return context->n_failed > 0;
    }
  if (request->adjusted && !series->has_adj_close)
    cw_cli_context_note (context, _ ("%s: there are no adjusted closes; the closes are used"),
                         series->info.symbol);
  cw_indicator_report_print (&(CwIndicatorReport){ series, indicators->specs, request->adjusted,
                                                   from_file && cw_series_has_plain_days (series) },
                             context->mode);
  return TRUE;
}

static void
add_entries (CwIndicatorOptions *indicators, Request *request)
{
  const GOptionEntry entries[] = {
    { "input", 0, 0, G_OPTION_ARG_FILENAME, &request->input,
      N_ ("Bars from a file in the shape of Yahoo’s downloads; “-” is standard input"),
      N_ ("FILE.csv") },
    { "range", 0, 0, G_OPTION_ARG_STRING, &request->range_text,
      N_ ("How far back from the last day, by default 5y; of a file everything"), N_ ("RANGE") },
    { "interval", 0, 0, G_OPTION_ARG_STRING, &request->interval_text,
      N_ ("The time that a bar covers, by default 1d; of a file what its dates say"),
      N_ ("INTERVAL") },
    { "adjusted", 0, 0, G_OPTION_ARG_NONE, &request->adjusted,
      N_ ("Compute from prices that are adjusted for dividends too"), NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    cw_indicator_options_add_entry (indicators, &entries[i]);
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_auto (GStrv) joined = cw_indicator_options_join_values (words);
  g_auto (CwIndicatorOptions) indicators = { 0 };
  g_auto (Request) request = { .range = CW_RANGE_5Y };
  g_auto (GStrv) arguments = NULL;

  cw_indicator_options_init (&indicators);
  add_entries (&indicators, &request);
  arguments = cw_command_parse (&cw_command_indicators, context, joined,
                                (const GOptionEntry *) (gpointer) indicators.entries->data,
                                &indicators, error);
  if (arguments == NULL || !check_request (context, &request, arguments, error))
    return FALSE;
  if (indicators.specs->len == 0)
    cw_indicator_options_choose_all (&indicators);
  return report (context, &request, &indicators, arguments, error);
}

const CwCommand cw_command_indicators = {
  .name = "indicators",
  .arguments = N_ ("SYMBOL | --input FILE.csv"),
  .summary = N_ ("Compute indicators of a symbol or of a file of bars"),
  .details =
      N_ ("Prints CSV, one row a bar: its time, its close, and a column for each line of each "
          "indicator, empty\nwhere it has no value yet. Each indicator may be named several times "
          "with other values, which are\nseparated by commas; without a value it takes its usual "
          "ones. Without any indicator all are printed.\n\n"
          "Times are in UTC; where all bars of a file are plain days, so are the times. With "
          "“--adjusted” the\ncloses are the adjusted ones, and the other prices move with them.\n\n"
          "Examples:\n"
          "  candlewick-cli indicators AAPL --sma 50 --sma 200 --rsi\n"
          "  candlewick-cli indicators --input AAPL.csv --macd 12,26,9 --bbands 20,2\n"
          "  candlewick-cli --demo indicators MSFT --range 1y --json"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV | CW_COMMAND_READS_HISTORY,
  .run = run,
};
