/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-load.h"

G_BEGIN_DECLS

/**
 * CwWatchlistLoads:
 *
 * The loads of a watchlist since nothing was loading, so that their progress together only goes
 * forward.
 */
typedef struct _CwWatchlistLoads CwWatchlistLoads;

CwWatchlistLoads *cw_watchlist_loads_new (gpointer watchlist) G_GNUC_WARN_UNUSED_RESULT;
void cw_watchlist_loads_free (CwWatchlistLoads *loads);

void cw_watchlist_loads_add (CwWatchlistLoads *loads, CwLoad *load);
void cw_watchlist_loads_forget (CwWatchlistLoads *loads);
void cw_watchlist_loads_cancel (CwWatchlistLoads *loads);
void cw_watchlist_loads_prefer (CwWatchlistLoads *loads, const char *symbol);
gboolean cw_watchlist_loads_are_under_way (CwWatchlistLoads *loads);
CwProgress cw_watchlist_loads_get_progress (CwWatchlistLoads *loads);

G_END_DECLS
