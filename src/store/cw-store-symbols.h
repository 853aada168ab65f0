/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-profile.h"
#include "cw-store.h"

G_BEGIN_DECLS

/* What the store knows of symbols as such, whatever it has of them. */

void cw_store_search_async (CwStore *store,
                            const char *text,
                            guint max_matches,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *cw_store_search_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cw_store_forget_async (CwStore *store,
                            const char *symbol,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean cw_store_forget_finish (GAsyncResult *result, GError **error);

G_END_DECLS
