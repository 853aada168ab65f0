/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-backups.h"

#include "cw-backups.h"
#include "cw-lists-table.h"
#include "cw-migrations.h"
#include "cw-store-jobs.h"

static gboolean
list_backups (CwDatabase *database,
              gpointer path,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  *result = cw_backups_list (path);
  return TRUE;
}

/**
 * cw_store_list_backups_async:
 * @self: a store
 * @cancellable: (nullable): drops the question
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Looks which copies of the store there are.
 */
void
cw_store_list_backups_async (CwStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  CwStoreWork work = { CW_STORE_READ,
                       "store-backups",
                       NULL,
                       list_backups,
                       NULL,
                       g_free,
                       (GDestroyNotify) g_ptr_array_unref };

  g_return_if_fail (self != NULL);

  work.input = cw_store_get_path (self);
  cw_store_begin (self, &work, cancellable, callback, user_data);
}

/**
 * cw_store_list_backups_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable) (element-type CwStoreBackup): the copies, latest first
 */
GPtrArray *
cw_store_list_backups_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish (result, error);
}

static gboolean
back_up (CwDatabase *database,
         gpointer input,
         GCancellable *cancellable,
         gpointer *result,
         GError **error)
{
  if (!cw_backups_make (database, CW_BACKUP_WISH, error))
    return FALSE;
  cw_backups_prune (cw_database_get_path (database));
  return TRUE;
}

/**
 * cw_store_back_up_async:
 * @self: a store
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Makes a copy of the store now, beside those that it makes by itself: before the first write of
 * each day and before its format changes.
 */
void
cw_store_back_up_async (CwStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  CwStoreWork work = { .kind = CW_STORE_CARE, .stage = "store-backup", .func = back_up };

  g_return_if_fail (self != NULL);
  cw_store_begin (self, &work, NULL, callback, user_data);
}

/** cw_store_back_up_finish: Returns: whether the copy is on the disk, whole */
gboolean
cw_store_back_up_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish_plain (result, error);
}

/* That the copy is damaged says nothing about the store, which must not be repaired for it. */
static CwDatabase *
open_backup (CwDatabase *database, const char *name, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CwDatabase *backup = cw_backups_open (cw_database_get_path (database), name,
                                        cw_database_get_owner (database), &failure);

  if (g_error_matches (failure, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT))
    failure->code = CW_STORE_ERROR_INVALID_DATA;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return backup;
}

/* SQLite writes the copy's pages over the store's in one transaction, which other programs see as a
 * change like any other. */
static gboolean
restore (CwDatabase *database,
         gpointer name,
         GCancellable *cancellable,
         gpointer *result,
         GError **error)
{
  g_autoptr (CwDatabase) backup = open_backup (database, name, error);

  if (backup == NULL || !cw_backups_make (database, CW_BACKUP_RESTORE, error)
      || !cw_database_replace_contents (database, backup, error)
      || !cw_migrations_run (&cw_schema, database, error)
      || !cw_lists_table_ensure_default (database, error))
    return FALSE;
  cw_backups_prune (cw_database_get_path (database));
  return TRUE;
}

/**
 * cw_store_restore_backup_async:
 * @self: a store
 * @name: a copy's name, as cw_store_list_backups_finish() gave it
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Puts a copy's contents in the place of the store's, after making a copy of what is there now. A
 * copy that is damaged changes nothing.
 */
void
cw_store_restore_backup_async (CwStore *self,
                               const char *name,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  CwStoreWork work = {
    .kind = CW_STORE_CARE, .stage = "store-restore", .func = restore, .free_input = g_free
  };

  g_return_if_fail (self != NULL && name != NULL);

  work.input = g_strdup (name);
  cw_store_begin (self, &work, NULL, callback, user_data);
}

/** cw_store_restore_backup_finish: Returns: whether the store holds what the copy holds */
gboolean
cw_store_restore_backup_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish_plain (result, error);
}
