/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-drafts.h"
#include "cw-engine.h"
#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwSymbolCards:
 *
 * The cards beside or below a chart. They are made one by one, when there is nothing else to do,
 * and what must be computed or loaded for one is when it is first seen.
 *
 * Signals, each with the number of the list in which something is to be kept:
 * - `entry-edited (gint64 list, CwListEntry *entry)`
 * - `holding-edited (gint64 list, CwHolding *holding)`
 * - `holding-removed (gint64 list, CwHolding *holding)`
 */
#define CW_TYPE_SYMBOL_CARDS (cw_symbol_cards_get_type ())
G_DECLARE_FINAL_TYPE (CwSymbolCards, cw_symbol_cards, CW, SYMBOL_CARDS, GtkWidget)

void cw_symbol_cards_set_engine (CwSymbolCards *self, CwEngine *engine);
void cw_symbol_cards_show_row (CwSymbolCards *self, CwRow *row);
void cw_symbol_cards_start (CwSymbolCards *self);
void cw_symbol_cards_set_obstacle (CwSymbolCards *self, const char *obstacle);
void cw_symbol_cards_set_drafts (CwSymbolCards *self, CwDrafts *drafts);
void cw_symbol_cards_flush (CwSymbolCards *self);
gboolean cw_symbol_cards_is_settled (CwSymbolCards *self);

G_END_DECLS
