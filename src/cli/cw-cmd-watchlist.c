/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-cli-values.h"
#include "cw-list-files.h"
#include "cw-lists-export.h"
#include "cw-route.h"
#include "cw-store-lists.h"
#include "cw-watchlist-output.h"

#define HIGHEST_PRICE 1e12

/** Notes: what is written beside a symbol. */
typedef struct
{
  const char *note;
  double low, high;
} Notes;

/* Without --list every list is shown: that is how one learns which there are. */
static gboolean
list (const CwListTask *task, GError **error)
{
  g_auto (CwCliLists) lists = { 0 };
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  const CwSymbolList *named;

  if (!cw_cli_lists_open (&lists, task->context, error))
    return FALSE;
  named = cw_cli_lists_get (&lists, task->options->list, error);
  if (named == NULL || !cw_cli_context_run (task->context, error))
    return FALSE;
  g_ptr_array_add (one, (gpointer) named);
  cw_watchlist_print (task->context, task->options->list != NULL ? one : lists.lists);
  return TRUE;
}

static gboolean
read_price (const char *option, const char *text, double *price, GError **error)
{
  *price = (double) NAN;
  return text == NULL || cw_cli_parse_double (option, text, 0, HIGHEST_PRICE, price, error);
}

static gboolean
read_notes (const CwListTask *task, Notes *notes, GError **error)
{
  const CwListOptions *options = task->options;
  const char *message = NULL;

  if (!read_price ("--target-low", options->target_low, &notes->low, error)
      || !read_price ("--target-high", options->target_high, &notes->high, error))
    return FALSE;
  notes->note = options->note != NULL ? options->note : "";
  if (notes->low > notes->high)
    message = _ ("“--target-low” is above “--target-high”");
  else if (task->arguments[1] != NULL
           && (options->note != NULL || !isnan (notes->low) || !isnan (notes->high)))
    message = _ ("A note and targets belong to one symbol");
  if (message == NULL)
    return TRUE;
  g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, message);
  return FALSE;
}

/* What cannot be a symbol fails alone. */
static GPtrArray *
read_entries (const CwListTask *task, const Notes *notes)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);

  for (gsize i = 0; task->arguments[i] != NULL; i++)
    {
      g_autofree char *provider = NULL, *symbol = NULL;
      g_autoptr (GError) cause = NULL;

      if (cw_route_parse (task->arguments[i], &provider, &symbol, &cause))
        g_ptr_array_add (entries, cw_list_entry_new (symbol, provider, notes->note, notes->low,
                                                     notes->high));
      else
        cw_cli_context_fail_text (task->context, task->arguments[i], cause);
    }
  return entries;
}

static gboolean
edit_entry (CwCliLists *lists, gint64 id, const CwListEntry *entry, GError **error)
{
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_edit_entry_async (lists->store, id, entry, cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  return cw_store_edit_finish (result, error);
}

static gboolean
add_entries (CwCliLists *lists, gint64 id, const GPtrArray *entries, GError **error)
{
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_add_entries_async (lists->store, id, entries, CW_LIST_END, cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  return cw_store_add_entries_finish (result, error) >= 0;
}

/* Returns what is known of the symbol with what is new in its place. */
static CwListEntry *
merge_entry (const CwListTask *task, const CwListEntry *old, const CwListEntry *new)
{
  const CwListOptions *options = task->options;

  return cw_list_entry_new (old->symbol, new->provider != NULL ? new->provider : old->provider,
                            options->note != NULL ? new->note : old->note,
                            options->target_low != NULL ? new->target_low : old->target_low,
                            options->target_high != NULL ? new->target_high : old->target_high);
}

/* A symbol that is in the list already stays where it is, and gets what was said about it. */
static gboolean
add_or_edit (CwCliLists *lists, const CwListTask *task, const GPtrArray *entries, GError **error)
{
  const CwListEntry *first = g_ptr_array_index (entries, 0), *old;
  g_autoptr (CwListEntry) merged = NULL;
  const CwSymbolList *list;
  gint64 id;

  if (!cw_cli_lists_ensure (lists, task->options->list, &id, error))
    return FALSE;
  list = cw_cli_lists_find (lists, task->options->list);
  old = entries->len == 1 ? cw_symbol_list_find_entry (list, first->symbol) : NULL;
  if (old == NULL)
    return add_entries (lists, id, entries, error);
  merged = merge_entry (task, old, first);
  return edit_entry (lists, id, merged, error);
}

static gboolean
add (const CwListTask *task, GError **error)
{
  g_auto (CwCliLists) lists = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  Notes notes;

  if (!read_notes (task, &notes, error) || !cw_cli_lists_open (&lists, task->context, error))
    return FALSE;
  entries = read_entries (task, &notes);
  return entries->len == 0 || add_or_edit (&lists, task, entries, error);
}

static gboolean
check_removal (const CwListTask *task, const CwSymbolList *list, const char *symbol, GError **error)
{
  if (cw_symbol_list_find_entry (list, symbol) == NULL)
    {
      /* Translators: the name of a list */
      g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED, _ ("The list “%s” does not have it"),
                   list->name);
      return FALSE;
    }
  if (task->options->force || cw_symbol_list_find_holding (list, symbol) == NULL)
    return TRUE;
  g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
                       _ ("You hold some of it, which would be forgotten; “--force” does that"));
  return FALSE;
}

