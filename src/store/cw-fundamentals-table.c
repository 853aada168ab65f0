/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-fundamentals-table.h"

#include <math.h>

static void
read_metric (CwStatement *row, CwFundamentals *fundamentals)
{
  const char *id = cw_statement_get_text (row, 0);

  /* One that this version does not know was written by a newer one and is left alone. */
  for (guint i = 0; i < CW_N_METRICS; i++)
    if (g_str_equal (cw_metric_get_id ((CwMetric) i), id))
      {
        fundamentals->values[i] = cw_statement_get_double (row, 1);
        fundamentals->doubtful[i] = cw_statement_get_int (row, 2) != 0;
      }
}

static gboolean
load_metrics (CwDatabase *database, gint64 id, CwFundamentals *fundamentals, GError **error)
{
  CwStatement *row =
      cw_database_prepare (database,
                           "SELECT metric, value, doubtful FROM metrics WHERE fundamentals_id = ?1",
                           error);
  gboolean has_row;

  if (row == NULL)
    return FALSE;
  cw_statement_bind_int (row, 1, id);
  while (cw_statement_step (row, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      read_metric (row, fundamentals);
    }
  return FALSE;
}

static CwStoredFundamentals *
read_fundamentals (CwStatement *row, const char *symbol, gint64 *id)
{
  CwStoredFundamentals *stored = g_new0 (CwStoredFundamentals, 1);

  stored->fundamentals = cw_fundamentals_new (symbol, cw_statement_get_text (row, 0));
  g_free (stored->fundamentals->currency);
  stored->fundamentals->currency = g_strdup (cw_statement_get_text (row, 1));
  g_free (stored->fundamentals->period_end);
  stored->fundamentals->period_end = g_strdup (cw_statement_get_text (row, 2));
  stored->fetched_at = cw_statement_get_int (row, 3);
  *id = cw_statement_get_int (row, 4);
  return stored;
}

static gboolean
load (CwDatabase *database, const char *symbol, CwStoredFundamentals **stored, GError **error)
{
  g_autoptr (CwStoredFundamentals) found = NULL;
  CwStatement *row = cw_database_prepare (
      database,
      "SELECT source, currency, period_end, fetched_at, id FROM fundamentals WHERE symbol = ?1",
      error);
  gboolean has_row;
  gint64 id = 0;

  if (row == NULL)
    return FALSE;
  cw_statement_bind_text (row, 1, symbol);
  if (!cw_statement_step (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  found = read_fundamentals (row, symbol, &id);
  if (!cw_statement_run (row, error) || !load_metrics (database, id, found->fundamentals, error))
    return FALSE;
  *stored = g_steal_pointer (&found);
  return TRUE;
}

/**
 * cw_fundamentals_table_load:
 * @database: a connection, in a transaction, so that all is of one state
 * @symbol: a normalized symbol
 * @stored: (out) (transfer full) (nullable): the figures, or %NULL if there are none
 * @error: return location for a #CwStoreError
 *
 * Returns: whether all is well
 */
gboolean
cw_fundamentals_table_load (CwDatabase *database,
                            const char *symbol,
                            CwStoredFundamentals **stored,
                            GError **error)
{
  *stored = NULL;
  return load (database, symbol, stored, error);
}

static gboolean
write_fundamentals (CwDatabase *database,
                    const CwFundamentals *fundamentals,
                    gint64 fetched_at,
                    gint64 *id,
                    GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "INSERT INTO fundamentals (symbol, source, currency, period_end, fetched_at) "
      "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (symbol) DO UPDATE SET "
      "source = ?2, currency = ?3, period_end = ?4, fetched_at = ?5 RETURNING id",
      error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_text (statement, 1, fundamentals->symbol);
  cw_statement_bind_text (statement, 2, fundamentals->source);
  cw_statement_bind_text (statement, 3, fundamentals->currency);
  cw_statement_bind_text (statement, 4, fundamentals->period_end);
  cw_statement_bind_int (statement, 5, fetched_at);
  if (!cw_statement_step (statement, &has_row, error))
    return FALSE;
  *id = has_row ? cw_statement_get_int (statement, 0) : 0;
  return !has_row || cw_statement_run (statement, error);
}

static gboolean
clear_metrics (CwDatabase *database, gint64 id, GError **error)
{
  return cw_database_run_with_number (database, "DELETE FROM metrics WHERE fundamentals_id = ?1",
                                      id, error);
}

static gboolean
write_metrics (CwDatabase *database, gint64 id, const CwFundamentals *fundamentals, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "INSERT INTO metrics (fundamentals_id, metric, value, doubtful) VALUES (?1, ?2, ?3, ?4)",
      error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < CW_N_METRICS; i++)
    {
      if (isnan (fundamentals->values[i]) && !fundamentals->doubtful[i])
        continue;
      cw_statement_bind_int (statement, 1, id);
      cw_statement_bind_text (statement, 2, cw_metric_get_id ((CwMetric) i));
      cw_statement_bind_double (statement, 3, fundamentals->values[i]);
      cw_statement_bind_int (statement, 4, fundamentals->doubtful[i] != FALSE);
      if (!cw_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * cw_fundamentals_table_save:
 * @database: a connection, in a transaction
 * @fundamentals: a company's figures
 * @fetched_at: when the provider gave them, in seconds since 1970
 * @error: return location for a #CwStoreError
 *
 * Puts the figures in the place of those that are stored.
 *
 * Returns: whether all is well
 */
gboolean
cw_fundamentals_table_save (CwDatabase *database,
                            const CwFundamentals *fundamentals,
                            gint64 fetched_at,
                            GError **error)
{
  gint64 id;

  return write_fundamentals (database, fundamentals, fetched_at, &id, error)
         && clear_metrics (database, id, error)
         && write_metrics (database, id, fundamentals, error);
}
