/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-var.h"

#include <math.h>
#include <string.h>

#include "cw-moments.h"
#include "risk-helper.h"

#define MANY 1000

/* With tails a little fatter than normal ones, as daily returns have them. */
static double *
random_returns (gsize n, guint32 seed, double drift)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double *x = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      double z = cw_normal_quantile (g_rand_double_range (rand, 1e-6, 1 - 1e-6));

      x[i] = drift + 0.01 * z * (1 + 0.05 * z * z);
    }
  return x;
}

/* Φ⁻¹ to all digits that a double has, from tables of the normal distribution. */
static void
test_normal_quantile (void)
{
  static const struct
  {
    double p, z;
  } known[] = {
    { 0.5, 0 },
    { 0.05, -1.6448536269514722 },
    { 0.01, -2.3263478740408408 },
    { 0.025, -1.9599639845400545 },
    { 0.001, -3.090232306167813 },
    { 1e-10, -6.361340902404056 },
    { 0.95, 1.6448536269514722 },
    { 0.975, 1.959963984540054 },
  };
  guint n = 0, n_steps = 0;

  for (; n < G_N_ELEMENTS (known); n++)
    g_assert_cmpfloat_with_epsilon (cw_normal_quantile (known[n].p), known[n].z, 1e-14);
  g_assert_cmpuint (n, ==, 8);
  for (double p = 0.001; p < 0.9995; p += 0.001, n_steps++)
    g_assert_cmpfloat_with_epsilon (erfc (-cw_normal_quantile (p) / sqrt (2)) / 2, p, 1e-14);
  g_assert_cmpuint (n_steps, ==, 999);
  assert_close (cw_normal_density (0), 0.3989422804014327, 1e-15);
  /* Expected shortfall at 97.5 % is nearly the value at risk at 99 %. */
  g_assert_cmpfloat_with_epsilon (cw_normal_density (known[3].z) / 0.025, 2.3378, 5e-5);
}

static void
test_quantile (void)
{
  static const double x[] = { 1, 2, 4, 8, 16 };
  static const struct
  {
    double p, quantile;
  } known[] = { { 0, 1 }, { 0.25, 2 }, { 0.1, 1.4 }, { 0.5, 4 }, { 0.9, 12.8 }, { 1, 16 } };
  guint n = 0;

  for (; n < G_N_ELEMENTS (known); n++)
    assert_close (cw_quantile (x, 5, known[n].p), known[n].quantile, 1e-15);
  g_assert_cmpuint (n, ==, 6);
  assert_close (cw_quantile (x, 1, 0.3), 1, 0);
  g_assert_true (isnan (cw_quantile (x, 0, 0.3)));
}

static void
test_cornish_fisher (void)
{
  double z = cw_normal_quantile (0.05);

  g_assert_cmpfloat_with_epsilon (cw_cornish_fisher (z, -0.5, 3), -1.7217, 5e-5);
  assert_close (cw_cornish_fisher (z, 0, 0), z, 0);
}

/* Where the expansion is said to be monotone it is, and where not, somewhere it is not. */
static void
test_cornish_fisher_domain (void)
{
  guint n_inside = 0, n_outside = 0;

  for (double s = -2.5; s <= 2.5; s += 0.125)
    for (double k = -1.0625; k <= 9; k += 0.25)
      {
        double last = -INFINITY;
        gboolean rises = TRUE;

        for (double z = -60; z <= 60; z += 0.005)
          {
            double next = cw_cornish_fisher (z, s, k);

            rises = rises && next > last - 1e-9;
            last = next;
          }
        g_assert_cmpint (cw_cornish_fisher_is_monotone (s, k), ==, rises);
        if (rises)
          n_inside++;
        else
          n_outside++;
      }
  g_assert_cmpuint (n_inside, >, 200);
  g_assert_cmpuint (n_outside, >, 200);
}

