/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_holdings_install (CwWindow *window);
void cw_window_holdings_follow (CwWindow *window, CwSymbolPage *page);
void cw_window_holdings_remove (CwWindow *window, gint64 list, const CwHolding *holding);

G_END_DECLS
