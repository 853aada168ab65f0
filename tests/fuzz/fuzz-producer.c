/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <math.h>

#include "cw-producer-answer.h"
#include "cw-quotes-error.h"

static void
check_error (const GError *error)
{
  g_assert_true (error->domain == CW_QUOTES_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
try_returns (const char *body, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServiceReturns) returns = cw_producer_parse_returns (body, size, &error);

  g_assert_true ((returns != NULL) != (error != NULL));
  if (error != NULL)
    check_error (error);
  for (gsize i = 0; returns != NULL && i < returns->n; i++)
    {
      g_assert_true (isfinite (returns->value[i]));
      g_assert_true (i == 0 || returns->day[i - 1] < returns->day[i]);
    }
}

static void
try_var (const char *body, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServiceVar) var = cw_producer_parse_var (body, size, &error);

  g_assert_true ((var != NULL) != (error != NULL));
  if (error != NULL)
    {
      check_error (error);
      return;
    }
  g_assert_true (isfinite (var->value));
  g_assert_true (isnan (var->confidence) || (var->confidence >= 0 && var->confidence <= 1));
  g_assert_true (g_utf8_validate (var->method, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *body = g_memdup2 (data, size);
  g_autoptr (GError) described = cw_producer_parse_error (404, body, size, "ABC");

  check_error (described);
  try_returns (body, size);
  try_var (body, size);
  return 0;
}
