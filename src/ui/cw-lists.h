/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-store-lists.h"

G_BEGIN_DECLS

/**
 * CwLists:
 *
 * A person's lists as a window shows them. An edit is seen at once and written to the store behind
 * it; what could not be written is said, and taken back. Without a store the lists live in memory
 * alone, and so does the one list that is not to be kept, whose number is 0.
 *
 * Properties: `read-only` is %TRUE while the current list cannot be edited, see
 * cw_lists_is_read_only().
 *
 * Signals:
 * - `changed ()`: the lists are other ones, or another is the current one
 * - `failed (const char *message)`: an edit was taken back, or the lists could not be read
 */
#define CW_TYPE_LISTS (cw_lists_get_type ())
G_DECLARE_FINAL_TYPE (CwLists, cw_lists, CW, LISTS, GObject)

/** CwListsSavedFunc: @error: (nullable): why nothing was saved. */
typedef void (*CwListsSavedFunc) (const GError *error, gpointer data);

/** CW_LISTS_UNSAVED: the number of a list that is not stored. */
#define CW_LISTS_UNSAVED 0

CwLists *cw_lists_new (CwStore *store) G_GNUC_WARN_UNUSED_RESULT;
void cw_lists_shut_down (CwLists *self);
void cw_lists_open_unsaved (CwLists *self, const char *name, const GPtrArray *entries);
void cw_lists_load (CwLists *self);

gboolean cw_lists_is_loaded (CwLists *self);
gboolean cw_lists_are_stored (CwLists *self);
gboolean cw_lists_is_read_only (CwLists *self, gint64 id);
GPtrArray *cw_lists_get_all (CwLists *self);
CwSymbolList *cw_lists_get_current (CwLists *self);
CwSymbolList *cw_lists_find (CwLists *self, gint64 id);
gboolean cw_lists_has_name (CwLists *self, const char *name, gint64 except);
void cw_lists_choose (CwLists *self, gint64 id);
void cw_lists_begin_with (CwLists *self, gint64 id);

void cw_lists_create (CwLists *self, const char *name);
void cw_lists_rename (CwLists *self, gint64 id, const char *name);
void cw_lists_keep (CwLists *self, const char *name);
gint64 cw_lists_delete (CwLists *self, gint64 id);
void cw_lists_undelete (CwLists *self, const CwSymbolList *list, gint64 position);

guint cw_lists_add (CwLists *self, gint64 id, const GPtrArray *entries, gint64 position);
GPtrArray *
cw_lists_remove (CwLists *self, gint64 id, const char *const *symbols) G_GNUC_WARN_UNUSED_RESULT;
void cw_lists_restore (CwLists *self, gint64 id, const GPtrArray *removed);
void cw_lists_move (CwLists *self, gint64 id, const char *symbol, gint64 position);
void cw_lists_edit_entry (CwLists *self, gint64 id, const CwListEntry *entry);
void cw_lists_set_holding (CwLists *self, gint64 id, const CwHolding *holding);
void cw_lists_remove_holding (CwLists *self, gint64 id, const char *symbol);
void cw_lists_save (CwLists *self,
                    gint64 id,
                    const CwImportPreview *preview,
                    CwListsSavedFunc saved,
                    gpointer data);
void cw_lists_import (CwLists *self, gint64 id, const CwImportPreview *preview);

G_END_DECLS
