/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "made-series.h"

#include <math.h>

#include "cw-series-builder.h"

#define FIRST_DAY G_GINT64_CONSTANT (1577836800)
#define DAY (24 * 60 * 60)

CwSeries *
series_from_prices (const double *prices, gsize n)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("MADE", CW_INTERVAL_1D);

  for (gsize i = 0; i < n; i++)
    cw_series_builder_add_bar (builder, FIRST_DAY + (gint64) i * DAY, prices[i], prices[i],
                               prices[i], prices[i], prices[i], 1000);
  return cw_series_builder_end (builder);
}

CwSeries *
series_growing (gsize n, double first, double factor)
{
  g_autofree double *prices = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    prices[i] = first * pow (factor, (double) i);
  return series_from_prices (prices, n);
}

CwSeries *
series_wandering (gsize n, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("MADE", CW_INTERVAL_1D);
  double close = 100;

  for (gsize i = 0; i < n; i++)
    {
      double open = close * (1 + g_rand_double_range (random, -0.01, 0.01));

      close = open * (1 + g_rand_double_range (random, -0.03, 0.0305));
      cw_series_builder_add_bar (builder, FIRST_DAY + (gint64) i * DAY, open,
                                 MAX (open, close) * 1.01, MIN (open, close) * 0.99, close,
                                 close * (0.8 + 0.1 * (double) i / (double) n), 1000);
    }
  return cw_series_builder_end (builder);
}
