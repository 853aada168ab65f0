/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <math.h>

#include "cw-csv-bars.h"
#include "cw-market-error.h"
#include "cw-quotes-error.h"

#define NOW 1800000000

static void
check_bar (const CwSeries *series, gsize i)
{
  g_assert_true (isfinite (series->open[i]) && isfinite (series->close[i]));
  g_assert_true (isfinite (series->high[i]) && series->low[i] > 0);
  g_assert_true (series->low[i] <= series->open[i] && series->open[i] <= series->high[i]);
  g_assert_true (series->low[i] <= series->close[i] && series->close[i] <= series->high[i]);
  g_assert_true (isfinite (series->adj_close[i]) && series->adj_close[i] > 0);
  g_assert_true (isnan (series->volume[i]) || series->volume[i] >= 0);
  g_assert_true (i == 0 || series->time[i - 1] < series->time[i]);
}

static void
check_error (const GError *error)
{
  g_assert_true (error->domain == CW_QUOTES_ERROR || error->domain == CW_MARKET_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
try_series (const char *text, gsize size, CwInterval interval)
{
  CwSeriesQuery query = { .symbol = "ABC", .interval = interval, .range = CW_RANGE_MAX };
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeries) series = cw_csv_bars_parse (text, size, &query, "Fuzz", NOW, &error);

  g_assert_true ((series != NULL) != (error != NULL));
  if (error != NULL)
    check_error (error);
  for (gsize i = 0; series != NULL && i < series->n_bars; i++)
    check_bar (series, i);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = size > 0 ? g_memdup2 (data, size) : g_strdup ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSymbolQuote) quote =
      cw_csv_bars_parse_quote (text, size, "ABC", "Fuzz", NOW, &error);

  g_assert_true ((quote != NULL) != (error != NULL));
  if (error != NULL)
    check_error (error);
  else
    g_assert_true (isfinite (quote->quote.price) && quote->quote.price > 0);
  try_series (text, size, CW_INTERVAL_1D);
  try_series (text, size, CW_INTERVAL_5M);
  return 0;
}
