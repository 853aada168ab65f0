/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scale.h"

#include <math.h>

static void
assert_near (double a, double b, double tolerance)
{
  g_assert_cmpfloat (fabs (a - b), <=, tolerance);
}

static void
test_linear (void)
{
  CwScale scale = cw_scale_new (FALSE, 10, 20, 100, 300);

  assert_near (cw_scale_get_y (&scale, 20), 100, 1e-9);
  assert_near (cw_scale_get_y (&scale, 10), 300, 1e-9);
  assert_near (cw_scale_get_y (&scale, 15), 200, 1e-9);
  assert_near (cw_scale_get_value (&scale, 250), 12.5, 1e-9);
  g_assert_true (isnan (cw_scale_get_y (&scale, NAN)));
}

static void
test_log (void)
{
  CwScale scale = cw_scale_new (TRUE, 1, 100, 0, 200);

  assert_near (cw_scale_get_y (&scale, 10), 100, 1e-9);
  assert_near (cw_scale_get_value (&scale, 100), 10, 1e-9);
  /* There is no logarithm of nothing, but it is surely below. */
  g_assert_cmpfloat (cw_scale_get_y (&scale, 0), >, 200);
  g_assert_cmpfloat (cw_scale_get_y (&scale, -1), >, 200);
  g_assert_false (cw_scale_new (TRUE, 0, 100, 0, 200).log);
  g_assert_false (cw_scale_new (TRUE, -5, 100, 0, 200).log);
}

static void
test_degenerate (void)
{
  static const double ends[] = { 0,   1,    -1,   1e-300, 1e300, -1e300,   5e-324,
                                 NAN, 1e12, 1e-8, 1e6,    50,    INFINITY, -INFINITY };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ends); j++)
      for (int log = FALSE; log <= TRUE; log++)
        {
          CwScale scale = cw_scale_new (log, ends[i], ends[j], 10, log ? 10 : 210);
          CwScaleTicks ticks;

          g_assert_true (isfinite (scale.min) && isfinite (scale.max));
          g_assert_cmpfloat (scale.min, <, scale.max);
          g_assert_true (isfinite (cw_scale_get_y (&scale, scale.min)));
          g_assert_true (isfinite (cw_scale_get_y (&scale, 1e9)));
          g_assert_true (isfinite (cw_scale_get_y (&scale, -1e308)));
          cw_scale_find_ticks (&scale, 30, &ticks);
          g_assert_cmpuint (ticks.n, <=, CW_SCALE_MAX_TICKS);
          n++;
        }
  g_assert_cmpuint (n, ==, 2 * G_N_ELEMENTS (ends) * G_N_ELEMENTS (ends));
}

static void
test_flat (void)
{
  CwScale scale = cw_scale_new (FALSE, 50, 50, 0, 100);

  assert_near (cw_scale_get_y (&scale, 50), 50, 1e-9);
  g_assert_cmpfloat (scale.min, <, 50);
  g_assert_cmpfloat (scale.max, >, 50);
}

static gboolean
is_round (double step)
{
  double leading = step / pow (10, floor (log10 (step) + 1e-9));

  return fabs (leading - 1) < 1e-6 || fabs (leading - 2) < 1e-6 || fabs (leading - 5) < 1e-6;
}

static void
check_even_ticks (double min, double max, double height)
{
  CwScale scale = cw_scale_new (FALSE, min, max, 0, height);
  CwScaleTicks ticks;
  double step;

  cw_scale_find_ticks (&scale, 30, &ticks);
  g_assert_cmpuint (ticks.n, >=, 2);
  step = ticks.values[1] - ticks.values[0];
  g_assert_true (is_round (step));
  for (gsize i = 0; i < ticks.n; i++)
    {
      double multiple = ticks.values[i] / step;

      g_assert_cmpfloat (ticks.values[i], >=, min - step * 1e-6);
      g_assert_cmpfloat (ticks.values[i], <=, max + step * 1e-6);
      assert_near (multiple, round (multiple), 1e-6 * MAX (fabs (multiple), 1));
      if (i > 0)
        g_assert_cmpfloat (cw_scale_get_y (&scale, ticks.values[i - 1])
                               - cw_scale_get_y (&scale, ticks.values[i]),
                           >=, 30 - 1e-6);
    }
}

