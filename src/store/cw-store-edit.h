/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-store-jobs.h"
#include "cw-store-lists.h"

G_BEGIN_DECLS

/** CwStoreEdit: what an edit of lists and holdings may need; all of it is owned. */
typedef struct
{
  gint64 list;
  gint64 position;
  char *name;
  char **symbols;
  CwSymbolList *whole;
  CwListEntry *entry;
  CwHolding *holding;
  GPtrArray *entries; /* of CwListEntry */
  GPtrArray *removed; /* of CwRemovedEntry */
  CwImportPreview *preview;
  GCancellable *cancellable;
} CwStoreEdit;

void cw_store_begin_edit (CwStore *store,
                          CwStoreFunc func,
                          CwStoreEdit *edit,
                          GDestroyNotify free_result,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gint64 cw_store_finish_number (GAsyncResult *result, GError **error);

G_END_DECLS
