/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwWatchlistItem:
 *
 * Shows a row of the watchlist, whatever its state. When the row changes, the item says so and
 * waits until it is told to show it: its list knows how much a frame can bear.
 *
 * Signals: `outdated ()`: the row says something else than the item shows
 */
#define CW_TYPE_WATCHLIST_ITEM (cw_watchlist_item_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchlistItem, cw_watchlist_item, CW, WATCHLIST_ITEM, GtkWidget)

void cw_watchlist_item_set_row (CwWatchlistItem *self, CwRow *row);
CwRow *cw_watchlist_item_get_row (CwWatchlistItem *self);
gboolean cw_watchlist_item_is_outdated (CwWatchlistItem *self);
void cw_watchlist_item_update (CwWatchlistItem *self);
void cw_watchlist_item_show_age (CwWatchlistItem *self);

G_END_DECLS
