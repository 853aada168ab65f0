/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-store.h"

G_BEGIN_DECLS

/** CwStoreSpace: how much is stored of what providers gave. */
typedef struct
{
  gint64 bytes;     /* of the database, without its copies */
  guint n_symbols;  /* of which anything is stored */
  guint n_unlisted; /* of these, those that are in no list and have no alert */
  gint64 n_bars;    /* of all */
} CwStoreSpace;

void cw_store_measure_async (CwStore *store,
                             const char *keep,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean cw_store_measure_finish (GAsyncResult *result, CwStoreSpace *space, GError **error);
void cw_store_clean_async (CwStore *store,
                           const char *keep,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean cw_store_clean_finish (GAsyncResult *result, GError **error);

G_END_DECLS
