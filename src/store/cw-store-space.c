/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-space.h"

#include "cw-store-jobs.h"

/* What providers gave, by symbol; ?1 is a symbol that is needed though nobody listed it. */
#define STORED                                                \
  "SELECT symbol FROM series UNION SELECT symbol FROM quotes" \
  " UNION SELECT symbol FROM fundamentals"
#define IS_UNLISTED                                                  \
  "symbol <> ?1 AND symbol NOT IN (SELECT symbol FROM list_entries)" \
  " AND symbol NOT IN (SELECT symbol FROM alerts)"

static gboolean
count_with (CwDatabase *database, const char *sql, const char *symbol, guint *count, GError **error)
{
  CwStatement *row = cw_database_prepare (database, sql, error);
  gboolean has_row;

  if (row == NULL)
    return FALSE;
  cw_statement_bind_text (row, 1, symbol);
  if (!cw_statement_step (row, &has_row, error))
    return FALSE;
  *count = has_row ? (guint) cw_statement_get_int (row, 0) : 0;
  return !has_row || cw_statement_run (row, error);
}

static gboolean
measure_file (CwDatabase *database, gint64 *bytes, GError **error)
{
  gint64 n_pages, page_size;

  if (!cw_database_get_int (database, "PRAGMA page_count", &n_pages, error)
      || !cw_database_get_int (database, "PRAGMA page_size", &page_size, error))
    return FALSE;
  *bytes = n_pages * page_size;
  return TRUE;
}

static gboolean
measure (CwDatabase *database,
         gpointer keep,
         GCancellable *cancellable,
         gpointer *result,
         GError **error)
{
  g_autofree CwStoreSpace *space = g_new0 (CwStoreSpace, 1);
  gint64 n_symbols;

  if (!measure_file (database, &space->bytes, error)
      || !cw_database_get_int (database, "SELECT count (*) FROM bars", &space->n_bars, error)
      || !cw_database_get_int (database, "SELECT count (*) FROM (" STORED ")", &n_symbols, error)
      || !count_with (database, "SELECT count (*) FROM (" STORED ") WHERE " IS_UNLISTED, keep,
                      &space->n_unlisted, error))
    return FALSE;
  space->n_symbols = (guint) n_symbols;
  *result = g_steal_pointer (&space);
  return TRUE;
}

/**
 * cw_store_measure_async:
 * @self: a store
 * @keep: a symbol that is needed though it may be in no list
 * @cancellable: (nullable): drops the question
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Finds out how much room is taken by what providers gave.
 */
void
cw_store_measure_async (CwStore *self,
                        const char *keep,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  CwStoreWork work = { CW_STORE_READ, "store-measure", NULL, measure, NULL, g_free, g_free };

  g_return_if_fail (self != NULL && keep != NULL);

  work.input = g_strdup (keep);
  cw_store_begin (self, &work, cancellable, callback, user_data);
}

/**
 * cw_store_measure_finish:
 * @result: what the callback was given
 * @space: (out): how much there is
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: whether it is known
 */
gboolean
cw_store_measure_finish (GAsyncResult *result, CwStoreSpace *space, GError **error)
{
  g_autofree CwStoreSpace *found = cw_store_finish (result, error);

  if (found == NULL)
    return FALSE;
  *space = *found;
  return TRUE;
}

static gboolean
remove_unlisted (CwDatabase *database, const char *keep, GError **error)
{
  return cw_database_run_with_text (database, "DELETE FROM series WHERE " IS_UNLISTED, keep, error)
         && cw_database_run_with_text (database, "DELETE FROM quotes WHERE " IS_UNLISTED, keep,
                                       error)
         && cw_database_run_with_text (database, "DELETE FROM fundamentals WHERE " IS_UNLISTED,
                                       keep, error);
}

/* The room is given back to the disk in a step of its own, which cannot be part of a transaction.
 */
static gboolean
clean (CwDatabase *database,
       gpointer keep,
       GCancellable *cancellable,
       gpointer *result,
       GError **error)
{
  if (!cw_database_begin (database, error))
    return FALSE;
  if (!remove_unlisted (database, keep, error) || !cw_database_commit (database, error))
    {
      cw_database_roll_back (database);
      return FALSE;
    }
  return cw_database_run (database, "VACUUM", error);
}

/**
 * cw_store_clean_async:
 * @self: a store
 * @keep: a symbol that is needed though it may be in no list
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Forgets what providers gave of symbols that are in no list and have no alert, and gives the room
 * back to the disk. What a person has written or holds stays, and what is forgotten can be fetched
 * again. Cannot be cancelled.
 */
void
cw_store_clean_async (CwStore *self,
                      const char *keep,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  CwStoreWork work = { CW_STORE_CARE, "store-clean", NULL, clean, NULL, g_free, NULL };

  g_return_if_fail (self != NULL && keep != NULL);

  work.input = g_strdup (keep);
  cw_store_begin (self, &work, NULL, callback, user_data);
}

/** cw_store_clean_finish: Returns: whether it is done, on the disk too */
gboolean
cw_store_clean_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish_plain (result, error);
}
