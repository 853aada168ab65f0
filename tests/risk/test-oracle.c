/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cw-moments.h"
#include "cw-portfolio.h"
#include "cw-var.h"
#include "risk-helper.h"

/* Agreement with figures that R, PerformanceAnalytics and pandas computed; see
 * tests/data/README.md. Where another convention than ours was used, the relation between the two
 * is checked instead. */

#define FULL 1e-9 /* relative, where the oracle has full precision */
#define FROM "2018-01-02"
#define TO "2020-12-31"
#define SYMBOLS 3
#define MARKET 3

static const char *const names[] = { "AAPL", "IBM", "MSFT", "^GSPC" };
static const double weights[SYMBOLS] = { 0.5, 0.3, 0.2 };

typedef struct
{
  CwReturns *returns; /* of the symbols and the market */
  CwReturns *shares;  /* of the symbols alone */
  double *rebalanced, *held;
} Fixture;

static CwReturns *
read_returns (gsize n, CwReturnsPrice price)
{
  CwSeries *series[G_N_ELEMENTS (names)];
  CwReturns *returns;

  for (gsize i = 0; i < n; i++)
    series[i] = read_prices (names[i], FROM, TO);
  returns = cw_returns_new ((const CwSeries *const *) series, n, price);
  for (gsize i = 0; i < n; i++)
    cw_series_unref (series[i]);
  return returns;
}

static void
set_up (Fixture *fixture, CwReturnsPrice price)
{
  fixture->returns = read_returns (G_N_ELEMENTS (names), price);
  fixture->shares = read_returns (SYMBOLS, price);
  fixture->rebalanced = g_new (double, fixture->shares->n_days);
  fixture->held = g_new (double, fixture->shares->n_days);
  cw_portfolio_rebalance (fixture->shares, weights, fixture->rebalanced);
  cw_portfolio_hold (fixture->shares, weights, fixture->held);
}

static void
tear_down (Fixture *fixture)
{
  cw_returns_unref (fixture->returns);
  cw_returns_unref (fixture->shares);
  g_free (fixture->rebalanced);
  g_free (fixture->held);
}

static const double *
find_column (const Fixture *fixture, const char *subject)
{
  if (g_str_has_suffix (subject, "_rebalanced_daily"))
    return fixture->rebalanced;
  if (g_str_has_suffix (subject, "_buy_and_hold"))
    return fixture->held;
  if (g_str_equal (subject, "SPX"))
    return fixture->returns->columns[MARKET];
  for (gsize i = 0; i < SYMBOLS; i++)
    if (g_str_equal (subject, names[i]))
      return fixture->returns->columns[i];
  return fixture->rebalanced; /* the rows about the portfolio's parts */
}

