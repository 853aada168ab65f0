/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loader-private.h"

#include "cw-outcome-private.h"
#include "cw-route.h"

/** cw_step_new: Returns: (transfer full): what a callback about @ticket is given */
CwStep *
cw_step_new (CwLoader *loader, CwTicket *ticket)
{
  CwStep *step = g_new (CwStep, 1);

  step->loader = loader;
  step->ticket = cw_ticket_ref (ticket);
  return step;
}

/** cw_step_free: @step: (transfer full) (nullable): what a callback was given */
void
cw_step_free (CwStep *step)
{
  if (step == NULL)
    return;
  cw_ticket_unref (step->ticket);
  g_free (step);
}

/** cw_loader_get_priority: Returns: @otherwise, unless somebody looks at the symbol now */
int
cw_loader_get_priority (CwTicket *ticket, int otherwise)
{
  return ticket->preferred ? CW_PRIORITY_PREFERRED : otherwise;
}

static void
market_settled_cb (gpointer data)
{
  CwLoader *self = data;

  /* Advancing may end a ticket, which takes it out of the array: go from the end. */
  for (guint i = self->tickets->len; i > 0; i--)
    {
      g_autoptr (CwTicket) ticket = cw_ticket_ref (g_ptr_array_index (self->tickets, i - 1));

      cw_loader_advance (self, ticket);
    }
}

/* Others' symbols may have come in while it was not known whether the market was to be asked; where
 * it need not be, nothing else tells them. */
static void
ask_market (CwLoader *self)
{
  self->asks_market = FALSE;
  cw_market_watch_ask (self->market);
  if (cw_market_watch_is_settled (self->market))
    market_settled_cb (self);
}

/**
 * cw_loader_pump:
 *
 * Begins what there is room for. What is stored can be seen before anything is asked for.
 */
void
cw_loader_pump (CwLoader *self)
{
  CwTicket *ticket;

  if (self->stopped || self->recalls->len > 0)
    return;
  if (self->asks_market)
    ask_market (self);
  while (!g_queue_is_empty (&self->rounds))
    cw_round_begin (g_queue_pop_head (&self->rounds));
  while ((ticket = cw_lane_begin_next (self->bars)) != NULL)
    {
      cw_loader_begin_bars (self, ticket);
      cw_ticket_unref (ticket);
    }
  while ((ticket = cw_lane_begin_next (self->figures)) != NULL)
    {
      cw_loader_begin_figures (self, ticket);
      cw_ticket_unref (ticket);
    }
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
      cw_loader_end (self, ticket, CW_STAGE_CANCELLED, NULL);
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
  self->saver = cw_saver_new (parts->store);
  self->market = cw_market_watch_new (parts, self->saver, market_settled_cb, self);
  self->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ticket_unref);
  self->recalls = g_ptr_array_new ();
  self->bars = cw_lane_new (parts->window);
  self->figures = cw_lane_new (parts->window);
  g_queue_init (&self->rounds);
  return self;
}

static void
stop_func (gpointer data, gpointer unused)
{
  CwLoader *self = data;

  self->stopped = TRUE;
  cw_market_watch_stop (self->market);
  end_order (self, NULL);
  cw_loader_stop_waiting (self);
  cw_lane_cancel (self->bars);
  cw_lane_cancel (self->figures);
  cw_router_stop (self->parts.router);
  cw_saver_stop (self->saver);
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
  g_assert (self->recalls->len == 0);
  g_ptr_array_unref (self->recalls);
  g_ptr_array_unref (self->tickets);
  g_queue_clear_full (&self->rounds, (GDestroyNotify) cw_round_free);
  cw_lane_free (self->bars);
  cw_lane_free (self->figures);
  cw_saver_free (self->saver);
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
add_symbol (CwLoader *self, CwOrder *order, guint index, GPtrArray *added)
{
  const char *asked = order->symbols[index];
  g_autoptr (GError) error = NULL;
  CwTicket *ticket = cw_ticket_new (order, index);
  gboolean is_symbol = cw_route_parse (asked, &ticket->provider, &ticket->symbol, &error);

  g_ptr_array_add (self->tickets, ticket);
  if (ticket->symbol == NULL)
    ticket->symbol = g_strdup (asked);
  if (!is_symbol)
    cw_loader_end (self, ticket, CW_STAGE_FAILED, error);
  else if (self->stopped)
    cw_loader_end (self, ticket, CW_STAGE_CANCELLED, NULL);
  else
    g_ptr_array_add (added, cw_ticket_ref (ticket));
}

static gboolean
add_cb (gpointer data)
{
  Command *command = data;
  CwLoader *self = command->loader;
  CwOrder *order = command->order;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ticket_unref);

  if (order->options.depth == CW_LOAD_ANALYSIS && !self->stopped)
    self->asks_market = TRUE;
  if (order->options.refresh)
    cw_router_ask_anyway (self->parts.router);
  for (guint i = 0; i < order->n_symbols; i++)
    add_symbol (self, order, i, added);
  if (added->len > 0)
    cw_loader_recall (self, order, added);
  cw_loader_pump (self);
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
  cw_loader_pump (command->loader);
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

static gboolean
shown_cb (gpointer data)
{
  Command *command = data;

  cw_loader_note_shown (command->loader, command->order);
  return G_SOURCE_REMOVE;
}

/** cw_loader_tell_shown: the reader of @order has read all that was put there */
void
cw_loader_tell_shown (CwLoader *self, CwOrder *order)
{
  send_command (self, shown_cb, order, NULL);
}

typedef struct
{
  CwLoader *loader;
  CwThresholds thresholds;
} NewThresholds;

static gboolean
thresholds_cb (gpointer data)
{
  NewThresholds *set = data;

  cw_market_watch_set_thresholds (set->loader->market, &set->thresholds);
  return G_SOURCE_REMOVE;
}

/** cw_loader_set_thresholds: what a company must reach in usual times, in analyses from now on */
void
cw_loader_set_thresholds (CwLoader *self, const CwThresholds *thresholds)
{
  NewThresholds *set = g_new (NewThresholds, 1);

  *set = (NewThresholds){ self, *thresholds };
  cw_loop_thread_invoke (self->parts.network, thresholds_cb, set, g_free);
}

/** cw_loader_dup_store_error: Returns: (transfer full) (nullable): the store's first failure */
GError *
cw_loader_dup_store_error (CwLoader *self)
{
  return cw_saver_dup_error (self->saver);
}
