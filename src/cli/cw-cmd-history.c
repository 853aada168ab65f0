/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-cli-values.h"
#include "cw-cli-window.h"
#include "cw-history-output.h"

/* The longest time for which providers have bars of an interval, for those who name no range. */
static CwRange
longest_range (CwInterval interval)
{
  if (interval == CW_INTERVAL_1M)
    return CW_RANGE_5D;
  if (interval == CW_INTERVAL_1H)
    return CW_RANGE_2Y;
  return cw_interval_is_intraday (interval) ? CW_RANGE_1MO : CW_RANGE_5Y;
}

/* All intervals are under way together. */
static GPtrArray *
start_batches (CwCliContext *context,
               char **symbols,
               const GArray *intervals,
               gboolean has_range,
               CwRange range)
{
  GPtrArray *batches = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_batch_free);

  for (guint i = 0; i < intervals->len; i++)
    {
      CwInterval interval = g_array_index (intervals, CwInterval, i);
      CwRange wanted = has_range ? range : longest_range (interval);
      CwLoadOptions options = cw_cli_make_window (context, interval, wanted);
      CwBatch *batch = cw_batch_new (context, symbols);

      g_ptr_array_add (batches, batch);
      cw_batch_start (batch, &options, cw_batch_show_arrival, context);
    }
  return batches;
}

static gboolean
load_and_print (CwCliContext *context,
                char **symbols,
                const GArray *intervals,
                gboolean has_range,
                CwRange range,
                GError **error)
{
  g_autoptr (GPtrArray) batches = NULL;
  CwHistory history;

  if (!cw_cli_context_start_engine (context, NULL, error))
    return FALSE;
  batches = start_batches (context, symbols, intervals, has_range, range);
  if (!cw_cli_context_run (context, error))
    return FALSE;
  history = (CwHistory){ context, batches, intervals };
  cw_history_print (&history);
  cw_history_report_failures (&history);
  return TRUE;
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_autofree char *range_text = NULL;
  g_autofree char *interval_text = NULL;
  const GOptionEntry entries[] = {
    { "range", 0, 0, G_OPTION_ARG_STRING, &range_text,
      N_ ("How far back from the last day, by default 5y"), N_ ("RANGE") },
    { "interval", 0, 0, G_OPTION_ARG_STRING, &interval_text,
      N_ ("The time that a bar covers, by default 1d; several with commas"), N_ ("INTERVAL") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) symbols =
      cw_command_parse (&cw_command_history, context, words, entries, NULL, error);
  g_autoptr (GArray) intervals = NULL;
  CwRange range = CW_RANGE_5Y;

  if (symbols == NULL || !cw_cli_require_symbols ("history", symbols, error)
      || !cw_cli_check_window (context, range_text, error)
      || (range_text != NULL && !cw_cli_parse_range ("--range", range_text, &range, error)))
    return FALSE;
  intervals =
      cw_cli_parse_intervals ("--interval", interval_text != NULL ? interval_text : "1d", error);
  if (intervals == NULL)
    return FALSE;
  return load_and_print (context, symbols, intervals, range_text != NULL, range, error);
}

const CwCommand cw_command_history = {
  .name = "history",
  .arguments = N_ ("SYMBOL…"),
  .summary = N_ ("Print the bars of each symbol"),
  .details = N_ (
      "Ranges are 1d 5d 1mo 3mo 6mo ytd 1y 2y 5y 10y max; intervals are 1m 2m 5m 15m 30m 1h 90m "
      "1d 1wk\n1mo 3mo. Providers have intervals shorter than a day for a short time back "
      "only, so these go less\nfar back if no range is named. With “--csv”, one symbol and one "
      "interval are printed in the shape\nof Yahoo’s downloads; several get the columns "
      "“Symbol” and “Interval” before it.\n\n"
      "Examples:\n"
      "  candlewick-cli history AAPL --range 1y\n"
      "  candlewick-cli history AAPL MSFT --interval 1d,1wk --json\n"
      "  candlewick-cli history AAPL --from 2020-08-01 --to 2020-12-31 --csv"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV | CW_COMMAND_READS_HISTORY,
  .run = run,
};
