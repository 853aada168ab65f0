/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loader-private.h"

#include "cw-engine-error.h"

#define MINUTE 60
/* A company reports a few times a year; what follows from its price moves from day to day. */
#define FRESH_FOR (24 * 60 * MINUTE)

static gboolean
is_fresh (CwLoader *self, CwTicket *ticket)
{
  gint64 age = cw_clock_now (self->parts.clock) - ticket->fundamentals_fetched_at;

  return ticket->fundamentals != NULL && !cw_clock_is_standing (self->parts.clock) && age >= 0
         && age < (ticket->order->options.refresh ? MINUTE : FRESH_FOR);
}

/** cw_loader_want_figures: lets a ticket wait, once, for its company's figures, if there are any */
void
cw_loader_want_figures (CwLoader *self, CwTicket *ticket)
{
  if (ticket->figures_wanted)
    return;
  ticket->figures_wanted = TRUE;
  if (cw_ticket_wants_figures (ticket) && !is_fresh (self, ticket)
      && cw_router_has (self->parts.router, CW_ABILITY_FIGURES, ticket->provider))
    cw_lane_enter (self->figures, ticket);
  else
    ticket->fundamentals_settled = TRUE;
}

static void
save (CwLoader *self, CwTicket *ticket)
{
  if (cw_saver_has_store (self->saver))
    cw_saver_save_figures (self->saver, ticket->fundamentals, ticket->fundamentals_fetched_at,
                           cw_loader_saved_cb, cw_loader_begin_save (self, ticket));
}

static gpointer
end_figures (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_provider_fetch_fundamentals_finish (provider, result, error);
}

static void
begin_figures (CwProvider *provider,
               gboolean stands_in,
               gpointer data,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  CwTicket *ticket = data;

  cw_provider_fetch_fundamentals_async (provider, ticket->symbol,
                                        cw_loader_get_priority (ticket, CW_PRIORITY_FIGURES),
                                        cancellable, callback, user_data);
}

static void
figures_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwStep) step = data;
  CwLoader *self = step->loader;
  CwTicket *ticket = step->ticket;
  g_autoptr (GError) error = NULL;
  CwFundamentals *fundamentals = cw_router_ask_finish (result, NULL, &error);

  /* Stored figures stay where new ones fail to come. */
  if (fundamentals != NULL)
    {
      g_clear_pointer (&ticket->fundamentals, cw_fundamentals_unref);
      ticket->fundamentals = fundamentals;
      ticket->fundamentals_fetched_at = cw_clock_now (self->parts.clock);
      save (self, ticket);
    }
  else if (!g_error_matches (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_OFFLINE))
    {
      ticket->fundamentals_error = g_steal_pointer (&error);
    }
  ticket->fundamentals_settled = TRUE;
  cw_lane_leave (self->figures, ticket);
  cw_loader_pump (self);
  cw_loader_advance (self, ticket);
}

/** cw_loader_begin_figures: asks for the figures of a symbol's company */
void
cw_loader_begin_figures (CwLoader *self, CwTicket *ticket)
{
  cw_router_ask_async (self->parts.router,
                       &(CwAsk){ .ability = CW_ABILITY_FIGURES,
                                 .provider = ticket->provider,
                                 .begin = begin_figures,
                                 .end = end_figures,
                                 .data = cw_ticket_ref (ticket),
                                 .free_data = (GDestroyNotify) cw_ticket_unref,
                                 .free_result = (GDestroyNotify) cw_fundamentals_unref },
                       ticket->order->cancellable, figures_cb, cw_step_new (self, ticket));
}
