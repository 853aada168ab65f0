/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-symbol-list.h"

G_BEGIN_DECLS

void cw_watchlist_csv_write (const CwSymbolList *list, GString *to);
void cw_holdings_csv_write (const CwSymbolList *list, GString *to);
void cw_lists_json_write (const GPtrArray *lists, const GPtrArray *alerts, GString *to);

G_END_DECLS
