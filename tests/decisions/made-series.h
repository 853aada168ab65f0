/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

/* Series made up for tests: one bar a day from 1 January 2020 on. */

CwSeries *series_from_prices (const double *prices, gsize n);
CwSeries *series_growing (gsize n, double first, double factor);
CwSeries *series_wandering (gsize n, guint32 seed);
