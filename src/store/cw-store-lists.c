/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-lists.h"

#include "cw-entries-table.h"
#include "cw-holdings-table.h"
#include "cw-lists-table.h"
#include "cw-store-edit.h"

static gboolean
load_lists (CwDatabase *database,
            gpointer input,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  return cw_lists_table_load (database, 0, cancellable, (GPtrArray **) result, error);
}

/**
 * cw_store_load_lists_async:
 * @self: a store
 * @cancellable: (nullable): drops the read
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Reads every list with its entries and holdings.
 */
void
cw_store_load_lists_async (CwStore *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  CwStoreWork work = {
    CW_STORE_READ, "store-load", NULL, load_lists, NULL, NULL, (GDestroyNotify) g_ptr_array_unref
  };

  g_return_if_fail (self != NULL);
  cw_store_begin (self, &work, cancellable, callback, user_data);
}

/**
 * cw_store_load_lists_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable) (element-type CwSymbolList): the lists in their order, at
 *   least one
 */
GPtrArray *
cw_store_load_lists_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish (result, error);
}

static gboolean
create_list (CwDatabase *database,
             gpointer input,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const CwStoreEdit *edit = input;
  gint64 id;

  if (!cw_lists_table_create (database, 0, edit->name, CW_LIST_END, &id, error))
    return FALSE;
  *result = g_memdup2 (&id, sizeof id);
  return TRUE;
}

/**
 * cw_store_create_list_async:
 * @self: a store
 * @name: what a person calls it; no other list may have that name
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Makes an empty list after the others.
 */
void
cw_store_create_list_async (CwStore *self,
                            const char *name,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CwStoreEdit edit = { .name = g_strdup (name) };

  g_return_if_fail (self != NULL && name != NULL);
  cw_store_begin_edit (self, create_list, &edit, g_free, callback, user_data);
}

static gboolean
fill_list (CwDatabase *database, gint64 id, const CwSymbolList *list, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  gint64 n_added;

  for (gsize i = 0; i < list->n_entries; i++)
    g_ptr_array_add (entries, list->entries[i]);
  if (!cw_entries_table_add (database, id, entries, CW_LIST_END, &n_added, error))
    return FALSE;
  for (gsize i = 0; i < list->n_holdings; i++)
    if (!cw_holdings_table_set (database, id, list->holdings[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
restore_list (CwDatabase *database,
              gpointer input,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  const CwStoreEdit *edit = input;
  gint64 id;

  if (!cw_lists_table_create (database, edit->whole->id, edit->whole->name, edit->position, &id,
                              error)
      || !fill_list (database, id, edit->whole, error))
    return FALSE;
  *result = g_memdup2 (&id, sizeof id);
  return TRUE;
}

/**
 * cw_store_restore_list_async:
 * @self: a store
 * @list: a list with entries and holdings, for example what cw_store_delete_list_finish() gave; a
 *   reference is taken
 * @position: where it goes, counted from 0, or %CW_LIST_END
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_create_list_finish()
 * @user_data: what to hand to @callback
 *
 * Puts a whole list into the store, under its old id unless that is taken.
 */
void
cw_store_restore_list_async (CwStore *self,
                             const CwSymbolList *list,
                             gint64 position,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  CwStoreEdit edit = { .position = position };

  g_return_if_fail (self != NULL && list != NULL);

  edit.whole = cw_symbol_list_ref (list);
  cw_store_begin_edit (self, restore_list, &edit, g_free, callback, user_data);
}

/**
 * cw_store_create_list_finish:
 * @result: what the callback was given
 * @error: return location for a `CW_STORE_ERROR_EXISTS` or another #CwStoreError
 *
 * Returns: the list's id, or 0 with @error set
 */
gint64
cw_store_create_list_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish_number (result, error);
}

static gboolean
rename_list (CwDatabase *database,
             gpointer input,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const CwStoreEdit *edit = input;

  return cw_lists_table_rename (database, edit->list, edit->name, error);
}

/**
 * cw_store_rename_list_async:
 * @self: a store
 * @list: a list's id
 * @name: its new name; no other list may have it
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 */
void
cw_store_rename_list_async (
    CwStore *self, gint64 list, const char *name, GAsyncReadyCallback callback, gpointer user_data)
{
  CwStoreEdit edit = { .list = list, .name = g_strdup (name) };

  g_return_if_fail (self != NULL && name != NULL);
  cw_store_begin_edit (self, rename_list, &edit, NULL, callback, user_data);
}

static gboolean
move_list (CwDatabase *database,
           gpointer input,
           GCancellable *cancellable,
           gpointer *result,
           GError **error)
{
  const CwStoreEdit *edit = input;

  return cw_lists_table_move (database, edit->list, edit->position, error);
}

/**
 * cw_store_move_list_async:
 * @self: a store
 * @list: a list's id
 * @position: where it is to stand, counted from 0, or %CW_LIST_END
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 */
void
cw_store_move_list_async (
    CwStore *self, gint64 list, gint64 position, GAsyncReadyCallback callback, gpointer user_data)
{
  CwStoreEdit edit = { .list = list, .position = position };

  g_return_if_fail (self != NULL);
  cw_store_begin_edit (self, move_list, &edit, NULL, callback, user_data);
}

static gboolean
delete_list (CwDatabase *database,
             gpointer input,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const CwStoreEdit *edit = input;
  g_autoptr (GPtrArray) lists = NULL;

  if (!cw_lists_table_load (database, edit->list, NULL, &lists, error)
      || !cw_lists_table_delete (database, edit->list, error))
    return FALSE;
  *result = cw_symbol_list_ref (g_ptr_array_index (lists, 0));
  return TRUE;
}

/**
 * cw_store_delete_list_async:
 * @self: a store
 * @list: a list's id
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Forgets the list with its entries and holdings. The last list cannot be deleted.
 */
void
cw_store_delete_list_async (CwStore *self,
                            gint64 list,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CwStoreEdit edit = { .list = list };

  g_return_if_fail (self != NULL);
  cw_store_begin_edit (self, delete_list, &edit, (GDestroyNotify) cw_symbol_list_unref, callback,
                       user_data);
}

/**
 * cw_store_delete_list_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError
 *
 * Returns: (transfer full) (nullable): what was deleted, for cw_store_restore_list_async()
 */
CwSymbolList *
cw_store_delete_list_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish (result, error);
}
