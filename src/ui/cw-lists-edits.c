/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lists.h"

#include "cw-list-edit.h"
#include "cw-lists-private.h"

/* Each edit is made twice: to what is seen, and to what is kept, if it is kept. */

/* --- endings --- */

static gboolean
finish_adding (GAsyncResult *result, GError **error)
{
  return cw_store_add_entries_finish (result, error) >= 0;
}

static gboolean
finish_removing (GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) removed = cw_store_remove_entries_finish (result, error);

  return removed != NULL;
}

static gboolean
finish_deleting (GAsyncResult *result, GError **error)
{
  g_autoptr (CwSymbolList) deleted = cw_store_delete_list_finish (result, error);

  return deleted != NULL;
}

static gboolean
finish_selling (GAsyncResult *result, GError **error)
{
  g_autoptr (CwHolding) removed = cw_store_remove_holding_finish (result, error);

  return removed != NULL;
}

/* --- lists --- */

/**
 * cw_lists_create:
 * @self: lists that can be kept
 * @name: how the new one is called
 *
 * Makes an empty list, which becomes the current one once it is there.
 */
void
cw_lists_create (CwLists *self, const char *name)
{
  CwStore *store = cw_lists_get_store (self);

  g_return_if_fail (store != NULL);
  cw_store_create_list_async (store, name, cw_lists_created_cb, cw_lists_begin_edit (self, NULL));
}

/** cw_lists_rename: calls the list with that number @name */
void
cw_lists_rename (CwLists *self, gint64 id, const char *name)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);

  if (list == NULL)
    return;
  if (store != NULL)
    cw_store_rename_list_async (store, id, name, cw_lists_edited_cb,
                                cw_lists_begin_edit (self, cw_store_edit_finish));
  cw_lists_put (self, cw_list_edit_rename (list, name));
}

/**
 * cw_lists_keep:
 * @self: lists that can be kept, one of which is not
 * @name: how it is called from now on
 *
 * Stores the list that was not to be kept.
 */
void
cw_lists_keep (CwLists *self, const char *name)
{
  CwStore *store = cw_lists_get_store (self);
  CwSymbolList *unsaved = cw_lists_find (self, CW_LISTS_UNSAVED);
  g_autoptr (CwSymbolList) named = NULL;

  g_return_if_fail (store != NULL && unsaved != NULL);

  named = cw_list_edit_rename (unsaved, name);
  cw_lists_take_out (self, CW_LISTS_UNSAVED);
  cw_lists_undelete (self, named, CW_LIST_END);
}

/**
 * cw_lists_delete:
 * @self: lists
 * @id: the number of one of them; not the last one that is kept
 *
 * Returns: where it stood, for cw_lists_undelete()
 */
gint64
cw_lists_delete (CwLists *self, gint64 id)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  GPtrArray *all = cw_lists_get_all (self);
  gint64 position = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (all, i);

      if (list->id == id)
        break;
      position += list->id != CW_LISTS_UNSAVED;
    }
  if (store != NULL)
    cw_store_delete_list_async (store, id, cw_lists_edited_cb,
                                cw_lists_begin_edit (self, finish_deleting));
  cw_lists_take_out (self, id);
  return position;
}

/** cw_lists_undelete: takes back a cw_lists_delete(); the list becomes the current one */
void
cw_lists_undelete (CwLists *self, const CwSymbolList *list, gint64 position)
{
  CwStore *store = cw_lists_get_store (self);

  if (store != NULL)
    cw_store_restore_list_async (store, list, position, cw_lists_created_cb,
                                 cw_lists_begin_edit (self, NULL));
}

/* --- entries --- */

/**
 * cw_lists_add:
 * @self: lists
 * @id: the number of one of them
 * @entries: (element-type CwListEntry): what to put into it; what is there already stays out
 * @position: before what, or %CW_LIST_END
 *
 * Returns: how many symbols were new
 */
