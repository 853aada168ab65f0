/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-live-bar.h"
#include "cw-notice-bar.h"
#include "cw-row-list.h"
#include "cw-watchlist.h"

G_BEGIN_DECLS

/**
 * CwWatchlistView:
 *
 * The window's left side: the list with what chooses another, adds to it and finds in it, how far
 * loading has come, and what does not work.
 *
 * Properties: `folded` is %TRUE while the list is a page of its own.
 *
 * Signals: `shown (CwRow *row)`: a person wants to see that row's page
 */
#define CW_TYPE_WATCHLIST_VIEW (cw_watchlist_view_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchlistView, cw_watchlist_view, CW, WATCHLIST_VIEW, GtkWidget)

void cw_watchlist_view_set_menu (CwWatchlistView *self, GMenuModel *menu);
void
cw_watchlist_view_set_watchlist (CwWatchlistView *self, CwWatchlist *watchlist, const char *origin);
void cw_watchlist_view_set_arrange_menu (CwWatchlistView *self, GMenuModel *menu);
void cw_watchlist_view_set_other_lists (CwWatchlistView *self, GMenuModel *menu);
void cw_watchlist_view_set_arrangement (CwWatchlistView *self, const CwArrangement *arrangement);
CwRowSelection *cw_watchlist_view_get_selection (CwWatchlistView *self);
void cw_watchlist_view_set_list (CwWatchlistView *self, const char *name, GMenuModel *menu);
CwNoticeBar *cw_watchlist_view_get_notice (CwWatchlistView *self);
CwNoticeBar *cw_watchlist_view_get_network_notice (CwWatchlistView *self);
CwLiveBar *cw_watchlist_view_get_live_bar (CwWatchlistView *self);
void cw_watchlist_view_set_obstacle (CwWatchlistView *self, const char *obstacle);
void cw_watchlist_view_select (CwWatchlistView *self, CwRow *row);
CwRow *
cw_watchlist_view_find_neighbour (CwWatchlistView *self, CwRow *row, const char *const *symbols);
void cw_watchlist_view_ask_for_symbols (CwWatchlistView *self);
void cw_watchlist_view_find (CwWatchlistView *self);
gboolean cw_watchlist_view_stop_finding (CwWatchlistView *self);
gboolean cw_watchlist_view_is_up_to_date (CwWatchlistView *self);
void cw_watchlist_view_show_ages (CwWatchlistView *self);

G_END_DECLS
