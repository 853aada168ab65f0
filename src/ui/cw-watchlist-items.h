/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-watchlist-item.h"

G_BEGIN_DECLS

/**
 * CwWatchlistItems:
 *
 * Makes the items of a list view and keeps them up to date, a few in a frame, those in sight first,
 * so that a flood of results costs more frames and not longer ones.
 */
#define CW_TYPE_WATCHLIST_ITEMS (cw_watchlist_items_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchlistItems, cw_watchlist_items, CW, WATCHLIST_ITEMS, GObject)

CwWatchlistItems *cw_watchlist_items_new (GtkWidget *list,
                                          GtkWidget *viewport) G_GNUC_WARN_UNUSED_RESULT;
GtkListItemFactory *cw_watchlist_items_get_factory (CwWatchlistItems *self);
gboolean cw_watchlist_items_are_up_to_date (CwWatchlistItems *self);
void cw_watchlist_items_outdate (CwWatchlistItems *self);
void cw_watchlist_items_set_arrangement (CwWatchlistItems *self, const CwArrangement *arrangement);
void cw_watchlist_items_set_choosing (CwWatchlistItems *self, gboolean choosing);
void cw_watchlist_items_focus (CwWatchlistItems *self, CwRow *row);
gboolean cw_watchlist_items_has_in_sight (CwWatchlistItems *self, CwRow *row);

CwWatchlistItem *cw_watchlist_items_pick (GtkWidget *list, double x, double y);

G_END_DECLS
