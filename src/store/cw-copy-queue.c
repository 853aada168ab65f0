/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-copy-queue.h"

#include "cw-store-error.h"

struct _CwCopyQueue
{
  GMutex mutex;
  GQueue waiting; /* of CwCopy, under @mutex */
};

/** cw_copy_queue_new: Returns: (transfer full): an empty queue */
CwCopyQueue *
cw_copy_queue_new (void)
{
  CwCopyQueue *self = g_new0 (CwCopyQueue, 1);

  g_mutex_init (&self->mutex);
  g_queue_init (&self->waiting);
  return self;
}

/** cw_copy_queue_free: @self: (transfer full) (nullable): a queue in which nothing waits */
void
cw_copy_queue_free (CwCopyQueue *self)
{
  if (self == NULL)
    return;
  g_assert (g_queue_is_empty (&self->waiting));
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/** cw_copy_queue_add: @copy: (transfer none): stays where it is until it is done or removed */
void
cw_copy_queue_add (CwCopyQueue *self, CwCopy *copy)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->waiting, copy);
  g_mutex_unlock (&self->mutex);
}

/** cw_copy_queue_remove: takes back a copy that is not to be written any more */
void
cw_copy_queue_remove (CwCopyQueue *self, CwCopy *copy)
{
  g_mutex_lock (&self->mutex);
  g_queue_remove (&self->waiting, copy);
  g_mutex_unlock (&self->mutex);
}

static CwCopy *
take (CwCopyQueue *self)
{
  CwCopy *copy;

  g_mutex_lock (&self->mutex);
  copy = g_queue_pop_head (&self->waiting);
  g_mutex_unlock (&self->mutex);
  return copy;
}

static void
give_back (CwCopyQueue *self, GPtrArray *group)
{
  g_mutex_lock (&self->mutex);
  for (guint i = group->len; i > 0; i--)
    {
      CwCopy *copy = g_ptr_array_index (group, i - 1);

      g_clear_error (&copy->failure);
      g_queue_push_head (&self->waiting, copy);
    }
  g_mutex_unlock (&self->mutex);
}

static void
fail (CwCopy *copy, const GError *error)
{
  g_clear_error (&copy->failure);
  copy->failure = g_error_copy (error);
  copy->is_done = TRUE;
}

static gboolean
is_corrupt (const GError *error)
{
  return g_error_matches (error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT);
}

/* One copy's part of the transaction. If it fails, its neighbours stay.
 *
 * Returns: whether the transaction is still good for anything */
static gboolean
write_in_group (CwDatabase *database, CwCopy *copy, GError **error)
{
  gpointer result = NULL;

  g_clear_error (&copy->failure);
  if (!cw_database_set_savepoint (database, error))
    return FALSE;
  if (copy->func (database, copy->input, NULL, &result, &copy->failure))
    return cw_database_keep_savepoint (database, error);
  if (is_corrupt (copy->failure))
    {
      g_propagate_error (error, g_error_copy (copy->failure));
      return FALSE;
    }
  return cw_database_drop_savepoint (database, error);
}

/* A copy in a transaction of its own. */
static void
write_alone (CwDatabase *database, CwCopy *copy)
{
  gpointer result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_error (&copy->failure);
  copy->is_done = TRUE;
  if (cw_database_begin (database, &error)
      && copy->func (database, copy->input, NULL, &result, &error)
      && cw_database_commit (database, &error))
    return;
  cw_database_roll_back (database);
  fail (copy, error);
}

static gboolean
write_group (
    CwCopyQueue *self, CwDatabase *database, gint64 write_by, GPtrArray *group, GError **error)
{
  CwCopy *copy;

  while ((copy = take (self)) != NULL)
    {
      g_ptr_array_add (group, copy);
      if (!write_in_group (database, copy, error))
        return FALSE;
      if (g_get_monotonic_time () >= write_by)
        break;
    }
  return cw_database_commit (database, error);
}

/* The transaction was lost with all that was in it, perhaps because of one of them. */
static void
settle_one_by_one (CwDatabase *database, GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    write_alone (database, g_ptr_array_index (group, i));
}

static void
fail_all (CwCopyQueue *self, const GError *error)
{
  CwCopy *copy;

  while ((copy = take (self)) != NULL)
    fail (copy, error);
}

/**
 * cw_copy_queue_write:
 * @self: a queue
 * @database: the database; the caller owns it
 * @write_by: the monotonic time after which no further copy is begun
 * @error: return location for a `CW_STORE_ERROR_CORRUPT`
 *
 * Writes those that have waited longest, at least one, in one transaction, and marks them done. One
 * that cannot be written is marked with its error and takes none of the others with it. If the
 * transaction as a whole fails, each gets one of its own.
 *
 * Returns: whether all is well; if not, the file is damaged and all of them wait as before
 */
gboolean
cw_copy_queue_write (CwCopyQueue *self, CwDatabase *database, gint64 write_by, GError **error)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();
  g_autoptr (GError) failure = NULL;

  if (!cw_database_begin (database, &failure))
    {
      if (is_corrupt (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      /* Whoever holds the file was waited for already, once for all of them. */
      fail_all (self, failure);
      return TRUE;
    }
  if (write_group (self, database, write_by, group, &failure))
    {
      for (guint i = 0; i < group->len; i++)
        ((CwCopy *) g_ptr_array_index (group, i))->is_done = TRUE;
      return TRUE;
    }
  cw_database_roll_back (database);
  if (is_corrupt (failure))
    {
      give_back (self, group);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  settle_one_by_one (database, group);
  return TRUE;
}
