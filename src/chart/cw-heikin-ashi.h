/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

void cw_heikin_ashi (const CwSeries *series, double *columns);

G_END_DECLS
