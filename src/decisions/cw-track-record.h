/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-backtest.h"

G_BEGIN_DECLS

/* Not for other rooms. */
CwTrackRecord
cw_track_record (const gint64 *time, const double *equity, gsize n, CwInterval interval);

G_END_DECLS
