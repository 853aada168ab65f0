/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-store.h"
#include "cw-symbol-quote.h"

G_BEGIN_DECLS

/** CW_STORED_CLOSES: so many of a quote's closes are kept, the latest. */
#define CW_STORED_CLOSES 128

/** CwStoredQuote: a quote as it was stored, and when it came from the provider. */
typedef struct
{
  CwSymbolQuote *quote; /* owned */
  gint64 fetched_at;    /* seconds since 1970 */
} CwStoredQuote;

void cw_stored_quote_free (CwStoredQuote *stored);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStoredQuote, cw_stored_quote_free)

void cw_store_load_quotes_async (CwStore *store,
                                 const char *const *symbols,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *cw_store_load_quotes_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_store_save_quotes_async (CwStore *store,
                                 const GPtrArray *quotes,
                                 gint64 fetched_at,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean cw_store_save_quotes_finish (GAsyncResult *result, GError **error);

G_END_DECLS
