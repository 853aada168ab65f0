/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-row-look.h"
#include "cw-row-slot.h"

G_BEGIN_DECLS

/**
 * CwWatchlistItem:
 *
 * Shows what a place of the watchlist shows, whatever its state. When that changes, the item says
 * so and waits until it is told to show it: its list knows how much a frame can bear.
 *
 * Signals: `outdated ()`: the row says something else than the item shows
 */
#define CW_TYPE_WATCHLIST_ITEM (cw_watchlist_item_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchlistItem, cw_watchlist_item, CW, WATCHLIST_ITEM, GtkWidget)

GtkWidget *cw_watchlist_item_new (CwRowLook *look) G_GNUC_WARN_UNUSED_RESULT;

void cw_watchlist_item_set_slot (CwWatchlistItem *self, CwRowSlot *slot);
CwRowSlot *cw_watchlist_item_get_slot (CwWatchlistItem *self);
CwRow *cw_watchlist_item_get_row (CwWatchlistItem *self);
void cw_watchlist_item_set_chosen (CwWatchlistItem *self, gboolean chosen);

gboolean cw_watchlist_item_is_outdated (CwWatchlistItem *self);
void cw_watchlist_item_outdate (CwWatchlistItem *self);
void cw_watchlist_item_update (CwWatchlistItem *self);

G_END_DECLS
