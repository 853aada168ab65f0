/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwSymbolEntry:
 *
 * Where tickers are typed, one or several. What is no ticker is named in place; what is goes to
 * `win.add-symbol`.
 *
 * Signals: `added ()`: something good was entered
 */
#define CW_TYPE_SYMBOL_ENTRY (cw_symbol_entry_get_type ())
G_DECLARE_FINAL_TYPE (CwSymbolEntry, cw_symbol_entry, CW, SYMBOL_ENTRY, GtkWidget)

G_END_DECLS
