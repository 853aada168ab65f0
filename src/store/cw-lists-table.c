/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lists-table.h"

#include <glib/gi18n-lib.h>

#include "cw-store-error.h"
#include "cw-symbol.h"

/* So many entries are read between two looks at the cancellable. */
#define ENTRIES_AT_ONCE 1024

/* What is read of one list before it becomes one. */
typedef struct
{
  gint64 id;
  char *name;
  GPtrArray *entries, *holdings;
} Draft;

static void
draft_begin (Draft *draft, CwStatement *row)
{
  draft->id = cw_statement_get_int (row, 0);
  draft->name = g_strdup (cw_statement_get_text (row, 1));
  draft->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  draft->holdings = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);
}

static void
draft_end (Draft *draft, GPtrArray *lists)
{
  if (draft->name == NULL)
    return;
  g_ptr_array_add (lists,
                   cw_symbol_list_new (draft->id, draft->name, draft->entries, draft->holdings));
  g_clear_pointer (&draft->name, g_free);
  g_clear_pointer (&draft->entries, g_ptr_array_unref);
  g_clear_pointer (&draft->holdings, g_ptr_array_unref);
}

static void
read_row (CwStatement *row, Draft *draft)
{
  const char *symbol = cw_statement_get_text (row, 2);

  if (symbol[0] == '\0') /* a list without entries */
    return;
  g_ptr_array_add (draft->entries, cw_list_entry_new (symbol, cw_statement_get_text (row, 3),
                                                      cw_statement_get_text (row, 4),
                                                      cw_statement_get_double (row, 5),
                                                      cw_statement_get_double (row, 6)));
  if (cw_statement_get_int (row, 7) != 0)
    g_ptr_array_add (draft->holdings, cw_holding_new (symbol, cw_statement_get_double (row, 8),
                                                      cw_statement_get_double (row, 9),
                                                      cw_statement_get_text (row, 10),
                                                      cw_statement_get_text (row, 11)));
}

static gboolean
read_lists (
    CwStatement *row, Draft *draft, GCancellable *cancellable, GPtrArray *to, GError **error)
{
  gboolean has_row;

  for (gsize n = 1; cw_statement_step (row, &has_row, error); n++)
    {
      if (!has_row)
        return TRUE;
      if (draft->name == NULL || draft->id != cw_statement_get_int (row, 0))
        {
          draft_end (draft, to);
          draft_begin (draft, row);
        }
      read_row (row, draft);
      if (n % ENTRIES_AT_ONCE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          cw_statement_reset (row);
          return FALSE;
        }
    }
  return FALSE;
}

/**
 * cw_lists_table_load:
 * @database: a connection
 * @only: the id of the one list to read, or 0 for all of them
 * @cancellable: (nullable): looked at now and then
 * @lists: (out) (transfer full) (element-type CwSymbolList): the lists, in order
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: whether all is well
 */
gboolean
cw_lists_table_load (
    CwDatabase *database, gint64 only, GCancellable *cancellable, GPtrArray **lists, GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_list_unref);
  Draft draft = { 0 };
  CwStatement *row = cw_database_prepare (
      database,
      "SELECT l.id, l.name, e.symbol, e.provider, e.note, e.target_low, e.target_high, "
      "h.id, h.shares, h.cost, h.currency, h.date FROM lists AS l "
      "LEFT JOIN list_entries AS e ON e.list_id = l.id LEFT JOIN holdings AS h ON h.entry_id = "
      "e.id "
      "WHERE ?1 IN (0, l.id) ORDER BY l.position, l.id, e.position, e.id",
      error);
  gboolean done;

  *lists = NULL;
  if (row == NULL)
    return FALSE;
  cw_statement_bind_int (row, 1, only);
  done = read_lists (row, &draft, cancellable, found, error);
  draft_end (&draft, found);
  if (done)
    *lists = g_steal_pointer (&found);
  return done;
}

/* Runs a statement with one to three parameters that are whole numbers. */
static gboolean
run (CwDatabase *database, const char *sql, const gint64 *numbers, int n, GError **error)
{
  CwStatement *statement = cw_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < n; i++)
    cw_statement_bind_int (statement, i + 1, numbers[i]);
  return cw_statement_run (statement, error);
}

/* Finds a list's position, or that there is none. */
static gboolean
find (CwDatabase *database, gint64 id, gint64 *position, GError **error)
{
  CwStatement *statement =
      cw_database_prepare (database, "SELECT position FROM lists WHERE id = ?1", error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, id);
  if (!cw_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_NOT_FOUND,
                   _ ("This list is not there any more; it may have been deleted in another "
                      "window or by another program"));
      return FALSE;
    }
  *position = cw_statement_get_int (statement, 0);
  cw_statement_reset (statement);
  return TRUE;
}

/** cw_lists_table_assert_exists: @error: return location for a `CW_STORE_ERROR_NOT_FOUND` */
gboolean
cw_lists_table_assert_exists (CwDatabase *database, gint64 id, GError **error)
{
  gint64 position;

  return find (database, id, &position, error);
}

/* Makes room at @position among the @n lists there are, and says which position that is. */
static gboolean
make_room (CwDatabase *database, gint64 *position, gint64 n, GError **error)
{
  if (*position < 0 || *position > n)
    *position = n;
  return run (database, "UPDATE lists SET position = position + 1 WHERE position >= ?1", position,
              1, error);
}

