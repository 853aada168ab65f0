/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwWatchlistItems:
 *
 * Makes the items of a list view and keeps them up to date, a few in a frame, those in sight first,
 * so that a flood of results costs more frames and not longer ones.
 */
#define CW_TYPE_WATCHLIST_ITEMS (cw_watchlist_items_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchlistItems, cw_watchlist_items, CW, WATCHLIST_ITEMS, GObject)

CwWatchlistItems *cw_watchlist_items_new (GtkWidget *viewport) G_GNUC_WARN_UNUSED_RESULT;
GtkListItemFactory *cw_watchlist_items_get_factory (CwWatchlistItems *self);
gboolean cw_watchlist_items_are_up_to_date (CwWatchlistItems *self);
void cw_watchlist_items_focus (CwWatchlistItems *self, CwRow *row);
void cw_watchlist_items_show_ages (CwWatchlistItems *self);

G_END_DECLS
