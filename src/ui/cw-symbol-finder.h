/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-symbol-matches.h"

G_BEGIN_DECLS

/**
 * CwSymbolFinder:
 *
 * Lets a field for one ticker be filled by looking for a name: what is found stands below the field
 * until something is chosen.
 *
 * Signals: `chosen ()`: the field says what was chosen
 */
#define CW_TYPE_SYMBOL_FINDER (cw_symbol_finder_get_type ())
G_DECLARE_FINAL_TYPE (CwSymbolFinder, cw_symbol_finder, CW, SYMBOL_FINDER, GObject)

CwSymbolFinder *cw_symbol_finder_new (GtkEditable *field,
                                      CwSymbolMatches *matches,
                                      GtkWidget *place) G_GNUC_WARN_UNUSED_RESULT;
void cw_symbol_finder_shut_down (CwSymbolFinder *self);

void cw_symbol_finder_set_watchlist (CwSymbolFinder *self, CwWatchlist *watchlist);
void cw_symbol_finder_stop (CwSymbolFinder *self);
gboolean cw_symbol_finder_choose (CwSymbolFinder *self);
gboolean cw_symbol_finder_has_others (CwSymbolFinder *self, const char *symbol);

G_END_DECLS
