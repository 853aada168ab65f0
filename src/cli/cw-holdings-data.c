/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-holdings-data.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-machine-text.h"

#define DAY (24 * 60 * 60)

static void
row_free (gpointer data)
{
  CwHoldingRow *row = data;

  cw_holding_unref (row->holding);
  g_clear_pointer (&row->quote, cw_stored_quote_free);
  g_free (row);
}

static CwSeries *
load_series (CwCliLists *lists, const char *symbol, GError **error)
{
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CwStoredSeries) stored = NULL;

  cw_store_load_series_async (lists->store, symbol, CW_INTERVAL_1D, lists->context->cancellable,
                              cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  stored = cw_store_load_series_finish (result, error);
  return stored != NULL ? cw_series_ref (stored->series) : NULL;
}

/**
 * cw_holding_note_unknown_splits:
 * @context: the context
 * @holding: a holding
 * @series: the bars of its symbol
 *
 * Says so if the bars do not reach back to the day of the purchase: splits that came between are
 * then not known.
 */
void
cw_holding_note_unknown_splits (const CwCliContext *context,
                                const CwHolding *holding,
                                const CwSeries *series)
{
  char first[CW_TIME_SIZE];

  if (holding->date == NULL || series->n_bars == 0
      || cw_print_day (cw_series_get_day (series, series->time[0]) * DAY, first) == 0
      || g_strcmp0 (holding->date, first) >= 0)
    return;
  cw_cli_context_note (
      context,
      /* Translators: a symbol, and two days */
      _ ("%s was bought on %s, but its history begins on %s; splits between are not known until "
         "“sync --range max” has fetched them"),
      holding->symbol, holding->date, first);
}

/* Splits are known from the history; only a holding whose day is known can have seen some. */
static gboolean
add_row (
    CwCliLists *lists, const CwSymbolList *list, CwHolding *holding, GPtrArray *to, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (CwSeries) series =
      holding->date != NULL ? load_series (lists, holding->symbol, &cause) : NULL;
  CwHoldingRow *row;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  row = g_new0 (CwHoldingRow, 1);
  row->list = list;
  if (series != NULL)
    cw_holding_note_unknown_splits (lists->context, holding, series);
  row->holding =
      series != NULL ? cw_holding_apply_splits (holding, series) : cw_holding_ref (holding);
  g_ptr_array_add (to, row);
  return TRUE;
}

static gboolean
add_rows (CwCliLists *lists, const CwSymbolList *list, GPtrArray *to, GError **error)
{
  for (gsize i = 0; i < list->n_holdings; i++)
    if (!add_row (lists, list, list->holdings[i], to, error))
      return FALSE;
  return TRUE;
}

static GPtrArray *
load_quotes (CwCliLists *lists, const GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) symbols = g_ptr_array_new ();
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (symbols, ((CwHoldingRow *) g_ptr_array_index (rows, i))->holding->symbol);
  g_ptr_array_add (symbols, NULL);
  cw_store_load_quotes_async (lists->store, (const char *const *) symbols->pdata,
                              lists->context->cancellable, cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  return cw_store_load_quotes_finish (result, error);
}

static CwStoredQuote *
dup_quote (const GPtrArray *quotes, const char *symbol)
{
  for (guint i = 0; i < quotes->len; i++)
    {
      const CwStoredQuote *stored = g_ptr_array_index (quotes, i);

      if (g_str_equal (stored->quote->symbol, symbol))
        {
          CwStoredQuote *copy = g_new0 (CwStoredQuote, 1);

          copy->quote = cw_symbol_quote_ref (stored->quote);
          copy->fetched_at = stored->fetched_at;
          return copy;
        }
    }
  return NULL;
}

/* A holding without a stored price keeps its cost, in the money in which it was said. */
static void
value_row (CwHoldingRow *row, const GPtrArray *quotes)
{
  const CwQuote unknown = { NAN, NAN, NAN, NAN, 0 };
  const char *currency = row->holding->currency != NULL ? row->holding->currency : "";

  row->quote = dup_quote (quotes, row->holding->symbol);
  if (row->quote != NULL)
    row->position = cw_holding_get_position (row->holding, &row->quote->quote->quote,
                                             row->quote->quote->currency);
  else
    row->position = cw_holding_get_position (row->holding, &unknown, currency);
}

/**
 * cw_holdings_value:
 * @lists: lists that have been read
 * @only: (nullable): the one list that counts
 * @error: return location for an error
 *
 * Values what is held by the last prices that are stored, with the splits that are known.
 *
 * Returns: (transfer full) (nullable) (element-type CwHoldingRow): the holdings of all lists
 */
GPtrArray *
cw_holdings_value (CwCliLists *lists, const CwSymbolList *only, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GPtrArray) quotes = NULL;

  for (guint i = 0; i < lists->lists->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (lists->lists, i);

      if ((only == NULL || only == list) && !add_rows (lists, list, rows, error))
        return NULL;
    }
  quotes = load_quotes (lists, rows, error);
  if (quotes == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    value_row (g_ptr_array_index (rows, i), quotes);
  return g_steal_pointer (&rows);
}

static CwHoldingTotal *
get_total (GArray *totals, const char *currency)
{
  CwHoldingTotal total = { .currency = "" };

  for (guint i = 0; i < totals->len; i++)
    if (g_str_equal (g_array_index (totals, CwHoldingTotal, i).currency, currency))
      return &g_array_index (totals, CwHoldingTotal, i);
  g_strlcpy (total.currency, currency, sizeof total.currency);
  g_array_append_val (totals, total);
  return &g_array_index (totals, CwHoldingTotal, totals->len - 1);
}

/**
 * cw_holdings_sum:
 * @rows: (element-type CwHoldingRow): holdings
 *
 * Adds up what is in the same currency; without rates of exchange no more can be added. A sum of
 * which a part is not known is not known either.
 *
 * Returns: (transfer full) (element-type CwHoldingTotal): a total for each currency
 */
GArray *
cw_holdings_sum (const GPtrArray *rows)
{
  GArray *totals = g_array_new (FALSE, FALSE, sizeof (CwHoldingTotal));

  for (guint i = 0; i < rows->len; i++)
    {
      const CwHoldingRow *row = g_ptr_array_index (rows, i);
      CwHoldingTotal *total = get_total (totals, row->position.currency);

      total->value += row->position.value;
      total->gain += row->position.gain;
      total->cost += row->position.cost * row->position.shares;
      total->day_change += row->position.day_change;
    }
  return totals;
}
