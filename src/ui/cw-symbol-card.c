/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-card.h"

#include <glib/gi18n-lib.h>

#include "cw-decision-card.h"
#include "cw-dividends-card.h"
#include "cw-fundamentals-card.h"
#include "cw-holding-card.h"
#include "cw-notes-card.h"
#include "cw-scenarios-card.h"
#include "cw-symbol-risk-card.h"
#include "cw-track-view.h"

static GtkWidget *
make_notice (void)
{
  GtkWidget *label =
      gtk_label_new (_ ("This is information, not advice. The rules look at closes adjusted for "
                        "dividends, the chart at the prices paid."));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/** cw_symbol_card_new: Returns: (transfer floating): a card that shows nothing yet */
GtkWidget *
cw_symbol_card_new (CwSymbolCard card)
{
  switch (card)
    {
    case CW_SYMBOL_CARD_SHORT_TERM:
      return g_object_new (CW_TYPE_DECISION_CARD, "title", _ ("Short Term"), "signed-score", TRUE,
                           NULL);
    case CW_SYMBOL_CARD_LONG_TERM:
      return g_object_new (CW_TYPE_DECISION_CARD, "title", _ ("Long Term"), NULL);
    case CW_SYMBOL_CARD_HOLDING:
      return g_object_new (CW_TYPE_HOLDING_CARD, NULL);
    case CW_SYMBOL_CARD_NOTES:
      return g_object_new (CW_TYPE_NOTES_CARD, NULL);
    case CW_SYMBOL_CARD_FUNDAMENTALS:
      return g_object_new (CW_TYPE_FUNDAMENTALS_CARD, NULL);
    case CW_SYMBOL_CARD_TRACK:
      return g_object_new (CW_TYPE_TRACK_VIEW, NULL);
    case CW_SYMBOL_CARD_RISK:
      return g_object_new (CW_TYPE_SYMBOL_RISK_CARD, NULL);
    case CW_SYMBOL_CARD_SCENARIOS:
      return g_object_new (CW_TYPE_SCENARIOS_CARD, NULL);
    case CW_SYMBOL_CARD_DIVIDENDS:
      return g_object_new (CW_TYPE_DIVIDENDS_CARD, NULL);
    case CW_SYMBOL_CARD_NOTICE:
      return make_notice ();
    default:
      g_return_val_if_reached (NULL);
    }
}

/** cw_symbol_card_show_row: shows what is known of a row that has an analysis with bars */
void
cw_symbol_card_show_row (CwSymbolCard card, GtkWidget *widget, CwRow *row)
{
  CwAnalysis *analysis = cw_row_get_analysis (row);

  switch (card)
    {
    case CW_SYMBOL_CARD_SHORT_TERM:
      cw_decision_card_set_decision (CW_DECISION_CARD (widget), analysis->short_term,
                                     analysis->track_record);
      break;
    case CW_SYMBOL_CARD_LONG_TERM:
      cw_decision_card_set_decision (CW_DECISION_CARD (widget), analysis->long_term, NULL);
      break;
    case CW_SYMBOL_CARD_HOLDING:
      cw_holding_card_show_row (CW_HOLDING_CARD (widget), row);
      break;
    case CW_SYMBOL_CARD_NOTES:
      cw_notes_card_show_row (CW_NOTES_CARD (widget), row);
      break;
    case CW_SYMBOL_CARD_FUNDAMENTALS:
      cw_fundamentals_card_set_analysis (CW_FUNDAMENTALS_CARD (widget), analysis);
      break;
    case CW_SYMBOL_CARD_TRACK:
    case CW_SYMBOL_CARD_RISK:
    case CW_SYMBOL_CARD_SCENARIOS:
    case CW_SYMBOL_CARD_DIVIDENDS:
    case CW_SYMBOL_CARD_NOTICE:
    default:
      break;
    }
}

/** cw_symbol_card_needs_study: Returns: whether a card shows what an analysis does not find out */
gboolean
cw_symbol_card_needs_study (CwSymbolCard card)
{
  return card >= CW_SYMBOL_CARD_TRACK && card <= CW_SYMBOL_CARD_DIVIDENDS;
}

/**
 * cw_symbol_card_show_study:
 * @card: a card that needs a study
 * @widget: the card
 * @study: (nullable): what it shows; %NULL while it is being made
 * @benchmark: the symbol that stands for the market
 */
void
cw_symbol_card_show_study (CwSymbolCard card,
                           GtkWidget *widget,
                           CwSymbolStudy *study,
                           const char *benchmark)
{
  if (card == CW_SYMBOL_CARD_TRACK)
    cw_track_view_set_study (CW_TRACK_VIEW (widget), study);
  else if (card == CW_SYMBOL_CARD_RISK)
    cw_symbol_risk_card_set_study (CW_SYMBOL_RISK_CARD (widget), study, benchmark);
  else if (card == CW_SYMBOL_CARD_SCENARIOS)
    cw_scenarios_card_set_study (CW_SCENARIOS_CARD (widget), study);
  else
    cw_dividends_card_set_study (CW_DIVIDENDS_CARD (widget), study);
}
