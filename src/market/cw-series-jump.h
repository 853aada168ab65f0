/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

gboolean cw_series_find_unit_jump (const CwSeries *series, gsize *bar);

G_END_DECLS
