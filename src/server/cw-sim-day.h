/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-prng.h"
#include "cw-series-builder.h"

G_BEGIN_DECLS

void cw_sim_day_fill (CwSeriesBuilder *builder,
                      const CwSeries *daily,
                      gsize day,
                      CwPrng *prng,
                      gint64 start,
                      gint64 end);

G_END_DECLS
