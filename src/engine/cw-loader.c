/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loader.h"

#include "cw-engine-error.h"
#include "cw-lane.h"
#include "cw-market-watch.h"
#include "cw-symbol.h"
#include "cw-ticket.h"

/* A symbol's bars go before anybody's figures, and what is on the screen before both. */
#define PRIORITY_PREFERRED G_PRIORITY_DEFAULT
#define PRIORITY_SERIES (G_PRIORITY_DEFAULT + 100)
#define PRIORITY_FUNDAMENTALS (G_PRIORITY_DEFAULT + 150)

struct _CwLoader
{
  CwLoaderParts parts;
  CwMarketWatch *market;
  GPtrArray *tickets; /* of CwTicket, every one that has not ended */
  guint n_recalls;    /* reads from the store, under way for any ticket */
  CwLane *bars;       /* the tickets whose bars are to be fetched */
  CwLane *figures;    /* and those whose company's figures are */
  gboolean stopped;

  GMutex mutex;
  GError *store_error; /* nullable, under @mutex: the first failure of the store */
};

/* What every callback about a ticket is given. */
typedef struct
{
  CwLoader *loader;
  CwTicket *ticket; /* owned */
} Step;

static void advance (CwLoader *self, CwTicket *ticket);
static void begin_fetches (CwLoader *self);

static Step *
step_new (CwLoader *loader, CwTicket *ticket)
{
  Step *step = g_new (Step, 1);

  step->loader = loader;
  step->ticket = cw_ticket_ref (ticket);
  return step;
}

static void
step_free (Step *step)
{
  cw_ticket_unref (step->ticket);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/* The one place where a symbol's way ends, whichever way it was. */
static void
end (CwLoader *self, CwTicket *ticket, CwStage stage, const GError *error)
{
  if (ticket->ended)
    return;
  ticket->ended = TRUE;
  cw_ticket_post (ticket, stage, error);
  g_ptr_array_remove_fast (self->tickets, ticket);
}

static void
end_with_error (CwLoader *self, CwTicket *ticket, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  end (self, ticket, cancelled ? CW_STAGE_CANCELLED : CW_STAGE_FAILED, cancelled ? NULL : error);
}

/* All that can be known is known, which may be what was stored before the provider failed. */
static void
end_complete (CwLoader *self, CwTicket *ticket)
{
  end (self, ticket, ticket->error != NULL ? CW_STAGE_FAILED : CW_STAGE_READY, ticket->error);
}

static void
note_store_error (CwLoader *self, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_mutex_lock (&self->mutex);
  if (self->store_error == NULL)
    self->store_error = g_error_copy (error);
  g_mutex_unlock (&self->mutex);
}

static gpointer
analyse (gpointer data, GCancellable *cancellable, GError **error)
{
  return cw_analyse (data);
}

static void
analysed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  CwTicket *ticket = step->ticket;
  g_autoptr (GError) error = NULL;
  CwAnalysis *analysis = cw_workers_run_finish (result, &error);

  if (analysis != NULL)
    cw_ticket_take_analysis (ticket, analysis);
  ticket->computing = 0;
  if (analysis == NULL)
    {
      end_with_error (step->loader, ticket, error);
      return;
    }
  if (analysis->complete)
    {
      end_complete (step->loader, ticket);
      return;
    }
  if (!ticket->ended)
    cw_ticket_post (ticket,
                    ticket->settled   ? CW_STAGE_COMPUTING
                    : ticket->loading ? CW_STAGE_LOADING
                                      : CW_STAGE_QUEUED,
                    NULL);
  advance (step->loader, ticket);
}

static void
begin_analysis (CwLoader *self, CwTicket *ticket, gboolean complete)
{
  CwAnalyseInput *input = cw_ticket_make_input (ticket);
  const GError *market_error = cw_market_watch_get_error (self->market);

  input->market = cw_market_watch_get_growth (self->market);
  input->now = cw_clock_now (self->parts.clock);
  input->complete = complete;
  if (complete && input->options.decisions && market_error != NULL)
    cw_order_set_market_error (ticket->order, market_error);

  ticket->computing = ticket->generation;
  cw_workers_run_async (self->parts.workers,
                        ticket->preferred ? PRIORITY_PREFERRED : PRIORITY_SERIES, "analyse",
                        ticket->symbol, analyse, input, (GDestroyNotify) cw_analyse_input_free,
                        (GDestroyNotify) cw_analysis_unref, ticket->order->cancellable, analysed_cb,
                        step_new (self, ticket));
}

