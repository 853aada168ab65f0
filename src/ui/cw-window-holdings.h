/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_holdings_follow (CwWindow *window, CwSymbolPage *page);

G_END_DECLS
