/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-cases.h"
#include "cw-format.h"

#include <math.h>

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_numbers (void)
{
  assert_text (cw_format_number (133.5, 2), "133.50");
  assert_text (cw_format_number (-0.5, 2), "−0.50");
  assert_text (cw_format_number (0, 2), "0.00");
  assert_text (cw_format_number (-0.001, 2), "0.00"); /* no minus before what is shown as zero */
  assert_text (cw_format_number (1.2344e-8, 11), "0.00000001234");
  assert_text (cw_format_number (NAN, 2), "–");
  assert_text (cw_format_number (INFINITY, 2), "–");
  assert_text (cw_format_number (7, 0), "7");
}

static void
test_changes (void)
{
  assert_text (cw_format_signed (0.39, 2), "+0.39");
  assert_text (cw_format_signed (-0.39, 2), "−0.39");
  assert_text (cw_format_signed (0, 2), "0.00");
  assert_text (cw_format_signed (0.001, 2), "0.00");
  assert_text (cw_format_percent (0.2929), "+0.29\xe2\x80\xaf%");
  assert_text (cw_format_percent (-12.345), "−12.35\xe2\x80\xaf%");
  assert_text (cw_format_percent (NAN), "–");
}

static void
test_compact (void)
{
  assert_text (cw_format_compact (84912345), "84.9M");
  assert_text (cw_format_compact (1234567890), "1.23B");
  assert_text (cw_format_compact (999960), "1.00M");
  assert_text (cw_format_compact (123456), "123K");
  assert_text (cw_format_compact (9.999e14), "1000T");
  assert_text (cw_format_compact (950), "950");
  assert_text (cw_format_compact (12.34), "12.3");
  assert_text (cw_format_compact (0), "0.00");
  assert_text (cw_format_compact (-2500), "−2.50K");
  assert_text (cw_format_compact (NAN), "–");
}

static void
test_multiples (void)
{
  assert_text (cw_format_compact_multiple (1.5e9, 8), "1.5B");
  assert_text (cw_format_compact_multiple (1e9, 8), "1.0B");
  assert_text (cw_format_compact_multiple (2e8, 8), "200M");
  assert_text (cw_format_compact_multiple (1.002e10, 7), "10.02B");
  assert_text (cw_format_compact_multiple (500, 2), "500");
}

static void
test_decimals (void)
{
  static const struct
  {
    double price;
    int quoted, expected;
  } cases[] = {
    { 120, 2, 2 },   { 1.18, 4, 4 },    { 0.5, 2, 4 },
    { 0.012, 2, 5 }, { 1.2e-8, 8, 11 }, { 2.5e6, 2, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ChartWalk walk = { 1, cases[i].price, 0, .decimals = cases[i].quoted };
      g_autoptr (CwSeries) series = chart_make_series (&walk);

      g_assert_cmpint (cw_format_find_decimals (series), ==, cases[i].expected);
    }
}

static void
test_dates (void)
{
  ChartWalk walk = { 3, 100, 0.01 };
  g_autoptr (CwSeries) daily = chart_make_series (&walk);
  g_autoptr (CwSeries) minutes = NULL;

  walk.pace = CHART_MINUTES;
  minutes = chart_make_series (&walk);
  assert_text (cw_format_bar_date (daily, 0), "Mon 6 Jan 2020");
  assert_text (cw_format_bar_date_short (daily, 1), "7 Jan 2020");
  assert_text (cw_format_bar_date (minutes, 2), "Mon 6 Jan 2020 09:32");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/format/numbers", test_numbers);
  g_test_add_func ("/chart/format/changes", test_changes);
  g_test_add_func ("/chart/format/compact", test_compact);
  g_test_add_func ("/chart/format/multiples", test_multiples);
  g_test_add_func ("/chart/format/decimals", test_decimals);
  g_test_add_func ("/chart/format/dates", test_dates);
  return g_test_run ();
}
