/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-mailbox.h"

#define FRAME (G_USEC_PER_SEC / 60)

struct _CwLabMailbox
{
  CwLabEventFunc func;
  gpointer data;
  GSource *source; /* owned; ready at a time while there is something to deliver */
  GMutex mutex;
  GArray *waiting; /* of CwLabEvent, under @mutex */
  gint64 last_delivery;
};

static void
clear_event (gpointer data)
{
  g_free (((CwLabEvent *) data)->message);
}

static GArray *
new_events (void)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (CwLabEvent));

  g_array_set_clear_func (events, clear_event);
  return events;
}

static void
deliver (CwLabMailbox *self)
{
  g_autoptr (GArray) events = new_events ();
  GArray *taken;

  g_mutex_lock (&self->mutex);
  taken = self->waiting;
  self->waiting = g_steal_pointer (&events);
  self->last_delivery = g_get_monotonic_time ();
  g_source_set_ready_time (self->source, -1);
  g_mutex_unlock (&self->mutex);

  events = taken;
  for (guint i = 0; i < events->len; i++)
    self->func (&g_array_index (events, CwLabEvent, i), self->data);
}

static gboolean
deliver_cb (gpointer data)
{
  deliver (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_source (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs source_funcs = { .dispatch = dispatch_source };

/**
 * cw_lab_mailbox_new:
 * @func: called with each event, in the caller's thread-default context
 * @data: what to hand to @func
 *
 * Returns: (transfer full): a mailbox whose reader is the calling thread
 */
CwLabMailbox *
cw_lab_mailbox_new (CwLabEventFunc func, gpointer data)
{
  CwLabMailbox *self = g_new0 (CwLabMailbox, 1);

  self->func = func;
  self->data = data;
  g_mutex_init (&self->mutex);
  self->waiting = new_events ();
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "candlewick-lab");
  g_source_set_callback (self->source, deliver_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  return self;
}

/**
 * cw_lab_mailbox_close:
 * @self: (transfer full) (nullable): a mailbox into which nobody puts anything any more
 *
 * Delivers what is still there; called by the reader's thread.
 */
void
cw_lab_mailbox_close (CwLabMailbox *self)
{
  if (self == NULL)
    return;
  deliver (self);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_array_unref (self->waiting);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * cw_lab_mailbox_post:
 * @self: (nullable): a mailbox; without one nobody wants to know
 * @event: what happened; its message is taken over
 *
 * May be called from any thread.
 */
void
cw_lab_mailbox_post (CwLabMailbox *self, CwLabEvent event)
{
  if (self == NULL)
    {
      clear_event (&event);
      return;
    }
  g_mutex_lock (&self->mutex);
  if (self->waiting->len == 0)
    g_source_set_ready_time (self->source, self->last_delivery + FRAME);
  g_array_append_val (self->waiting, event);
  g_mutex_unlock (&self->mutex);
}