/* Takes the next step that what has come allows: a first analysis as soon as there are bars, the
 * whole one when nothing more is to come. */
static void
advance (CwLoader *self, CwTicket *ticket)
{
  gboolean all_there;

  if (ticket->ended || ticket->computing != 0 || ticket->series == NULL)
    return;
  all_there = ticket->settled
              && (!ticket->order->options.decisions
                  || (ticket->fundamentals_settled && cw_market_watch_is_settled (self->market)));
  if (all_there || ticket->analysed != ticket->generation)
    begin_analysis (self, ticket, all_there);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* Figures and bars are saved alike. */
  if (!cw_store_save_series_finish (result, &error))
    note_store_error (data, error);
}

/* What is stored is shown all the same, with the reason why nothing newer came. */
static void
fail (CwLoader *self, CwTicket *ticket, GError *error)
{
  ticket->error = error;
  if (ticket->series == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end_with_error (self, ticket, error);
  else
    advance (self, ticket);
}

/* Longer bars than a day are built from daily ones, which are stored when they are asked for. */
static void
save (CwLoader *self, const CwSeries *series, gint64 now)
{
  g_autoptr (CwSeries) closed = NULL;

  if (self->parts.store == NULL || series->interval > CW_INTERVAL_1D)
    return;
  closed = cw_series_ref_closed (series, now);
  cw_store_save_series_async (self->parts.store, closed, now, saved_cb, self);
}

static void
series_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  CwLoader *self = step->loader;
  CwTicket *ticket = step->ticket;
  g_autoptr (GError) error = NULL;
  CwSeries *series = cw_provider_fetch_series_finish (CW_PROVIDER (source), result, &error);
  gint64 now = cw_clock_now (self->parts.clock);

  ticket->settled = TRUE;
  cw_lane_leave (self->bars, ticket);
  begin_fetches (self);
  if (series == NULL)
    {
      fail (self, ticket, g_steal_pointer (&error));
      return;
    }
  save (self, series, now);
  cw_ticket_take_series (ticket, series, now, FALSE);
  advance (self, ticket);
}

static void
fundamentals_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  CwLoader *self = step->loader;
  CwTicket *ticket = step->ticket;
  g_autoptr (GError) error = NULL;
  CwFundamentals *fundamentals =
      cw_provider_fetch_fundamentals_finish (CW_PROVIDER (source), result, &error);

  /* Stored figures stay where new ones fail to come. */
  if (fundamentals != NULL)
    {
      g_clear_pointer (&ticket->fundamentals, cw_fundamentals_unref);
      ticket->fundamentals = fundamentals;
      if (self->parts.store != NULL)
        cw_store_save_fundamentals_async (self->parts.store, fundamentals,
                                          cw_clock_now (self->parts.clock), saved_cb, self);
    }
  else
    {
      ticket->fundamentals_error = g_steal_pointer (&error);
    }
  ticket->fundamentals_settled = TRUE;
  cw_lane_leave (self->figures, ticket);
  begin_fetches (self);
  advance (self, ticket);
}

static void
begin_bars (CwLoader *self, CwTicket *ticket)
{
  const CwLoadOptions *options = &ticket->order->options;
  CwSeriesQuery query = { .symbol = ticket->symbol,
                          .interval = options->interval,
                          .range = options->range,
                          .from = options->from,
                          .to = options->to,
                          .priority = ticket->preferred ? PRIORITY_PREFERRED : PRIORITY_SERIES };

  ticket->loading = TRUE;
  cw_ticket_post (ticket, CW_STAGE_LOADING, NULL);
  cw_provider_fetch_series_async (self->parts.series_provider, &query, ticket->order->cancellable,
                                  series_cb, step_new (self, ticket));
  if (options->decisions && self->parts.fundamentals_provider != NULL)
    cw_lane_enter (self->figures, ticket);
  else
    ticket->fundamentals_settled = TRUE;
}

static void
begin_figures (CwLoader *self, CwTicket *ticket)
{
  int priority = ticket->preferred ? PRIORITY_PREFERRED : PRIORITY_FUNDAMENTALS;

  cw_provider_fetch_fundamentals_async (self->parts.fundamentals_provider, ticket->symbol, priority,
                                        ticket->order->cancellable, fundamentals_cb,
                                        step_new (self, ticket));
}

/* Begins what there is room for. What is stored is read before anything is asked for, so that all
 * of it can be seen before the first answer comes. */
