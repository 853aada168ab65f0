/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-symbol-search.h"
#include "cw-watchlist.h"

G_BEGIN_DECLS

/**
 * CwSymbolMatches:
 *
 * What a search for symbols found, to be chosen from by pointer or keys; or why there is nothing.
 *
 * Signals:
 * - `chosen (const char *symbol)`: a person wants that symbol
 * - `left ()`: the keys lead out of the list at its top
 */
#define CW_TYPE_SYMBOL_MATCHES (cw_symbol_matches_get_type ())
G_DECLARE_FINAL_TYPE (CwSymbolMatches, cw_symbol_matches, CW, SYMBOL_MATCHES, GtkWidget)

void cw_symbol_matches_show (CwSymbolMatches *self,
                             CwSymbolSearch *search,
                             CwWatchlist *watchlist,
                             const char *typed);
gboolean cw_symbol_matches_choose (CwSymbolMatches *self);

G_END_DECLS
