/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lane.h"

struct _CwLane
{
  guint width;
  GQueue waiting;       /* of CwTicket, owned; some may have ended meanwhile */
  GHashTable *fetching; /* set of CwTicket, ended or not; whoever fetches owns them */
};

/** cw_lane_new: Returns: (transfer full): an empty lane for @width fetches at once */
CwLane *
cw_lane_new (guint width)
{
  CwLane *self = g_new0 (CwLane, 1);

  self->width = MAX (width, 1);
  g_queue_init (&self->waiting);
  self->fetching = g_hash_table_new (NULL, NULL);
  return self;
}

/** cw_lane_free: @self: (transfer full): a lane in which nothing is under way */
void
cw_lane_free (CwLane *self)
{
  g_assert (g_hash_table_size (self->fetching) == 0);
  g_hash_table_unref (self->fetching);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) cw_ticket_unref);
  g_free (self);
}

/** cw_lane_enter: lets @ticket wait behind all others, or, if it is preferred, before them */
void
cw_lane_enter (CwLane *self, CwTicket *ticket)
{
  if (ticket->preferred)
    g_queue_push_head (&self->waiting, cw_ticket_ref (ticket));
  else
    g_queue_push_tail (&self->waiting, cw_ticket_ref (ticket));
}

/** cw_lane_prefer: puts @ticket before all others, if it waits here */
void
cw_lane_prefer (CwLane *self, CwTicket *ticket)
{
  if (g_queue_remove (&self->waiting, ticket))
    g_queue_push_head (&self->waiting, ticket);
}

/**
 * cw_lane_begin_next:
 *
 * Returns: (transfer full) (nullable): the ticket to fetch for now, until cw_lane_leave(); %NULL if
 *   none waits or the lane is full
 */
CwTicket *
cw_lane_begin_next (CwLane *self)
{
  while (g_hash_table_size (self->fetching) < self->width && !g_queue_is_empty (&self->waiting))
    {
      CwTicket *ticket = g_queue_pop_head (&self->waiting);

      if (!ticket->ended)
        {
          g_hash_table_add (self->fetching, ticket);
          return ticket;
        }
      cw_ticket_unref (ticket);
    }
  return NULL;
}

/** cw_lane_leave: says that the fetch for @ticket is over */
void
cw_lane_leave (CwLane *self, CwTicket *ticket)
{
  g_hash_table_remove (self->fetching, ticket);
}

/**
 * cw_lane_cancel:
 *
 * Cancels the orders of all that is under way, which may be the last that is left of an order whose
 * symbols have all ended.
 */
void
cw_lane_cancel (CwLane *self)
{
  GHashTableIter iter;
  gpointer ticket;

  g_hash_table_iter_init (&iter, self->fetching);
  while (g_hash_table_iter_next (&iter, &ticket, NULL))
    g_cancellable_cancel (((CwTicket *) ticket)->order->cancellable);
}
