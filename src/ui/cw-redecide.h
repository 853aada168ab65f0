/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-watchlist.h"

G_BEGIN_DECLS

void cw_redecide (CwWatchlist *watchlist, const CwThresholds *thresholds);

G_END_DECLS
