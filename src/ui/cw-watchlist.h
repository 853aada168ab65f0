/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"
#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwWatchlist:
 *
 * The rows of the list that a window shows and what loads for them. Results find their row by its
 * symbol. A row that leaves the list keeps what is known about it for when it comes back.
 *
 * Signals:
 * - `progress ()`: cw_watchlist_get_progress() says something else; at most once a frame
 * - `finished ()`: nothing loads any more
 */
#define CW_TYPE_WATCHLIST (cw_watchlist_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchlist, cw_watchlist, CW, WATCHLIST, GObject)

CwWatchlist *cw_watchlist_new (CwEngine *engine) G_GNUC_WARN_UNUSED_RESULT;
void cw_watchlist_shut_down (CwWatchlist *self);

CwEngine *cw_watchlist_get_engine (CwWatchlist *self);
GListModel *cw_watchlist_get_model (CwWatchlist *self);
CwRow *cw_watchlist_find (CwWatchlist *self, const char *symbol);
guint cw_watchlist_get_n_rows (CwWatchlist *self);
guint cw_watchlist_count_failed (CwWatchlist *self);
const GError *cw_watchlist_find_network_error (CwWatchlist *self);

void cw_watchlist_show_list (CwWatchlist *self, const CwSymbolList *list);

void cw_watchlist_refresh (CwWatchlist *self);
void cw_watchlist_refresh_rows (CwWatchlist *self, GPtrArray *rows);
void cw_watchlist_retry (CwWatchlist *self, const char *symbol);
void cw_watchlist_identify (CwWatchlist *self, const char *symbol, CwIdentity identity);
void cw_watchlist_prefer (CwWatchlist *self, const char *symbol);
void cw_watchlist_cancel (CwWatchlist *self);

gboolean cw_watchlist_is_loading (CwWatchlist *self);
CwProgress cw_watchlist_get_progress (CwWatchlist *self);

G_END_DECLS
