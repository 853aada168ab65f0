/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-lists.h"

#include "cw-entries-table.h"
#include "cw-holdings-table.h"
#include "cw-store-edit.h"

/* The part of the store's interface that changes what stands in a list. */

/** cw_removed_entry_free: @removed: (transfer full) (nullable): what was taken out */
void
cw_removed_entry_free (CwRemovedEntry *removed)
{
  if (removed == NULL)
    return;
  g_clear_pointer (&removed->entry, cw_list_entry_unref);
  g_clear_pointer (&removed->holding, cw_holding_unref);
  g_free (removed);
}

static gboolean
add_entries (CwDatabase *database,
             gpointer input,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const CwStoreEdit *edit = input;
  gint64 n_added;

  if (!cw_entries_table_add (database, edit->list, edit->entries, edit->position, &n_added, error))
    return FALSE;
  *result = g_memdup2 (&n_added, sizeof n_added);
  return TRUE;
}

/**
 * cw_store_add_entries_async:
 * @self: a store
 * @list: a list's id
 * @entries: (element-type CwListEntry): what is added, in this order; references are taken
 * @position: where the first of them goes, counted from 0, or %CW_LIST_END
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Adds many at once. Those whose symbol is in the list already stay where and as they are.
 */
void
cw_store_add_entries_async (CwStore *self,
                            gint64 list,
                            const GPtrArray *entries,
                            gint64 position,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CwStoreEdit edit = { .list = list, .position = position };

  g_return_if_fail (self != NULL && entries != NULL);

  edit.entries = g_ptr_array_new_full (entries->len, (GDestroyNotify) cw_list_entry_unref);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (edit.entries, cw_list_entry_ref (g_ptr_array_index (entries, i)));
  cw_store_begin_edit (self, add_entries, &edit, g_free, callback, user_data);
}

/**
 * cw_store_add_entries_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError
 *
 * Returns: how many symbols are new in the list, or -1 with @error set
 */
gint64
cw_store_add_entries_finish (GAsyncResult *result, GError **error)
{
  g_autofree gint64 *n_added = cw_store_finish (result, error);

  return n_added != NULL ? *n_added : -1;
}

static gboolean
remove_entries (CwDatabase *database,
                gpointer input,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  const CwStoreEdit *edit = input;

  return cw_entries_table_remove (database, edit->list, (const char *const *) edit->symbols,
                                  (GPtrArray **) result, error);
}

/**
 * cw_store_remove_entries_async:
 * @self: a store
 * @list: a list's id
 * @symbols: (array zero-terminated=1): what is taken out; those that are not in the list are
 *   passed over
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Takes symbols out of a list, with what is held of them there.
 */
void
cw_store_remove_entries_async (CwStore *self,
                               gint64 list,
                               const char *const *symbols,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  CwStoreEdit edit = { .list = list };

  g_return_if_fail (self != NULL && symbols != NULL);

  edit.symbols = g_strdupv ((char **) symbols);
  cw_store_begin_edit (self, remove_entries, &edit, (GDestroyNotify) g_ptr_array_unref, callback,
                       user_data);
}

/**
 * cw_store_remove_entries_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError
 *
 * Returns: (transfer full) (nullable) (element-type CwRemovedEntry): what was taken out, by
 *   position, for cw_store_restore_entries_async()
 */
GPtrArray *
cw_store_remove_entries_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish (result, error);
}

static gboolean
restore_entries (CwDatabase *database,
                 gpointer input,
                 GCancellable *cancellable,
                 gpointer *result,
                 GError **error)
{
  const CwStoreEdit *edit = input;

  return cw_entries_table_restore (database, edit->list, edit->removed, error);
}

static CwRemovedEntry *
copy_removed (const CwRemovedEntry *removed)
{
  CwRemovedEntry *copy = g_new0 (CwRemovedEntry, 1);

  copy->position = removed->position;
  copy->entry = cw_list_entry_ref (removed->entry);
  copy->holding = removed->holding != NULL ? cw_holding_ref (removed->holding) : NULL;
  return copy;
}

/**
 * cw_store_restore_entries_async:
 * @self: a store
 * @list: a list's id
 * @removed: (element-type CwRemovedEntry): what cw_store_remove_entries_finish() gave; copied
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 *
 * Undoes a removal: everything stands where it stood, with what was held of it. A symbol that has
 * been added again meanwhile stays as it is.
 */
void
cw_store_restore_entries_async (CwStore *self,
                                gint64 list,
                                const GPtrArray *removed,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CwStoreEdit edit = { .list = list };

  g_return_if_fail (self != NULL && removed != NULL);

  edit.removed = g_ptr_array_new_full (removed->len, (GDestroyNotify) cw_removed_entry_free);
  for (guint i = 0; i < removed->len; i++)
    g_ptr_array_add (edit.removed, copy_removed (g_ptr_array_index (removed, i)));
  cw_store_begin_edit (self, restore_entries, &edit, NULL, callback, user_data);
}

