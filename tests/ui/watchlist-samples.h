/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-watchlist.h"

G_BEGIN_DECLS

void watchlist_show (CwWatchlist *watchlist, const char *const *symbols);
CwRow *watchlist_find (CwWatchlist *watchlist, const char *symbol);

G_END_DECLS
