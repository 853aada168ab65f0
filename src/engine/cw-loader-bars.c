/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loader-private.h"

#include <glib/gi18n-lib.h>

#include "cw-bars.h"
#include "cw-engine-error.h"
#include "cw-quotes-error.h"

static gboolean
is_known (CwTicket *ticket)
{
  return ticket->series != NULL || (cw_ticket_wants_price_alone (ticket) && ticket->quote != NULL);
}

/** cw_loader_settle_offline: the network is not to be used: what is stored is all there is */
void
cw_loader_settle_offline (CwLoader *self, CwTicket *ticket)
{
  ticket->settled = ticket->fundamentals_settled = TRUE;
  ticket->from_store = TRUE;
  if (is_known (ticket))
    cw_loader_advance (self, ticket);
  else
    cw_loader_fail (self, ticket, cw_engine_error_new_not_stored (ticket->symbol));
}

/* A folder's files are on the disk already. */
static gboolean
is_to_be_saved (CwLoader *self, CwTicket *ticket)
{
  return cw_saver_has_store (self->saver)
         && (ticket->order->options.save
             || !cw_router_is_local (self->parts.router, ticket->provider));
}

static void
save_bars (CwLoader *self, CwTicket *ticket, const CwBars *bars)
{
  if (bars->save == NULL || !is_to_be_saved (self, ticket))
    return;
  if (ticket->order->options.identity == CW_IDENTITY_OTHER)
    cw_saver_forget (self->saver, ticket->symbol);
  cw_saver_save_series (self->saver, bars->save, bars->fetched_at, cw_loader_saved_cb,
                        cw_loader_begin_save (self, ticket));
}

static GError *
new_no_longer_quoted (CwTicket *ticket)
{
  return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
                      /* Translators: %s is a ticker symbol */
                      _ ("“%s” is no longer quoted; what is stored of it has been kept"),
                      ticket->symbol);
}

static void
take_bars (CwLoader *self, CwTicket *ticket, CwBars *bars)
{
  if (bars->found != NULL)
    {
      ticket->found = g_steal_pointer (&bars->found);
      cw_loader_fail (self, ticket,
                      cw_engine_error_new_other_company (ticket->symbol, &ticket->kept->info,
                                                         &ticket->found->info));
      return;
    }
  ticket->settled = TRUE;
  ticket->n_new_bars = bars->n_new;
  ticket->stands_in = bars->stands_in;
  save_bars (self, ticket, bars);
  cw_ticket_take_series (ticket, g_steal_pointer (&bars->series), bars->fetched_at);
  cw_loader_advance (self, ticket);
}

/* Whether somebody else may at least know the price. */
static gboolean
may_ask_others (CwTicket *ticket, const GError *error)
{
  const CwLoadOptions *options = &ticket->order->options;

  if (options->depth == CW_LOAD_BARS || options->save)
    return FALSE;
  return cw_router_error_is_down (error)
         || g_error_matches (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_OFFERED);
}

/**
 * cw_loader_take_failure:
 * @error: (transfer full): why a symbol's bars, or its price, did not come
 */
void
cw_loader_take_failure (CwLoader *self, CwTicket *ticket, GError *error)
{
  if (g_error_matches (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_OFFLINE))
    {
      g_error_free (error);
      cw_loader_settle_offline (self, ticket);
    }
  else if (g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND)
           && (ticket->kept != NULL || ticket->quote != NULL))
    {
      g_error_free (error);
      cw_loader_fail (self, ticket, new_no_longer_quoted (ticket));
    }
  else if (may_ask_others (ticket, error))
    {
      cw_loader_ask_others (self, ticket, error);
    }
  else
    {
      cw_loader_fail (self, ticket, error);
    }
}

static void
bars_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwStep) step = data;
  CwLoader *self = step->loader;
  GError *error = NULL;
  g_autoptr (CwBars) bars = cw_bars_fetch_finish (result, &error);

  cw_lane_leave (self->bars, step->ticket);
  cw_loader_pump (self);
  if (bars != NULL)
    take_bars (self, step->ticket, bars);
  else
    cw_loader_take_failure (self, step->ticket, error);
}

/** cw_loader_begin_bars: asks for a symbol's bars */
void
cw_loader_begin_bars (CwLoader *self, CwTicket *ticket)
{
  CwBarsQuery query = { .provider = ticket->provider,
                        .symbol = ticket->symbol,
                        .options = ticket->order->options,
                        .stored = ticket->kept,
                        .priority = cw_loader_get_priority (ticket, CW_PRIORITY_SERIES),
                        .clock = self->parts.clock };

  ticket->loading = TRUE;
  cw_ticket_post (ticket, CW_STAGE_LOADING, NULL);
  cw_bars_fetch_async (self->parts.router, self->parts.workers, &query, ticket->order->cancellable,
                       bars_cb, cw_step_new (self, ticket));
  cw_loader_want_figures (self, ticket);
}
