/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-watchlist.h"

G_BEGIN_DECLS

/**
 * CwSymbolEntry:
 *
 * Where symbols are typed, one or several, or a name to look for. What is found stands below, and
 * Enter takes what is marked there, or else what was typed. What is no ticker is named in place;
 * what is goes to `win.add-symbol`.
 *
 * Signals: `added ()`: something good was entered
 */
#define CW_TYPE_SYMBOL_ENTRY (cw_symbol_entry_get_type ())
G_DECLARE_FINAL_TYPE (CwSymbolEntry, cw_symbol_entry, CW, SYMBOL_ENTRY, GtkWidget)

void cw_symbol_entry_set_watchlist (CwSymbolEntry *self, CwWatchlist *watchlist);
void cw_symbol_entry_clear (CwSymbolEntry *self);

G_END_DECLS
