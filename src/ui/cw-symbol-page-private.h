/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-symbol-cards.h"
#include "cw-symbol-header.h"
#include "cw-symbol-page.h"

G_BEGIN_DECLS

/** CW_SYMBOL_PAGE_N_PARTS: how many parts of a page appear one after the other. */
#define CW_SYMBOL_PAGE_N_PARTS 4

struct _CwSymbolPage
{
  GtkWidget parent_instance;

  CwRow *row;          /* owned, nullable */
  gboolean painted;    /* whether there has been a frame of it, whatever it showed */
  guint n_revealed;    /* parts that have appeared */
  guint reveal_source; /* while there are others */

  GtkWidget *box;
  GtkWidget *back_button;
  GtkMenuButton *menu_button;
  AdwViewSwitcherTitle *title;
  GtkStack *stack;
  GtkLabel *loading_label;
  AdwStatusPage *failed_page;
  GtkButton *retry_button;
  GtkInfoBar *identity_bar;
  GtkLabel *identity_label;
  GtkButton *same_button;
  GtkButton *other_button;
  GtkInfoBar *stale_bar;
  GtkLabel *stale_label;
  GtkButton *stale_retry_button;
  CwSymbolHeader *header;
  CwChartPanel *chart_panel;
  CwSymbolCards *cards;
};

void cw_symbol_page_update (CwSymbolPage *self);
void cw_symbol_page_show_title (CwSymbolPage *self);
void cw_symbol_page_await_first_frame (CwSymbolPage *self);

G_END_DECLS
