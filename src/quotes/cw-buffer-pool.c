/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-buffer-pool.h"

/* A decade of daily bars fits; a larger buffer is not kept, lest one odd answer holds its memory
 * for good. */
#define FIRST_CAPACITY (320 * 1024)
#define LARGEST_KEPT (2 * FIRST_CAPACITY)

struct _CwBufferPool
{
  GMutex mutex;
  GPtrArray *spare; /* of CwBuffer, under @mutex */
  guint n_kept;
};

typedef struct
{
  CwBufferPool *pool;
  CwBuffer *buffer;
} Loan;

static void
buffer_free (gpointer data)
{
  CwBuffer *buffer = data;

  g_free (buffer->data);
  g_free (buffer);
}

/**
 * cw_buffer_pool_new:
 * @n_kept: how many unused buffers are kept
 *
 * Returns: (transfer full): a pool, empty at first
 */
CwBufferPool *
cw_buffer_pool_new (guint n_kept)
{
  CwBufferPool *pool = g_atomic_rc_box_new0 (CwBufferPool);

  g_mutex_init (&pool->mutex);
  pool->spare = g_ptr_array_new_with_free_func (buffer_free);
  pool->n_kept = n_kept;
  return pool;
}

/** cw_buffer_pool_ref: Returns: (transfer full): another reference */
CwBufferPool *
cw_buffer_pool_ref (CwBufferPool *pool)
{
  return g_atomic_rc_box_acquire (pool);
}

static void
clear_pool (gpointer data)
{
  CwBufferPool *pool = data;

  g_ptr_array_unref (pool->spare);
  g_mutex_clear (&pool->mutex);
}

/** cw_buffer_pool_unref: @pool: (transfer full): a pool */
void
cw_buffer_pool_unref (CwBufferPool *pool)
{
  g_atomic_rc_box_release_full (pool, clear_pool);
}

/** cw_buffer_pool_take: Returns: (transfer full): an empty buffer with room for a usual answer */
CwBuffer *
cw_buffer_pool_take (CwBufferPool *pool)
{
  CwBuffer *buffer = NULL;

  g_mutex_lock (&pool->mutex);
  if (pool->spare->len > 0)
    buffer = g_ptr_array_steal_index_fast (pool->spare, pool->spare->len - 1);
  g_mutex_unlock (&pool->mutex);
  if (buffer == NULL)
    {
      buffer = g_new0 (CwBuffer, 1);
      cw_buffer_reserve (buffer, FIRST_CAPACITY);
    }
  buffer->length = 0;
  return buffer;
}

/**
 * cw_buffer_pool_give:
 * @pool: a pool
 * @buffer: (transfer full): a buffer that is not needed any more
 */
void
cw_buffer_pool_give (CwBufferPool *pool, CwBuffer *buffer)
{
  gboolean keep;

  g_mutex_lock (&pool->mutex);
  keep = pool->spare->len < pool->n_kept && buffer->capacity <= LARGEST_KEPT;
  if (keep)
    g_ptr_array_add (pool->spare, buffer);
  g_mutex_unlock (&pool->mutex);
  if (!keep)
    buffer_free (buffer);
}

/** cw_buffer_reserve: makes @buffer hold @capacity bytes at least; what it holds stays */
void
cw_buffer_reserve (CwBuffer *buffer, gsize capacity)
{
  if (capacity <= buffer->capacity)
    return;
  buffer->data = g_realloc (buffer->data, capacity);
  buffer->capacity = capacity;
}

static void
end_loan (gpointer data)
{
  Loan *loan = data;

  cw_buffer_pool_give (loan->pool, loan->buffer);
  cw_buffer_pool_unref (loan->pool);
  g_free (loan);
}

/**
 * cw_buffer_pool_to_bytes:
 * @pool: a pool
 * @buffer: (transfer full): a buffer that is filled
 *
 * Returns: (transfer full): its contents; the buffer goes back to the pool with the last reference
 */
GBytes *
cw_buffer_pool_to_bytes (CwBufferPool *pool, CwBuffer *buffer)
{
  Loan *loan = g_new (Loan, 1);

  loan->pool = cw_buffer_pool_ref (pool);
  loan->buffer = buffer;
  return g_bytes_new_with_free_func (buffer->data, buffer->length, end_loan, loan);
}
