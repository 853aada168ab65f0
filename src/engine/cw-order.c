/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-order.h"

/**
 * cw_order_new:
 * @symbols: (array zero-terminated=1): what was asked for, in that order
 * @options: how much of each is wanted
 * @mailbox: where the outcomes go
 *
 * Returns: (transfer full): the order
 */
CwOrder *
cw_order_new (const char *const *symbols, const CwLoadOptions *options, CwMailbox *mailbox)
{
  CwOrder *self = g_atomic_rc_box_new0 (CwOrder);

  self->symbols = g_strdupv ((char **) symbols);
  self->n_symbols = g_strv_length (self->symbols);
  self->options = *options;
  self->cancellable = g_cancellable_new ();
  self->mailbox = cw_mailbox_ref (mailbox);
  g_mutex_init (&self->mutex);
  return self;
}

/** cw_order_ref: Returns: (transfer full): another reference */
CwOrder *
cw_order_ref (CwOrder *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_order (gpointer data)
{
  CwOrder *self = data;

  g_strfreev (self->symbols);
  g_object_unref (self->cancellable);
  cw_mailbox_unref (self->mailbox);
  g_clear_error (&self->market_error);
  g_mutex_clear (&self->mutex);
}

/** cw_order_unref: @self: (transfer full): an order */
void
cw_order_unref (CwOrder *self)
{
  g_atomic_rc_box_release_full (self, clear_order);
}

/**
 * cw_order_await_reader:
 * @self: an order into whose mailbox something was put
 *
 * Returns: whether cw_order_note_read() will return %TRUE once; %FALSE if all has been read already
 */
gboolean
cw_order_await_reader (CwOrder *self)
{
  g_atomic_int_set (&self->awaits_reader, TRUE);
  if (!cw_mailbox_is_empty (self->mailbox))
    return TRUE;
  /* It may have been read just now, by somebody who saw that it is waited for. */
  return !g_atomic_int_compare_and_exchange (&self->awaits_reader, TRUE, FALSE);
}

/**
 * cw_order_note_read:
 * @self: an order of whose mailbox something was read
 *
 * Returns: whether all has been read, and somebody waits to hear that
 */
gboolean
cw_order_note_read (CwOrder *self)
{
  return g_atomic_int_get (&self->awaits_reader) && cw_mailbox_is_empty (self->mailbox)
         && g_atomic_int_compare_and_exchange (&self->awaits_reader, TRUE, FALSE);
}

/** cw_order_set_market_error: notes why the market's growth is unknown; the first reason stays */
void
cw_order_set_market_error (CwOrder *self, const GError *error)
{
  g_mutex_lock (&self->mutex);
  if (self->market_error == NULL)
    self->market_error = g_error_copy (error);
  g_mutex_unlock (&self->mutex);
}

/** cw_order_dup_market_error: Returns: (transfer full) (nullable): why the growth is unknown */
GError *
cw_order_dup_market_error (CwOrder *self)
{
  GError *error;

  g_mutex_lock (&self->mutex);
  error = self->market_error != NULL ? g_error_copy (self->market_error) : NULL;
  g_mutex_unlock (&self->mutex);
  return error;
}
