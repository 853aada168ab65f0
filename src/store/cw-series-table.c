/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-series-table.h"

#include <math.h>

#include "cw-event-tables.h"
#include "cw-series-merge.h"

/* So many bars are read between two looks at the cancellable. */
#define BARS_AT_ONCE 4096

#define INFO_COLUMNS                                                                          \
  "name, currency, exchange, instrument_type, timezone, source, gmt_offset, price_decimals, " \
  "first_trade_time, market_time, market_price, previous_close, has_adj_close, n_rejected, "  \
  "session_start, session_end, fetched_at"

static void
read_info (CwStatement *row, CwSeriesBuilder *builder, gint64 *id, gint64 *fetched_at)
{
  CwSeriesInfo *info = &builder->info;
  int column = 0;

  info->name = g_strdup (cw_statement_get_text (row, column++));
  info->currency = g_strdup (cw_statement_get_text (row, column++));
  info->exchange = g_strdup (cw_statement_get_text (row, column++));
  info->instrument_type = g_strdup (cw_statement_get_text (row, column++));
  info->timezone = g_strdup (cw_statement_get_text (row, column++));
  info->source = g_strdup (cw_statement_get_text (row, column++));
  info->gmt_offset = (int) cw_statement_get_int (row, column++);
  info->price_decimals = (int) cw_statement_get_int (row, column++);
  info->first_trade_time = cw_statement_get_int (row, column++);
  info->market_time = cw_statement_get_int (row, column++);
  info->market_price = cw_statement_get_double (row, column++);
  info->previous_close = cw_statement_get_double (row, column++);
  builder->has_adj_close = cw_statement_get_int (row, column++) != 0;
  builder->n_rejected = (guint) cw_statement_get_int (row, column++);
  info->session_start = cw_statement_get_int (row, column++);
  info->session_end = cw_statement_get_int (row, column++);
  *fetched_at = cw_statement_get_int (row, column++);
  *id = cw_statement_get_int (row, column++);
}

