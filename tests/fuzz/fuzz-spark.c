/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <math.h>

#include "cw-quotes-error.h"
#include "cw-yahoo-spark.h"

#define NOW 1800000000

static const char *const symbols[] = { "AAPL", "M&M.NS", "^GSPC", "AAPL", NULL };

static void
check_quote (const CwSymbolQuote *quote)
{
  g_assert_true (isfinite (quote->quote.price) && quote->quote.price > 0);
  g_assert_true (isnan (quote->quote.previous_close) || quote->quote.previous_close > 0);
  g_assert_true (g_utf8_validate (quote->name, -1, NULL));
  g_assert_true (g_utf8_validate (quote->currency, -1, NULL));
  g_assert_cmpint (quote->quote.time, <=, NOW + 2 * 24 * 60 * 60);
  for (gsize i = 0; i < quote->n_closes; i++)
    {
      g_assert_true (isfinite (quote->closes[i]) && quote->closes[i] > 0);
      g_assert_true (i == 0 || quote->times[i - 1] < quote->times[i]);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *body = g_memdup2 (data, size);
  CwYahooSparkAsked asked = { symbols, CW_INTERVAL_5M, "Fuzz", NOW, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = cw_yahoo_spark_parse (body, size, &asked, &error);

  g_assert_true ((results != NULL) != (error != NULL));
  g_assert_true (error == NULL || error->domain == CW_QUOTES_ERROR);
  if (results == NULL)
    return 0;
  g_assert_cmpuint (results->len, ==, G_N_ELEMENTS (symbols) - 1);
  for (guint i = 0; i < results->len; i++)
    {
      const CwQuoteResult *result = g_ptr_array_index (results, i);

      g_assert_cmpstr (result->symbol, ==, symbols[i]);
      g_assert_true ((result->quote != NULL) != (result->error != NULL));
      if (result->quote != NULL)
        check_quote (result->quote);
      else
        g_assert_true (result->error->domain == CW_QUOTES_ERROR);
    }
  return 0;
}
