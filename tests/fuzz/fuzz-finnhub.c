/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <math.h>

#include "cw-finnhub-error.h"
#include "cw-finnhub-profile.h"
#include "cw-finnhub-quote.h"
#include "cw-quotes-error.h"

static void
check_text (const char *text)
{
  g_assert_true (text != NULL && g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 200);
}

static void
check_error (const GError *error)
{
  g_assert_true (error->domain == CW_QUOTES_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
try_profile (const char *body, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProfile) profile = cw_finnhub_profile_parse (body, size, "ABC", "Fuzz", &error);

  g_assert_true ((profile != NULL) != (error != NULL));
  if (error != NULL)
    {
      check_error (error);
      return;
    }
  check_text (profile->name);
  check_text (profile->currency);
  check_text (profile->exchange);
  check_text (profile->industry);
  check_text (profile->country);
  g_assert_true (isnan (profile->market_cap) || profile->market_cap > 0);
  g_assert_false (isinf (profile->market_cap));
}

static void
try_quote (const char *body, gsize size)
{
  CwQuote quote = { 0 };
  g_autoptr (GError) error = NULL;

  if (!cw_finnhub_quote_parse (body, size, "ABC", &quote, &error))
    {
      check_error (error);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (quote.price > 0 && isfinite (quote.price));
  g_assert_true (isnan (quote.previous_close) || quote.previous_close > 0);
  g_assert_false (isinf (quote.change_percent));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const guint statuses[] = { 400, 401, 403, 404, 429, 503 };
  g_autofree char *body = g_memdup2 (data, size);

  try_quote (body, size);
  try_profile (body, size);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = cw_finnhub_error_parse (statuses[i], body, size, "ABC");

      check_error (error);
    }
  return 0;
}