guint
cw_lists_add (CwLists *self, gint64 id, const GPtrArray *entries, gint64 position)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);
  CwSymbolList *longer;
  guint n_new;

  if (list == NULL)
    return 0;
  longer = cw_list_edit_add (list, entries, position);
  n_new = (guint) (longer->n_entries - list->n_entries);
  if (n_new == 0)
    {
      cw_symbol_list_unref (longer);
      return 0;
    }
  if (store != NULL)
    cw_store_add_entries_async (store, id, entries, position, cw_lists_edited_cb,
                                cw_lists_begin_edit (self, finish_adding));
  cw_lists_put (self, longer);
  return n_new;
}

static CwRemovedEntry *
new_removed (const CwSymbolList *list, gint64 position)
{
  CwListEntry *entry = list->entries[position];
  const CwHolding *holding = cw_symbol_list_find_holding (list, entry->symbol);
  CwRemovedEntry *removed = g_new0 (CwRemovedEntry, 1);

  removed->position = position;
  removed->entry = cw_list_entry_ref (entry);
  removed->holding = holding != NULL ? cw_holding_ref (holding) : NULL;
  return removed;
}

static GPtrArray *
find_removed (const CwSymbolList *list, const char *const *symbols)
{
  GPtrArray *removed = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_removed_entry_free);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; symbols[i] != NULL; i++)
    g_hash_table_add (wanted, (gpointer) symbols[i]);
  for (gsize i = 0; i < list->n_entries; i++)
    if (g_hash_table_contains (wanted, list->entries[i]->symbol))
      g_ptr_array_add (removed, new_removed (list, (gint64) i));
  return removed;
}

/**
 * cw_lists_remove:
 * @self: lists
 * @id: the number of one of them
 * @symbols: (array zero-terminated=1): some of its symbols
 *
 * Returns: (transfer full) (element-type CwRemovedEntry): what is not in the list any more, by
 *   position, for cw_lists_restore(); empty if none of them was
 */
GPtrArray *
cw_lists_remove (CwLists *self, gint64 id, const char *const *symbols)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);
  GPtrArray *removed;

  if (list == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) cw_removed_entry_free);
  removed = find_removed (list, symbols);
  if (removed->len == 0)
    return removed;
  if (store != NULL)
    cw_store_remove_entries_async (store, id, symbols, cw_lists_edited_cb,
                                   cw_lists_begin_edit (self, finish_removing));
  cw_lists_put (self, cw_list_edit_remove (list, symbols));
  return removed;
}

/* What is in the list again by another way is not put there twice. */
static GPtrArray *
find_missing (const CwSymbolList *list, const GPtrArray *removed)
{
  GPtrArray *missing = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < list->n_entries; i++)
    g_hash_table_add (known, list->entries[i]->symbol);
  for (guint i = 0; i < removed->len; i++)
    {
      CwRemovedEntry *one = g_ptr_array_index (removed, i);

      if (!g_hash_table_contains (known, one->entry->symbol))
        g_ptr_array_add (missing, one);
    }
  return missing;
}

/** cw_lists_restore: takes back a cw_lists_remove() */
void
cw_lists_restore (CwLists *self, gint64 id, const GPtrArray *removed)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);
  g_autoptr (GPtrArray) missing = NULL;

  if (list == NULL)
    return;
  missing = find_missing (list, removed);
  if (missing->len == 0)
    return;
  if (store != NULL)
    cw_store_restore_entries_async (store, id, missing, cw_lists_edited_cb,
                                    cw_lists_begin_edit (self, cw_store_edit_finish));
  cw_lists_put (self, cw_list_edit_restore (list, missing));
}

/**
 * cw_lists_move:
 * @self: lists
 * @id: the number of one of them
 * @symbol: one of its symbols
 * @position: where it is to stand; too large a number is the end
 */
void
cw_lists_move (CwLists *self, gint64 id, const char *symbol, gint64 position)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);
  gint64 from = list != NULL ? cw_list_edit_find (list, symbol) : -1;
  gint64 to;

  if (from < 0)
    return;
  to = CLAMP (position, 0, (gint64) list->n_entries - 1);
  if (from == to)
    return;
  if (store != NULL)
    cw_store_move_entry_async (store, id, symbol, to, cw_lists_edited_cb,
                               cw_lists_begin_edit (self, cw_store_edit_finish));
  cw_lists_put (self, cw_list_edit_move (list, symbol, to));
}

