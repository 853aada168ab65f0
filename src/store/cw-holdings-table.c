/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-holdings-table.h"

#include "cw-entries-table.h"
#include "cw-lists-table.h"

static gboolean
write_holding (CwDatabase *database, gint64 entry, const CwHolding *holding, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "INSERT INTO holdings (entry_id, shares, cost, currency, date) VALUES (?1, ?2, ?3, ?4, ?5) "
      "ON CONFLICT (entry_id) DO UPDATE SET shares = ?2, cost = ?3, currency = ?4, date = ?5",
      error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, entry);
  cw_statement_bind_double (statement, 2, holding->shares);
  cw_statement_bind_double (statement, 3, holding->cost);
  cw_statement_bind_text (statement, 4, holding->currency);
  cw_statement_bind_text (statement, 5, holding->date);
  return cw_statement_run (statement, error);
}

/**
 * cw_holdings_table_set:
 * @database: a connection, in a transaction
 * @list: a list's id
 * @holding: what is held now
 * @error: return location for a #CwStoreError
 *
 * Takes the place of what was held of the symbol. One that is not in the list yet is added to it.
 *
 * Returns: whether all is well
 */
gboolean
cw_holdings_table_set (CwDatabase *database, gint64 list, const CwHolding *holding, GError **error)
{
  gint64 entry, position;

  if (!cw_lists_table_assert_exists (database, list, error)
      || !cw_entries_table_find (database, list, holding->symbol, &entry, &position, error))
    return FALSE;
  if (entry == 0 && !cw_entries_table_append (database, list, holding->symbol, &entry, error))
    return FALSE;
  return write_holding (database, entry, holding, error);
}

/**
 * cw_holdings_table_remove:
 * @database: a connection, in a transaction
 * @list: a list's id
 * @symbol: whose holding; the symbol itself stays in the list
 * @removed: (out) (transfer full) (nullable): what was held, %NULL if it was nothing
 * @error: return location for a #CwStoreError
 *
 * Returns: whether all is well
 */
gboolean
cw_holdings_table_remove (
    CwDatabase *database, gint64 list, const char *symbol, CwHolding **removed, GError **error)
{
  g_autoptr (CwHolding) found = NULL;
  CwStatement *statement;
  gboolean has_row;

  *removed = NULL;
  if (!cw_lists_table_assert_exists (database, list, error))
    return FALSE;
  statement =
      cw_database_prepare (database,
                           "DELETE FROM holdings WHERE entry_id = "
                           "(SELECT id FROM list_entries WHERE list_id = ?1 AND symbol = ?2) "
                           "RETURNING shares, cost, currency, date",
                           error);
  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, list);
  cw_statement_bind_text (statement, 2, symbol);
  if (!cw_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  found =
      cw_holding_new (symbol, cw_statement_get_double (statement, 0),
                      cw_statement_get_double (statement, 1), cw_statement_get_text (statement, 2),
                      cw_statement_get_text (statement, 3));
  if (!cw_statement_run (statement, error))
    return FALSE;
  *removed = g_steal_pointer (&found);
  return TRUE;
}
