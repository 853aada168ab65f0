/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-table.h"

struct _CwRowTable
{
  GHashTable *listed; /* owned; symbol of the row → owned CwRow */
  GHashTable *parked; /* owned; the same */
};

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

/** cw_row_table_new: Returns: (transfer full): a table without rows */
CwRowTable *
cw_row_table_new (void)
{
  CwRowTable *table = g_new (CwRowTable, 1);

  table->listed = new_table ();
  table->parked = new_table ();
  return table;
}

/** cw_row_table_free: @table: (transfer full): a table */
void
cw_row_table_free (CwRowTable *table)
{
  g_hash_table_unref (table->listed);
  g_hash_table_unref (table->parked);
  g_free (table);
}

/** cw_row_table_find: Returns: (transfer none) (nullable): the row of @symbol in the list */
CwRow *
cw_row_table_find (CwRowTable *table, const char *symbol)
{
  return g_hash_table_lookup (table->listed, symbol);
}

/** cw_row_table_find_parked: Returns: (transfer none) (nullable): the row of @symbol that only
 * other lists have
 */
CwRow *
cw_row_table_find_parked (CwRowTable *table, const char *symbol)
{
  return g_hash_table_lookup (table->parked, symbol);
}

/** cw_row_table_get_listed: Returns: (transfer none) (element-type utf8 CwRow): the list's rows */
GHashTable *
cw_row_table_get_listed (CwRowTable *table)
{
  return table->listed;
}

static void
add (GHashTable *rows, CwRow *row)
{
  g_hash_table_replace (rows, (gpointer) cw_row_get_symbol (row), g_object_ref (row));
}

/** cw_row_table_list: makes @rows those of the list; all others that were in it are parked */
void
cw_row_table_list (CwRowTable *table, GPtrArray *rows)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&table->listed);
  GHashTableIter iter;
  gpointer symbol, row;

  table->listed = new_table ();
  for (guint i = 0; i < rows->len; i++)
    {
      CwRow *listed = g_ptr_array_index (rows, i);

      g_hash_table_remove (table->parked, cw_row_get_symbol (listed));
      add (table->listed, listed);
    }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &symbol, &row))
    if (!g_hash_table_contains (table->listed, symbol))
      add (table->parked, row);
}

static gboolean
is_loading (gpointer symbol, gpointer row, gpointer data)
{
  return cw_row_is_under_way (row);
}

/** cw_row_table_forget_loading: forgets parked rows that still waited for their data */
void
cw_row_table_forget_loading (CwRowTable *table)
{
  g_hash_table_foreach_remove (table->parked, is_loading, NULL);
}