/** cw_lists_edit_entry: keeps what was written beside a symbol */
void
cw_lists_edit_entry (CwLists *self, gint64 id, const CwListEntry *entry)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);

  if (list == NULL || cw_list_edit_find (list, entry->symbol) < 0)
    return;
  if (store != NULL)
    cw_store_edit_entry_async (store, id, entry, cw_lists_edited_cb,
                               cw_lists_begin_edit (self, cw_store_edit_finish));
  cw_lists_put (self, cw_list_edit_replace (list, entry));
}

/* --- holdings --- */

/** cw_lists_set_holding: keeps what is held of a symbol */
void
cw_lists_set_holding (CwLists *self, gint64 id, const CwHolding *holding)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);

  if (list == NULL || cw_list_edit_find (list, holding->symbol) < 0)
    return;
  if (store != NULL)
    cw_store_set_holding_async (store, id, holding, cw_lists_edited_cb,
                                cw_lists_begin_edit (self, cw_store_edit_finish));
  cw_lists_put (self, cw_list_edit_hold (list, holding->symbol, holding));
}

/** cw_lists_remove_holding: nothing is held of @symbol any more */
void
cw_lists_remove_holding (CwLists *self, gint64 id, const char *symbol)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);

  if (list == NULL || cw_symbol_list_find_holding (list, symbol) == NULL)
    return;
  if (store != NULL)
    cw_store_remove_holding_async (store, id, symbol, cw_lists_edited_cb,
                                   cw_lists_begin_edit (self, finish_selling));
  cw_lists_put (self, cw_list_edit_hold (list, symbol, NULL));
}

/* --- files --- */

/**
 * cw_lists_import:
 * @self: lists
 * @id: the number of one of them
 * @preview: what a file brings, all or nothing
 */
void
cw_lists_import (CwLists *self, gint64 id, const CwImportPreview *preview)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);

  if (list == NULL)
    return;
  if (store == NULL)
    {
      cw_lists_put (self, cw_list_edit_import (list, preview));
      return;
    }
  cw_store_import_async (store, id, preview, NULL, cw_lists_edited_cb,
                         cw_lists_begin_edit (self, cw_store_edit_finish));
  cw_lists_read_after_edits (self);
}

/* What was asked for and is seen only once it is on the disk. */
typedef struct
{
  CwLists *lists; /* owned */
  gint64 id;
  CwImportPreview *preview; /* owned */
  gpointer edit;            /* owned */
  CwListsSavedFunc saved;
  gpointer data;
} Saving;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Saving *saving = data;
  g_autoptr (CwLists) self = saving->lists;
  g_autoptr (CwImportPreview) preview = saving->preview;
  g_autoptr (GError) error = NULL;
  CwSymbolList *list = NULL;

  if (cw_store_edit_finish (result, &error))
    list = cw_lists_find (self, saving->id);
  cw_lists_end_edit (saving->edit, list != NULL ? cw_list_edit_import (list, preview) : NULL);
  saving->saved (error, saving->data);
}

/**
 * cw_lists_save:
 * @self: lists
 * @id: the number of one of them
 * @preview: what is to come into it, all or nothing
 * @saved: called in the main context, once it is kept, or known not to be
 * @data: what to hand to @saved
 *
 * What cw_lists_import() does, for who keeps what was typed until it is on the disk: nothing is
 * seen before, and a failure is said to nobody else.
 */
void
cw_lists_save (
    CwLists *self, gint64 id, const CwImportPreview *preview, CwListsSavedFunc saved, gpointer data)
{
  CwStore *store = cw_lists_get_store_of (self, id);
  CwSymbolList *list = cw_lists_find (self, id);
  Saving *saving;

  if (store == NULL)
    {
      if (list != NULL)
        cw_lists_put (self, cw_list_edit_import (list, preview));
      saved (NULL, data);
      return;
    }
  saving = g_new (Saving, 1);
  *saving = (Saving){ .lists = g_object_ref (self),
                      .id = id,
                      .preview = cw_import_preview_ref (preview),
                      .edit = cw_lists_begin_edit (self, cw_store_edit_finish),
                      .saved = saved,
                      .data = data };
  cw_store_import_async (store, id, preview, NULL, saved_cb, saving);
}
