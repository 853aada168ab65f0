/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk.h"

#include <math.h>
#include <string.h>

#include "cw-moments.h"
#include "cw-scenarios.h"
#include "cw-series-builder.h"
#include "cw-var.h"
#include "risk-helper.h"

#define MANY 1000

/* Numbers that look like daily returns. */
static double *
random_returns (gsize n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double *x = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    x[i] = 0.01 * cw_normal_quantile (g_rand_double_range (rand, 1e-6, 1 - 1e-6));
  return x;
}

static void
assert_unknown (double value)
{
  g_assert_true (isnan (value));
}

static void
test_moments (void)
{
  static const double x[] = { 2, 4, 4, 4, 5, 5, 7, 9 }, y[] = { 1, 2, 2, 2, 2.5, 2.5, 3.5, 4.5 };

  assert_close (cw_mean (x, 8), 5, 0);
  assert_close (cw_deviation (x, 8), sqrt (32.0 / 7), 1e-15);
  assert_close (cw_skewness (x, 8), 5.25 / 8, 1e-14); /* Σd³ = 42, m₂ = 4 */
  assert_close (cw_excess_kurtosis (x, 8), 44.5 / 16 - 3, 1e-14);
  assert_close (cw_covariance (x, y, 8), 16.0 / 7, 1e-15);
  assert_close (cw_correlation (x, y, 8), 1, 1e-15);
  assert_close (cw_beta (x, y, 8), 2, 1e-14);
}

/* Far from zero, and with more numbers than a sum of squares in one pass would bear. */
static void
test_moments_do_not_cancel (void)
{
  double x[MANY];

  for (gsize i = 0; i < MANY; i++)
    x[i] = 1e9 + (double) (i % 2);
  assert_close (cw_mean (x, MANY), 1e9 + 0.5, 1e-16);
  assert_close (cw_deviation (x, MANY), 0.5 * sqrt (MANY / (MANY - 1.0)), 1e-12);
}

static void
test_constant (void)
{
  static const double constants[] = { 0, 0.01, -0.01, 1.0 / 3 };
  guint n = 0;

  for (; n < G_N_ELEMENTS (constants); n++)
    {
      double x[MANY];
      CwRisk risk;
      CwMarketRisk market;
      CwVar var;

      for (gsize i = 0; i < MANY; i++)
        x[i] = constants[n];
      risk = cw_risk_measure (x, MANY, CW_TRADING_DAYS, 0);
      assert_close (risk.mean, constants[n], 0);
      assert_close (risk.deviation, 0, 0);
      assert_close (risk.volatility, 0, 0);
      assert_unknown (risk.skewness);
      assert_unknown (risk.excess_kurtosis);
      assert_unknown (risk.sharpe);
      if (constants[n] < 0)
        assert_close (risk.sortino, -sqrt (CW_TRADING_DAYS), 1e-12);
      else
        assert_unknown (risk.sortino);
      market = cw_risk_compare (x, x, MANY, CW_TRADING_DAYS, 0);
      assert_unknown (market.beta);
      assert_unknown (market.alpha);
      assert_unknown (market.correlation);
      var = cw_var_measure (CW_VAR_HISTORICAL, x, MANY, 0.95, 1);
      assert_close (var.value, fmax (0, -constants[n]), 0);
      assert_close (var.shortfall, fmax (0, -constants[n]), 0);
      var = cw_var_measure (CW_VAR_NORMAL, x, MANY, 0.95, 1);
      assert_close (var.value, fmax (0, -constants[n]), 0);
      var = cw_var_measure (CW_VAR_CORNISH_FISHER, x, MANY, 0.95, 1);
      g_assert_cmpint (var.problem, ==, CW_VAR_PROBLEM_NO_SPREAD);
      assert_unknown (var.value);
    }
  g_assert_cmpuint (n, ==, 4);
}

/* Returns of a price that grows by the same factor differ by rounding errors only. */
static void
test_constant_but_for_rounding (void)
{
  double x[MANY], price = 100;

  for (gsize i = 0; i < MANY; i++)
    {
      x[i] = price * 1.003 / price - 1;
      price *= 1.003;
    }
  assert_unknown (cw_risk_measure (x, MANY, CW_TRADING_DAYS, 0).sharpe);
  assert_unknown (cw_beta (x, x, MANY));
}

