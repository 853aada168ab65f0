/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loader-private.h"

#include "cw-store-quotes.h"

/* What is waited for before anything is asked: that the stored prices can be seen. */
#define LONGEST_WAIT_MS 1000

/* The stored prices of one order. */
typedef struct
{
  CwLoader *loader;
  GPtrArray *tickets;  /* of CwTicket, owned */
  GSource *impatience; /* owned, nullable: the reader takes too long */
  CwOrder *order;      /* owned */
} Recall;

static void
recall_free (Recall *recall)
{
  if (recall->impatience != NULL)
    g_source_destroy (recall->impatience);
  g_clear_pointer (&recall->impatience, g_source_unref);
  g_ptr_array_unref (recall->tickets);
  cw_order_unref (recall->order);
  g_free (recall);
}

static void
go_on_with_prices (CwLoader *self, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) batched = g_ptr_array_new ();

  for (guint i = 0; i < tickets->len; i++)
    {
      CwTicket *ticket = g_ptr_array_index (tickets, i);

      if (ticket->ended || !ticket->batched)
        continue;
      if (cw_loader_is_fresh (self, ticket))
        cw_loader_settle_from_store (self, ticket);
      else
        g_ptr_array_add (batched, ticket);
    }
  cw_loader_add_rounds (self, batched);
}

static void
end_recall (Recall *recall)
{
  CwLoader *self = recall->loader;

  g_ptr_array_remove_fast (self->recalls, recall);
  go_on_with_prices (self, recall->tickets);
  recall_free (recall);
  cw_loader_pump (self);
}

static gboolean
impatient_cb (gpointer data)
{
  end_recall (data);
  return G_SOURCE_REMOVE;
}

/** cw_loader_note_shown: the stored prices of @order can be seen */
void
cw_loader_note_shown (CwLoader *self, CwOrder *order)
{
  for (guint i = 0; i < self->recalls->len; i++)
    {
      Recall *recall = g_ptr_array_index (self->recalls, i);

      if (recall->order != order || recall->impatience == NULL)
        continue;
      end_recall (recall);
      break;
    }
}

/** cw_loader_stop_waiting: ends the waiting for readers, because nothing more will be asked for */
void
cw_loader_stop_waiting (CwLoader *self)
{
  for (guint i = self->recalls->len; i > 0; i--)
    {
      Recall *recall = g_ptr_array_index (self->recalls, i - 1);

      if (recall->impatience != NULL)
        end_recall (recall);
    }
}

/* A reader that is busy elsewhere does not keep everything from coming. */
static void
wait_for_reader (Recall *recall)
{
  CwLoader *self = recall->loader;

  recall->impatience = g_timeout_source_new (LONGEST_WAIT_MS);
  g_source_set_callback (recall->impatience, impatient_cb, recall, NULL);
  g_source_attach (recall->impatience, cw_loop_thread_get_context (self->parts.network));
  if (!cw_order_await_reader (recall->order) || self->stopped)
    end_recall (recall);
}

static gpointer
analyse_prices (gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *inputs = data;
  GPtrArray *analyses = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_analysis_unref);

  for (guint i = 0; i < inputs->len; i++)
    g_ptr_array_add (analyses, cw_analyse (g_ptr_array_index (inputs, i)));
  return analyses;
}

static void
show (CwTicket *ticket, CwAnalysis *analysis)
{
  if (ticket->ended || ticket->analysis != NULL)
    return;
  ticket->analysis = cw_analysis_ref (analysis);
  cw_ticket_post (ticket, CW_STAGE_QUEUED, NULL);
}

static CwTicket *
find_shown (Recall *recall, guint *i)
{
  CwTicket *ticket;

  do
    ticket = g_ptr_array_index (recall->tickets, (*i)++);
  while (ticket->quote == NULL);
  return ticket;
}

static void
prices_analysed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Recall *recall = data;
  g_autoptr (GPtrArray) analyses = cw_workers_run_finish (result, NULL);

  for (guint i = 0, n = 0; analyses != NULL && n < analyses->len; n++)
    show (find_shown (recall, &i), g_ptr_array_index (analyses, n));
  wait_for_reader (recall);
}

static void
begin_showing (Recall *recall)
{
  CwLoader *self = recall->loader;
  GPtrArray *inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_analyse_input_free);

  for (guint i = 0; i < recall->tickets->len; i++)
    {
      CwTicket *ticket = g_ptr_array_index (recall->tickets, i);

      if (ticket->quote == NULL)
        continue;
      g_ptr_array_add (inputs, cw_ticket_make_price_input (ticket));
    }
  cw_workers_run_async (self->parts.workers, CW_PRIORITY_PREFERRED, "recall", NULL, analyse_prices,
                        inputs, (GDestroyNotify) g_ptr_array_unref,
                        (GDestroyNotify) g_ptr_array_unref, NULL, prices_analysed_cb, recall);
}

/* Those that are stored come in the order in which they were asked for, which is the tickets'. */
static gboolean
take_prices (Recall *recall, GPtrArray *quotes)
{
  guint n = 0;

  for (guint i = 0; i < recall->tickets->len && n < quotes->len; i++)
    {
      CwTicket *ticket = g_ptr_array_index (recall->tickets, i);
      const CwStoredQuote *stored = g_ptr_array_index (quotes, n);

      if (!g_str_equal (stored->quote->symbol, ticket->symbol))
        continue;
      cw_ticket_take_quote (ticket, stored->quote, stored->fetched_at);
      n++;
    }
  return n > 0;
}

static void
prices_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Recall *recall = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) quotes = cw_store_load_quotes_finish (result, &error);

  if (error != NULL)
    cw_saver_note_error (recall->loader->saver, error);
  if (quotes != NULL && !recall->loader->stopped && take_prices (recall, quotes))
    begin_showing (recall);
  else
    end_recall (recall);
}

/**
 * cw_loader_recall_prices:
 * @order: an order
 * @tickets: (element-type CwTicket): its tickets
 *
 * Looks up the stored prices, lets them be seen, and only then lets anything be asked for.
 */
void
cw_loader_recall_prices (CwLoader *self, CwOrder *order, GPtrArray *tickets)
{
  Recall *recall = g_new0 (Recall, 1);
  g_autoptr (GPtrArray) symbols = g_ptr_array_new ();

  recall->loader = self;
  recall->order = cw_order_ref (order);
  recall->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ticket_unref);
  for (guint i = 0; i < tickets->len; i++)
    {
      CwTicket *ticket = g_ptr_array_index (tickets, i);

      if (!cw_loader_has_memory (self, ticket))
        continue;
      g_ptr_array_add (recall->tickets, cw_ticket_ref (ticket));
      g_ptr_array_add (symbols, ticket->symbol);
    }
  g_ptr_array_add (symbols, NULL);
  g_ptr_array_add (self->recalls, recall);
  cw_store_load_quotes_async (self->parts.store, (const char *const *) symbols->pdata,
                              order->cancellable, prices_cb, recall);
}