static int
compare_numbers (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/* The smallest value that at least a share @p of the values does not exceed. */
static double
order_statistic (const double *x, gsize n, double p)
{
  g_autofree double *sorted = g_memdup2 (x, n * sizeof (double));
  gsize place = (gsize) ceil ((double) n * p - 1e-9);

  qsort (sorted, n, sizeof (double), compare_numbers);
  return sorted[place - 1];
}

static double
measure (CwVarMethod method, const double *x, gsize n, double confidence, gboolean shortfall)
{
  CwVar var = cw_var_measure (method, x, n, confidence, 1);

  g_assert_cmpint (var.problem, ==, CW_VAR_PROBLEM_NONE);
  g_assert_false (var.scaled);
  return shortfall ? var.shortfall : var.value;
}

static void
log_returns (const double *x, gsize n, double *logs)
{
  for (gsize i = 0; i < n; i++)
    logs[i] = log1p (x[i]);
}

static double
beta_of_logs (const double *x, const double *market, gsize n)
{
  g_autofree double *log_x = g_new (double, n), *log_market = g_new (double, n);

  log_returns (x, n, log_x);
  log_returns (market, n, log_market);
  return cw_beta (log_x, log_market, n);
}

/* Rows of our own definitions. */
static gboolean
check_own (const Fixture *fixture, const char *metric, const double *x, double expected)
{
  gsize n = fixture->returns->n_days;
  const double *market = fixture->returns->columns[MARKET];
  CwRisk risk = cw_risk_measure (x, n, CW_TRADING_DAYS, 0);
  CwMarketRisk relative = cw_risk_compare (x, market, n, CW_TRADING_DAYS, 0);
  double value;

  if (g_str_equal (metric, "n_returns"))
    value = (double) risk.n;
  else if (g_str_equal (metric, "mean_daily"))
    value = risk.mean;
  else if (g_str_equal (metric, "sd_sample_daily"))
    value = risk.deviation;
  else if (g_str_equal (metric, "sd_annualized_252"))
    value = risk.volatility;
  else if (g_str_equal (metric, "total_return"))
    value = risk.total_return;
  else if (g_str_equal (metric, "return_annualized_geometric_252"))
    value = risk.annual_return;
  else if (g_str_equal (metric, "max_drawdown"))
    value = risk.drawdown.depth;
  else if (g_str_equal (metric, "sharpe_daily_rf0"))
    value = risk.sharpe / sqrt (CW_TRADING_DAYS);
  else if (g_str_equal (metric, "beta_vs_SPX"))
    value = relative.beta;
  else if (g_str_equal (metric, "alpha_daily_vs_SPX"))
    value = relative.alpha / CW_TRADING_DAYS;
  else if (g_str_equal (metric, "corr_vs_SPX"))
    value = relative.correlation;
  else if (g_str_equal (metric, "var_hist_95_quantile7"))
    value = -measure (CW_VAR_HISTORICAL, x, n, 0.95, FALSE);
  else if (g_str_equal (metric, "var_hist_99_quantile7"))
    value = -measure (CW_VAR_HISTORICAL, x, n, 0.99, FALSE);
  else if (g_str_equal (metric, "es_hist_95"))
    value = -measure (CW_VAR_HISTORICAL, x, n, 0.95, TRUE);
  else if (g_str_equal (metric, "es_hist_99"))
    value = -measure (CW_VAR_HISTORICAL, x, n, 0.99, TRUE);
  else if (g_str_equal (metric, "var_gauss_95_sample_sd"))
    value = -measure (CW_VAR_NORMAL, x, n, 0.95, FALSE);
  else if (g_str_equal (metric, "var_gauss_99_sample_sd"))
    value = -measure (CW_VAR_NORMAL, x, n, 0.99, FALSE);
  else
    return FALSE;
  assert_close (value, expected, FULL);
  return TRUE;
}

/* PerformanceAnalytics expands wherever it is asked to; we only where the expansion is monotone. */
static gboolean
check_cornish_fisher (
    const char *metric, const double *x, gsize n, double expected, guint *n_inside)
{
  double confidence = g_str_equal (metric, "var_modified_95_cornish_fisher")   ? 0.95
                      : g_str_equal (metric, "var_modified_99_cornish_fisher") ? 0.99
                                                                               : 0,
         skewness = cw_skewness (x, n), kurtosis = cw_excess_kurtosis (x, n), z, deviation;
  CwVar var;

  if (!(confidence > 0))
    return FALSE;
  var = cw_var_measure (CW_VAR_CORNISH_FISHER, x, n, confidence, 1);
  if (cw_cornish_fisher_is_monotone (skewness, kurtosis))
    {
      assert_close (-var.value, expected, FULL);
      (*n_inside)++;
      return TRUE;
    }
  g_assert_cmpint (var.problem, ==, CW_VAR_PROBLEM_DOMAIN);
  g_assert_true (isnan (var.value));
  z = cw_normal_quantile (1 - confidence);
  deviation = cw_deviation (x, n) * sqrt ((double) (n - 1) / (double) n);
  assert_close (cw_mean (x, n) + cw_cornish_fisher (z, skewness, kurtosis) * deviation, expected,
                FULL);
  return TRUE;
}

static gsize
symbol_index (const char *name, gsize length)
{
  for (gsize i = 0; i < SYMBOLS; i++)
    if (strlen (names[i]) == length && strncmp (names[i], name, length) == 0)
      return i;
  g_assert_not_reached ();
}

/* Rows about the parts of the portfolio: covariances, and what each part adds to the normal value
 * at risk, −w·(μ + z·cov(x, portfolio)/σ). */
static gboolean
check_parts (const Fixture *fixture, const char *metric, double expected)
{
  const CwReturns *shares = fixture->shares;
  gsize n = shares->n_days;
  double z = cw_normal_quantile (1 - 0.95);

  if (g_str_equal (metric, "sd_sample_daily_from_cov_matrix"))
    {
      double variance = 0;

      for (gsize i = 0; i < SYMBOLS; i++)
        for (gsize j = 0; j < SYMBOLS; j++)
          variance +=
              weights[i] * weights[j] * cw_covariance (shares->columns[i], shares->columns[j], n);
      assert_close (sqrt (variance), expected, FULL);
      return TRUE;
    }
  if (g_str_has_prefix (metric, "cov_sample_"))
    {
      const char *first = metric + strlen ("cov_sample_"), *second = strchr (first, '_') + 1;
      gsize i = symbol_index (first, (gsize) (second - 1 - first)),
            j = symbol_index (second, strlen (second));

      assert_close (cw_covariance (shares->columns[i], shares->columns[j], n), expected, FULL);
      return TRUE;
    }
  if (g_str_equal (metric, "component_var_gauss_95_total_population"))
    {
      /* Despite its name it has the sample's deviation. */
      assert_close (measure (CW_VAR_NORMAL, fixture->rebalanced, n, 0.95, FALSE), expected, FULL);
      return TRUE;
    }
  if (g_str_has_prefix (metric, "component_var_gauss_95_"))
    {
      const char *name = metric + strlen ("component_var_gauss_95_");
      gsize i = symbol_index (name, strlen (name));
      double covariance = cw_covariance (shares->columns[i], fixture->rebalanced, n),
             deviation = cw_deviation (fixture->rebalanced, n);

      assert_close (-weights[i] * (cw_mean (shares->columns[i], n) + z * covariance / deviation),
                    expected, FULL);
      return TRUE;
    }
  return FALSE;
}

/* Rows of other conventions, by their relation to ours. */
static gboolean
check_other (const Fixture *fixture, const char *metric, const double *x, double expected)
{
  gsize n = fixture->returns->n_days;
  double mean = cw_mean (x, n), deviation = cw_deviation (x, n),
         z = cw_normal_quantile (strstr (metric, "_95_") != NULL ? 1 - 0.95 : 1 - 0.99);

  if (g_str_equal (metric, "beta_log_returns"))
    assert_close (beta_of_logs (x, fixture->returns->columns[MARKET], n), expected, FULL);
  else if (g_str_has_suffix (metric, "_type1_order_statistic"))
    assert_close (order_statistic (x, n, strstr (metric, "_95_") != NULL ? 0.05 : 0.01), expected,
                  FULL);
  else if (g_str_has_suffix (metric, "_zero_mean_sample_sd"))
    assert_close (z * deviation, expected, FULL);
  else if (g_str_has_prefix (metric, "var_gauss_") && g_str_has_suffix (metric, "_population_sd"))
    assert_close (mean + z * deviation * sqrt ((double) (n - 1) / (double) n), expected, FULL);
  else
    return FALSE;
  return TRUE;
}

static void
check_table (const char *name, CwReturnsPrice price)
{
  Fixture fixture;
  g_autoptr (GPtrArray) table = read_table (name);
  guint n_own = 0, n_expanded = 0, n_inside = 0, n_parts = 0, n_other = 0;

  set_up (&fixture, price);
  for (gsize row = 0; row < table->len; row++)
    {
      const char *metric = cell (table, row, 0);
      const double *x = find_column (&fixture, cell (table, row, 1));
      double expected = number (table, row, 2);

      g_test_message ("%s of %s", metric, cell (table, row, 1));
      if (check_own (&fixture, metric, x, expected))
        n_own++;
      else if (check_cornish_fisher (metric, x, fixture.returns->n_days, expected, &n_inside))
        n_expanded++;
      else if (check_parts (&fixture, metric, expected))
        n_parts++;
      else if (check_other (&fixture, metric, x, expected))
        n_other++;
      else
        g_error ("Nobody knows what “%s” is", metric);
    }
  g_assert_cmpuint (n_own, ==, 94);
  g_assert_cmpuint (n_expanded, ==, 12);
  g_assert_cmpuint (n_inside, ==, 8);
  g_assert_cmpuint (n_parts, ==, 11);
  g_assert_cmpuint (n_other, ==, 39);
  g_assert_cmpuint (table->len, ==, 156);
  tear_down (&fixture);
}

static void
test_adjusted (void)
{
  check_table ("risk_AAPL_IBM_MSFT_adjclose_2018_2020.csv", CW_RETURNS_ADJ_CLOSE);
}

static void
test_unadjusted (void)
{
  check_table ("risk_AAPL_IBM_MSFT_close_2018_2020.csv", CW_RETURNS_CLOSE);
}

static void
test_returns (void)
{
  Fixture fixture;
  g_autoptr (GPtrArray) table = read_table ("returns_AAPL_IBM_MSFT_adjclose_2018_2020.csv");
  gsize n = 0;

  set_up (&fixture, CW_RETURNS_ADJ_CLOSE);
  g_assert_cmpuint (fixture.returns->n_days, ==, table->len);
  g_assert_cmpint (fixture.returns->first_day, ==, day_of (FROM));
  for (gsize t = 0; t < table->len; t++)
    {
      g_assert_cmpint (fixture.returns->days[t], ==, day_of (cell (table, t, 0)));
      for (gsize k = 0; k < G_N_ELEMENTS (names); k++, n++)
        assert_close (fixture.returns->columns[k][t], number (table, t, 1 + k), FULL);
      assert_close (fixture.rebalanced[t], number (table, t, 5), FULL);
      assert_close (fixture.held[t], number (table, t, 6), FULL);
      n += 2;
    }
  g_assert_cmpuint (n, ==, 755 * 6);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/risk/oracle/adjusted", test_adjusted);
  g_test_add_func ("/risk/oracle/unadjusted", test_unadjusted);
  g_test_add_func ("/risk/oracle/returns", test_returns);
  return g_test_run ();
}
