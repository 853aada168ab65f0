/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <math.h>
#include <string.h>

#include "cw-finnhub-metric.h"
#include "cw-finnhub-profile.h"
#include "cw-finnhub-quote.h"
#include "cw-quotes-error.h"

static void
check_figures (const CwFundamentals *figures)
{
  gsize length = strlen (figures->period_end);

  g_assert_true (length == 0 || length == 10);
  for (gsize i = 0; i < CW_N_METRICS; i++)
    g_assert_true (isnan (figures->values[i]) || isfinite (figures->values[i]));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *body = g_memdup2 (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwFundamentals) figures = cw_finnhub_metric_parse (body, size, "ABC", "Fuzz", &error);
  g_autoptr (CwProfile) profile = cw_finnhub_profile_parse (body, size, "ABC", "Fuzz", NULL);
  CwQuote quote;

  g_assert_true ((figures != NULL) != (error != NULL));
  g_assert_true (error == NULL || error->domain == CW_QUOTES_ERROR);
  if (figures != NULL)
    check_figures (figures);
  if (profile != NULL)
    g_assert_true (g_utf8_validate (profile->name, -1, NULL));
  if (cw_finnhub_quote_parse (body, size, "ABC", &quote, NULL))
    g_assert_true (quote.price > 0 && isfinite (quote.price));
  return 0;
}
