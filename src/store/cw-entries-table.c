/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-entries-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-holdings-table.h"
#include "cw-lists-table.h"
#include "cw-store-lists.h"

/* So many rows are written between two looks at the cancellable. */
#define ROWS_AT_ONCE 256

/**
 * cw_entries_table_find:
 * @database: a connection
 * @list: a list's id
 * @symbol: a normalized symbol
 * @id: (out): the entry's number, 0 if the symbol is not in the list
 * @position: (out): where it stands
 * @error: return location for a #CwStoreError
 *
 * Returns: whether all is well
 */
gboolean
cw_entries_table_find (CwDatabase *database,
                       gint64 list,
                       const char *symbol,
                       gint64 *id,
                       gint64 *position,
                       GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database, "SELECT id, position FROM list_entries WHERE list_id = ?1 AND symbol = ?2", error);
  gboolean has_row;

  *id = 0;
  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, list);
  cw_statement_bind_text (statement, 2, symbol);
  if (!cw_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *id = cw_statement_get_int (statement, 0);
  *position = cw_statement_get_int (statement, 1);
  cw_statement_reset (statement);
  return TRUE;
}

static gboolean
find_present (CwDatabase *database,
              gint64 list,
              const char *symbol,
              gint64 *id,
              gint64 *position,
              GError **error)
{
  if (!cw_entries_table_find (database, list, symbol, id, position, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_NOT_FOUND,
               /* Translators: a ticker symbol */
               _ ("%s is not in this list any more"), symbol);
  return FALSE;
}

static gboolean
count (CwDatabase *database, gint64 list, gint64 *n, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database, "SELECT coalesce (max (position) + 1, 0) FROM list_entries WHERE list_id = ?1",
      error);
  gboolean has_row;

  *n = 0;
  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, list);
  if (!cw_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *n = cw_statement_get_int (statement, 0);
  cw_statement_reset (statement);
  return TRUE;
}

/* Moves all from @position on by @distance places. */
static gboolean
shift (CwDatabase *database, gint64 list, gint64 position, gint64 distance, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "UPDATE list_entries SET position = position + ?3 WHERE list_id = ?1 AND position >= ?2",
      error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, list);
  cw_statement_bind_int (statement, 2, position);
  cw_statement_bind_int (statement, 3, distance);
  return cw_statement_run (statement, error);
}

/* Closes the gaps between positions, keeping the order. */
static gboolean
close_gaps (CwDatabase *database, gint64 list, GError **error)
{
  return cw_database_run_with_number (
      database,
      "UPDATE list_entries SET position = place FROM "
      "(SELECT id AS numbered, row_number () OVER (ORDER BY position, id) - 1 AS place "
      "FROM list_entries WHERE list_id = ?1) WHERE id = numbered AND position <> place",
      list, error);
}

static gboolean
set_position (CwDatabase *database, gint64 id, gint64 position, GError **error)
{
  CwStatement *statement =
      cw_database_prepare (database, "UPDATE list_entries SET position = ?1 WHERE id = ?2", error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, position);
  cw_statement_bind_int (statement, 2, id);
  return cw_statement_run (statement, error);
}

static void
bind_entry (CwStatement *statement, const CwListEntry *entry)
{
  cw_statement_bind_text (statement, 2, entry->symbol);
  cw_statement_bind_text (statement, 3, entry->provider);
  cw_statement_bind_text (statement, 4, entry->note);
  cw_statement_bind_double (statement, 5, entry->target_low);
  cw_statement_bind_double (statement, 6, entry->target_high);
}

static gboolean
insert (
    CwDatabase *database, gint64 list, const CwListEntry *entry, gint64 position, GError **error)
{
  CwStatement *statement =
      cw_database_prepare (database,
                           "INSERT INTO list_entries (list_id, symbol, provider, note, target_low, "
                           "target_high, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                           error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, list);
  bind_entry (statement, entry);
  cw_statement_bind_int (statement, 7, position);
  return cw_statement_run (statement, error);
}

/** cw_entries_table_append: @id: (out): the number of a new entry of @symbol at the end */
gboolean
cw_entries_table_append (
    CwDatabase *database, gint64 list, const char *symbol, gint64 *id, GError **error)
{
  g_autoptr (CwListEntry) entry = cw_list_entry_new (symbol, NULL, NULL, NAN, NAN);
  gint64 n;

  if (!count (database, list, &n, error) || !insert (database, list, entry, n, error))
    return FALSE;
  *id = cw_database_get_last_id (database);
  return TRUE;
}

/* Those whose symbol is not in the list yet, each symbol once. */
static gboolean
select_new (
    CwDatabase *database, gint64 list, const GPtrArray *entries, GPtrArray *new, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      CwListEntry *entry = g_ptr_array_index (entries, i);
      gint64 id, position;

      if (!cw_entries_table_find (database, list, entry->symbol, &id, &position, error))
        return FALSE;
      if (id == 0 && g_hash_table_add (seen, entry->symbol))
        g_ptr_array_add (new, entry);
    }
  return TRUE;
}

