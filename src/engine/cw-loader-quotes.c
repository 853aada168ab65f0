/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loader-private.h"

#include "cw-engine-error.h"

/* So often prices that are asked for by a schedule are written: often enough for the next start. */
#define LIVE_SAVE_SECONDS (5 * 60)

/* Prices that are asked of one provider together. */
struct _CwRound
{
  CwLoader *loader;
  CwOrder *order;     /* owned */
  char *provider;     /* nullable */
  GPtrArray *tickets; /* of CwTicket, owned */
  gboolean *arrived;  /* for each of them; %NULL until the round has begun */
  GPtrArray *symbols; /* theirs, not owned, %NULL at the end */
  gboolean saves;     /* what comes is written */
};

/* --- one price --- */

/* Whether those of an order that begins now are to be saved. */
static gboolean
begins_to_save (CwLoader *self, const CwLoadOptions *options)
{
  gint64 now = cw_clock_now (self->parts.clock);

  if (!options->live)
    return TRUE;
  if (now >= self->live_saved_at && now < self->live_saved_at + LIVE_SAVE_SECONDS)
    return FALSE;
  self->live_saved_at = now;
  return TRUE;
}

/* The few closes that come with a price by a schedule are not the line that is stored. */
static CwSymbolQuote *
dup_for_store (CwTicket *ticket)
{
  return ticket->order->options.live ? cw_symbol_quote_new_without_closes (ticket->quote)
                                     : cw_symbol_quote_ref (ticket->quote);
}

static void
save_quote (CwLoader *self, CwTicket *ticket)
{
  if (cw_saver_has_store (self->saver) && ticket->quote->quote.price > 0
      && !cw_router_is_local (self->parts.router, ticket->provider))
    cw_saver_save_quote (self->saver, dup_for_store (ticket), ticket->quote_fetched_at);
}

static void
take_quote (CwLoader *self, CwTicket *ticket, const CwSymbolQuote *quote, gboolean save)
{
  if (ticket->ended)
    return;
  cw_ticket_take_quote (ticket, quote, cw_clock_now (self->parts.clock));
  if (save)
    save_quote (self, ticket);
}

/* A price is all that was wanted; or it is shown beside the reason why there are no bars. */
static void
settle_with_quote (CwLoader *self, CwTicket *ticket)
{
  if (cw_ticket_wants_price_alone (ticket))
    g_clear_error (&ticket->error);
  ticket->settled = TRUE;
  cw_loader_advance (self, ticket);
}

static gpointer
end_quote (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_provider_fetch_quote_finish (provider, result, error);
}

static void
begin_quote (CwProvider *provider,
             gboolean stands_in,
             gpointer data,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  CwTicket *ticket = data;

  cw_provider_fetch_quote_async (provider, ticket->symbol,
                                 cw_loader_get_priority (ticket, CW_PRIORITY_SERIES), cancellable,
                                 callback, user_data);
}

static void
quote_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwStep) step = data;
  GError *error = NULL;
  g_autoptr (CwSymbolQuote) quote = cw_router_ask_finish (result, NULL, &error);

  if (quote == NULL)
    {
      cw_loader_fail (step->loader, step->ticket, error);
      return;
    }
  take_quote (step->loader, step->ticket, quote, !step->ticket->order->options.live);
  settle_with_quote (step->loader, step->ticket);
}

/**
 * cw_loader_ask_others:
 * @error: (transfer full): why the provider did not give bars
 *
 * Asks for the price alone: who is down is not asked again, but those who may stand in; who has no
 * bars may have a price; if a price is all that was wanted, having no bars is no reason to fail.
 */
void
cw_loader_ask_others (CwLoader *self, CwTicket *ticket, GError *error)
{
  gboolean is_down = cw_router_error_is_down (error);

  if (cw_ticket_wants_price_alone (ticket)
      && g_error_matches (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_OFFERED))
    g_error_free (error);
  else
    cw_ticket_take_error (ticket, error);
  ticket->loading = TRUE;
  cw_router_ask_async (self->parts.router,
                       &(CwAsk){ .ability = CW_ABILITY_QUOTE,
                                 .provider = ticket->provider,
                                 .only_others = is_down,
                                 .begin = begin_quote,
                                 .end = end_quote,
                                 .data = cw_ticket_ref (ticket),
                                 .free_data = (GDestroyNotify) cw_ticket_unref,
                                 .free_result = (GDestroyNotify) cw_symbol_quote_unref },
                       ticket->order->cancellable, quote_cb, cw_step_new (self, ticket));
}

/* --- many prices --- */

/** cw_round_free: @round: (transfer full): a round that has ended, or never began */
void
cw_round_free (CwRound *round)
{
  g_ptr_array_unref (round->symbols);
  g_ptr_array_unref (round->tickets);
  g_free (round->arrived);
  g_free (round->provider);
  cw_order_unref (round->order);
  g_free (round);
}

