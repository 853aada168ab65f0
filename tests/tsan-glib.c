/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells ThreadSanitizer what GLib does behind its back. GLib's locks are futexes of its own, its
 * queues hand data from thread to thread and its reference counts are atomic, but GLib is not
 * instrumented, so that every such hand-over looks like a race. This goes between the program and
 * GLib and says where one thread's work is made known to another. Used by “build-aux/test
 * --threads”.
 */
#define _GNU_SOURCE
#include "config.h"

#include <dlfcn.h>
#include <gio/gio.h>

void __tsan_acquire (void *address) __attribute__ ((weak));
void __tsan_release (void *address) __attribute__ ((weak));

static void
acquire (gconstpointer address)
{
  if (__tsan_acquire != NULL && address != NULL)
    __tsan_acquire ((gpointer) address);
}

static void
release (gconstpointer address)
{
  if (__tsan_release != NULL && address != NULL)
    __tsan_release ((gpointer) address);
}

/* The real function of the same name, looked up once. */
#define REAL(name)                \
  static __typeof__ (&name) real; \
                                  \
  if (real == NULL)               \
  real = (__typeof__ (&name)) dlsym (RTLD_NEXT, #name)

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock);
  real (mutex);
  acquire (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked;

  REAL (g_mutex_trylock);
  locked = real (mutex);
  if (locked)
    acquire (mutex);
  return locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  REAL (g_mutex_unlock);
  release (mutex);
  real (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  REAL (g_cond_wait);
  release (mutex);
  real (cond, mutex);
  acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end)
{
  gboolean signalled;

  REAL (g_cond_wait_until);
  release (mutex);
  signalled = real (cond, mutex, end);
  acquire (mutex);
  return signalled;
}

gboolean (g_once_init_enter) (volatile void *location)
{
  gboolean first;
  static gboolean (*real) (volatile void *);

  if (real == NULL)
    real = (gboolean (*) (volatile void *)) dlsym (RTLD_NEXT, "g_once_init_enter");
  first = real (location);
  acquire ((gconstpointer) location);
  return first;
}

void (g_once_init_leave) (volatile void *location, gsize result)
{
  static void (*real) (volatile void *, gsize);

  if (real == NULL)
    real = (void (*) (volatile void *, gsize)) dlsym (RTLD_NEXT, "g_once_init_leave");
  release ((gconstpointer) location);
  real (location, result);
}

/* What is pushed is known to whoever runs it; all of it to whoever frees the pool. */

typedef struct
{
  GFunc func;
  gpointer data;
} PoolFunc;

static void
run_pushed (gpointer item, gpointer data)
{
  PoolFunc *pool_func = data;

  acquire (item);
  acquire (pool_func);
  pool_func->func (item, pool_func->data);
  release (pool_func);
}

static GHashTable *pool_funcs; /* of PoolFunc by pool: kept, for there are few */
static GMutex pools;

GThreadPool *
g_thread_pool_new (GFunc func, gpointer data, gint most, gboolean exclusive, GError **error)
{
  PoolFunc *pool_func = g_new0 (PoolFunc, 1);
  GThreadPool *pool;

  REAL (g_thread_pool_new);
  *pool_func = (PoolFunc){ func, data };
  release (pool_func);
  pool = real (run_pushed, pool_func, most, exclusive, error);
  g_mutex_lock (&pools);
  if (pool_funcs == NULL)
    pool_funcs = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (pool_funcs, pool, pool_func);
  g_mutex_unlock (&pools);
  return pool;
}

gboolean
g_thread_pool_push (GThreadPool *pool, gpointer item, GError **error)
{
  REAL (g_thread_pool_push);
  release (item);
  return real (pool, item, error);
}

/* Whoever pushes compares with what others have pushed. */

typedef struct
{
  GCompareDataFunc func;
  gpointer data;
} PoolSort;

static int
compare_pushed (gconstpointer a, gconstpointer b, gpointer data)
{
  const PoolSort *sort = data;

  acquire (sort);
  acquire (a);
  acquire (b);
  return sort->func (a, b, sort->data);
}

void
g_thread_pool_set_sort_function (GThreadPool *pool, GCompareDataFunc func, gpointer data)
{
  PoolSort *sort = g_new0 (PoolSort, 1); /* a handful in a program, never given back */

  REAL (g_thread_pool_set_sort_function);
  *sort = (PoolSort){ func, data };
  release (sort);
  real (pool, compare_pushed, sort);
}

void
g_thread_pool_free (GThreadPool *pool, gboolean at_once, gboolean wait)
{
  PoolFunc *pool_func;

  REAL (g_thread_pool_free);
  g_mutex_lock (&pools);
  pool_func = g_hash_table_lookup (pool_funcs, pool);
  g_hash_table_remove (pool_funcs, pool);
  g_mutex_unlock (&pools);
  real (pool, at_once, wait);
  acquire (pool_func);
}

/* What was done before a source was attached, or made ready, is known to its callback. */

typedef struct
{
  GSourceFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Callback;

static gboolean
run_callback (gpointer data)
{
  Callback *callback = data;

  acquire (callback);
  return callback->func (callback->data);
}

static void
destroy_callback (gpointer data)
{
  Callback *callback = data;

  acquire (callback);
  if (callback->destroy != NULL)
    callback->destroy (callback->data);
  g_free (callback);
}

void
g_source_set_callback (GSource *source, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  Callback *callback;

  REAL (g_source_set_callback);
  /* The callbacks of other sources take other arguments. */
  if (source->source_funcs != &g_idle_funcs && source->source_funcs != &g_timeout_funcs)
    {
      real (source, func, data, destroy);
      return;
    }
  callback = g_new0 (Callback, 1);
  *callback = (Callback){ func, data, destroy };
  release (callback);
  real (source, run_callback, callback, destroy_callback);
}

/* A task's result is known to whoever takes it. */

void
g_task_return_pointer (GTask *task, gpointer result, GDestroyNotify destroy)
{
  REAL (g_task_return_pointer);
  release (task);
  real (task, result, destroy);
}

void
g_task_return_error (GTask *task, GError *error)
{
  REAL (g_task_return_error);
  release (task);
  real (task, error);
}

gpointer
g_task_propagate_pointer (GTask *task, GError **error)
{
  REAL (g_task_propagate_pointer);
  acquire (task);
  return real (task, error);
}

/* What goes through a queue is known to whoever takes it out. */

void
g_async_queue_push (GAsyncQueue *queue, gpointer item)
{
  REAL (g_async_queue_push);
  release (item);
  real (queue, item);
}

gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  gpointer item;

  REAL (g_async_queue_pop);
  item = real (queue);
  acquire (item);
  return item;
}

gpointer
g_async_queue_timeout_pop (GAsyncQueue *queue, guint64 microseconds)
{
  gpointer item;

  REAL (g_async_queue_timeout_pop);
  item = real (queue, microseconds);
  acquire (item);
  return item;
}

/* Whoever gives up a last reference knows what the others did with theirs. */

static __thread GDestroyNotify clearing;

static void
clear_box (gpointer box)
{
  GDestroyNotify clear = clearing;

  acquire (box);
  if (clear != NULL)
    clear (box);
}

void
g_atomic_rc_box_release_full (gpointer box, GDestroyNotify clear)
{
  GDestroyNotify outer = clearing;

  REAL (g_atomic_rc_box_release_full);
  release (box);
  clearing = clear;
  real (box, clear_box);
  clearing = outer;
}

void
g_object_unref (gpointer object)
{
  REAL (g_object_unref);
  release (object);
  real (object);
}
