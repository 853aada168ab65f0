/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loader-private.h"

#include "cw-freshness.h"

static gboolean
is_reachable (CwLoader *self, CwTicket *ticket)
{
  return !cw_router_is_offline (self->parts.router)
         || cw_router_is_local (self->parts.router, ticket->provider);
}

static gboolean
has_fresh_price (CwLoader *self, CwTicket *ticket)
{
  return cw_ticket_wants_price_alone (ticket) && ticket->quote != NULL
         && cw_freshness_of_price (ticket->quote_fetched_at, cw_clock_now (self->parts.clock));
}

static gboolean
has_fresh_bars (CwLoader *self, CwTicket *ticket)
{
  gint64 now = cw_clock_now (self->parts.clock);

  return ticket->kept != NULL && cw_freshness_of_bars (ticket->kept, ticket->kept_at, now)
         && cw_freshness_reaches_back (ticket->kept, &ticket->order->options, now);
}

/** cw_loader_is_fresh: Returns: whether asking for a ticket's symbol would bring nothing new; while
 * a market's time stands still, nobody knows */
gboolean
cw_loader_is_fresh (CwLoader *self, CwTicket *ticket)
{
  return !ticket->order->options.refresh && !cw_clock_is_standing (self->parts.clock)
         && (has_fresh_price (self, ticket) || has_fresh_bars (self, ticket));
}

/** cw_loader_settle_from_store: what is stored is as good as new */
void
cw_loader_settle_from_store (CwLoader *self, CwTicket *ticket)
{
  ticket->settled = ticket->from_store = TRUE;
  cw_loader_want_figures (self, ticket);
  cw_loader_advance (self, ticket);
}

/* What is stored has been looked up: is it enough, or all there is, or is it to be asked for more?
 */
static void
go_on (CwLoader *self, CwTicket *ticket)
{
  if (ticket->ended)
    return;
  if (cw_loader_is_fresh (self, ticket))
    {
      cw_loader_settle_from_store (self, ticket);
      return;
    }
  if (!is_reachable (self, ticket) && (ticket->series != NULL || ticket->quote != NULL))
    {
      cw_loader_settle_offline (self, ticket);
      return;
    }
  /* Where nothing is stored, somebody on this computer may stand in for the network. */
  cw_lane_enter (self->bars, ticket);
  cw_loader_advance (self, ticket);
}

static void
one_recalled (CwLoader *self, CwTicket *ticket)
{
  if (--ticket->n_recalls == 0)
    go_on (self, ticket);
  cw_loader_pump (self);
}

static void
note_error (CwLoader *self, const GError *error)
{
  if (error != NULL)
    cw_saver_note_error (self->saver, error);
}

static void
series_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwStep) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredSeries) stored = cw_store_load_series_finish (result, &error);

  note_error (step->loader, error);
  if (stored != NULL)
    cw_ticket_take_kept (step->ticket, g_steal_pointer (&stored->series), stored->fetched_at);
  one_recalled (step->loader, step->ticket);
}

static void
figures_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwStep) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredFundamentals) stored = cw_store_load_fundamentals_finish (result, &error);

  note_error (step->loader, error);
  if (stored != NULL)
    {
      step->ticket->fundamentals = g_steal_pointer (&stored->fundamentals);
      step->ticket->fundamentals_fetched_at = stored->fetched_at;
    }
  one_recalled (step->loader, step->ticket);
}

static void
recall_ticket (CwLoader *self, CwTicket *ticket)
{
  CwStore *store = self->parts.store;
  GCancellable *cancellable = ticket->order->cancellable;

  ticket->n_recalls = cw_ticket_wants_figures (ticket) ? 2 : 1;
  cw_store_load_series_async (store, ticket->symbol,
                              MIN (ticket->order->options.interval, CW_INTERVAL_1D), cancellable,
                              series_cb, cw_step_new (self, ticket));
  if (cw_ticket_wants_figures (ticket))
    cw_store_load_fundamentals_async (store, ticket->symbol, cancellable, figures_cb,
                                      cw_step_new (self, ticket));
}

/** cw_loader_has_memory: Returns: whether something may be stored of a ticket's symbol that is to
 * be read */
gboolean
cw_loader_has_memory (CwLoader *self, CwTicket *ticket)
{
  return self->parts.store != NULL && !ticket->order->options.live
         && !cw_router_is_local (self->parts.router, ticket->provider);
}

/* Whether a ticket's price is asked for together with others, and no history is read for it. */
static gboolean
is_batched (CwLoader *self, CwTicket *ticket)
{
  return cw_ticket_wants_price_alone (ticket) && ticket->order->options.batched
         && cw_router_has_batches (self->parts.router, ticket->provider);
}

/**
 * cw_loader_recall:
 * @order: an order
 * @tickets: (element-type CwTicket): its tickets, none of them ended
 *
 * Looks up what is stored, the prices first, and then goes on with each ticket.
 */
void
cw_loader_recall (CwLoader *self, CwOrder *order, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) batched = g_ptr_array_new ();

  /* Once and for all: the network may be switched on and off meanwhile. */
  for (guint i = 0; i < tickets->len; i++)
    {
      CwTicket *ticket = g_ptr_array_index (tickets, i);

      ticket->batched = is_batched (self, ticket);
    }
  if (self->parts.store != NULL && order->options.depth != CW_LOAD_BARS && !order->options.live)
    cw_loader_recall_prices (self, order, tickets);
  for (guint i = 0; i < tickets->len; i++)
    {
      CwTicket *ticket = g_ptr_array_index (tickets, i);

      if (cw_loader_has_memory (self, ticket))
        {
          if (!ticket->batched)
            recall_ticket (self, ticket);
        }
      else if (ticket->batched)
        {
          g_ptr_array_add (batched, ticket);
        }
      else
        {
          go_on (self, ticket);
        }
    }
  cw_loader_add_rounds (self, batched);
}
