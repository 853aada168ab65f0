/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-row.h"

G_BEGIN_DECLS

/** CwSymbolHeader: whose page it is, the price and its change, and how old and from whom that is.
 */
#define CW_TYPE_SYMBOL_HEADER (cw_symbol_header_get_type ())
G_DECLARE_FINAL_TYPE (CwSymbolHeader, cw_symbol_header, CW, SYMBOL_HEADER, GtkWidget)

void cw_symbol_header_show_row (CwSymbolHeader *self, CwRow *row);

G_END_DECLS
