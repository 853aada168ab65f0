/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-number-reader.h"

#include <math.h>
#include <string.h>

static void
assert_same_bits (double value, double expected, const char *text)
{
  guint64 bits, expected_bits;

  memcpy (&bits, &value, sizeof bits);
  memcpy (&expected_bits, &expected, sizeof expected_bits);
  if (bits != expected_bits)
    g_error ("%s reads as %.17g instead of %.17g", text, value, expected);
}

static void
assert_reads_like_strtod (const char *text)
{
  gsize length = strlen (text);
  /* An exact copy, so that a checker sees any step beyond its end. */
  g_autofree char *exact = g_memdup2 (text, length);
  double value = -1;

  g_assert_true (cw_number_read (exact, exact + length, &value) == exact + length);
  assert_same_bits (value, g_ascii_strtod (text, NULL), text);
}

static void
test_chosen (void)
{
  static const char *const texts[] = {
    "0",
    "-0",
    "0.0",
    "1",
    "-1",
    "0.1",
    "0.3",
    "123456789",
    "1585713600",
    "9007199254740992",
    "9007199254740993",
    "9007199254740995",
    "18446744073709551615",
    "9999999999999999999",
    "99999999999999999999999",
    "1e22",
    "1e23",
    "1e-22",
    "1e-23",
    "8.5e22",
    "1E+5",
    "1e0005",
    "210.13999938964844",
    "269.2200012207031",
    "1.5926669836044312",
    "0.000244140625",
    "4503599627370496.5",
    "4503599627370497.5",
    "0.500000000000000166533453693773481063544750213623046875",
    "3.518437208883201171875e13",
    "1e-40",
    "1e40",
    "1e41",
    "1e308",
    "1.7976931348623157e308",
    "1e309",
    "-1e999",
    "5e-324",
    "2.4703282292062327e-324",
    "2.4703282292062328e-324",
    "2.2250738585072014e-308",
    "2.2250738585072011e-308",
    "1e-400",
    "0e999999999999",
    "123456.7890123456789012345678901",
    "0.00000000000000000000000000000001234567890123456789",
    "7.2057594037927933e16",
    "9223372036854775807",
    "6.02214076e23",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (texts); n++)
    assert_reads_like_strtod (texts[n]);
  g_assert_cmpuint (n, ==, 49);
}

static void
test_refused (void)
{
  static const char *const texts[] = { "",    "-",        "+1",        ".5",  "01",  "-01",
                                       "00",  "1.",       "1.e5",      "1e",  "1e+", "e5",
                                       "NaN", "Infinity", "-Infinity", "nul", " 1" };
  g_autofree char *endless = g_strnfill (2000, '1');
  double value;
  guint n = 0;

  for (; n < G_N_ELEMENTS (texts); n++)
    g_assert_null (cw_number_read (texts[n], texts[n] + strlen (texts[n]), &value));
  g_assert_cmpuint (n, ==, 17);
  g_assert_null (cw_number_read (endless, endless + 2000, &value));
}

static void
test_stops (void)
{
  static const char text[] = "12.5,7";
  double value;

  g_assert_true (cw_number_read (text, text + strlen (text), &value) == text + 4);
  g_assert_cmpfloat (value, ==, 12.5);
  g_assert_true (cw_number_read (text, text + 2, &value) == text + 2);
  g_assert_cmpfloat (value, ==, 12);
}

/* What prices look like on the wire: single precision written with the digits of double. */
static void
test_random_prices (void)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < 200000; i++)
    {
      float price = (float) g_test_rand_double_range (0, i % 2 ? 1000 : 0.01);

      assert_reads_like_strtod (g_ascii_formatd (text, sizeof text, "%.17g", (double) price));
    }
}

static void
test_random_bits (void)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  guint n = 0;

  while (n < 200000)
    {
      guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      double value;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      assert_reads_like_strtod (g_ascii_formatd (text, sizeof text, "%.17g", value));
      assert_reads_like_strtod (g_ascii_formatd (text, sizeof text, "%.15g", value));
      n++;
    }
}

/* Numbers that lie halfway between two doubles, or a last digit beside it: where a wrong rounding
 * shows. */
static void
test_random_halfway (void)
{
  for (guint i = 0; i < 100000; i++)
    {
      guint64 mantissa = (G_GUINT64_CONSTANT (1) << 52) | ((guint64) g_test_rand_int () << 20)
                         | (guint64) g_test_rand_int_range (0, 1 << 20);
      guint64 twice = 2 * mantissa + 1;
      int beside = g_test_rand_int_range (-1, 2), zeros = g_test_rand_int_range (0, 20);
      g_autofree char *text =
          g_strdup_printf ("%" G_GUINT64_FORMAT "e-%d", twice * 512 + (guint64) beside, zeros);

      assert_reads_like_strtod (text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/number/chosen", test_chosen);
  g_test_add_func ("/quotes/number/refused", test_refused);
  g_test_add_func ("/quotes/number/stops", test_stops);
  g_test_add_func ("/quotes/number/random-prices", test_random_prices);
  g_test_add_func ("/quotes/number/random-bits", test_random_bits);
  g_test_add_func ("/quotes/number/random-halfway", test_random_halfway);
  return g_test_run ();
}
