/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-store-lists.h"

G_BEGIN_DECLS

/* What becomes of a list by one edit, as a new list: the same that the store makes of it. */

CwSymbolList *cw_list_edit_add (const CwSymbolList *list,
                                const GPtrArray *entries,
                                gint64 position) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolList *cw_list_edit_remove (const CwSymbolList *list,
                                   const char *const *symbols) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolList *cw_list_edit_restore (const CwSymbolList *list,
                                    const GPtrArray *removed) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolList *cw_list_edit_move (const CwSymbolList *list,
                                 const char *symbol,
                                 gint64 position) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolList *cw_list_edit_replace (const CwSymbolList *list,
                                    const CwListEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolList *cw_list_edit_hold (const CwSymbolList *list,
                                 const char *symbol,
                                 const CwHolding *holding) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolList *cw_list_edit_rename (const CwSymbolList *list,
                                   const char *name) G_GNUC_WARN_UNUSED_RESULT;

CwSymbolList *cw_list_edit_import (const CwSymbolList *list,
                                   const CwImportPreview *preview) G_GNUC_WARN_UNUSED_RESULT;

gboolean cw_list_edit_is_same (const CwSymbolList *list, const CwSymbolList *other);
gint64 cw_list_edit_find (const CwSymbolList *list, const char *symbol);

G_END_DECLS