static CwRound *
round_new (CwLoader *loader, CwTicket *first)
{
  CwRound *round = g_new0 (CwRound, 1);

  round->loader = loader;
  round->order = cw_order_ref (first->order);
  round->provider = g_strdup (first->provider);
  round->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ticket_unref);
  round->symbols = g_ptr_array_new ();
  return round;
}

/* What the many have not brought is asked for one by one, unless nobody would answer; also what is
 * said not to be known, because batches leave out more than that. */
static void
take_missing (CwLoader *self, CwTicket *ticket, const GError *error)
{
  if (ticket->ended)
    return;
  if (error == NULL
      || (!cw_router_error_is_down (error)
          && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    cw_lane_enter (self->bars, ticket);
  else
    cw_loader_take_failure (self, ticket, g_error_copy (error));
}

static void
arrived_cb (gsize index, const CwQuoteResult *result, gpointer data)
{
  CwRound *round = data;
  CwTicket *ticket = g_ptr_array_index (round->tickets, index);

  if (result->quote == NULL)
    return;
  round->arrived[index] = TRUE;
  take_quote (round->loader, ticket, result->quote, round->saves);
  settle_with_quote (round->loader, ticket);
}

static gpointer
end_quotes (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_provider_fetch_quotes_finish (provider, result, error);
}

static void
begin_quotes (CwProvider *provider,
              gboolean stands_in,
              gpointer data,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  CwRound *round = data;
  CwQuotesQuery query = { .symbols = (const char *const *) round->symbols->pdata,
                          .range = round->order->options.range,
                          .interval = round->order->options.interval,
                          .priority = CW_PRIORITY_SERIES,
                          .arrived = arrived_cb,
                          .arrived_data = round };

  cw_provider_fetch_quotes_async (provider, &query, cancellable, callback, user_data);
}

static const GError *
get_error_of (GPtrArray *results, guint i)
{
  const CwQuoteResult *result = g_ptr_array_index (results, i);

  return result->error;
}

static void
round_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwRound *round = data;
  CwLoader *self = round->loader;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = cw_router_ask_finish (result, NULL, &error);

  for (guint i = 0; i < round->tickets->len; i++)
    if (!round->arrived[i])
      take_missing (self, g_ptr_array_index (round->tickets, i),
                    results != NULL ? get_error_of (results, i) : error);
  cw_saver_flush (self->saver);
  cw_round_free (round);
  cw_loader_pump (self);
}

/** cw_round_begin: @round: (transfer full): prices to ask for now */
void
cw_round_begin (CwRound *round)
{
  CwLoader *self = round->loader;

  for (guint i = 0; i < round->tickets->len; i++)
    {
      CwTicket *ticket = g_ptr_array_index (round->tickets, i);

      ticket->loading = TRUE;
      if (ticket->ended)
        continue;
      cw_ticket_post (ticket, CW_STAGE_LOADING, NULL);
      cw_loader_want_figures (self, ticket);
    }
  g_ptr_array_add (round->symbols, NULL);
  round->saves = begins_to_save (self, &round->order->options);
  round->arrived = g_new0 (gboolean, round->tickets->len);
  cw_router_ask_async (self->parts.router,
                       &(CwAsk){ .ability = CW_ABILITY_QUOTE,
                                 .provider = round->provider,
                                 .alone = TRUE,
                                 .begin = begin_quotes,
                                 .end = end_quotes,
                                 .data = round,
                                 .free_result = (GDestroyNotify) g_ptr_array_unref },
                       round->order->cancellable, round_cb, round);
}

static CwRound *
find_round (CwLoader *self, GPtrArray *rounds, CwTicket *ticket)
{
  CwRound *round;

  for (guint i = 0; i < rounds->len; i++)
    {
      round = g_ptr_array_index (rounds, i);
      if (g_strcmp0 (round->provider, ticket->provider) == 0)
        return round;
    }
  round = round_new (self, ticket);
  g_ptr_array_add (rounds, round);
  g_queue_push_tail (&self->rounds, round);
  return round;
}

/**
 * cw_loader_add_rounds:
 * @tickets: (element-type CwTicket): tickets of one order, of whose providers many prices can be
 *   asked at once
 *
 * Lets them wait for the prices to be asked for, a round for each provider.
 */
void
cw_loader_add_rounds (CwLoader *self, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) rounds = g_ptr_array_new ();

  for (guint i = 0; i < tickets->len; i++)
    {
      CwTicket *ticket = g_ptr_array_index (tickets, i);
      CwRound *round = find_round (self, rounds, ticket);

      g_ptr_array_add (round->tickets, cw_ticket_ref (ticket));
      g_ptr_array_add (round->symbols, ticket->symbol);
    }
}
