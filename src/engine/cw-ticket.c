/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-ticket.h"

#include <string.h>

#include "cw-outcome-private.h"

/**
 * cw_ticket_new:
 * @order: what it belongs to
 * @index: its symbol's place there
 * @symbol: (transfer full): its symbol
 *
 * Returns: (transfer full): a ticket of which nothing is known yet
 */
CwTicket *
cw_ticket_new (CwOrder *order, guint index, char *symbol)
{
  CwTicket *self = g_new0 (CwTicket, 1);

  self->n_references = 1;
  self->order = cw_order_ref (order);
  self->index = index;
  self->symbol = symbol;
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
  g_clear_error (&self->error);
  g_clear_pointer (&self->series, cw_series_unref);
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

/**
 * cw_ticket_take_series:
 * @series: (transfer full): newer bars than those it has
 * @fetched_at: when they came from the provider
 * @stored: whether they are from the store
 */
void
cw_ticket_take_series (CwTicket *self, CwSeries *series, gint64 fetched_at, gboolean stored)
{
  g_clear_pointer (&self->series, cw_series_unref);
  self->series = series;
  self->fetched_at = fetched_at;
  self->stored = stored;
  self->generation++;
}

/** cw_ticket_take_analysis: @analysis: (transfer full): what the job under way found */
void
cw_ticket_take_analysis (CwTicket *self, CwAnalysis *analysis)
{
  g_clear_pointer (&self->analysis, cw_analysis_unref);
  self->analysis = analysis;
  self->analysed = self->computing;
}

/**
 * cw_ticket_make_input:
 *
 * Returns: (transfer full): what is known, for an analysis; the market's growth is for the caller
 *   to add
 */
CwAnalyseInput *
cw_ticket_make_input (CwTicket *self)
{
  CwAnalyseInput *input = g_new0 (CwAnalyseInput, 1);

  input->series = cw_series_ref (self->series);
  input->options = self->order->options;
  input->stored = self->stored;
  input->fetched_at = self->fetched_at;
  if (self->analysed == self->generation)
    input->earlier = cw_analysis_ref (self->analysis);
  if (self->fundamentals != NULL)
    input->fundamentals = cw_fundamentals_ref (self->fundamentals);
  if (self->fundamentals_error != NULL)
    input->fundamentals_error = g_error_copy (self->fundamentals_error);
  return input;
}

/** cw_ticket_post: tells the order's reader how far the symbol has come, with what is known of it
 */
void
cw_ticket_post (CwTicket *self, CwStage stage, const GError *error)
{
  cw_mailbox_post (self->order->mailbox,
                   cw_outcome_new (self->index, self->symbol, stage, self->analysis, error));
}
