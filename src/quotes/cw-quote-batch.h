/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-provider.h"

G_BEGIN_DECLS

/**
 * CwQuoteBatch:
 *
 * Collects what becomes of the symbols of one #CwQuotesQuery, in whatever order they come, tells
 * who wants to know at once, and ends the task when the last one has come. Lives in the network
 * thread.
 */
typedef struct _CwQuoteBatch CwQuoteBatch;

CwQuoteBatch *cw_quote_batch_new (const CwQuotesQuery *query, GTask *task);
CwQuoteBatch *cw_quote_batch_ref (CwQuoteBatch *batch);
void cw_quote_batch_unref (CwQuoteBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwQuoteBatch, cw_quote_batch_unref)

gsize cw_quote_batch_get_length (CwQuoteBatch *batch);
const char *cw_quote_batch_get_symbol (CwQuoteBatch *batch, gsize index);
GCancellable *cw_quote_batch_get_cancellable (CwQuoteBatch *batch);
const CwQuotesQuery *cw_quote_batch_get_query (CwQuoteBatch *batch);
void cw_quote_batch_take (CwQuoteBatch *batch, gsize index, CwSymbolQuote *quote, GError *error);
gboolean cw_quote_batch_is_settled (CwQuoteBatch *batch, gsize index);

void cw_quote_batch_ask_each (CwQuoteBatch *batch, CwProvider *provider);

G_END_DECLS
