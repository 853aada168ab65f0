/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "cw-number-text.h"

static void
test_number_is_shortest (void)
{
  static const struct
  {
    double number;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { 133.5, "133.5" },
    { 0.1, "0.1" },
    { -2.675, "-2.675" },
    { 1.0 / 3, "0.3333333333333333" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1e-8, "1e-08" },
    { 1e22, "1e+22" },
    { 84889100, "84889100" },
    { 133.50999450683594, "133.50999450683594" },
  };
  char text[CW_NUMBER_SIZE];
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_assert_cmpuint (cw_number_print_shortest (cases[n].number, text), >, 0);
      g_assert_cmpstr (text, ==, cases[n].text);
    }
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpuint (cw_number_print_shortest (NAN, text), ==, 0);
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpuint (cw_number_print_full (INFINITY, text), ==, 0);
  g_assert_cmpuint (cw_number_print_full (-INFINITY, text), ==, 0);
}

static void
test_number_reads_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20210421);
  guint n = 0;

  while (n < 20000)
    {
      guint64 bits = ((guint64) g_rand_int (rand) << 32) | g_rand_int (rand);
      char text[CW_NUMBER_SIZE];
      double number, again;

      memcpy (&number, &bits, sizeof number);
      if (!isfinite (number))
        continue;
      g_assert_cmpuint (cw_number_print_shortest (number, text), >, 0);
      again = g_ascii_strtod (text, NULL);
      g_assert_cmpmem (&again, sizeof again, &number, sizeof number);
      n++;
    }
}

static gboolean
is_same (double a, double b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

/* What a number is printed like: by the library, with as many attempts as it takes. */
static void
print_by_library (double number, int fewest_digits, char text[CW_NUMBER_SIZE])
{
  for (int digits = fewest_digits; digits <= 17; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

      g_ascii_formatd (text, CW_NUMBER_SIZE, format, number);
      if (is_same (g_ascii_strtod (text, NULL), number))
        break;
    }
}

static void
check_number (double number)
{
  char expected[CW_NUMBER_SIZE], text[CW_NUMBER_SIZE];
  gsize length = cw_number_print_shortest (number, text);

  print_by_library (number, 15, expected);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
  length = cw_number_print_full (number, text);
  print_by_library (number, 17, expected);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
}

/* The neighbours of powers of ten and of two are where digits carry and methods change. */
static void
test_number_edges (void)
{
  guint n = 0;

  for (int exponent = -20; exponent <= 20; exponent++)
    {
      const double edges[] = { pow (10, exponent), ldexp (1, exponent), ldexp (1, 3 * exponent),
                               0.5 * pow (10, exponent), 9.007199254740993 * pow (10, exponent) };

      for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
        for (int sign = -1; sign <= 1; sign += 2, n += 3)
          {
            check_number (sign * edges[i]);
            check_number (sign * nextafter (edges[i], 0));
            check_number (sign * nextafter (edges[i], INFINITY));
          }
    }
  g_assert_cmpuint (n, ==, 41 * 5 * 2 * 3);
  check_number (0);
  check_number (4e-324);
  check_number (G_MAXDOUBLE);
  /* Exactly between two numbers of seventeen digits: to the even one. */
  check_number (0.5 + ldexp (1, -53));
  check_number (1024 + ldexp (5, -42));
  check_number (100000000000000.25);
  check_number (99999999999999.984375);
  check_number (0.00390625);
}

/* Numbers of every kind that markets have: of cents, of floats, of any digits. */
static void
test_number_like_the_library (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  guint n = 0;

  for (; n < 40000; n++)
    {
      double size = pow (10, g_rand_double_range (rand, -4, 16));
      double number = g_rand_double (rand) * size;

      check_number (number);
      check_number ((double) (float) number);
      check_number (floor (number * 100) / 100);
      check_number (floor (number * 8192) / 8192);
      check_number (-floor (number));
    }
  g_assert_cmpuint (n, ==, 40000);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/number-text/shortest", test_number_is_shortest);
  g_test_add_func ("/market/number-text/read-back", test_number_reads_back);
  g_test_add_func ("/market/number-text/edges", test_number_edges);
  g_test_add_func ("/market/number-text/like-the-library", test_number_like_the_library);
  return g_test_run ();
}
