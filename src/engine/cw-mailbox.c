/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-mailbox.h"

#define FRAME (G_USEC_PER_SEC / 60)
#define LARGEST_BATCH 128
/* Before GTK lays out (110) and paints (120), so that a frame shows what came before it; once a
 * frame at the most, so that it cannot keep the frame from being painted. */
#define PRIORITY 105

struct _CwMailbox
{
  GMutex mutex;
  GMainContext *context;
  CwMailboxFunc func; /* NULL once closed */
  gpointer data;
  GSource *source; /* owned; ready at a time while there is something to deliver */
  gboolean scheduled;
  gint64 last_delivery;
  GQueue waiting; /* of indices, in the order in which they first came in */
  guint n_symbols;
  CwOutcome **newest; /* by index; NULL where nothing waits */
};

static GPtrArray *
take_batch (CwMailbox *self)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_outcome_unref);

  while (batch->len < LARGEST_BATCH && !g_queue_is_empty (&self->waiting))
    {
      guint index = GPOINTER_TO_UINT (g_queue_pop_head (&self->waiting));

      g_ptr_array_add (batch, g_steal_pointer (&self->newest[index]));
    }
  return batch;
}

/* Called with the mutex held. */
static void
schedule (CwMailbox *self)
{
  gint64 due = self->last_delivery + FRAME;

  if (self->scheduled || self->source == NULL)
    return;
  self->scheduled = TRUE;
  g_source_set_ready_time (self->source, due <= g_get_monotonic_time () ? 0 : due);
}

static gboolean
deliver_cb (gpointer data)
{
  CwMailbox *self = data;
  g_autoptr (GPtrArray) batch = NULL;
  CwMailboxFunc func;

  g_mutex_lock (&self->mutex);
  g_source_set_ready_time (self->source, -1);
  self->scheduled = FALSE;
  self->last_delivery = g_get_monotonic_time ();
  batch = take_batch (self);
  if (!g_queue_is_empty (&self->waiting))
    schedule (self);
  func = self->func;
  g_mutex_unlock (&self->mutex);

  /* Closing happens in this same thread, so the reader is still there. */
  if (func != NULL && batch->len > 0)
    func (batch, self->data);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_source (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs source_funcs = { .dispatch = dispatch_source };

/**
 * cw_mailbox_new:
 * @n_symbols: outcomes carry indices below this
 * @func: called with each batch, in the caller's thread-default context
 * @data: what to hand to @func; must live until cw_mailbox_close()
 *
 * Returns: (transfer full): a mailbox whose reader is the calling thread
 */
CwMailbox *
cw_mailbox_new (guint n_symbols, CwMailboxFunc func, gpointer data)
{
  CwMailbox *self = g_atomic_rc_box_new0 (CwMailbox);

  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
  self->func = func;
  self->data = data;
  self->n_symbols = n_symbols;
  self->newest = g_new0 (CwOutcome *, MAX (n_symbols, 1));
  g_queue_init (&self->waiting);
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "candlewick-mailbox");
  g_source_set_priority (self->source, PRIORITY);
  /* The source keeps the mailbox alive until it is closed, for a batch may be under way. */
  g_source_set_callback (self->source, deliver_cb, cw_mailbox_ref (self),
                         (GDestroyNotify) cw_mailbox_unref);
  g_source_attach (self->source, self->context);
  return self;
}

/** cw_mailbox_ref: Returns: (transfer full): another reference */
CwMailbox *
cw_mailbox_ref (CwMailbox *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_mailbox (gpointer data)
{
  CwMailbox *self = data;

  for (guint i = 0; i < self->n_symbols; i++)
    g_clear_pointer (&self->newest[i], cw_outcome_unref);
  g_free (self->newest);
  g_queue_clear (&self->waiting);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
}

/** cw_mailbox_unref: @self: (transfer full): a mailbox */
void
cw_mailbox_unref (CwMailbox *self)
{
  g_atomic_rc_box_release_full (self, clear_mailbox);
}

/**
 * cw_mailbox_post:
 * @self: a mailbox
 * @outcome: (transfer full): what to deliver; replaces what waits for the same symbol
 *
 * May be called from any thread. Into a closed mailbox nothing is put.
 */
void
cw_mailbox_post (CwMailbox *self, CwOutcome *outcome)
{
  g_autoptr (CwOutcome) replaced = NULL;

  g_mutex_lock (&self->mutex);
  g_assert (outcome->index < self->n_symbols);
  if (self->func == NULL)
    {
      replaced = outcome;
    }
  else
    {
      replaced = self->newest[outcome->index];
      if (replaced == NULL)
        g_queue_push_tail (&self->waiting, GUINT_TO_POINTER (outcome->index));
      self->newest[outcome->index] = outcome;
      schedule (self);
    }
  g_mutex_unlock (&self->mutex);
}

/** cw_mailbox_is_empty: Returns: whether nothing waits to be delivered; asked from any thread */
gboolean
cw_mailbox_is_empty (CwMailbox *self)
{
  gboolean empty;

  g_mutex_lock (&self->mutex);
  empty = g_queue_is_empty (&self->waiting) || self->func == NULL;
  g_mutex_unlock (&self->mutex);
  return empty;
}

/**
 * cw_mailbox_close:
 * @self: a mailbox
 *
 * Ends delivery: called by the reader's thread, after which its function is never called again.
 */
void
cw_mailbox_close (CwMailbox *self)
{
  g_autoptr (GSource) source = NULL;

  g_mutex_lock (&self->mutex);
  self->func = NULL;
  source = g_steal_pointer (&self->source);
  g_mutex_unlock (&self->mutex);
  if (source != NULL)
    g_source_destroy (source);
}
