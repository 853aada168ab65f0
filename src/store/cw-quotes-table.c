/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-quotes-table.h"

#define QUOTE_COLUMNS                                                                       \
  "name, currency, exchange, source, price, previous_close, change, change_percent, time, " \
  "clock_skew, price_decimals, fetched_at"

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static CwStoredQuote *
read_quote (CwStatement *row, const char *symbol, gint64 *id)
{
  CwStoredQuote *stored = g_new0 (CwStoredQuote, 1);
  CwSymbolQuote *quote = cw_symbol_quote_new (symbol, cw_statement_get_text (row, 3));

  set_text (&quote->name, cw_statement_get_text (row, 0));
  set_text (&quote->currency, cw_statement_get_text (row, 1));
  set_text (&quote->exchange, cw_statement_get_text (row, 2));
  quote->quote = (CwQuote){ cw_statement_get_double (row, 4), cw_statement_get_double (row, 5),
                            cw_statement_get_double (row, 6), cw_statement_get_double (row, 7),
                            cw_statement_get_int (row, 8) };
  quote->clock_skew = cw_statement_get_int (row, 9);
  quote->price_decimals = (int) cw_statement_get_int (row, 10);
  stored->quote = quote;
  stored->fetched_at = cw_statement_get_int (row, 11);
  *id = cw_statement_get_int (row, 12);
  return stored;
}

static gboolean
find (CwDatabase *database, const char *symbol, CwStoredQuote **stored, gint64 *id, GError **error)
{
  g_autoptr (CwStoredQuote) found = NULL;
  CwStatement *row =
      cw_database_prepare (database, "SELECT " QUOTE_COLUMNS ", id FROM quotes WHERE symbol = ?1",
                           error);
  gboolean has_row;

  if (row == NULL)
    return FALSE;
  cw_statement_bind_text (row, 1, symbol);
  if (!cw_statement_step (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  found = read_quote (row, symbol, id);
  if (!cw_statement_run (row, error))
    return FALSE;
  *stored = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
read_closes (CwDatabase *database, gint64 id, GArray *times, GArray *closes, GError **error)
{
  CwStatement *row =
      cw_database_prepare (database,
                           "SELECT time, close FROM quote_closes WHERE quote_id = ?1 ORDER BY time",
                           error);
  gboolean has_row;

  if (row == NULL)
    return FALSE;
  cw_statement_bind_int (row, 1, id);
  while (cw_statement_step (row, &has_row, error))
    {
      gint64 time;
      double close;

      if (!has_row)
        return TRUE;
      time = cw_statement_get_int (row, 0);
      close = cw_statement_get_double (row, 1);
      g_array_append_val (times, time);
      g_array_append_val (closes, close);
    }
  return FALSE;
}

static gboolean
load_closes (CwDatabase *database, gint64 id, CwSymbolQuote *quote, GError **error)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) closes = g_array_new (FALSE, FALSE, sizeof (double));

  if (!read_closes (database, id, times, closes, error))
    return FALSE;
  quote->n_closes = closes->len;
  if (closes->len == 0)
    return TRUE;
  quote->times = (gint64 *) g_array_steal (times, NULL);
  quote->closes = (double *) g_array_steal (closes, NULL);
  return TRUE;
}

/**
 * cw_quotes_table_load:
 * @database: a connection
 * @symbol: a normalized symbol
 * @stored: (out) (transfer full) (nullable): the quote, or %NULL if there is none
 * @error: return location for a #CwStoreError
 *
 * Returns: whether all is well
 */
gboolean
cw_quotes_table_load (CwDatabase *database,
                      const char *symbol,
                      CwStoredQuote **stored,
                      GError **error)
{
  gint64 id = 0;

  *stored = NULL;
  if (!find (database, symbol, stored, &id, error))
    return FALSE;
  if (*stored == NULL || load_closes (database, id, (*stored)->quote, error))
    return TRUE;
  g_clear_pointer (stored, cw_stored_quote_free);
  return FALSE;
}

static gboolean
write_quote (
    CwDatabase *database, const CwSymbolQuote *quote, gint64 fetched_at, gint64 *id, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "INSERT INTO quotes (" QUOTE_COLUMNS ", symbol) VALUES "
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
      "ON CONFLICT (symbol) DO UPDATE SET name = ?1, currency = ?2, exchange = ?3, source = ?4, "
      "price = ?5, previous_close = ?6, change = ?7, change_percent = ?8, time = ?9, "
      "clock_skew = ?10, price_decimals = ?11, fetched_at = ?12 RETURNING id",
      error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_text (statement, 1, quote->name);
  cw_statement_bind_text (statement, 2, quote->currency);
  cw_statement_bind_text (statement, 3, quote->exchange);
  cw_statement_bind_text (statement, 4, quote->source);
  cw_statement_bind_double (statement, 5, quote->quote.price);
  cw_statement_bind_double (statement, 6, quote->quote.previous_close);
  cw_statement_bind_double (statement, 7, quote->quote.change);
  cw_statement_bind_double (statement, 8, quote->quote.change_percent);
  cw_statement_bind_int (statement, 9, quote->quote.time);
  cw_statement_bind_int (statement, 10, quote->clock_skew);
  cw_statement_bind_int (statement, 11, quote->price_decimals);
  cw_statement_bind_int (statement, 12, fetched_at);
  cw_statement_bind_text (statement, 13, quote->symbol);
  if (!cw_statement_step (statement, &has_row, error))
    return FALSE;
  *id = has_row ? cw_statement_get_int (statement, 0) : 0;
  return !has_row || cw_statement_run (statement, error);
}

static gboolean
clear_closes (CwDatabase *database, gint64 id, GError **error)
{
  return cw_database_run_with_number (database, "DELETE FROM quote_closes WHERE quote_id = ?1", id,
                                      error);
}

static gboolean
write_closes (CwDatabase *database, gint64 id, const CwSymbolQuote *quote, GError **error)
{
  CwStatement *statement =
      cw_database_prepare (database,
                           "INSERT INTO quote_closes (quote_id, time, close) VALUES (?1, ?2, ?3)",
                           error);
  gsize n = quote->times != NULL && quote->closes != NULL ? quote->n_closes : 0;

  if (statement == NULL)
    return FALSE;
  for (gsize i = n - MIN (n, CW_STORED_CLOSES); i < n; i++)
    {
      cw_statement_bind_int (statement, 1, id);
      cw_statement_bind_int (statement, 2, quote->times[i]);
      cw_statement_bind_double (statement, 3, quote->closes[i]);
      if (!cw_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * cw_quotes_table_save:
 * @database: a connection, in a transaction
 * @quote: a quote
 * @fetched_at: when the provider gave it, in seconds since 1970
 * @error: return location for a #CwStoreError
 *
 * Puts the quote in the place of the one that is stored. The stored line of closes stays if the new
 * quote has none.
 *
 * Returns: whether all is well
 */
gboolean
cw_quotes_table_save (CwDatabase *database,
                      const CwSymbolQuote *quote,
                      gint64 fetched_at,
                      GError **error)
{
  gint64 id;

  if (!write_quote (database, quote, fetched_at, &id, error))
    return FALSE;
  if (quote->n_closes == 0)
    return TRUE;
  return clear_closes (database, id, error) && write_closes (database, id, quote, error);
}
