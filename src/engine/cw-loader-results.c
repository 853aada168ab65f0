/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loader-private.h"

#include "cw-engine-error.h"
#include "cw-outcome-private.h"

/** cw_loader_end: the one place where a symbol's way ends, whichever way it was */
void
cw_loader_end (CwLoader *self, CwTicket *ticket, CwStage stage, const GError *error)
{
  if (ticket->ended)
    return;
  ticket->ended = TRUE;
  cw_ticket_post (ticket, stage, error);
  g_ptr_array_remove_fast (self->tickets, ticket);
  /* What was fetched is on its way to the disk when the last symbol of all has ended. */
  if (self->tickets->len == 0)
    cw_saver_flush (self->saver);
}

static void
end_with_error (CwLoader *self, CwTicket *ticket, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  cw_loader_end (self, ticket, cancelled ? CW_STAGE_CANCELLED : CW_STAGE_FAILED,
                 cancelled ? NULL : error);
}

static gboolean
has_new_price (CwTicket *ticket)
{
  const CwAnalysis *analysis = ticket->analysis;

  return ticket->error == NULL && !ticket->stored && !ticket->stands_in
         && !ticket->order->options.live && analysis->series->n_bars > 0
         && analysis->quote.price > 0;
}

/* What is to be seen of the symbol at the next start, before its bars have been read. */
static void
save_quote (CwLoader *self, CwTicket *ticket)
{
  const CwAnalysis *analysis = ticket->analysis;

  if (cw_saver_has_store (self->saver) && has_new_price (ticket)
      && !cw_router_is_local (self->parts.router, ticket->provider))
    cw_saver_save_quote (self->saver, cw_analysis_make_quote (analysis),
                         analysis->quote_fetched_at);
}

/**
 * cw_loader_end_if_complete:
 *
 * Ends a ticket of which all is known that can be known, which may be what was stored before the
 * provider failed; where ready means stored, not before it is.
 */
void
cw_loader_end_if_complete (CwLoader *self, CwTicket *ticket)
{
  if (ticket->ended || ticket->analysis == NULL || !ticket->analysis->complete
      || ticket->n_saves > 0)
    return;
  if (ticket->order->options.save && !cw_saver_has_store (self->saver))
    cw_ticket_take_error (ticket, cw_engine_error_new_no_store ());
  save_quote (self, ticket);
  cw_loader_end (self, ticket, ticket->error != NULL ? CW_STAGE_FAILED : CW_STAGE_READY,
                 ticket->error);
}

/**
 * cw_loader_begin_save:
 *
 * Returns: (transfer full) (nullable): what to hand to cw_loader_saved_cb(), where a ticket has to
 *   wait for it
 */
CwStep *
cw_loader_begin_save (CwLoader *self, CwTicket *ticket)
{
  if (!ticket->order->options.save || ticket->ended)
    return NULL;
  ticket->n_saves++;
  return cw_step_new (self, ticket);
}

/** cw_loader_saved_cb: something of a ticket is on the disk, or, for @error, is not */
void
cw_loader_saved_cb (const GError *error, gpointer data)
{
  g_autoptr (CwStep) step = data;

  if (step == NULL)
    return;
  step->ticket->n_saves--;
  if (error != NULL)
    cw_ticket_take_error (step->ticket, g_error_copy (error));
  else if (!cw_saver_is_lasting (step->loader->saver))
    cw_ticket_take_error (step->ticket, cw_engine_error_new_no_store ());
  cw_loader_end_if_complete (step->loader, step->ticket);
}

static gpointer
analyse (gpointer data, GCancellable *cancellable, GError **error)
{
  return cw_analyse (data);
}

static CwStage
get_stage (CwTicket *ticket)
{
  if (ticket->settled)
    return CW_STAGE_COMPUTING;
  return ticket->loading ? CW_STAGE_LOADING : CW_STAGE_QUEUED;
}

static void
analysed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwStep) step = data;
  CwTicket *ticket = step->ticket;
  g_autoptr (GError) error = NULL;
  CwAnalysis *analysis = cw_workers_run_finish (result, &error);

  if (analysis != NULL)
    cw_ticket_take_analysis (ticket, analysis);
  ticket->computing = FALSE;
  if (analysis == NULL)
    {
      end_with_error (step->loader, ticket, error);
      return;
    }
  if (!ticket->ended && !analysis->complete)
    cw_ticket_post (ticket, get_stage (ticket), NULL);
  cw_loader_end_if_complete (step->loader, ticket);
  cw_loader_advance (step->loader, ticket);
}

static gboolean
is_market_settled (CwLoader *self)
{
  return !self->asks_market && cw_market_watch_is_settled (self->market);
}

static void
begin_analysis (CwLoader *self, CwTicket *ticket, gboolean complete)
{
  CwAnalyseInput *input = cw_ticket_make_input (ticket);
  const GError *market_error = cw_market_watch_get_error (self->market);

  input->market = cw_market_watch_get_growth (self->market);
  input->now = cw_clock_now (self->parts.clock);
  input->complete = complete;
  if (complete && input->options.depth == CW_LOAD_ANALYSIS && market_error != NULL)
    cw_order_set_market_error (ticket->order, market_error);

  ticket->computing = TRUE;
  ticket->computing_generation = ticket->generation;
  cw_workers_run_async (self->parts.workers, cw_loader_get_priority (ticket, CW_PRIORITY_SERIES),
                        "analyse", ticket->symbol, analyse, input,
                        (GDestroyNotify) cw_analyse_input_free, (GDestroyNotify) cw_analysis_unref,
                        ticket->order->cancellable, analysed_cb, cw_step_new (self, ticket));
}

static gboolean
is_all_there (CwLoader *self, CwTicket *ticket)
{
  if (!ticket->settled || (cw_ticket_wants_figures (ticket) && !ticket->fundamentals_settled))
    return FALSE;
  return ticket->order->options.depth != CW_LOAD_ANALYSIS || is_market_settled (self);
}

/**
 * cw_loader_advance:
 *
 * Takes the next step that what has come allows: a first analysis as soon as there are bars, the
 * whole one when nothing more is to come.
 */
void
cw_loader_advance (CwLoader *self, CwTicket *ticket)
{
  gboolean all_there;

  if (ticket->ended || ticket->computing || (ticket->series == NULL && ticket->quote == NULL)
      || (ticket->analysis != NULL && ticket->analysis->complete))
    return;
  all_there = is_all_there (self, ticket);
  if (all_there || (ticket->series != NULL && ticket->analysed != ticket->generation))
    begin_analysis (self, ticket, all_there);
}

/**
 * cw_loader_fail:
 * @error: (transfer full): why nothing new came
 *
 * What is stored is shown all the same, with the reason.
 */
void
cw_loader_fail (CwLoader *self, CwTicket *ticket, GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  ticket->settled = TRUE;
  cw_ticket_take_error (ticket, error);
  if (cancelled || (ticket->series == NULL && ticket->quote == NULL))
    end_with_error (self, ticket, ticket->error);
  else
    cw_loader_advance (self, ticket);
}
