/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-row.h"
#include "cw-symbol-study.h"

G_BEGIN_DECLS

/**
 * CwSymbolCard:
 *
 * The cards of a symbol's page, in the order in which they are made; the track record becomes part
 * of the first one.
 */
typedef enum
{
  CW_SYMBOL_CARD_SHORT_TERM,
  CW_SYMBOL_CARD_LONG_TERM,
  CW_SYMBOL_CARD_HOLDING,
  CW_SYMBOL_CARD_NOTES,
  CW_SYMBOL_CARD_FUNDAMENTALS,
  CW_SYMBOL_CARD_TRACK,
  CW_SYMBOL_CARD_RISK,
  CW_SYMBOL_CARD_SCENARIOS,
  CW_SYMBOL_CARD_DIVIDENDS,
  CW_SYMBOL_CARD_NOTICE,
} CwSymbolCard;

#define CW_N_SYMBOL_CARDS (CW_SYMBOL_CARD_NOTICE + 1)

GtkWidget *cw_symbol_card_new (CwSymbolCard card);
gboolean cw_symbol_card_needs_study (CwSymbolCard card);
void cw_symbol_card_show_row (CwSymbolCard card, GtkWidget *widget, CwRow *row);
void cw_symbol_card_show_study (CwSymbolCard card,
                                GtkWidget *widget,
                                CwSymbolStudy *study,
                                const char *benchmark);

G_END_DECLS
