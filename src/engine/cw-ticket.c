/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-ticket.h"

#include <string.h>

#include "cw-outcome-private.h"

/**
 * cw_ticket_new:
 * @order: what it belongs to
 * @index: its symbol's place there
 *
 * Returns: (transfer full): a ticket of which nothing is known yet, not even its symbol
 */
CwTicket *
cw_ticket_new (CwOrder *order, guint index)
{
  CwTicket *self = g_new0 (CwTicket, 1);

  self->n_references = 1;
  self->order = cw_order_ref (order);
  self->index = index;
  return self;
}

/** cw_ticket_ref: Returns: (transfer full): another reference */
CwTicket *
cw_ticket_ref (CwTicket *self)
{
  self->n_references++;
  return self;
}

/** cw_ticket_unref: @self: (transfer full): a ticket */
void
cw_ticket_unref (CwTicket *self)
{
  if (--self->n_references > 0)
    return;
  cw_order_unref (self->order);
  g_free (self->symbol);
  g_free (self->provider);
  g_clear_error (&self->error);
  g_clear_pointer (&self->kept, cw_series_unref);
  g_clear_pointer (&self->series, cw_series_unref);
  g_clear_pointer (&self->found, cw_series_unref);
  g_clear_pointer (&self->quote, cw_symbol_quote_unref);
  g_clear_pointer (&self->fundamentals, cw_fundamentals_unref);
  g_clear_error (&self->fundamentals_error);
  g_clear_pointer (&self->analysis, cw_analysis_unref);
  g_free (self);
}

/** cw_ticket_is_for: Returns: whether @symbol, as it was asked for or as it is known, is this one
 */
gboolean
cw_ticket_is_for (CwTicket *self, const char *symbol)
{
  return strcmp (self->symbol, symbol) == 0
         || strcmp (self->order->symbols[self->index], symbol) == 0;
}

/** cw_ticket_wants_figures: Returns: whether the company's figures are wanted */
gboolean
cw_ticket_wants_figures (CwTicket *self)
{
  return self->order->options.depth == CW_LOAD_ANALYSIS || self->order->options.figures;
}

/** cw_ticket_wants_price_alone: Returns: whether a price is enough */
gboolean
cw_ticket_wants_price_alone (CwTicket *self)
{
  return self->order->options.depth == CW_LOAD_QUOTES;
}

static void
take (CwTicket *self, CwSeries *series, gint64 fetched_at, gboolean stored)
{
  g_clear_pointer (&self->series, cw_series_unref);
  self->series = series;
  self->fetched_at = fetched_at;
  self->stored = stored;
  self->generation++;
}

/**
 * cw_ticket_take_kept:
 * @series: (transfer full): the bars that are stored
 * @fetched_at: when they came from the provider
 */
void
cw_ticket_take_kept (CwTicket *self, CwSeries *series, gint64 fetched_at)
{
  g_clear_pointer (&self->kept, cw_series_unref);
  self->kept = cw_series_ref (series);
  self->kept_at = fetched_at;
  take (self, series, fetched_at, TRUE);
}

/**
 * cw_ticket_take_series:
 * @series: (transfer full): the bars that were asked for, newer than those it has
 * @fetched_at: when they came from the provider
 */
void
cw_ticket_take_series (CwTicket *self, CwSeries *series, gint64 fetched_at)
{
  take (self, series, fetched_at, FALSE);
}

/**
 * cw_ticket_take_quote:
 * @quote: a price that came without bars
 * @fetched_at: when it came from the provider
 */
void
cw_ticket_take_quote (CwTicket *self, const CwSymbolQuote *quote, gint64 fetched_at)
{
  CwSymbolQuote *taken = cw_symbol_quote_ref (quote);

  g_clear_pointer (&self->quote, cw_symbol_quote_unref);
  self->quote = taken;
  self->quote_fetched_at = fetched_at;
}

/** cw_ticket_take_error: @error: (transfer full): why something failed; the first reason stays */
void
cw_ticket_take_error (CwTicket *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

/** cw_ticket_take_analysis: @analysis: (transfer full): what the job under way found */
void
cw_ticket_take_analysis (CwTicket *self, CwAnalysis *analysis)
{
  g_clear_pointer (&self->analysis, cw_analysis_unref);
  self->analysis = analysis;
  self->analysed = self->computing_generation;
}

/**
 * cw_ticket_make_input:
 *
 * Returns: (transfer full): what is known, for an analysis; the time and the market's growth are
 *   for the caller to add
 */
CwAnalyseInput *
cw_ticket_make_input (CwTicket *self)
{
  CwAnalyseInput *input = g_new0 (CwAnalyseInput, 1);

  input->symbol = g_strdup (self->symbol);
  input->series = self->series != NULL ? cw_series_ref (self->series) : NULL;
  input->options = self->order->options;
  input->stored = self->stored;
  input->fetched_at = self->fetched_at;
  input->quote = self->quote != NULL ? cw_symbol_quote_ref (self->quote) : NULL;
  input->quote_fetched_at = self->quote_fetched_at;
  if (self->analysis != NULL && self->series != NULL && self->analysed == self->generation)
    input->earlier = cw_analysis_ref (self->analysis);
  if (self->fundamentals != NULL)
    input->fundamentals = cw_fundamentals_ref (self->fundamentals);
  if (self->fundamentals_error != NULL)
    input->fundamentals_error = g_error_copy (self->fundamentals_error);
  return input;
}

/** cw_ticket_make_price_input: Returns: (transfer full): what is known of the price alone */
CwAnalyseInput *
cw_ticket_make_price_input (CwTicket *self)
{
  CwAnalyseInput *input = g_new0 (CwAnalyseInput, 1);

  input->symbol = g_strdup (self->symbol);
  input->options = self->order->options;
  input->quote = cw_symbol_quote_ref (self->quote);
  input->quote_fetched_at = self->quote_fetched_at;
  input->market = cw_market_growth_unknown ();
  return input;
}

/** cw_ticket_post: tells the order's reader how far the symbol has come, with what is known of it
 */
void
cw_ticket_post (CwTicket *self, CwStage stage, const GError *error)
{
  CwOutcome *outcome = cw_outcome_new (self->index, self->symbol, stage, self->analysis, error);

  outcome->found = self->found != NULL ? cw_series_ref (self->found) : NULL;
  outcome->n_new_bars = self->n_new_bars;
  outcome->from_store = self->from_store;
  cw_mailbox_post (self->order->mailbox, outcome);
}