static void
test_too_few (void)
{
  g_autofree double *x = random_returns (MANY, 3), *m = random_returns (MANY, 4);
  CwRisk none = cw_risk_measure (x, 0, CW_TRADING_DAYS, 0), one, at;
  guint n = 0;

  assert_unknown (none.mean);
  assert_unknown (none.deviation);
  assert_unknown (none.total_return);
  assert_unknown (none.annual_return);
  assert_unknown (none.drawdown.depth);
  one = cw_risk_measure (x, 1, CW_TRADING_DAYS, 0);
  assert_close (one.mean, x[0], 0);
  assert_close (one.total_return, x[0], 1e-13);
  assert_unknown (one.deviation);
  assert_unknown (one.volatility);
  assert_unknown (one.sharpe);
  assert_unknown (cw_covariance (x, m, 1));
  assert_unknown (cw_correlation (x, m, 1));

  for (; n < 100; n++)
    {
      at = cw_risk_measure (x, n, CW_TRADING_DAYS, 0);
      g_assert_cmpint (isnan (at.volatility), ==, n < 20);
      g_assert_cmpint (isnan (at.sharpe), ==, n < 60);
      g_assert_cmpint (isnan (at.sortino), ==, n < 60);
      g_assert_cmpint (isnan (cw_risk_compare (x, m, n, CW_TRADING_DAYS, 0).beta), ==, n < 60);
      g_assert_cmpint (isnan (cw_risk_compare (x, m, n, CW_TRADING_DAYS, 0).alpha), ==, n < 60);
    }
  g_assert_cmpuint (n, ==, 100);
}

static void
test_of_the_market_itself (void)
{
  g_autofree double *m = random_returns (MANY, 4), *x = g_new (double, MANY);
  CwMarketRisk itself = cw_risk_compare (m, m, MANY, CW_TRADING_DAYS, 0.02), twice;

  assert_close (itself.beta, 1, 1e-12);
  g_assert_cmpfloat (fabs (itself.alpha), <, 1e-12);
  assert_close (itself.correlation, 1, 1e-12);
  for (gsize i = 0; i < MANY; i++)
    x[i] = -2 * m[i] + 0.001;
  twice = cw_risk_compare (x, m, MANY, CW_TRADING_DAYS, 0);
  assert_close (twice.beta, -2, 1e-12);
  assert_close (twice.alpha, 0.252, 1e-10);
  assert_close (twice.correlation, -1, 1e-12);
  /* Jensen: with a riskless rate, alpha = 0.001 − rf + β… = 0.001 − 3·rf a day. */
  twice = cw_risk_compare (x, m, MANY, CW_TRADING_DAYS, 0.0252);
  assert_close (twice.alpha, 0.252 - 3 * 0.0252, 1e-10);
}