static void
begin_fetches (CwLoader *self)
{
  CwTicket *ticket;

  if (self->stopped || self->n_recalls > 0)
    return;
  while ((ticket = cw_lane_begin_next (self->bars)) != NULL)
    {
      begin_bars (self, ticket);
      cw_ticket_unref (ticket);
    }
  while ((ticket = cw_lane_begin_next (self->figures)) != NULL)
    {
      begin_figures (self, ticket);
      cw_ticket_unref (ticket);
    }
}

static void
end_as_not_stored (CwLoader *self, CwTicket *ticket)
{
  g_autoptr (GError) error = cw_engine_error_new_not_stored (ticket->symbol);

  end (self, ticket, CW_STAGE_FAILED, error);
}

/* What is stored has been looked up: on to the network, or, offline, to the decisions. */
static void
recall_ended (CwLoader *self, CwTicket *ticket)
{
  if (ticket->ended)
    return;
  if (self->parts.series_provider != NULL)
    cw_lane_enter (self->bars, ticket);
  else
    ticket->settled = ticket->fundamentals_settled = TRUE;
  if (ticket->series != NULL)
    advance (self, ticket);
  else if (ticket->settled)
    end_as_not_stored (self, ticket);
}

static void
one_recalled (CwLoader *self, CwTicket *ticket)
{
  self->n_recalls--;
  if (--ticket->n_recalls == 0)
    recall_ended (self, ticket);
  begin_fetches (self);
}

static void
recalled_series_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredSeries) stored = cw_store_load_series_finish (result, &error);

  if (error != NULL)
    note_store_error (step->loader, error);
  if (stored != NULL)
    cw_ticket_take_series (step->ticket, g_steal_pointer (&stored->series), stored->fetched_at,
                           TRUE);
  one_recalled (step->loader, step->ticket);
}

static void
recalled_fundamentals_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredFundamentals) stored = cw_store_load_fundamentals_finish (result, &error);

  if (error != NULL)
    note_store_error (step->loader, error);
  if (stored != NULL)
    step->ticket->fundamentals = g_steal_pointer (&stored->fundamentals);
  one_recalled (step->loader, step->ticket);
}

static void
begin_recall (CwLoader *self, CwTicket *ticket)
{
  const CwLoadOptions *options = &ticket->order->options;

  if (self->parts.store == NULL)
    {
      recall_ended (self, ticket);
      return;
    }
  ticket->n_recalls = options->decisions ? 2 : 1;
  self->n_recalls += ticket->n_recalls;
  cw_store_load_series_async (self->parts.store, ticket->symbol,
                              MIN (options->interval, CW_INTERVAL_1D), ticket->order->cancellable,
                              recalled_series_cb, step_new (self, ticket));
  if (options->decisions)
    cw_store_load_fundamentals_async (self->parts.store, ticket->symbol, ticket->order->cancellable,
                                      recalled_fundamentals_cb, step_new (self, ticket));
}

static void
market_settled_cb (gpointer data)
{
  CwLoader *self = data;

  for (guint i = 0; i < self->tickets->len; i++)
    advance (self, g_ptr_array_index (self->tickets, i));
}

/* Ends every ticket of @order, or of all orders. */
static void
end_order (CwLoader *self, CwOrder *order)
{
  /* Ending a ticket takes it out of the array: go from the end. */
  for (guint i = self->tickets->len; i > 0; i--)
    {
      g_autoptr (CwTicket) ticket = cw_ticket_ref (g_ptr_array_index (self->tickets, i - 1));

      if (order != NULL && ticket->order != order)
        continue;
      g_cancellable_cancel (ticket->order->cancellable);
      end (self, ticket, CW_STAGE_CANCELLED, NULL);
    }
}

/**
 * cw_loader_new:
 * @parts: what it works with; copied
 *
 * Returns: (transfer full): a loader with nothing to do
 */
CwLoader *
cw_loader_new (const CwLoaderParts *parts)
{
  CwLoader *self = g_new0 (CwLoader, 1);

  self->parts = *parts;
  self->market = cw_market_watch_new (parts, market_settled_cb, self);
  self->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ticket_unref);
  self->bars = cw_lane_new (parts->window);
  self->figures = cw_lane_new (parts->window);
  g_mutex_init (&self->mutex);
  return self;
}