/* Finds who has the name already: 0 if nobody has. */
static gboolean
find_by_name (CwDatabase *database, const char *name, gint64 *id, GError **error)
{
  CwStatement *statement =
      cw_database_prepare (database, "SELECT id FROM lists WHERE name = ?1", error);
  gboolean has_row;

  *id = 0;
  if (statement == NULL)
    return FALSE;
  cw_statement_bind_text (statement, 1, name);
  if (!cw_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *id = cw_statement_get_int (statement, 0);
  cw_statement_reset (statement);
  return TRUE;
}

/* Makes the name fit to be shown and makes sure that no other list has it. */
static gboolean
check_name (CwDatabase *database, gint64 id, const char *name, char **clean, GError **error)
{
  gint64 other;

  *clean = g_strstrip (cw_text_clean (name, CW_LIST_NAME_MAX_CHARS));
  if ((*clean)[0] == '\0')
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA, _ ("A list needs a name"));
      return FALSE;
    }
  if (!find_by_name (database, *clean, &other, error))
    return FALSE;
  if (other == 0 || other == id)
    return TRUE;
  g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_EXISTS,
               /* Translators: the name that somebody gave to a list */
               _ ("There is a list “%s” already; choose another name"), *clean);
  return FALSE;
}

static gboolean
count (CwDatabase *database, gint64 *n, GError **error)
{
  return cw_database_get_int (database, "SELECT count(*) FROM lists", n, error);
}

static gboolean
insert (CwDatabase *database,
        gint64 wanted_id,
        const char *name,
        gint64 position,
        gint64 *id,
        GError **error)
{
  /* An id that is taken is as good as none wanted. */
  CwStatement *statement = cw_database_prepare (
      database,
      "INSERT INTO lists (id, name, position) SELECT CASE WHEN ?1 > 0 AND NOT EXISTS "
      "(SELECT 1 FROM lists WHERE id = ?1) THEN ?1 END, ?2, ?3",
      error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, wanted_id);
  cw_statement_bind_text (statement, 2, name);
  cw_statement_bind_int (statement, 3, position);
  if (!cw_statement_run (statement, error))
    return FALSE;
  *id = cw_database_get_last_id (database);
  return TRUE;
}

/**
 * cw_lists_table_create:
 * @database: a connection, in a transaction
 * @wanted_id: an id that a deleted list had, or 0
 * @name: what a person calls it
 * @position: where it goes, or less than 0 for the end
 * @id: (out): the list's number
 * @error: return location for a `CW_STORE_ERROR_EXISTS` or another #CwStoreError
 *
 * Returns: whether it was made
 */
gboolean
cw_lists_table_create (CwDatabase *database,
                       gint64 wanted_id,
                       const char *name,
                       gint64 position,
                       gint64 *id,
                       GError **error)
{
  g_autofree char *clean = NULL;
  gint64 n;

  return check_name (database, 0, name, &clean, error) && count (database, &n, error)
         && make_room (database, &position, n, error)
         && insert (database, wanted_id, clean, position, id, error);
}

/** cw_lists_table_rename: @error: return location for a `CW_STORE_ERROR_EXISTS` or another
 * #CwStoreError */
gboolean
cw_lists_table_rename (CwDatabase *database, gint64 id, const char *name, GError **error)
{
  g_autofree char *clean = NULL;
  CwStatement *statement;
  gint64 position;

  if (!find (database, id, &position, error) || !check_name (database, id, name, &clean, error))
    return FALSE;
  statement = cw_database_prepare (database, "UPDATE lists SET name = ?1 WHERE id = ?2", error);
  if (statement == NULL)
    return FALSE;
  cw_statement_bind_text (statement, 1, clean);
  cw_statement_bind_int (statement, 2, id);
  return cw_statement_run (statement, error);
}

static gboolean
close_gap (CwDatabase *database, gint64 position, GError **error)
{
  return run (database, "UPDATE lists SET position = position - 1 WHERE position > ?1", &position,
              1, error);
}

/** cw_lists_table_move: puts the list at @position, counted without it, or at the end if that is
 * less than 0 */
gboolean
cw_lists_table_move (CwDatabase *database, gint64 id, gint64 position, GError **error)
{
  gint64 before, n;

  if (!find (database, id, &before, error) || !count (database, &n, error)
      || !close_gap (database, before, error) || !make_room (database, &position, n - 1, error))
    return FALSE;
  return run (database, "UPDATE lists SET position = ?1 WHERE id = ?2", (gint64[]){ position, id },
              2, error);
}

/** cw_lists_table_delete: forgets the list with its entries and holdings, unless it is the last */
gboolean
cw_lists_table_delete (CwDatabase *database, gint64 id, GError **error)
{
  gint64 position, n;

  if (!find (database, id, &position, error) || !count (database, &n, error))
    return FALSE;
  if (n == 1)
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA,
                   _ ("The last list cannot be deleted; rename it, or remove its symbols"));
      return FALSE;
    }
  return run (database, "DELETE FROM lists WHERE id = ?1", &id, 1, error)
         && close_gap (database, position, error);
}

/**
 * cw_lists_table_ensure_default:
 * @database: a connection
 * @error: return location for a #CwStoreError
 *
 * Makes the first list if there is none yet. Takes a transaction of its own, and writes nothing if
 * there is nothing to do.
 *
 * Returns: whether there is a list
 */
gboolean
cw_lists_table_ensure_default (CwDatabase *database, GError **error)
{
  gint64 n, id;

  if (!count (database, &n, error))
    return FALSE;
  if (n > 0)
    return TRUE;
  if (!cw_database_begin (database, error))
    return FALSE;
  /* Another program may have made it while we waited for our turn. */
  if (count (database, &n, error)
      /* Translators: the name of the list of symbols that is there at the first start */
      && (n > 0 || cw_lists_table_create (database, 0, _ ("Watchlist"), -1, &id, error))
      && cw_database_commit (database, error))
    return TRUE;
  cw_database_roll_back (database);
  return FALSE;
}
