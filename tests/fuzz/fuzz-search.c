/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <string.h>

#include "cw-provider.h"
#include "cw-quotes-error.h"
#include "cw-symbol.h"
#include "cw-yahoo-search.h"

static void
check_match (const CwSearchMatch *match)
{
  g_autofree char *symbol = cw_symbol_normalize (match->symbol, NULL);

  g_assert_cmpstr (symbol, ==, match->symbol);
  g_assert_true (g_utf8_validate (match->name, -1, NULL));
  g_assert_true (g_utf8_validate (match->exchange, -1, NULL));
  g_assert_true (g_utf8_validate (match->type, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *body = g_memdup2 (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = cw_yahoo_search_parse (body, size, &error);

  g_assert_true ((matches != NULL) != (error != NULL));
  g_assert_true (error == NULL || error->domain == CW_QUOTES_ERROR);
  for (guint i = 0; matches != NULL && i < matches->len; i++)
    check_match (g_ptr_array_index (matches, i));
  return 0;
}
