/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol.h"

#include <string.h>

#include "cw-market-error.h"

static void
test_normalize (void)
{
  static const char *const cases[][2] = {
    { "AAPL", "AAPL" },
    { "aapl", "AAPL" },
    { "  msft\n", "MSFT" },
    { "\tbrk-b ", "BRK-B" },
    { "^gspc", "^GSPC" },
    { "EURUSD=X", "EURUSD=X" },
    { "m&m.ns", "M&M.NS" },
    { "0700.HK", "0700.HK" },
    { "a_b", "A_B" },
    { "CON", "CON" },
    { "ABCDEFGHIJKLMNOPQRSTUVWX", "ABCDEFGHIJKLMNOPQRSTUVWX" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *symbol = cw_symbol_normalize (cases[n][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (symbol, ==, cases[n][1]);
    }
  g_assert_cmpuint (n, ==, 11);
}

static void
test_refuse (void)
{
  static const char *const refused[] = { "",
                                         "   ",
                                         "AA PL",
                                         "../../x",
                                         "a/b",
                                         "'; DROP TABLE bars; --",
                                         "A?B",
                                         "A#B",
                                         "A%00",
                                         "A+B",
                                         "A\nB",
                                         "A\001",
                                         "😀",
                                         "ÄPFEL",
                                         "\xd7\x90\xd7\x91",
                                         "\xff\xfe",
                                         "AAPL\xe2\x80\xae",
                                         "ABCDEFGHIJKLMNOPQRSTUVWXY" };
  guint n = 0;

  for (; n < G_N_ELEMENTS (refused); n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cw_symbol_normalize (refused[n], &error));
      g_assert_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_SYMBOL);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strstr (error->message, "\xe2\x80\xae"));
      g_assert_null (strchr (error->message, '\n'));
    }
  g_assert_cmpuint (n, ==, 18);
}

static void
test_refuse_huge (void)
{
  g_autofree char *huge = g_strnfill (10 * 1024 * 1024, 'A');
  g_autoptr (GError) error = NULL;

  g_assert_null (cw_symbol_normalize (huge, &error));
  g_assert_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_SYMBOL);
  g_assert_cmpuint (strlen (error->message), <, 200);
}

static void
assert_list (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) symbols = cw_symbol_list_parse (text, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (" ", symbols);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_list (void)
{
  g_autoptr (GError) error = NULL;

  assert_list ("", "");
  assert_list (" ,;\n\t", "");
  assert_list ("aapl", "AAPL");
  assert_list ("aapl, msft;ibm\r\nORCL\ttsla", "AAPL MSFT IBM ORCL TSLA");
  /* Each once, where it stood first, however often it comes. */
  assert_list ("b a b A a B a c", "B A C");
  assert_list ("AAPL AAPL AAPL AAPL AAPL AAPL AAPL AAPL", "AAPL");
  g_assert_null (cw_symbol_list_parse ("AAPL MSFT a/b IBM", &error));
  g_assert_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_SYMBOL);
  g_assert_nonnull (strstr (error->message, "a/b"));
}

static void
test_long_list (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) symbols = NULL;

  for (guint round = 0; round < 3; round++)
    for (guint i = 1; i <= 2000; i++)
      g_string_append_printf (text, "SIM%04u ", i);
  symbols = cw_symbol_list_parse (text->str, NULL);
  g_assert_cmpuint (g_strv_length (symbols), ==, 2000);
  for (guint i = 1; i <= 2000; i++)
    {
      g_autofree char *expected = g_strdup_printf ("SIM%04u", i);

      g_assert_cmpstr (symbols[i - 1], ==, expected);
    }
}

static void
test_simulated (void)
{
  static const char *const simulated[] = { "SIM0001", "SIM0042", "SIM9999" };
  static const char *const real[] = { "SIM",     "SIM0000", "SIM001",  "SIM00001",
                                      "SIM00A1", "SIMO",    "XSIM0001" };

  for (gsize i = 0; i < G_N_ELEMENTS (simulated); i++)
    g_assert_true (cw_symbol_is_simulated (simulated[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (real); i++)
    g_assert_false (cw_symbol_is_simulated (real[i]));
}

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    gsize max_chars;
    const char *clean;
  } cases[] = {
    { NULL, 10, "" },
    { "", 10, "" },
    { "Apple Inc.", 200, "Apple Inc." },
    { "Apple Inc.", 5, "Apple" },
    { "Apple", 0, "" },
    { "AT&T <b>", 200, "AT&T <b>" },
    { "a\nb\tc\r\x01\x7f", 200, "abc" },
    { "a\xc2\x85z", 200, "az" },               /* a control character beyond ASCII */
    { "\xe2\x80\xaetxt.exe", 200, "txt.exe" }, /* right-to-left override */
    { "a\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad\xe2\x80\xae", 200, "a" },
    { "\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9z", 200, "z" }, /* isolates */
    { "\xd7\x90\xd7\x91", 200, "\xd7\x90\xd7\x91" },                   /* Hebrew stays */
    { "a\xff", 200, "a\xef\xbf\xbd" },
    { "\xc3", 200, "\xef\xbf\xbd" },
    { "ÄÖÜ", 2, "ÄÖ" },
    { "😀😀😀", 2, "😀😀" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *clean = cw_text_clean (cases[n].text, cases[n].max_chars);

      g_assert_cmpstr (clean, ==, cases[n].clean);
    }
  g_assert_cmpuint (n, ==, 16);
}

static void
test_clean_huge (void)
{
  g_autofree char *huge = g_strnfill (1024 * 1024, 'x');
  g_autofree char *clean = cw_text_clean (huge, 200);

  g_assert_cmpuint (strlen (clean), ==, 200);
}

/* Whatever the bytes, what comes out is valid, bounded and without a control character. */
static void
test_clean_anything (void)
{
  guint n = 0;

  for (; n < 2000; n++)
    {
      char bytes[64];
      g_autofree char *clean = NULL;

      for (gsize i = 0; i < sizeof bytes - 1; i++)
        bytes[i] = (char) g_test_rand_int_range (1, 256);
      bytes[sizeof bytes - 1] = '\0';
      clean = cw_text_clean (bytes, 20);
      g_assert_true (g_utf8_validate (clean, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (clean, -1), <=, 20);
      for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
    }
  g_assert_cmpuint (n, ==, 2000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/symbol/normalize", test_normalize);
  g_test_add_func ("/market/symbol/refuse", test_refuse);
  g_test_add_func ("/market/symbol/refuse-huge", test_refuse_huge);
  g_test_add_func ("/market/symbol/list", test_list);
  g_test_add_func ("/market/symbol/long-list", test_long_list);
  g_test_add_func ("/market/symbol/simulated", test_simulated);
  g_test_add_func ("/market/text/clean", test_clean);
  g_test_add_func ("/market/text/clean-huge", test_clean_huge);
  g_test_add_func ("/market/text/clean-anything", test_clean_anything);
  return g_test_run ();
}
