/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-drafts.h"
#include "cw-lists.h"
#include "cw-source.h"
#include "cw-symbol-page.h"
#include "cw-watchlist-view.h"

G_BEGIN_DECLS

/**
 * CwWindow:
 *
 * The window: a source of data, the lists of symbols, the watchlist that shows one of them and
 * loads it, and the page of one symbol. What its actions do lies in files of their own, on top of
 * what is public here.
 *
 * Signals:
 * - `opened ()`: the data comes from another source now
 * - `closing ()`: where the data comes from is about to be shut down: nothing may use it any more
 */
#define CW_TYPE_WINDOW (cw_window_get_type ())
G_DECLARE_FINAL_TYPE (CwWindow, cw_window, CW, WINDOW, AdwApplicationWindow)

/** CW_PAGE_CHARTS: the names of pages, as `win.show-page` has them. */
#define CW_PAGE_CHARTS "charts"
#define CW_PAGE_PORTFOLIO "portfolio"
#define CW_PAGE_RISK "risk"
#define CW_PAGE_ACTIVITY "activity"
#define CW_PAGE_LABORATORY "laboratory" /* a part of it */

/** CW_UNDO_SECONDS: so long something can be taken back: time enough to reach it by keys. */
#define CW_UNDO_SECONDS 20

CwWindow *cw_window_new (AdwApplication *application, CwTrace *trace) G_GNUC_WARN_UNUSED_RESULT;

void cw_window_open (CwWindow *self, CwSource *source, const GPtrArray *entries);
gboolean
cw_window_open_demo (CwWindow *self, gboolean offline, const GPtrArray *entries, GError **error);

CwSource *cw_window_get_source (CwWindow *self);
CwLists *cw_window_get_lists (CwWindow *self);
CwDrafts *cw_window_get_drafts (CwWindow *self);
gboolean cw_window_has_symbols (CwWindow *self);
CwEngine *cw_window_get_engine (CwWindow *self);
CwWatchlist *cw_window_get_watchlist (CwWindow *self);
CwWatchlistView *cw_window_get_watchlist_view (CwWindow *self);
CwSymbolPage *cw_window_get_page (CwWindow *self);
GCancellable *cw_window_get_cancellable (CwWindow *self);

void cw_window_show_row (CwWindow *self, CwRow *row);
void cw_window_open_row (CwWindow *self, CwRow *row);
gboolean cw_window_show_page (CwWindow *self, const char *name);
gboolean cw_window_shows_charts (CwWindow *self);
gboolean cw_window_go_back (CwWindow *self);
void cw_window_add_toast (CwWindow *self, AdwToast *toast);
void cw_window_say (CwWindow *self, const char *text);
gboolean cw_window_is_settled (CwWindow *self);

G_END_DECLS