/* Finds what is stored about a symbol, without its bars; @id is 0 if it is nothing. */
static gboolean
find_series (CwDatabase *database, CwSeriesBuilder *builder, gint64 *id, gint64 *at, GError **error)
{
  CwStatement *statement =
      cw_database_prepare (database,
                           "SELECT " INFO_COLUMNS
                           ", id FROM series WHERE symbol = ?1 AND interval = ?2",
                           error);
  gboolean has_row;

  *id = 0;
  if (statement == NULL)
    return FALSE;
  cw_statement_bind_text (statement, 1, builder->info.symbol);
  cw_statement_bind_text (statement, 2, cw_interval_to_string (builder->interval));
  if (!cw_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  read_info (statement, builder, id, at);
  return cw_statement_run (statement, error);
}

static gboolean
read_bars (CwDatabase *database,
           gint64 id,
           CwSeriesBuilder *builder,
           GCancellable *cancellable,
           GError **error)
{
  CwStatement *row = cw_database_prepare (
      database,
      "SELECT time, open, high, low, close, adj_close, volume FROM bars WHERE series_id = ?1 "
      "ORDER BY time",
      error);
  gboolean has_row;

  if (row == NULL)
    return FALSE;
  cw_statement_bind_int (row, 1, id);
  while (cw_statement_step (row, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      cw_series_builder_add_bar (builder, cw_statement_get_int (row, 0),
                                 cw_statement_get_double (row, 1), cw_statement_get_double (row, 2),
                                 cw_statement_get_double (row, 3), cw_statement_get_double (row, 4),
                                 cw_statement_get_double (row, 5),
                                 cw_statement_get_double (row, 6));
      if (builder->n_bars % BARS_AT_ONCE == 0
          && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          cw_statement_reset (row);
          return FALSE;
        }
    }
  return FALSE;
}

static gboolean
load (CwDatabase *database,
      CwSeriesBuilder *builder,
      GCancellable *cancellable,
      CwStoredSeries **stored,
      GError **error)
{
  gint64 id, fetched_at;

  if (!find_series (database, builder, &id, &fetched_at, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  if (!read_bars (database, id, builder, cancellable, error)
      || !cw_event_tables_load (database, id, builder, error))
    return FALSE;
  *stored = g_new0 (CwStoredSeries, 1);
  (*stored)->series = cw_series_builder_end (builder);
  (*stored)->fetched_at = fetched_at;
  return TRUE;
}

/**
 * cw_series_table_load:
 * @database: a connection, in a transaction, so that all is of one state
 * @symbol: a normalized symbol
 * @interval: an interval
 * @cancellable: (nullable): looked at now and then
 * @stored: (out) (transfer full) (nullable): the bars, or %NULL if there are none
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: whether all is well
 */
gboolean
cw_series_table_load (CwDatabase *database,
                      const char *symbol,
                      CwInterval interval,
                      GCancellable *cancellable,
                      CwStoredSeries **stored,
                      GError **error)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, interval);

  *stored = NULL;
  return load (database, builder, cancellable, stored, error);
}

static gboolean
write_info (
    CwDatabase *database, const CwSeries *series, gint64 fetched_at, gint64 *id, GError **error)
{
  const CwSeriesInfo *info = &series->info;
  CwStatement *statement = cw_database_prepare (
      database,
      "INSERT INTO series (" INFO_COLUMNS ", symbol, interval) VALUES "
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) "
      "ON CONFLICT (symbol, interval) DO UPDATE SET "
      "name = ?1, currency = ?2, exchange = ?3, instrument_type = ?4, timezone = ?5, source = ?6, "
      "gmt_offset = ?7, price_decimals = ?8, first_trade_time = ?9, market_time = ?10, "
      "market_price = ?11, previous_close = ?12, has_adj_close = ?13, n_rejected = ?14, "
      "session_start = ?15, session_end = ?16, fetched_at = ?17",
      error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_text (statement, 1, info->name);
  cw_statement_bind_text (statement, 2, info->currency);
  cw_statement_bind_text (statement, 3, info->exchange);
  cw_statement_bind_text (statement, 4, info->instrument_type);
  cw_statement_bind_text (statement, 5, info->timezone);
  cw_statement_bind_text (statement, 6, info->source);
  cw_statement_bind_int (statement, 7, info->gmt_offset);
  cw_statement_bind_int (statement, 8, info->price_decimals);
  cw_statement_bind_int (statement, 9, info->first_trade_time);
  cw_statement_bind_int (statement, 10, info->market_time);
  cw_statement_bind_double (statement, 11, info->market_price);
  cw_statement_bind_double (statement, 12, info->previous_close);
  cw_statement_bind_int (statement, 13, series->has_adj_close);
  cw_statement_bind_int (statement, 14, series->n_rejected);
  cw_statement_bind_int (statement, 15, info->session_start);
  cw_statement_bind_int (statement, 16, info->session_end);
  cw_statement_bind_int (statement, 17, fetched_at);
  cw_statement_bind_text (statement, 18, info->symbol);
  cw_statement_bind_text (statement, 19, cw_interval_to_string (series->interval));
  if (!cw_statement_run (statement, error))
    return FALSE;
  if (*id == 0)
    *id = cw_database_get_last_id (database);
  return TRUE;
}

/* The same parameters fill a bar that is new and one that has changed. */
static gboolean
write_bar (CwStatement *statement, gint64 id, const CwSeries *series, gsize i, GError **error)
{
  cw_statement_bind_int (statement, 1, id);
  cw_statement_bind_int (statement, 2, series->time[i]);
  cw_statement_bind_double (statement, 3, series->open[i]);
  cw_statement_bind_double (statement, 4, series->high[i]);
  cw_statement_bind_double (statement, 5, series->low[i]);
  cw_statement_bind_double (statement, 6, series->close[i]);
  cw_statement_bind_double (statement, 7, series->adj_close[i]);
  cw_statement_bind_double (statement, 8, series->volume[i]);
  return cw_statement_run (statement, error);
}

static gboolean
delete_bar (CwStatement *statement, gint64 id, gint64 time, GError **error)
{
  cw_statement_bind_int (statement, 1, id);
  cw_statement_bind_int (statement, 2, time);
  return cw_statement_run (statement, error);
}

static gboolean
delete_all_bars (CwDatabase *database, gint64 id, GError **error)
{
  return cw_database_run_with_number (database, "DELETE FROM bars WHERE series_id = ?1", id, error);
}

typedef struct
{
  CwStatement *insert, *update, *delete;
} BarStatements;

/* Not “INSERT OR REPLACE”: for that SQLite keeps a journal of each single row. */
static gboolean
prepare_bars (CwDatabase *database, BarStatements *bars, GError **error)
{
  bars->insert = cw_database_prepare (
      database,
      "INSERT INTO bars (series_id, time, open, high, low, close, adj_close, volume) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      error);
  bars->update =
      bars->insert == NULL
          ? NULL
          : cw_database_prepare (database,
                                 "UPDATE bars SET open = ?3, high = ?4, low = ?5, close = ?6, "
                                 "adj_close = ?7, volume = ?8 WHERE series_id = ?1 AND time = ?2",
                                 error);
  bars->delete =
      bars->update == NULL
          ? NULL
          : cw_database_prepare (database, "DELETE FROM bars WHERE series_id = ?1 AND time = ?2",
                                 error);
  return bars->delete != NULL;
}

/* Walks along the stored and the new bars together and writes only what differs: of five years that
 * are fetched again most bars have not changed. */
static gboolean
write_bars (CwDatabase *database,
            gint64 id,
            const CwSeriesBuilder *stored,
            const CwSeries *series,
            GError **error)
{
  BarStatements bars;
  gsize i = 0, j = 0;

  if (!prepare_bars (database, &bars, error))
    return FALSE;
  while (i < stored->n_bars || j < series->n_bars)
    {
      gboolean is_stored;

      if (j == series->n_bars || (i < stored->n_bars && stored->time[i] < series->time[j]))
        {
          if (cw_series_merge_is_replaced (series, stored->time[i])
              && !delete_bar (bars.delete, id, stored->time[i], error))
            return FALSE;
          i++;
          continue;
        }
      is_stored = i < stored->n_bars && stored->time[i] == series->time[j];
      if ((!is_stored || !cw_series_merge_is_same_bar (stored, i, series, j))
          && !write_bar (is_stored ? bars.update : bars.insert, id, series, j, error))
        return FALSE;
      i += is_stored;
      j++;
    }
  return TRUE;
}

/* The bars stay as they are, but what the provider says the price is now is news all the same. */
static gboolean
write_price (CwDatabase *database, const CwSeriesInfo *info, gint64 id, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "UPDATE series SET market_time = ?1, market_price = ?2, previous_close = ?3 WHERE id = ?4",
      error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, info->market_time);
  cw_statement_bind_double (statement, 2, info->market_price);
  cw_statement_bind_double (statement, 3, info->previous_close);
  cw_statement_bind_int (statement, 4, id);
  return cw_statement_run (statement, error);
}

static gboolean
is_last_bar_news (const CwSeries *series, const CwSeriesBuilder *stored)
{
  gsize n = stored->n_bars, m = series->n_bars;

  return n == 0 || series->time[m - 1] > stored->time[n - 1]
         || cw_series_merge_is_replaced (series, stored->time[n - 1]);
}

static gboolean
save (CwDatabase *database, const CwSeries *series, gint64 fetched_at, GError **error)
{
  g_autoptr (CwSeriesBuilder) stored =
      cw_series_builder_new (series->info.symbol, series->interval);
  gint64 id, stored_at = 0;
  CwSeriesMerge merge;

  if (!find_series (database, stored, &id, &stored_at, error)
      || (id != 0 && !read_bars (database, id, stored, NULL, error)))
    return FALSE;
  merge = cw_series_merge_decide (stored, stored_at, series);
  if (merge == CW_SERIES_MERGE_KEEP)
    return isnan (series->info.market_price) || write_price (database, &series->info, id, error);
  if (merge == CW_SERIES_MERGE_REPLACE)
    {
      stored->n_bars = 0;
      if (!delete_all_bars (database, id, error) || !cw_event_tables_clear (database, id, error))
        return FALSE;
    }
  /* A look at the past makes the present no fresher. */
  if (!is_last_bar_news (series, stored))
    fetched_at = stored_at;
  return write_info (database, series, fetched_at, &id, error)
         && write_bars (database, id, stored, series, error)
         && cw_event_tables_save (database, id, series, error);
}

/**
 * cw_series_table_save:
 * @database: a connection, in a transaction
 * @series: bars as the provider gave them
 * @fetched_at: when it gave them, in seconds since 1970
 * @error: return location for a #CwStoreError
 *
 * Joins the bars to those that are stored, or replaces them, as cw_series_merge_decide() says.
 *
 * Returns: whether all is well
 */
gboolean
cw_series_table_save (CwDatabase *database,
                      const CwSeries *series,
                      gint64 fetched_at,
                      GError **error)
{
  return save (database, series, fetched_at, error);
}