/**
 * cw_entries_table_add:
 * @database: a connection, in a transaction
 * @list: a list's id
 * @entries: (element-type CwListEntry): what is added
 * @position: where the first of them goes, or less than 0 for the end
 * @n_added: (out): how many were added: those whose symbol is in the list already stay as they are
 * @error: return location for a #CwStoreError
 *
 * Returns: whether all is well
 */
gboolean
cw_entries_table_add (CwDatabase *database,
                      gint64 list,
                      const GPtrArray *entries,
                      gint64 position,
                      gint64 *n_added,
                      GError **error)
{
  g_autoptr (GPtrArray) new = g_ptr_array_new ();
  gint64 n;

  if (!cw_lists_table_assert_exists (database, list, error)
      || !select_new (database, list, entries, new, error) || !count (database, list, &n, error))
    return FALSE;
  *n_added = new->len;
  if (position < 0 || position > n)
    position = n;
  if (new->len > 0 && position < n && !shift (database, list, position, new->len, error))
    return FALSE;
  for (guint i = 0; i < new->len; i++)
    if (!insert (database, list, g_ptr_array_index (new, i), position + i, error))
      return FALSE;
  return TRUE;
}

static CwRemovedEntry *
read_removed (CwStatement *row, const char *symbol)
{
  CwRemovedEntry *removed = g_new0 (CwRemovedEntry, 1);

  removed->position = cw_statement_get_int (row, 0);
  removed->entry =
      cw_list_entry_new (symbol, cw_statement_get_text (row, 1), cw_statement_get_text (row, 2),
                         cw_statement_get_double (row, 3), cw_statement_get_double (row, 4));
  if (cw_statement_get_int (row, 5) != 0)
    removed->holding =
        cw_holding_new (symbol, cw_statement_get_double (row, 6), cw_statement_get_double (row, 7),
                        cw_statement_get_text (row, 8), cw_statement_get_text (row, 9));
  return removed;
}