static void
test_even_ticks (void)
{
  guint n = 0;

  for (double size = 1e-9; size < 1e10; size *= 3.7)
    for (double offset = -3; offset <= 12; offset += 2.3)
      for (double height = 200; height <= 1500; height *= 1.7)
        {
          check_even_ticks (offset * size, (offset + 1) * size, height);
          n++;
        }
  g_assert_cmpuint (n, >, 500);
}

static void
test_exact_values (void)
{
  CwScale scale = cw_scale_new (FALSE, 0, 1, 0, 400);
  CwScaleTicks ticks;

  cw_scale_find_ticks (&scale, 40, &ticks);
  g_assert_cmpuint (ticks.n, ==, 11);
  g_assert_cmpfloat (ticks.values[3], ==, 0.3); /* not 0.30000000000000004 */
  g_assert_cmpint (cw_scale_get_decimals (&ticks), ==, 1);
  g_assert_cmpint (ticks.exponent, ==, -1);

  scale = cw_scale_new (FALSE, 0, 5e6, 0, 200);
  cw_scale_find_ticks (&scale, 40, &ticks);
  g_assert_cmpint (cw_scale_get_decimals (&ticks), ==, 0);
  g_assert_cmpint (ticks.exponent, ==, 6);
}

static void
check_log_ticks (double min, double max, double height)
{
  CwScale scale = cw_scale_new (TRUE, min, max, 0, height);
  CwScaleTicks ticks;

  cw_scale_find_ticks (&scale, 30, &ticks);
  g_assert_cmpuint (ticks.n, >=, 1);
  for (gsize i = 1; i < ticks.n; i++)
    {
      g_assert_cmpfloat (ticks.values[i], >, ticks.values[i - 1]);
      g_assert_cmpfloat (cw_scale_get_y (&scale, ticks.values[i - 1])
                             - cw_scale_get_y (&scale, ticks.values[i]),
                         >=, 30 * 0.98);
    }
}

static void
test_log_ticks (void)
{
  guint n = 0;

  for (double min = 1.3e-8; min < 1e7; min *= 11)
    for (double ratio = 2; ratio < 1e9; ratio *= 3.1)
      {
        check_log_ticks (min, min * ratio, 400);
        n++;
      }
  g_assert_cmpuint (n, >, 200);
}

static void
test_log_decades (void)
{
  static const double expected[] = { 1, 2, 5, 10, 20, 50, 100 };
  CwScale scale = cw_scale_new (TRUE, 1, 100, 0, 300);
  CwScaleTicks ticks;

  cw_scale_find_ticks (&scale, 40, &ticks);
  g_assert_cmpuint (ticks.n, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < ticks.n; i++)
    g_assert_cmpfloat (ticks.values[i], ==, expected[i]);

  scale = cw_scale_new (TRUE, 1e-6, 1e6, 0, 200);
  cw_scale_find_ticks (&scale, 40, &ticks);
  for (gsize i = 0; i < ticks.n; i++)
    assert_near (log10 (ticks.values[i]), round (log10 (ticks.values[i])), 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/scale/linear", test_linear);
  g_test_add_func ("/chart/scale/log", test_log);
  g_test_add_func ("/chart/scale/degenerate", test_degenerate);
  g_test_add_func ("/chart/scale/flat", test_flat);
  g_test_add_func ("/chart/scale/even-ticks", test_even_ticks);
  g_test_add_func ("/chart/scale/exact-values", test_exact_values);
  g_test_add_func ("/chart/scale/log-ticks", test_log_ticks);
  g_test_add_func ("/chart/scale/log-decades", test_log_decades);
  return g_test_run ();
}