static void
stop_func (gpointer data, gpointer unused)
{
  CwLoader *self = data;

  self->stopped = TRUE;
  cw_market_watch_stop (self->market);
  end_order (self, NULL);
  cw_lane_cancel (self->bars);
  cw_lane_cancel (self->figures);
}

/**
 * cw_loader_stop:
 * @self: a loader
 *
 * Cancels every order and takes no new one. When this returns, everything that is still under way
 * has been told so.
 */
void
cw_loader_stop (CwLoader *self)
{
  cw_loop_thread_invoke_and_wait (self->parts.network, stop_func, self);
}

/** cw_loader_free: @self: (transfer full): a stopped loader whose network thread has ended */
void
cw_loader_free (CwLoader *self)
{
  cw_market_watch_free (self->market);
  g_ptr_array_unref (self->tickets);
  cw_lane_free (self->bars);
  cw_lane_free (self->figures);
  g_clear_error (&self->store_error);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

typedef struct
{
  CwLoader *loader;
  CwOrder *order;
  char *symbol; /* nullable */
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  cw_order_unref (command->order);
  g_free (command->symbol);
  g_free (command);
}

static void
send_command (CwLoader *self, GSourceFunc func, CwOrder *order, const char *symbol)
{
  Command *command = g_new (Command, 1);

  command->loader = self;
  command->order = cw_order_ref (order);
  command->symbol = g_strdup (symbol);
  cw_loop_thread_invoke (self->parts.network, func, command, command_free);
}

static void
add_symbol (CwLoader *self, CwOrder *order, guint index)
{
  const char *asked = order->symbols[index];
  g_autoptr (GError) error = NULL;
  char *symbol = cw_symbol_normalize (asked, &error);
  CwTicket *ticket = cw_ticket_new (order, index, symbol != NULL ? symbol : g_strdup (asked));

  g_ptr_array_add (self->tickets, ticket);
  if (symbol == NULL)
    end (self, ticket, CW_STAGE_FAILED, error);
  else if (self->stopped)
    end (self, ticket, CW_STAGE_CANCELLED, NULL);
  else
    begin_recall (self, ticket);
}

static gboolean
add_cb (gpointer data)
{
  Command *command = data;
  CwLoader *self = command->loader;

  if (command->order->options.decisions && !self->stopped)
    cw_market_watch_ask (self->market);
  for (guint i = 0; i < command->order->n_symbols; i++)
    add_symbol (self, command->order, i);
  begin_fetches (self);
  return G_SOURCE_REMOVE;
}

/** cw_loader_add: @order: what to load, behind what is waiting already */
void
cw_loader_add (CwLoader *self, CwOrder *order)
{
  send_command (self, add_cb, order, NULL);
}

static gboolean
cancel_cb (gpointer data)
{
  Command *command = data;

  /* Here and not where it was asked for: while one thread cancels, another must not be taking down
   * what hangs on the cancellable, as every request does when it ends. */
  g_cancellable_cancel (command->order->cancellable);
  end_order (command->loader, command->order);
  begin_fetches (command->loader);
  return G_SOURCE_REMOVE;
}

/** cw_loader_cancel: @order: what is not wanted any more; each of its symbols ends as cancelled */
void
cw_loader_cancel (CwLoader *self, CwOrder *order)
{
  send_command (self, cancel_cb, order, NULL);
}

static gboolean
prefer_cb (gpointer data)
{
  Command *command = data;
  CwLoader *self = command->loader;

  for (guint i = 0; i < self->tickets->len; i++)
    {
      CwTicket *ticket = g_ptr_array_index (self->tickets, i);

      if (ticket->order != command->order || !cw_ticket_is_for (ticket, command->symbol))
        continue;
      ticket->preferred = TRUE;
      cw_lane_prefer (self->bars, ticket);
      cw_lane_prefer (self->figures, ticket);
      break;
    }
  return G_SOURCE_REMOVE;
}

/** cw_loader_prefer: @symbol: of @order, to be fetched next because somebody looks at it */
void
cw_loader_prefer (CwLoader *self, CwOrder *order, const char *symbol)
{
  send_command (self, prefer_cb, order, symbol);
}

/** cw_loader_dup_store_error: Returns: (transfer full) (nullable): the store's first failure */
GError *
cw_loader_dup_store_error (CwLoader *self)
{
  GError *error;

  g_mutex_lock (&self->mutex);
  error = self->store_error != NULL ? g_error_copy (self->store_error) : NULL;
  g_mutex_unlock (&self->mutex);
  return error;
}
