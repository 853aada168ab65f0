/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwBufferPool:
 *
 * Keeps a few buffers for answers: memory of this size would otherwise be mapped and faulted in
 * anew for each. Any thread may give a buffer back. Reference-counted, so that a body may outlive
 * the client that fetched it.
 */
typedef struct _CwBufferPool CwBufferPool;

/** CwBuffer: bytes on their way in. */
typedef struct
{
  guint8 *data;
  gsize length, capacity;
} CwBuffer;

CwBufferPool *cw_buffer_pool_new (guint n_kept);
CwBufferPool *cw_buffer_pool_ref (CwBufferPool *pool);
void cw_buffer_pool_unref (CwBufferPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBufferPool, cw_buffer_pool_unref)

CwBuffer *cw_buffer_pool_take (CwBufferPool *pool);
void cw_buffer_pool_give (CwBufferPool *pool, CwBuffer *buffer);
void cw_buffer_reserve (CwBuffer *buffer, gsize capacity);
GBytes *cw_buffer_pool_to_bytes (CwBufferPool *pool, CwBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
