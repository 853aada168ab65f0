/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cw-buffer-pool.h"

G_BEGIN_DECLS

void cw_http_exchange_async (SoupSession *session,
                             SoupMessage *message,
                             CwBufferPool *buffers,
                             gsize max_bytes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GBytes *cw_http_exchange_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
