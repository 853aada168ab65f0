/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-chart-panel.h"
#include "cw-drafts.h"
#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwSymbolPage:
 *
 * All about one symbol of the watchlist: what is known is shown while the rest is on its way, what
 * failed says why and offers to try again.
 *
 * Properties: `folded` is %TRUE while the page stands where the list was, and needs a way back.
 *
 * Signals, each with the number of the list in which something is to be kept:
 * - `entry-edited (gint64 list, CwListEntry *entry)`
 * - `holding-edited (gint64 list, CwHolding *holding)`
 * - `holding-removed (gint64 list, CwHolding *holding)`
 */
#define CW_TYPE_SYMBOL_PAGE (cw_symbol_page_get_type ())
G_DECLARE_FINAL_TYPE (CwSymbolPage, cw_symbol_page, CW, SYMBOL_PAGE, GtkWidget)

void cw_symbol_page_set_menu (CwSymbolPage *self, GMenuModel *menu);
AdwViewSwitcherTitle *cw_symbol_page_get_switcher (CwSymbolPage *self);
void cw_symbol_page_set_engine (CwSymbolPage *self, CwEngine *engine);
void cw_symbol_page_set_obstacle (CwSymbolPage *self, const char *obstacle);
void cw_symbol_page_set_drafts (CwSymbolPage *self, CwDrafts *drafts);
void cw_symbol_page_flush (CwSymbolPage *self);
void cw_symbol_page_show_row (CwSymbolPage *self, CwRow *row);
CwRow *cw_symbol_page_get_row (CwSymbolPage *self);
CwChartPanel *cw_symbol_page_get_chart_panel (CwSymbolPage *self);
gboolean cw_symbol_page_is_chart_coming (CwSymbolPage *self);
gboolean cw_symbol_page_is_settled (CwSymbolPage *self);

G_END_DECLS