static gboolean
move_entry (CwDatabase *database,
            gpointer input,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  const CwStoreEdit *edit = input;

  return cw_entries_table_move (database, edit->list, edit->name, edit->position, error);
}

/**
 * cw_store_move_entry_async:
 * @self: a store
 * @list: a list's id
 * @symbol: which entry
 * @position: where it is to stand, counted from 0, or %CW_LIST_END
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 */
void
cw_store_move_entry_async (CwStore *self,
                           gint64 list,
                           const char *symbol,
                           gint64 position,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  CwStoreEdit edit = { .list = list, .name = g_strdup (symbol), .position = position };

  g_return_if_fail (self != NULL && symbol != NULL);
  cw_store_begin_edit (self, move_entry, &edit, NULL, callback, user_data);
}

static gboolean
edit_entry (CwDatabase *database,
            gpointer input,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  const CwStoreEdit *edit = input;

  return cw_entries_table_edit (database, edit->list, edit->entry, error);
}

/**
 * cw_store_edit_entry_async:
 * @self: a store
 * @list: a list's id
 * @entry: the entry as it is to be; a reference is taken
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 *
 * Replaces provider, note and targets of the entry with the same symbol.
 */
void
cw_store_edit_entry_async (CwStore *self,
                           gint64 list,
                           const CwListEntry *entry,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  CwStoreEdit edit = { .list = list };

  g_return_if_fail (self != NULL && entry != NULL);

  edit.entry = cw_list_entry_ref (entry);
  cw_store_begin_edit (self, edit_entry, &edit, NULL, callback, user_data);
}

static gboolean
set_holding (CwDatabase *database,
             gpointer input,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const CwStoreEdit *edit = input;

  return cw_holdings_table_set (database, edit->list, edit->holding, error);
}

/**
 * cw_store_set_holding_async:
 * @self: a store
 * @list: a list's id
 * @holding: what is held now; a reference is taken
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 *
 * Takes the place of what was held of the symbol in this list; a symbol that is not in it is added
 * at the end.
 */
void
cw_store_set_holding_async (CwStore *self,
                            gint64 list,
                            const CwHolding *holding,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CwStoreEdit edit = { .list = list };

  g_return_if_fail (self != NULL && holding != NULL);

  edit.holding = cw_holding_ref (holding);
  cw_store_begin_edit (self, set_holding, &edit, NULL, callback, user_data);
}

static gboolean
remove_holding (CwDatabase *database,
                gpointer input,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  const CwStoreEdit *edit = input;

  return cw_holdings_table_remove (database, edit->list, edit->name, (CwHolding **) result, error);
}

/**
 * cw_store_remove_holding_async:
 * @self: a store
 * @list: a list's id
 * @symbol: what is not held any more; it stays in the list
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 */
void
cw_store_remove_holding_async (CwStore *self,
                               gint64 list,
                               const char *symbol,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  CwStoreEdit edit = { .list = list, .name = g_strdup (symbol) };

  g_return_if_fail (self != NULL && symbol != NULL);
  cw_store_begin_edit (self, remove_holding, &edit, (GDestroyNotify) cw_holding_unref, callback,
                       user_data);
}

/**
 * cw_store_remove_holding_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError
 *
 * Returns: (transfer full) (nullable): what was held, for cw_store_set_holding_async(); %NULL
 *   without an error if it was nothing
 */
CwHolding *
cw_store_remove_holding_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish (result, error);
}

static gboolean
import (CwDatabase *database,
        gpointer input,
        GCancellable *cancellable,
        gpointer *result,
        GError **error)
{
  const CwStoreEdit *edit = input;

  return cw_entries_table_import (database, edit->list, edit->preview, edit->cancellable, error);
}

/**
 * cw_store_import_async:
 * @self: a store
 * @list: a list's id
 * @preview: what a file said; a reference is taken
 * @cancellable: (nullable): stops it; then nothing was imported
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 *
 * Brings all rows of a file into a list, or none. New symbols go to the end, in the file's order.
 * Of those that are there already, provider, note and targets are replaced where the file gives
 * some; holdings take the place of what was held.
 *
 * That it was cancelled too late to be stopped is no error: success means that everything is there,
 * `G_IO_ERROR_CANCELLED` that nothing is.
 */
void
cw_store_import_async (CwStore *self,
                       gint64 list,
                       const CwImportPreview *preview,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  CwStoreEdit edit = { .list = list };

  g_return_if_fail (self != NULL && preview != NULL);

  edit.preview = cw_import_preview_ref (preview);
  /* Kept from the task, which would call an import that is done cancelled. */
  edit.cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  cw_store_begin_edit (self, import, &edit, NULL, callback, user_data);
}

/**
 * cw_store_edit_finish:
 * @result: what the callback of an edit was given that has no finishing function of its own
 * @error: return location for a #CwStoreError
 *
 * Returns: whether the edit is on the disk
 */
gboolean
cw_store_edit_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish_plain (result, error);
}
