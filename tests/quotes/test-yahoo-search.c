/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-search.h"

#include <string.h>

#include "cw-provider.h"
#include "cw-quotes-error.h"
#include "quotes-data.h"

static void
check_file (const char *name, const char *const *symbols)
{
  g_autoptr (GBytes) file = quotes_data_load ("yahoo", name);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *body = g_bytes_get_data (file, &length);
  g_autoptr (GPtrArray) matches = cw_yahoo_search_parse (body, length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (matches->len, ==, g_strv_length ((char **) symbols));
  for (guint i = 0; i < matches->len; i++)
    {
      const CwSearchMatch *match = g_ptr_array_index (matches, i);

      g_assert_cmpstr (match->symbol, ==, symbols[i]);
      g_assert_cmpuint (strlen (match->name), >, 0);
      g_assert_cmpuint (strlen (match->exchange), >, 0);
      g_assert_cmpuint (strlen (match->type), >, 0);
    }
}

/* What is found but has no symbol is left out. */
static void
test_captured (void)
{
  static const char *const apple[] = { "AAPL",    "APLE", "AAPL.VI", "APC.F",
                                       "AAPL.BA", "AAPI", "APC.DE",  NULL };
  static const char *const aapl[] = { "AAPL",
                                      "AAPU",
                                      "AAPL251219C00120000",
                                      "AAPL250620P00210000",
                                      "AAPL260116P00170000",
                                      "AAPL250620P00200000",
                                      NULL };
  static const char *const goog[] = {
    "GOOG", "GOOGL", "GGLL", "GOOGL250321C00200000", "GOOG260116C00160000", NULL
  };

  check_file ("search_apple_2025.json", apple);
  check_file ("search_AAPL.json", aapl);
  check_file ("search_GOOG.json", goog);
}

static void
test_texts (void)
{
  g_autoptr (GBytes) file = quotes_data_load ("yahoo", "search_apple_2025.json");
  gsize length;
  const char *body = g_bytes_get_data (file, &length);
  g_autoptr (GPtrArray) matches = cw_yahoo_search_parse (body, length, NULL);
  const CwSearchMatch *match = g_ptr_array_index (matches, 1);

  g_assert_cmpstr (match->name, ==, "Apple Hospitality REIT, Inc.");
  g_assert_cmpstr (match->exchange, ==, "NYSE");
  g_assert_cmpstr (match->type, ==, "Equity");
}

static void
test_odd (void)
{
  static const char body[] =
      "{\"quotes\":[{\"symbol\":\"a\"},{\"symbol\":\"A\"},{\"symbol\":\"A "
      "\"},{\"symbol\":\"a\"},{\"symbol\":\"../x\"},{\"symbol\":7},"
      "null,[],{\"symbol\":\"B\",\"shortname\":\"<i>\\u0000x\",\"exchange\":\"E\",\"quoteType\":"
      "\"T\"}]}";
  g_autoptr (GPtrArray) matches = cw_yahoo_search_parse (body, strlen (body), NULL);
  const CwSearchMatch *match;

  g_assert_cmpuint (matches->len, ==, 2);
  match = g_ptr_array_index (matches, 0);
  g_assert_cmpstr (match->symbol, ==, "A");
  g_assert_cmpstr (match->name, ==, "");
  match = g_ptr_array_index (matches, 1);
  g_assert_cmpstr (match->name, ==, "<i>");
  g_assert_cmpstr (match->exchange, ==, "E");
  g_assert_cmpstr (match->type, ==, "T");
}

static void
test_unreadable (void)
{
  static const char *const bodies[] = {
    "{}", "[]", "null", "{\"quotes\":{}}", "{\"quotes\":[}", "x"
  };
  static const char nothing[] = "{\"quotes\":[]}";
  g_autoptr (GPtrArray) none = cw_yahoo_search_parse (nothing, strlen (nothing), NULL);

  g_assert_cmpuint (none->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) matches = cw_yahoo_search_parse (bodies[i], strlen (bodies[i]), &error);

      g_assert_null (matches);
      g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/yahoo-search/captured", test_captured);
  g_test_add_func ("/quotes/yahoo-search/texts", test_texts);
  g_test_add_func ("/quotes/yahoo-search/odd", test_odd);
  g_test_add_func ("/quotes/yahoo-search/unreadable", test_unreadable);
  return g_test_run ();
}