static void
test_too_few (void)
{
  static const struct
  {
    CwVarMethod method;
    double confidence;
    gsize needed;
  } cases[] = {
    { CW_VAR_HISTORICAL, 0.95, 100 },     { CW_VAR_HISTORICAL, 0.99, 500 },
    { CW_VAR_HISTORICAL, 0.975, 200 },    { CW_VAR_HISTORICAL, 0.9, 50 },
    { CW_VAR_NORMAL, 0.95, 60 },          { CW_VAR_NORMAL, 0.99, 60 },
    { CW_VAR_CORNISH_FISHER, 0.95, 250 }, { CW_VAR_CORNISH_FISHER, 0.99, 250 },
  };
  g_autofree double *x = random_returns (MANY, 5, 0);
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      CwVar enough = cw_var_measure (cases[n].method, x, cases[n].needed, cases[n].confidence, 1);
      CwVar few = cw_var_measure (cases[n].method, x, cases[n].needed - 1, cases[n].confidence, 1);
      CwVar none = cw_var_measure (cases[n].method, NULL, 0, cases[n].confidence, 1);
      g_autofree char *why = cw_var_explain (&few), *why_not = cw_var_explain (&enough),
                      *needed = g_strdup_printf ("%" G_GSIZE_FORMAT, cases[n].needed);

      g_assert_cmpint (enough.problem, ==, CW_VAR_PROBLEM_NONE);
      g_assert_false (isnan (enough.value));
      g_assert_cmpuint (enough.n, ==, cases[n].needed);
      g_assert_null (why_not);
      g_assert_cmpint (few.problem, ==, CW_VAR_PROBLEM_TOO_FEW);
      g_assert_true (isnan (few.value));
      g_assert_true (isnan (few.shortfall));
      g_assert_cmpuint (few.n_needed, ==, cases[n].needed);
      g_assert_nonnull (strstr (why, needed));
      g_assert_cmpint (none.problem, ==, CW_VAR_PROBLEM_TOO_FEW);
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
test_domain_is_explained (void)
{
  g_autofree double *x = random_returns (MANY, 5, 0);
  g_autofree char *why = NULL;
  CwVar var;

  x[10] = -0.5;
  var = cw_var_measure (CW_VAR_CORNISH_FISHER, x, MANY, 0.99, 1);
  g_assert_cmpint (var.problem, ==, CW_VAR_PROBLEM_DOMAIN);
  g_assert_true (isnan (var.value));
  why = cw_var_explain (&var);
  g_assert_nonnull (strstr (why, "Cornish"));
}

/* The mean loss beyond the quantile is never less than the quantile; and more confidence is never
 * less loss. */
static void
test_order (void)
{
  guint n = 0;

  for (guint32 seed = 0; seed < 50; seed++)
    {
      g_autofree double *x = random_returns (MANY, seed, 0.001 * ((int) seed % 5 - 2));
      double last[CW_N_VAR_METHODS] = { 0 };

      for (double confidence = 0.5; confidence < 0.995; confidence += 0.01)
        for (int method = 0; method < CW_N_VAR_METHODS; method++, n++)
          {
            CwVar var = cw_var_measure ((CwVarMethod) method, x, MANY, confidence, 1);

            g_assert_cmpint (var.problem, ==, CW_VAR_PROBLEM_NONE);
            g_assert_cmpfloat (var.value, >=, last[method]);
            if (method != CW_VAR_CORNISH_FISHER)
              g_assert_cmpfloat (var.shortfall, >=, var.value);
            last[method] = var.value;
          }
    }
  g_assert_cmpuint (n, ==, 50 * 50 * 3);
}

static void
test_gains_are_no_losses (void)
{
  g_autofree double *x = random_returns (MANY, 5, 1);
  guint n = 0;

  for (; n < CW_N_VAR_METHODS; n++)
    assert_close (cw_var_measure ((CwVarMethod) n, x, MANY, 0.95, 1).value, 0, 0);
  g_assert_cmpuint (n, ==, 3);
}

static void
test_horizon (void)
{
  g_autofree double *x = random_returns (MANY, 5, 0), *ten = g_new (double, MANY - 9);
  CwVar direct, overlapping, scaled, day;

  for (gsize i = 0; i < MANY - 9; i++)
    {
      ten[i] = 1;
      for (gsize k = 0; k < 10; k++)
        ten[i] *= 1 + x[i + k];
      ten[i] -= 1;
    }
  direct = cw_var_measure (CW_VAR_HISTORICAL, ten, MANY - 9, 0.99, 1);
  overlapping = cw_var_measure (CW_VAR_HISTORICAL, x, MANY, 0.99, 10);
  assert_close (overlapping.value, direct.value, 0);
  assert_close (overlapping.shortfall, direct.shortfall, 0);
  g_assert_cmpuint (overlapping.n, ==, MANY - 9);
  g_assert_false (overlapping.scaled);

  /* 505 returns make 496 of ten days, which are too few for 99 %. */
  day = cw_var_measure (CW_VAR_HISTORICAL, x, 505, 0.99, 1);
  scaled = cw_var_measure (CW_VAR_HISTORICAL, x, 505, 0.99, 10);
  g_assert_true (scaled.scaled);
  assert_close (scaled.value, day.value * sqrt (10), 1e-15);
  assert_close (scaled.shortfall, day.shortfall * sqrt (10), 1e-15);
  g_assert_false (cw_var_measure (CW_VAR_HISTORICAL, x, 509, 0.99, 10).scaled);

  g_assert_cmpint (cw_var_measure (CW_VAR_HISTORICAL, x, 499, 0.99, 10).problem, ==,
                   CW_VAR_PROBLEM_TOO_FEW);
  g_assert_true (cw_var_measure (CW_VAR_NORMAL, x, 100, 0.99, 5000).scaled);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/risk/var/normal-quantile", test_normal_quantile);
  g_test_add_func ("/risk/var/quantile", test_quantile);
  g_test_add_func ("/risk/var/cornish-fisher", test_cornish_fisher);
  g_test_add_func ("/risk/var/cornish-fisher-domain", test_cornish_fisher_domain);
  g_test_add_func ("/risk/var/too-few", test_too_few);
  g_test_add_func ("/risk/var/domain-is-explained", test_domain_is_explained);
  g_test_add_func ("/risk/var/order", test_order);
  g_test_add_func ("/risk/var/gains-are-no-losses", test_gains_are_no_losses);
  g_test_add_func ("/risk/var/horizon", test_horizon);
  return g_test_run ();
}
