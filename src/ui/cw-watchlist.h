/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"
#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwWatchlist:
 *
 * The symbols of a window and what loads for them. Results find their row by its symbol; a result
 * for a row that is gone is dropped.
 *
 * Signals:
 * - `progress ()`: cw_watchlist_get_progress() says something else; at most once a frame
 * - `finished ()`: nothing loads any more
 */
#define CW_TYPE_WATCHLIST (cw_watchlist_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchlist, cw_watchlist, CW, WATCHLIST, GObject)

CwWatchlist *cw_watchlist_new (CwEngine *engine) G_GNUC_WARN_UNUSED_RESULT;
void cw_watchlist_shut_down (CwWatchlist *self);

GListModel *cw_watchlist_get_model (CwWatchlist *self);
CwRow *cw_watchlist_find (CwWatchlist *self, const char *symbol);
guint cw_watchlist_get_n_rows (CwWatchlist *self);
guint cw_watchlist_count_failed (CwWatchlist *self);

guint cw_watchlist_add (CwWatchlist *self, const char *const *symbols);
CwRow *cw_watchlist_remove (CwWatchlist *self,
                            const char *symbol,
                            guint *position) G_GNUC_WARN_UNUSED_RESULT;
void cw_watchlist_insert (CwWatchlist *self, CwRow *row, guint position);

void cw_watchlist_refresh (CwWatchlist *self);
void cw_watchlist_retry (CwWatchlist *self, const char *symbol);
void cw_watchlist_prefer (CwWatchlist *self, const char *symbol);
void cw_watchlist_cancel (CwWatchlist *self);

gboolean cw_watchlist_is_loading (CwWatchlist *self);
gboolean cw_watchlist_is_filled (CwWatchlist *self);
CwProgress cw_watchlist_get_progress (CwWatchlist *self);

G_END_DECLS
