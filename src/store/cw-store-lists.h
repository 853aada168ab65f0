/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-import-preview.h"
#include "cw-store.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/* Edits of a person's own lists and holdings. Unlike copies of what providers have, an edit that
 * was begun is never dropped: it is carried out before everything else that waits, and closing the
 * store waits for it. Its callback reports success only when it is on the disk. Every edit is one
 * transaction; one that fails has changed nothing. There is always at least one list. */

/** CW_LIST_END: a position after the last one. */
#define CW_LIST_END (-1)

/** CwRemovedEntry: what was taken out of a list, and where it stood: all that undoing needs. */
typedef struct
{
  gint64 position; /* from 0, before anything was taken out */
  CwListEntry *entry;
  CwHolding *holding; /* nullable */
} CwRemovedEntry;

void cw_removed_entry_free (CwRemovedEntry *removed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwRemovedEntry, cw_removed_entry_free)

void cw_store_load_lists_async (CwStore *store,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *cw_store_load_lists_finish (GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cw_store_create_list_async (CwStore *store,
                                 const char *name,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void cw_store_restore_list_async (CwStore *store,
                                  const CwSymbolList *list,
                                  gint64 position,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gint64 cw_store_create_list_finish (GAsyncResult *result, GError **error);
void cw_store_rename_list_async (CwStore *store,
                                 gint64 list,
                                 const char *name,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void cw_store_move_list_async (
    CwStore *store, gint64 list, gint64 position, GAsyncReadyCallback callback, gpointer user_data);
void cw_store_delete_list_async (CwStore *store,
                                 gint64 list,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
CwSymbolList *cw_store_delete_list_finish (GAsyncResult *result, GError **error);

void cw_store_add_entries_async (CwStore *store,
                                 gint64 list,
                                 const GPtrArray *entries,
                                 gint64 position,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gint64 cw_store_add_entries_finish (GAsyncResult *result, GError **error);
void cw_store_remove_entries_async (CwStore *store,
                                    gint64 list,
                                    const char *const *symbols,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *cw_store_remove_entries_finish (GAsyncResult *result, GError **error);
void cw_store_restore_entries_async (CwStore *store,
                                     gint64 list,
                                     const GPtrArray *removed,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void cw_store_move_entry_async (CwStore *store,
                                gint64 list,
                                const char *symbol,
                                gint64 position,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void cw_store_edit_entry_async (CwStore *store,
                                gint64 list,
                                const CwListEntry *entry,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

void cw_store_set_holding_async (CwStore *store,
                                 gint64 list,
                                 const CwHolding *holding,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void cw_store_remove_holding_async (CwStore *store,
                                    gint64 list,
                                    const char *symbol,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
CwHolding *cw_store_remove_holding_finish (GAsyncResult *result, GError **error);

void cw_store_import_async (CwStore *store,
                            gint64 list,
                            const CwImportPreview *preview,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean cw_store_edit_finish (GAsyncResult *result, GError **error);

void cw_store_get_data_version_async (CwStore *store,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gint64 cw_store_get_data_version_finish (GAsyncResult *result, GError **error);

G_END_DECLS