/* Returns the symbols that can be taken out; each of the others fails alone. */
static char **
read_removals (const CwListTask *task, const CwSymbolList *list)
{
  g_autoptr (GStrvBuilder) symbols = g_strv_builder_new ();

  for (gsize i = 0; task->arguments[i] != NULL; i++)
    {
      g_autofree char *provider = NULL, *symbol = NULL;
      g_autoptr (GError) cause = NULL;

      if (!cw_route_parse (task->arguments[i], &provider, &symbol, &cause))
        cw_cli_context_fail_text (task->context, task->arguments[i], cause);
      else if (!check_removal (task, list, symbol, &cause))
        cw_cli_context_fail_symbol (task->context, symbol, cause);
      else
        g_strv_builder_add (symbols, symbol);
    }
  return g_strv_builder_end (symbols);
}

static gboolean
remove_entries (const CwListTask *task, GError **error)
{
  g_auto (CwCliLists) lists = { 0 };
  g_auto (GStrv) symbols = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  CwCliAnswer answer = { NULL };
  const CwSymbolList *list;

  if (!cw_cli_lists_open (&lists, task->context, error))
    return FALSE;
  list = cw_cli_lists_get (&lists, task->options->list, error);
  if (list == NULL)
    return FALSE;
  symbols = read_removals (task, list);
  if (symbols[0] == NULL)
    return TRUE;
  cw_store_remove_entries_async (lists.store, list->id, (const char *const *) symbols,
                                 cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  removed = cw_store_remove_entries_finish (result, error);
  return removed != NULL;
}

static void
show_preview (const CwListTask *task, const CwImportPreview *preview)
{
  cw_watchlist_print_entries (task->context, preview->entries);
}

static const CwListFileType file_type = { cw_watchlist_csv_read, cw_watchlist_csv_write,
                                          show_preview };

static gboolean
import (const CwListTask *task, GError **error)
{
  return cw_list_file_import (&file_type, task, error);
}

static gboolean export(const CwListTask *task, GError **error)
{
  return cw_list_file_export (&file_type, task, error);
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  static const CwListAction actions[] = {
    { "list", 0, 0, CW_LIST_OPTION_LIST, CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV, list },
    { "add", 1, CW_LIST_ANY_NUMBER, CW_LIST_OPTION_LIST | CW_LIST_OPTION_NOTES, 0, add },
    { "remove", 1, CW_LIST_ANY_NUMBER, CW_LIST_OPTION_LIST | CW_LIST_OPTION_FORCE, 0,
      remove_entries },
    { "import", 1, 1, CW_LIST_OPTION_LIST | CW_LIST_OPTION_IMPORT, CW_COMMAND_PRINTS_JSON, import },
    { "export", 1, 1, CW_LIST_OPTION_LIST, CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV, export },
  };

  return cw_list_command_run (&cw_command_watchlist, actions, G_N_ELEMENTS (actions), context,
                              words, error);
}

const CwCommand cw_command_watchlist = {
  .name = "watchlist",
  .arguments = N_ ("list | add SYMBOL… | remove SYMBOL… | import FILE | export FILE"),
  .summary = N_ ("Show and change the lists of symbols that the window shows"),
  .details = N_ (
      "“list” prints every list, or the one named with “--list”; the others mean the first list "
      "unless one is\nnamed. “add” and “import” make a list that is not there yet. A symbol may "
      "stand behind the provider\nthat is to be asked about it: finnhub:AAPL.\n\n"
      "“import” reads CSV whose first line names the columns: symbol, and perhaps provider, "
      "note, target_low\nand target_high. It says which lines cannot be read, and then imports "
      "nothing unless it is to skip\nthem. “export” writes CSV, or JSON with all lists, "
      "holdings and alerts, by the file’s ending; the file “-” is\nstandard input or output.\n\n"
      "Examples:\n"
      "  candlewick-cli watchlist add AAPL MSFT\n"
      "  candlewick-cli watchlist add --list Chips TSM --note \"waits for a dip\" --target-low "
      "90\n"
      "  candlewick-cli watchlist list --list Chips --json\n"
      "  candlewick-cli watchlist import symbols.csv --dry-run\n"
      "  candlewick-cli watchlist export lists.json"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV,
  .run = run,
};
