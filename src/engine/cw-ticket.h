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
  gboolean preferred;
  gboolean ended;

  guint n_recalls;  /* from the store, under way */
  gboolean loading; /* its bars have been asked for */
  gboolean settled; /* no newer bars are to come */
  gboolean fundamentals_settled;
  GError *error; /* nullable: why the provider's bars did not come */

  CwSeries *series;
  gboolean stored; /* @series is from the store, in its full length */
  gint64 fetched_at;
  guint generation; /* of @series, 0 while there are none */
  CwFundamentals *fundamentals;
  GError *fundamentals_error;

  guint computing; /* the generation that a job is computing, or 0 */
  guint analysed;  /* the generation of @analysis, or 0 */
  CwAnalysis *analysis;
} CwTicket;

CwTicket *cw_ticket_new (CwOrder *order, guint index, char *symbol);
CwTicket *cw_ticket_ref (CwTicket *ticket);
void cw_ticket_unref (CwTicket *ticket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTicket, cw_ticket_unref)

gboolean cw_ticket_is_for (CwTicket *ticket, const char *symbol);
void cw_ticket_take_series (CwTicket *ticket, CwSeries *series, gint64 fetched_at, gboolean stored);
void cw_ticket_take_analysis (CwTicket *ticket, CwAnalysis *analysis);
CwAnalyseInput *cw_ticket_make_input (CwTicket *ticket) G_GNUC_WARN_UNUSED_RESULT;
void cw_ticket_post (CwTicket *ticket, CwStage stage, const GError *error);

G_END_DECLS
