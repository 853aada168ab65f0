/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-analyse.h"
#include "cw-order.h"

G_BEGIN_DECLS

/**
 * CwTicket:
 *
 * One symbol of one order on its way through the stages. Belongs to the network thread, which alone
 * counts the references.
 *
 * Bars come up to twice: as they are stored, and as the provider gives them. Each coming is a
 * generation of its own, so that an analysis of the older ones is not taken for one of the newer.
 */
typedef struct
{
  int n_references;
  CwOrder *order;
  guint index;
  char *symbol;
  char *provider; /* nullable: whom the symbol names */
  gboolean preferred;
  gboolean batched; /* its price is asked for together with others */
  gboolean ended;

  guint n_recalls;         /* from the store, under way */
  gboolean loading;        /* its bars, or its price, have been asked for */
  gboolean settled;        /* no newer bars are to come */
  gboolean figures_wanted; /* they have been asked for, or need not be */
  gboolean fundamentals_settled;
  gboolean from_store; /* what is stored was new enough */
  GError *error;       /* nullable: why the provider's bars did not come */

  CwSeries *kept; /* nullable: the bars that are stored, in their full length */
  gint64 kept_at;
  CwSeries *series; /* nullable: the newest bars */
  gboolean stored;  /* @series is @kept */
  gint64 fetched_at;
  guint generation; /* of @series, 0 while there are none */
  guint n_new_bars;
  gboolean stands_in;   /* the bars are from another provider than should be asked */
  CwSeries *found;      /* nullable: bars of another company */
  CwSymbolQuote *quote; /* nullable: the newest price that came without bars */
  gint64 quote_fetched_at;
  CwFundamentals *fundamentals;
  gint64 fundamentals_fetched_at;
  GError *fundamentals_error;

  gboolean computing;
  guint computing_generation;
  guint analysed; /* the generation of @analysis, or 0 */
  CwAnalysis *analysis;
  guint n_saves; /* under way, where ready means stored */
} CwTicket;

CwTicket *cw_ticket_new (CwOrder *order, guint index);
CwTicket *cw_ticket_ref (CwTicket *ticket);
void cw_ticket_unref (CwTicket *ticket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTicket, cw_ticket_unref)

gboolean cw_ticket_is_for (CwTicket *ticket, const char *symbol);
gboolean cw_ticket_wants_figures (CwTicket *ticket);
gboolean cw_ticket_wants_price_alone (CwTicket *ticket);
void cw_ticket_take_kept (CwTicket *ticket, CwSeries *series, gint64 fetched_at);
void cw_ticket_take_series (CwTicket *ticket, CwSeries *series, gint64 fetched_at);
void cw_ticket_take_quote (CwTicket *ticket, const CwSymbolQuote *quote, gint64 fetched_at);
void cw_ticket_take_error (CwTicket *ticket, GError *error);
void cw_ticket_take_analysis (CwTicket *ticket, CwAnalysis *analysis);
CwAnalyseInput *cw_ticket_make_input (CwTicket *ticket) G_GNUC_WARN_UNUSED_RESULT;
CwAnalyseInput *cw_ticket_make_price_input (CwTicket *ticket) G_GNUC_WARN_UNUSED_RESULT;
void cw_ticket_post (CwTicket *ticket, CwStage stage, const GError *error);

G_END_DECLS
