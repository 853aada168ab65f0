/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-cases.h"

#include <math.h>

static const ChartWalk daily = { 1000, 100, 0.02 };

static void
assert_view (CwView view, double first, double last)
{
  g_assert_cmpfloat (fabs (view.first - first), <, 1e-9);
  g_assert_cmpfloat (fabs (view.last - last), <, 1e-9);
}

static void
test_ranges (void)
{
  g_autoptr (CwSeries) series = chart_make_series (&daily);
  double before = 0;

  assert_view (cw_view_for_range (series, CW_RANGE_MAX), -0.5, 999.5);
  /* One day of daily bars is one bar; a handful is shown. */
  assert_view (cw_view_for_range (series, CW_RANGE_1D), 994.5, 999.5);
  for (int range = CW_RANGE_1D; range < CW_N_RANGES; range++)
    {
      CwView view = cw_view_for_range (series, (CwRange) range);

      g_assert_cmpfloat (view.last, ==, 999.5);
      g_assert_cmpfloat (view.last - view.first, >=, 5);
      if (range != CW_RANGE_YTD)
        {
          g_assert_cmpfloat (view.last - view.first, >=, before);
          before = view.last - view.first;
        }
    }
  g_assert_cmpfloat (before, ==, 1000);
}

static void
test_year (void)
{
  g_autoptr (CwSeries) series = chart_make_series (&daily);
  CwView view = cw_view_for_range (series, CW_RANGE_1Y);
  gint64 start = cw_range_get_start (CW_RANGE_1Y, series->time[999], series->zone);
  gsize first = (gsize) (view.first + 0.5);

  g_assert_cmpint (series->time[first], >=, start);
  g_assert_cmpint (series->time[first - 1], <, start);
}

static void
test_few_bars (void)
{
  for (gsize n = 0; n <= 6; n++)
    {
      ChartWalk walk = { n, 100, 0.02 };
      g_autoptr (CwSeries) series = chart_make_series (&walk);

      for (int range = CW_RANGE_1D; range < CW_N_RANGES; range++)
        {
          CwView view = cw_view_for_range (series, (CwRange) range);

          g_assert_cmpfloat (view.last - view.first, >=, 5);
          g_assert_cmpfloat (view.first, <=, n > 5 ? 0.5 : -0.5);
          g_assert_cmpfloat (view.last, >=, (double) n - 0.5);
        }
    }
}

static void
test_zoom (void)
{
  CwView view = { 99.5, 299.5 };
  CwView zoomed = cw_view_zoom (view, 1000, 2, 149.5);

  /* What is under the pointer stays there. */
  assert_view (zoomed, 124.5, 224.5);
  assert_view (cw_view_zoom (zoomed, 1000, 0.5, 149.5), 99.5, 299.5);
  assert_view (cw_view_zoom (view, 1000, 1e-9, 149.5), -0.5, 999.5);
  zoomed = cw_view_zoom (view, 1000, 1e9, 149.5);
  g_assert_cmpfloat (fabs (zoomed.last - zoomed.first - 5), <, 1e-9);
  g_assert_cmpfloat (zoomed.first, <=, 149.5);
  g_assert_cmpfloat (zoomed.last, >=, 149.5);
  assert_view (cw_view_zoom (view, 1000, NAN, 149.5), 99.5, 299.5);
  assert_view (cw_view_zoom (view, 1000, -1, 149.5), 99.5, 299.5);
  assert_view (cw_view_zoom (view, 1000, 2, INFINITY), 99.5, 299.5);
}

static void
test_pan (void)
{
  CwView view = { 99.5, 299.5 };

  assert_view (cw_view_pan (view, 1000, 10), 109.5, 309.5);
  assert_view (cw_view_pan (view, 1000, -1e6), -0.5, 199.5);
  assert_view (cw_view_pan (view, 1000, 1e6), 799.5, 999.5);
  assert_view (cw_view_pan (view, 1000, NAN), 99.5, 299.5);
  /* All that there is cannot be moved. */
  assert_view (cw_view_pan ((CwView){ -0.5, 999.5 }, 1000, 3), -0.5, 999.5);
  assert_view (cw_view_pan ((CwView){ -1, 4 }, 2, 3), -2, 3);
  assert_view (cw_view_pan ((CwView){ NAN, NAN }, 10, 3), -0.5, 9.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/view/ranges", test_ranges);
  g_test_add_func ("/chart/view/year", test_year);
  g_test_add_func ("/chart/view/few-bars", test_few_bars);
  g_test_add_func ("/chart/view/zoom", test_zoom);
  g_test_add_func ("/chart/view/pan", test_pan);
  return g_test_run ();
}