/* Sets @removed to what stands in the list under @symbol, %NULL if that is nothing. */
static gboolean
remember (
    CwDatabase *database, gint64 list, const char *symbol, CwRemovedEntry **removed, GError **error)
{
  CwStatement *row = cw_database_prepare (
      database,
      "SELECT e.position, e.provider, e.note, e.target_low, e.target_high, h.id, h.shares, h.cost, "
      "h.currency, h.date FROM list_entries AS e LEFT JOIN holdings AS h ON h.entry_id = e.id "
      "WHERE e.list_id = ?1 AND e.symbol = ?2",
      error);
  gboolean has_row;

  *removed = NULL;
  if (row == NULL)
    return FALSE;
  cw_statement_bind_int (row, 1, list);
  cw_statement_bind_text (row, 2, symbol);
  if (!cw_statement_step (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *removed = read_removed (row, symbol);
  if (cw_statement_run (row, error))
    return TRUE;
  g_clear_pointer (removed, cw_removed_entry_free);
  return FALSE;
}

static gboolean
delete_entry (CwDatabase *database, gint64 list, const char *symbol, GError **error)
{
  CwStatement *statement =
      cw_database_prepare (database, "DELETE FROM list_entries WHERE list_id = ?1 AND symbol = ?2",
                           error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, list);
  cw_statement_bind_text (statement, 2, symbol);
  return cw_statement_run (statement, error);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const CwRemovedEntry *one = *(CwRemovedEntry *const *) a, *other = *(CwRemovedEntry *const *) b;

  return one->position < other->position ? -1 : one->position > other->position;
}

/**
 * cw_entries_table_remove:
 * @database: a connection, in a transaction
 * @list: a list's id
 * @symbols: (array zero-terminated=1): what is taken out, with what is held of it
 * @removed: (out) (transfer full) (element-type CwRemovedEntry): what was there, by position
 * @error: return location for a #CwStoreError
 *
 * Returns: whether all is well
 */
gboolean
cw_entries_table_remove (CwDatabase *database,
                         gint64 list,
                         const char *const *symbols,
                         GPtrArray **removed,
                         GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_removed_entry_free);

  *removed = NULL;
  if (!cw_lists_table_assert_exists (database, list, error))
    return FALSE;
  for (gsize i = 0; symbols[i] != NULL; i++)
    {
      CwRemovedEntry *one;

      if (!remember (database, list, symbols[i], &one, error))
        return FALSE;
      if (one == NULL)
        continue;
      g_ptr_array_add (found, one);
      if (!delete_entry (database, list, symbols[i], error))
        return FALSE;
    }
  if (!close_gaps (database, list, error))
    return FALSE;
  g_ptr_array_sort (found, compare_positions);
  *removed = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
restore_one (CwDatabase *database, gint64 list, const CwRemovedEntry *one, GError **error)
{
  gint64 id, position, n;

  if (!cw_entries_table_find (database, list, one->entry->symbol, &id, &position, error)
      || !count (database, list, &n, error))
    return FALSE;
  /* Whoever has added it again since then knows better. */
  if (id != 0)
    return TRUE;
  position = CLAMP (one->position, 0, n);
  return shift (database, list, position, 1, error)
         && insert (database, list, one->entry, position, error)
         && (one->holding == NULL || cw_holdings_table_set (database, list, one->holding, error));
}

/**
 * cw_entries_table_restore:
 * @database: a connection, in a transaction
 * @list: a list's id
 * @removed: (element-type CwRemovedEntry): what cw_entries_table_remove() gave, by position
 * @error: return location for a #CwStoreError
 *
 * Undoes a removal.
 *
 * Returns: whether all is well
 */
gboolean
cw_entries_table_restore (CwDatabase *database,
                          gint64 list,
                          const GPtrArray *removed,
                          GError **error)
{
  if (!cw_lists_table_assert_exists (database, list, error))
    return FALSE;
  for (guint i = 0; i < removed->len; i++)
    if (!restore_one (database, list, g_ptr_array_index (removed, i), error))
      return FALSE;
  return TRUE;
}

/** cw_entries_table_move: puts @symbol at @position, counted without it, or at the end if that is
 * less than 0 */
gboolean
cw_entries_table_move (
    CwDatabase *database, gint64 list, const char *symbol, gint64 position, GError **error)
{
  gint64 id, before, n;

  if (!find_present (database, list, symbol, &id, &before, error)
      || !count (database, list, &n, error) || !shift (database, list, before + 1, -1, error))
    return FALSE;
  if (position < 0 || position > n - 1)
    position = n - 1;
  return shift (database, list, position, 1, error) && set_position (database, id, position, error);
}

/** cw_entries_table_edit: gives the entry of the same symbol the provider, note and targets of
 * @entry */
gboolean
cw_entries_table_edit (CwDatabase *database, gint64 list, const CwListEntry *entry, GError **error)
{
  CwStatement *statement;
  gint64 id, position;

  if (!find_present (database, list, entry->symbol, &id, &position, error))
    return FALSE;
  statement = cw_database_prepare (
      database,
      "UPDATE list_entries SET provider = ?3, note = ?4, target_low = ?5, target_high = ?6 "
      "WHERE list_id = ?1 AND symbol = ?2",
      error);
  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, list);
  bind_entry (statement, entry);
  return cw_statement_run (statement, error);
}

/* What a file does not say of a symbol that is in the list already stays as it is. */
static gboolean
import_entry (
    CwDatabase *database, gint64 list, const CwListEntry *entry, gint64 position, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "INSERT INTO list_entries (list_id, symbol, provider, note, target_low, target_high, "
      "position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (list_id, symbol) DO UPDATE SET "
      "provider = coalesce (?3, provider), note = CASE ?4 WHEN '' THEN note ELSE ?4 END, "
      "target_low = CASE WHEN coalesce (?5, ?6) IS NULL THEN target_low ELSE ?5 END, "
      "target_high = CASE WHEN coalesce (?5, ?6) IS NULL THEN target_high ELSE ?6 END",
      error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, list);
  bind_entry (statement, entry);
  cw_statement_bind_int (statement, 7, position);
  return cw_statement_run (statement, error);
}

static gboolean
is_cancelled (guint n, GCancellable *cancellable, GError **error)
{
  return n % ROWS_AT_ONCE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * cw_entries_table_import:
 * @database: a connection, in a transaction
 * @list: a list's id
 * @preview: what a file said
 * @cancellable: (nullable): looked at now and then, last when all is written
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * New symbols go to the end, in the file's order; of those that are in the list already, provider,
 * note and targets are replaced where the file gives some. Holdings take the place of those that
 * are there.
 *
 * Returns: whether all is well; if not, the transaction must be rolled back
 */
gboolean
cw_entries_table_import (CwDatabase *database,
                         gint64 list,
                         const CwImportPreview *preview,
                         GCancellable *cancellable,
                         GError **error)
{
  gint64 n;

  if (!cw_lists_table_assert_exists (database, list, error) || !count (database, list, &n, error))
    return FALSE;
  for (guint i = 0; i < preview->entries->len; i++)
    if (is_cancelled (i, cancellable, error)
        || !import_entry (database, list, g_ptr_array_index (preview->entries, i), n + i, error))
      return FALSE;
  if (!close_gaps (database, list, error))
    return FALSE;
  for (guint i = 0; i < preview->holdings->len; i++)
    if (is_cancelled (i, cancellable, error)
        || !cw_holdings_table_set (database, list, g_ptr_array_index (preview->holdings, i), error))
      return FALSE;
  return !is_cancelled (0, cancellable, error);
}
