/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lists.h"

G_BEGIN_DECLS

/* What the edits of the lists need of the lists. */

/** CwEditFinishFunc: ends what the store was asked to do; Returns: whether it is on the disk. */
typedef gboolean (*CwEditFinishFunc) (GAsyncResult *result, GError **error);

CwStore *cw_lists_get_store (CwLists *self);
CwStore *cw_lists_get_store_of (CwLists *self, gint64 id);
void cw_lists_put (CwLists *self, CwSymbolList *list);
void cw_lists_take_out (CwLists *self, gint64 id);
gpointer cw_lists_begin_edit (CwLists *self, CwEditFinishFunc finish) G_GNUC_WARN_UNUSED_RESULT;
void cw_lists_edited_cb (GObject *source, GAsyncResult *result, gpointer edit);
void cw_lists_end_edit (gpointer edit, CwSymbolList *list);
void cw_lists_created_cb (GObject *source, GAsyncResult *result, gpointer edit);
void cw_lists_read_after_edits (CwLists *self);
void cw_lists_tell (CwLists *self);

G_END_DECLS
