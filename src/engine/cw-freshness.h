/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-load.h"

G_BEGIN_DECLS

gboolean cw_freshness_of_price (gint64 fetched_at, gint64 now);
gboolean cw_freshness_of_bars (const CwSeries *stored, gint64 fetched_at, gint64 now);
gboolean
cw_freshness_reaches_back (const CwSeries *stored, const CwLoadOptions *options, gint64 now);

G_END_DECLS
