/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <math.h>
#include <string.h>

#include "cw-quotes-error.h"
#include "cw-yahoo-chart.h"

#define NOW 1800000000

static void
check_text (const char *text)
{
  g_assert_true (text != NULL && g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 200);
}

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
check_series (const CwSeries *series)
{
  check_text (series->info.name);
  check_text (series->info.currency);
  check_text (series->info.timezone);
  g_assert_nonnull (series->zone);
  for (gsize i = 0; i < series->n_bars; i++)
    check_bar (series, i);
  for (gsize i = 0; i < series->n_dividends; i++)
    g_assert_true (isfinite (series->dividends[i].amount) && series->dividends[i].amount > 0);
  for (gsize i = 0; i < series->n_splits; i++)
    g_assert_true (series->splits[i].numerator > 0 && series->splits[i].denominator > 0);
}

static void
check_error (const GError *error)
{
  g_assert_true (error->domain == CW_QUOTES_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *body = g_memdup2 (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) described = cw_yahoo_error_parse (404, body, size, "ABC");
  g_autoptr (CwSeries) series =
      cw_yahoo_chart_parse (body, size, "ABC", CW_INTERVAL_1D, "Fuzz", NOW, &error);

  g_assert_true ((series != NULL) != (error != NULL));
  check_error (described);
  if (error != NULL)
    check_error (error);
  else
    check_series (series);
  return 0;
}
