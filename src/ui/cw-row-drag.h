/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-watchlist-item.h"

G_BEGIN_DECLS

void cw_row_drag_attach (CwWatchlistItem *item);

G_END_DECLS
