/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-pyramid.h"

#include <math.h>

/* The plain way, which the pyramid has to agree with exactly. */
static gboolean
search (const double *low, const double *high, gsize first, gsize end, double *min, double *max)
{
  *min = *max = NAN;
  for (gsize i = first; i < end; i++)
    {
      if (!isnan (low[i]) && !(*min <= low[i]))
        *min = low[i];
      if (!isnan (high[i]) && !(*max >= high[i]))
        *max = high[i];
    }
  return !isnan (*min);
}

static void
check_range (const CwPyramid *pyramid,
             const double *low,
             const double *high,
             gsize n,
             gsize first,
             gsize end)
{
  double min, max, expected_min, expected_max;
  gboolean expected = search (low, high, first, MIN (end, n), &expected_min, &expected_max);

  g_assert_cmpint (cw_pyramid_query (pyramid, first, end, &min, &max), ==, expected);
  if (!expected)
    {
      g_assert_true (isnan (min) && isnan (max));
      return;
    }
  g_assert_cmpfloat (min, ==, expected_min);
  g_assert_cmpfloat (max, ==, expected_max);
}

static void
fill (GRand *random, double *low, double *high, gsize n, double missing)
{
  for (gsize i = 0; i < n; i++)
    {
      gboolean gap = g_rand_double (random) < missing;

      low[i] = gap ? NAN : g_rand_double_range (random, -100, 100);
      high[i] = gap ? NAN : low[i] + g_rand_double (random) * 10;
    }
}

static void
test_brute_force (void)
{
  static const gsize sizes[] = { 0, 1, 2, 7, 8, 9, 63, 64, 65, 511, 512, 513, 4097, 20011 };
  static const double missing[] = { 0, 0.3, 0.97, 1 };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_queries = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (missing); j++)
      {
        gsize n = sizes[i];
        g_autofree double *low = g_new (double, n + 1);
        g_autofree double *high = g_new (double, n + 1);
        g_autoptr (CwPyramid) pyramid = NULL;

        fill (random, low, high, n, missing[j]);
        pyramid = cw_pyramid_new (low, high, n);
        check_range (pyramid, low, high, n, 0, n);
        check_range (pyramid, low, high, n, 0, n + 100);
        for (int k = 0; k < 200; k++)
          {
            gsize first = (gsize) (g_rand_double (random) * (double) (n + 1));
            gsize end = first + (gsize) (g_rand_double (random) * (double) (n + 1 - first) + 0.5);

            check_range (pyramid, low, high, n, first, end);
            n_queries++;
          }
      }
  g_assert_cmpuint (n_queries, ==, G_N_ELEMENTS (sizes) * G_N_ELEMENTS (missing) * 200);
}

static void
test_one_column (void)
{
  double values[100], min, max;
  g_autoptr (CwPyramid) pyramid = NULL;

  for (int i = 0; i < 100; i++)
    values[i] = i == 50 ? NAN : i;
  pyramid = cw_pyramid_new (values, values, 100);
  g_assert_true (cw_pyramid_query (pyramid, 50, 52, &min, &max));
  g_assert_cmpfloat (min, ==, 51);
  g_assert_cmpfloat (max, ==, 51);
  g_assert_false (cw_pyramid_query (pyramid, 50, 51, &min, &max));
  g_assert_false (cw_pyramid_query (pyramid, 10, 10, &min, &max));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/pyramid/brute-force", test_brute_force);
  g_test_add_func ("/chart/pyramid/one-column", test_one_column);
  return g_test_run ();
}
