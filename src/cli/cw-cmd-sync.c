/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-batch-report.h"
#include "cw-cli-lists.h"
#include "cw-cli-values.h"
#include "cw-cli-window.h"
#include "cw-route.h"
#include "cw-sync-output.h"

static void
add_symbols (GStrvBuilder *to, const CwSymbolList *list)
{
  for (gsize i = 0; i < list->n_entries; i++)
    {
      g_autofree char *route =
          cw_route_format (list->entries[i]->provider, list->entries[i]->symbol);

      g_strv_builder_add (to, route);
    }
}

/* Without symbols, those of the list that is named, or of all lists. */
static char **
read_lists (CwCliContext *context, const char *name, GError **error)
{
  g_auto (CwCliLists) lists = { 0 };
  g_autoptr (GStrvBuilder) symbols = g_strv_builder_new ();
  const CwSymbolList *named;

  if (!cw_cli_lists_open (&lists, context, error))
    return NULL;
  named = cw_cli_lists_get (&lists, name, error);
  if (named == NULL)
    return NULL;
  for (guint i = 0; i < lists.lists->len; i++)
    if (name == NULL || g_ptr_array_index (lists.lists, i) == named)
      add_symbols (symbols, g_ptr_array_index (lists.lists, i));
  return g_strv_builder_end (symbols);
}

static gboolean
check (const CwCliContext *context, char **symbols, const char *list, GError **error)
{
  const char *message = NULL;

  if (symbols[0] != NULL && list != NULL)
    message = _ ("“sync” takes symbols or “--list”, not both");
  else if (context->options.offline)
    message = _ ("“sync” fetches what is missing, so “--offline” cannot go together with it");
  else if (context->options.no_store)
    message = _ ("“sync” fills the store, so “--no-store” cannot go together with it");
  else if (context->options.data_dir == NULL)
    message = _ ("What comes from an address by hand is stored only where “--data-dir” says");
  if (message == NULL)
    return cw_cli_check_list_name (list, error);
  g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, message);
  return FALSE;
}

/* After a signal too it says what was done: that is in the store. */
static gboolean
sync_symbols (CwCliContext *context, char **symbols, CwRange range, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (CwBatch) batch = NULL;
  CwLoadOptions options = CW_LOAD_OPTIONS_SYNC, window;
  gboolean done;

  if (!cw_cli_context_start_engine (context, NULL, error))
    return FALSE;
  window = cw_cli_make_window (context, options.interval, range);
  options.range = window.range;
  options.from = window.from;
  options.to = window.to;
  batch = cw_batch_new (context, symbols);
  cw_batch_start (batch, &options, cw_sync_show_arrival, context);
  done = cw_cli_context_run (context, error);
  cw_sync_print (context, batch, g_get_monotonic_time () - start);
  cw_batch_report_failures (batch, context);
  return done;
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_autofree char *range_text = NULL;
  g_autofree char *list = NULL;
  const GOptionEntry entries[] = {
    { "list", 0, 0, G_OPTION_ARG_STRING, &list,
      N_ ("The symbols of one list, in place of those of all lists"), N_ ("NAME") },
    { "range", 0, 0, G_OPTION_ARG_STRING, &range_text,
      N_ ("How far back from the last day, by default 5y"), N_ ("RANGE") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) symbols =
      cw_command_parse (&cw_command_sync, context, words, entries, NULL, error);
  CwRange range = CW_RANGE_5Y;

  if (symbols == NULL || !check (context, symbols, list, error)
      || !cw_cli_check_window (context, range_text, error)
      || (range_text != NULL && !cw_cli_parse_range ("--range", range_text, &range, error)))
    return FALSE;
  if (symbols[0] == NULL)
    {
      g_strfreev (symbols);
      symbols = read_lists (context, list, error);
      if (symbols == NULL)
        return FALSE;
      if (symbols[0] == NULL)
        cw_cli_context_note (context, _ ("The lists are empty; “watchlist add” fills them"));
    }
  return sync_symbols (context, symbols, range, error);
}

const CwCommand cw_command_sync = {
  .name = "sync",
  .arguments = N_ ("[SYMBOL…]"),
  .summary = N_ ("Bring the stored history up to date, without a window"),
  .details = N_ (
      "Fetches the daily bars that are missing and, with a Finnhub key, the companies’ figures, "
      "and stores them;\nwithout symbols, those of all lists. Each symbol is stored when it "
      "comes, so that the next run goes on\nwhere Ctrl+C ended this one. Prints one line that "
      "sums up, for logs, and a progress bar on a terminal.\n\n"
      "Examples:\n"
      "  candlewick-cli sync\n"
      "  candlewick-cli sync AAPL MSFT --range max\n"
      "  candlewick-cli sync --list Chips --json"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_READS_HISTORY | CW_COMMAND_USES_FIGURES,
  .run = run,
};
