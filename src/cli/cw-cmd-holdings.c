/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cw-cli-values.h"
#include "cw-holdings-output.h"
#include "cw-list-files.h"
#include "cw-lists-export.h"
#include "cw-store-lists.h"
#include "cw-symbol.h"

#define FEWEST_SHARES 1e-9
#define MOST_SHARES 1e12
#define HIGHEST_COST 1e12
#define CURRENCY_LENGTH 3

static guint
count_without_price (const GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += ((CwHoldingRow *) g_ptr_array_index (rows, i))->quote == NULL;
  return n;
}

/* Like the lists themselves, holdings of all lists are shown unless one is named. */
static gboolean
list (const CwListTask *task, GError **error)
{
  CwCliContext *context = task->context;
  g_auto (CwCliLists) lists = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  const CwSymbolList *named;

  if (!cw_cli_lists_open (&lists, context, error))
    return FALSE;
  named = cw_cli_lists_get (&lists, task->options->list, error);
  if (named == NULL)
    return FALSE;
  rows = cw_holdings_value (&lists, task->options->list != NULL ? named : NULL, error);
  if (rows == NULL || !cw_cli_context_run (context, error))
    return FALSE;
  cw_holdings_print (context, rows);
  if (rows->len == 0)
    cw_cli_context_note (context, _ ("There are no holdings; “holdings set” enters one"));
  else if (count_without_price (rows) > 0)
    cw_cli_context_note (context, _ ("“sync” fetches the prices that are not stored"));
  return TRUE;
}

static gboolean
check_currency (const char *currency, GError **error)
{
  gboolean is_code = currency == NULL || strlen (currency) == CURRENCY_LENGTH;

  for (gsize i = 0; is_code && currency != NULL && i < CURRENCY_LENGTH; i++)
    is_code = g_ascii_isalpha (currency[i]);
  if (is_code)
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: “%s” is not %s"), "--currency",
               currency,
               /* Translators: completes “--currency: “dollars” is not …” */
               _ ("a currency’s code of three letters, such as USD or GBp"));
  return FALSE;
}

static gboolean
check_date (const char *date, GError **error)
{
  gint64 day;

  return date == NULL || cw_cli_parse_day (_ ("date"), date, &day, error);
}

/* Reads SYMBOL SHARES COST [DATE]. */
static CwHolding *
read_holding (const CwListTask *task, GError **error)
{
  char **arguments = task->arguments;
  const char *date = arguments[3];
  g_autofree char *symbol = NULL;
  double shares, cost;

  if (!cw_cli_parse_symbol (_ ("symbol"), arguments[0], &symbol, error)
      || !cw_cli_parse_double (_ ("shares"), arguments[1], FEWEST_SHARES, MOST_SHARES, &shares,
                               error)
      || !cw_cli_parse_double (_ ("cost"), arguments[2], 0, HIGHEST_COST, &cost, error)
      || !check_date (date, error) || !check_currency (task->options->currency, error))
    return NULL;
  return cw_holding_new (symbol, shares, cost, task->options->currency, date);
}

static gboolean
set (const CwListTask *task, GError **error)
{
  g_autoptr (CwHolding) holding = read_holding (task, error);
  g_auto (CwCliLists) lists = { 0 };
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  gint64 id;

  if (holding == NULL || !cw_cli_lists_open (&lists, task->context, error)
      || !cw_cli_lists_ensure (&lists, task->options->list, &id, error))
    return FALSE;
  cw_store_set_holding_async (lists.store, id, holding, cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  return cw_store_edit_finish (result, error);
}

static void
fail_not_held (const CwListTask *task, const CwSymbolList *list, const char *symbol)
{
  /* Translators: the name of a list */
  g_autoptr (GError) cause = g_error_new (CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
                                          _ ("Nothing of it is held in “%s”"), list->name);

  cw_cli_context_fail_symbol (task->context, symbol, cause);
}

static gboolean
remove_one (const CwListTask *task,
            CwCliLists *lists,
            const CwSymbolList *list,
            const char *text,
            GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *symbol = cw_symbol_normalize (text, &cause);
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CwHolding) removed = NULL;

  if (symbol == NULL)
    cw_cli_context_fail_text (task->context, text, cause);
  else if (cw_symbol_list_find_holding (list, symbol) == NULL)
    fail_not_held (task, list, symbol);
  if (symbol == NULL || cw_symbol_list_find_holding (list, symbol) == NULL)
    return TRUE;
  cw_store_remove_holding_async (lists->store, list->id, symbol, cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  removed = cw_store_remove_holding_finish (result, error);
  return removed != NULL;
}

/* The symbols stay in the list. */
static gboolean
remove_holdings (const CwListTask *task, GError **error)
{
  g_auto (CwCliLists) lists = { 0 };
  const CwSymbolList *list;

  if (!cw_cli_lists_open (&lists, task->context, error))
    return FALSE;
  list = cw_cli_lists_get (&lists, task->options->list, error);
  if (list == NULL)
    return FALSE;
  for (gsize i = 0; task->arguments[i] != NULL; i++)
    if (!remove_one (task, &lists, list, task->arguments[i], error))
      return FALSE;
  return TRUE;
}

static void
show_preview (const CwListTask *task, const CwImportPreview *preview)
{
  cw_holdings_print_preview (task->context, preview->holdings);
}

static const CwListFileType file_type = { cw_holdings_csv_read, cw_holdings_csv_write,
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
    { "set", 3, 4, CW_LIST_OPTION_LIST | CW_LIST_OPTION_CURRENCY, 0, set },
    { "remove", 1, CW_LIST_ANY_NUMBER, CW_LIST_OPTION_LIST, 0, remove_holdings },
    { "import", 1, 1, CW_LIST_OPTION_LIST | CW_LIST_OPTION_IMPORT, CW_COMMAND_PRINTS_JSON, import },
    { "export", 1, 1, CW_LIST_OPTION_LIST, CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV, export },
  };

  return cw_list_command_run (&cw_command_holdings, actions, G_N_ELEMENTS (actions), context, words,
                              error);
}

const CwCommand cw_command_holdings = {
  .name = "holdings",
  .arguments = N_ ("list | set SYMBOL SHARES COST [DATE] | remove SYMBOL… | import FILE | export "
                   "FILE"),
  .summary = N_ ("Show and change what is held of the symbols in the lists"),
  .details = N_ (
      "“list” values the holdings of every list, or of the one named with “--list”, by the last "
      "prices that\nare stored, which “sync” fetches: value, gain and the day’s change in the "
      "currency of the symbol. The\nothers mean the first list unless one is named.\n\n"
      "COST is the average cost of a share in the symbol’s currency, pence where it is quoted "
      "in pence,\nunless “--currency” says another. With the DATE of the purchase, YYYY-MM-DD, "
      "later splits are applied.\n\n"
      "“import” reads CSV whose first line names the columns: symbol, shares, cost, and perhaps "
      "currency and\ndate. It says which lines cannot be read, and then imports nothing unless "
      "it is to skip them.\n“export” writes CSV, or JSON with all lists, holdings and alerts, by "
      "the "
      "file’s ending; the file “-” is\nstandard input or output.\n\n"
      "Examples:\n"
      "  candlewick-cli holdings set AAPL 10 127.50 2020-06-01\n"
      "  candlewick-cli holdings set BARC.L 500 182.5 --currency GBp --list London\n"
      "  candlewick-cli holdings list --json\n"
      "  candlewick-cli holdings import broker.csv --dry-run\n"
      "  candlewick-cli holdings export holdings.csv"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV,
  .run = run,
};