static void
test_drawdown (void)
{
  static const struct
  {
    double returns[6];
    gsize n;
    CwDrawdown expected;
  } cases[] = {
    { { 0.1, 0.2, 0 }, 3, { 0, 0, 0, CW_RISK_NEVER } },
    { { -0.5 }, 1, { 0.5, 0, 1, CW_RISK_NEVER } },
    { { -0.5, 1 }, 2, { 0.5, 0, 1, 2 } },
    { { 1, -0.5, 0.25, 3 }, 4, { 0.5, 1, 2, 4 } },
    { { 1, -0.25, -0.5, 1, 0.5, 1 }, 6, { 0.625, 1, 3, 5 } },
    { { -0.25, 1, -0.5, -0.5, 1, 1 }, 6, { 0.75, 2, 4, 6 } },
    { { -0.5, 1, -0.5, 1 }, 4, { 0.5, 0, 1, 2 } }, /* the first of two */
    { { 0.5, -1 }, 2, { 1, 1, 2, CW_RISK_NEVER } },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      CwDrawdown drawdown = cw_drawdown_find (cases[n].returns, cases[n].n);

      assert_close (drawdown.depth, cases[n].expected.depth, 1e-15);
      g_assert_cmpuint (drawdown.peak, ==, cases[n].expected.peak);
      g_assert_cmpuint (drawdown.trough, ==, cases[n].expected.trough);
      g_assert_cmpuint (drawdown.recovery, ==, cases[n].expected.recovery);
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
test_correlation_matrix (void)
{
  enum
  {
    N = 7
  };
  double *columns[N], matrix[N * N];
  guint n = 0;

  for (gsize k = 0; k < N; k++)
    columns[k] = random_returns (MANY, (guint32) k);
  for (gsize i = 0; i < MANY; i++)
    columns[5][i] = 0.01; /* does not move */
  cw_risk_correlate ((const double *const *) columns, N, MANY, matrix);
  for (gsize i = 0; i < N; i++)
    for (gsize j = 0; j < N; j++, n++)
      if (i == 5 || j == 5)
        assert_unknown (matrix[i * N + j]);
      else if (i == j)
        assert_close (matrix[i * N + j], 1, 0);
      else
        {
          assert_close (matrix[i * N + j], matrix[j * N + i], 0);
          g_assert_cmpfloat_with_epsilon (matrix[i * N + j],
                                          cw_correlation (columns[i], columns[j], MANY), 1e-13);
        }
  g_assert_cmpuint (n, ==, N * N);
  cw_risk_correlate ((const double *const *) columns, N, 1, matrix);
  assert_unknown (matrix[0]);
  assert_unknown (matrix[1]);
  cw_risk_correlate ((const double *const *) columns, N, 0, matrix);
  assert_unknown (matrix[N + 1]);
  for (gsize k = 0; k < N; k++)
    g_free (columns[k]);
}

static void
test_scenarios (void)
{
  static const struct
  {
    const char *id;
    double fall;
  } expected[] = { { "crash-1973", -0.482 },    { "crash-1987", -0.3351 },
                   { "dot-com-2000", -0.4915 }, { "crisis-2008", -0.5678 },
                   { "covid-2020", -0.3392 },   { "rates-2022", -0.254 },
                   { "fed-2026", -0.58 } };

  g_assert_cmpuint (cw_scenario_get_n (), ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const CwScenario *scenario = cw_scenario_get (i);

      g_assert_cmpstr (scenario->id, ==, expected[i].id);
      g_assert_cmpfloat_with_epsilon (scenario->market_return, expected[i].fall, 5e-5);
      g_assert_cmpstr (cw_scenario_get_name (scenario), !=, "");
    }
}

static void
test_scenario_losses (void)
{
  static const double betas[] = { 0.5, 1.5, NAN, 3 }, weights[] = { 0.4, 0.3, 0.2, 0.1 };
  CwScenarioLoss known = cw_scenario_apply (-0.4, 1.5), unknown = cw_scenario_apply (-0.4, NAN),
                 ruin = cw_scenario_apply (-0.4, 3), rise = cw_scenario_apply (0.5, 3);

  assert_close (known.change, -0.6, 1e-15);
  g_assert_false (known.beta_assumed);
  assert_close (unknown.change, -0.4, 0);
  assert_close (unknown.beta, 1, 0);
  g_assert_true (unknown.beta_assumed);
  assert_close (ruin.change, -1, 0); /* no share is worth less than nothing */
  assert_close (rise.change, 1.5, 0);
  assert_close (cw_scenario_apply_to_all (-0.4, betas, weights, 4),
                0.4 * -0.2 + 0.3 * -0.6 + 0.2 * -0.4 + 0.1 * -1, 1e-15);
}

/* The index that the demo bundles fell as the scenario says it did. */
static void
test_scenario_really (void)
{
  const CwScenario *covid = cw_scenario_get (4), *crisis = cw_scenario_get (3),
                   *fed = cw_scenario_get (6);
  g_autoptr (CwSeries) index = read_prices ("^GSPC", "2011-04-21", "2021-04-21");
  g_autoptr (CwSeries) short_one = read_prices ("^GSPC", "2020-03-01", "2021-04-21");
  g_autoptr (CwSeries) ended = read_prices ("^GSPC", "2011-04-21", "2020-03-10");
  g_autoptr (CwSeries) aapl = read_prices ("AAPL", "2011-04-21", "2021-04-21");

  assert_close (cw_scenario_look_up (covid, index), covid->market_return, 1e-12);
  g_assert_cmpfloat (cw_scenario_look_up (covid, aapl), <, -0.25);
  assert_unknown (cw_scenario_look_up (covid, short_one));
  assert_unknown (cw_scenario_look_up (covid, ended));
  assert_unknown (cw_scenario_look_up (crisis, index));
  assert_unknown (cw_scenario_look_up (fed, index));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/risk/measures/moments", test_moments);
  g_test_add_func ("/risk/measures/moments-do-not-cancel", test_moments_do_not_cancel);
  g_test_add_func ("/risk/measures/constant", test_constant);
  g_test_add_func ("/risk/measures/constant-but-for-rounding", test_constant_but_for_rounding);
  g_test_add_func ("/risk/measures/too-few", test_too_few);
  g_test_add_func ("/risk/measures/of-the-market-itself", test_of_the_market_itself);
  g_test_add_func ("/risk/measures/drawdown", test_drawdown);
  g_test_add_func ("/risk/measures/correlation-matrix", test_correlation_matrix);
  g_test_add_func ("/risk/scenarios/table", test_scenarios);
  g_test_add_func ("/risk/scenarios/losses", test_scenario_losses);
  g_test_add_func ("/risk/scenarios/really", test_scenario_really);
  return g_test_run ();
}
