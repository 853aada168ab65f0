/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "cw-moments.h"
#include "cw-risk.h"
#include "risk-helper.h"

/* The worked example of Bacon's book: 24 monthly returns of a portfolio and its benchmark, and the
 * figures that PerformanceAnalytics has for them. */

#define FULL 1e-9 /* relative */
#define N 24
#define TARGET 0.005

typedef struct
{
  double portfolio[N], benchmark[N], sorted[N], residual[N];
  CwRisk risk, market;
  double beta;
  double down, up, absolute, pain; /* sums over the months */
  double n_down;
} Example;

static int
compare_numbers (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
read_example (Example *example)
{
  g_autoptr (GPtrArray) given = read_table ("pa_bacon_returns.csv");

  g_assert_cmpuint (given->len, ==, N);
  for (gsize i = 0; i < N; i++)
    {
      example->portfolio[i] = example->sorted[i] = number (given, i, 1);
      example->benchmark[i] = number (given, i, 2);
    }
  qsort (example->sorted, N, sizeof (double), compare_numbers);
  example->risk = cw_risk_measure (example->portfolio, N, 12, 0);
  example->market = cw_risk_measure (example->benchmark, N, 12, 0);
  example->beta = cw_beta (example->portfolio, example->benchmark, N);
}

static void
sum_up (Example *example)
{
  double value = 1, peak = 1;

  for (gsize i = 0; i < N; i++)
    {
      double r = example->portfolio[i];

      example->down += pow (fmin (r - TARGET, 0), 2);
      example->up += pow (fmax (r - TARGET, 0), 2);
      example->n_down += r < TARGET;
      example->absolute += fabs (r - example->risk.mean);
      value *= 1 + r;
      peak = fmax (peak, value);
      example->pain += 1 - value / peak;
      example->residual[i] = r - example->beta * example->benchmark[i];
    }
}

/* Our own figures first; then others, made from ours or from their own definitions. */
static double
find_figure (const Example *example, const char *metric)
{
  const CwRisk *risk = &example->risk, *market = &example->market;
  const double n = N;
  const struct
  {
    const char *metric;
    double value;
  } known[] = {
    { "beta", example->beta },
    { "sd_sample_monthly", risk->deviation },
    { "total_return", risk->total_return },
    { "return_annualized_geometric_12", risk->annual_return },
    { "max_drawdown", risk->drawdown.depth },
    { "var_hist_95_quantile7", cw_quantile (example->sorted, N, 1 - 0.95) },
    { "var_gauss_95_population_sd",
      risk->mean + cw_normal_quantile (1 - 0.95) * risk->deviation * sqrt ((n - 1) / n) },
    { "kurtosis_sample", (risk->excess_kurtosis + 3) * (n - 1) * (n + 1) / ((n - 2) * (n - 3)) },
    { "fama_beta", risk->deviation / market->deviation },
    { "jensen_alpha_annual", risk->annual_return - example->beta * market->annual_return },
    { "epsilon_annual", risk->annual_return - cw_mean (example->residual, N)
                            - example->beta * market->annual_return },
    { "specific_risk_annual", cw_deviation (example->residual, N) * sqrt (12 * (n - 1) / n) },
    { "downside_deviation_MAR_0.005", sqrt (example->down / n) },
    { "upside_risk_MAR_0.005", sqrt (example->up / n) },
    { "downside_frequency_MAR_0.005", example->n_down / n },
    { "upside_frequency_MAR_0.005", 1 - example->n_down / n },
    { "mean_absolute_deviation", example->absolute / n },
    { "pain_index", example->pain / n },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].metric, metric))
      return known[i].value;
  g_error ("Nobody knows what “%s” is", metric);
}

static void
test_bacon (void)
{
  g_autoptr (GPtrArray) table = read_table ("pa_bacon_expected.csv");
  Example example = { 0 };
  guint n_checked = 0;

  read_example (&example);
  sum_up (&example);
  for (gsize row = 0; row < table->len; row++, n_checked++)
    assert_close (find_figure (&example, cell (table, row, 0)), number (table, row, 1), FULL);
  g_assert_cmpuint (n_checked, ==, 18);
  /* Two years of months are too few for a ratio. */
  g_assert_true (isnan (example.risk.sharpe));
  g_assert_true (isnan (example.risk.sortino));
}

/* The same excess in Sortino's ratio, from Bacon's downside deviation, needs sixty returns. */
static void
test_sortino (void)
{
  g_autoptr (GPtrArray) given = read_table ("pa_bacon_returns.csv");
  double r[72];
  CwRisk risk;

  for (gsize i = 0; i < G_N_ELEMENTS (r); i++)
    r[i] = number (given, i % N, 1);
  risk = cw_risk_measure (r, G_N_ELEMENTS (r), 12, TARGET * 12);
  assert_close (risk.sortino, (risk.mean - TARGET) / 0.0255367382412 * sqrt (12), 1e-11);
  assert_close (risk.sharpe, (risk.mean - TARGET) / risk.deviation * sqrt (12), 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/risk/bacon/figures", test_bacon);
  g_test_add_func ("/risk/bacon/sortino", test_sortino);
  return g_test_run ();
}
