/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

gboolean cw_series_find_unit_jump (const CwSeries *series, gsize *bar);
char *cw_series_format_bar_day (const CwSeries *series, gsize bar) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
