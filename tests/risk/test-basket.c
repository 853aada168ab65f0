/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-basket.h"
#include "cw-portfolio.h"
#include "cw-series-builder.h"
#include "risk-helper.h"

static const char *const symbols[] = { "AAPL", "MSFT", "TSLA" };
#define N_SYMBOLS G_N_ELEMENTS (symbols)

static const CwRiskMeasure usual = { .confidence = 0.95, .horizon = 1 };

/* The same symbols, and the market beside them. */
typedef struct
{
  CwSeries *series[N_SYMBOLS];
  CwSeries *market;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < N_SYMBOLS; i++)
    fixture->series[i] = read_prices (symbols[i], "2018-01-02", "2020-12-31");
  fixture->market = read_prices ("IBM", "2018-06-01", "2020-12-31");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < N_SYMBOLS; i++)
    cw_series_unref (fixture->series[i]);
  cw_series_unref (fixture->market);
}

static CwBasketSpec
make_spec (Fixture *fixture)
{
  return (CwBasketSpec){ .n_symbols = N_SYMBOLS,
                         .names = symbols,
                         .series = (const CwSeries *const *) fixture->series,
                         .benchmark = fixture->market };
}

static CwBasket *
make (const CwBasketSpec *spec)
{
  g_autoptr (GError) error = NULL;
  CwBasket *basket = cw_basket_new (spec, &error);

  g_assert_no_error (error);
  return basket;
}

/* Without weights all weigh the same, and each day is brought back to that. */
static void
test_equal_parts (Fixture *fixture, gconstpointer data)
{
  CwBasketSpec spec = make_spec (fixture);
  g_autoptr (CwBasket) basket = make (&spec);
  gsize n = basket->returns->n_days;

  g_assert_cmpuint (n, >, 700);
  g_assert_cmpuint (basket->joined->n_days, <, n);
  g_assert_cmpuint (basket->joined->n_symbols, ==, N_SYMBOLS + 1);
  g_assert_true (isnan (basket->value));
  for (gsize i = 0; i < N_SYMBOLS; i++)
    g_assert_cmpfloat_with_epsilon (basket->weights[i], 1.0 / N_SYMBOLS, 1e-15);
  for (gsize t = 0; t < n; t++)
    {
      double mean = 0;

      for (gsize i = 0; i < N_SYMBOLS; i++)
        mean += basket->returns->columns[i][t] / N_SYMBOLS;
      g_assert_cmpfloat_with_epsilon (basket->portfolio[t], mean, 1e-15);
    }
}

/* What is held weighs what it is worth at the end, and the way there is that of its value. */
static void
test_shares (Fixture *fixture, gconstpointer data)
{
  const double shares[] = { 30, 12.5, 4 };
  CwBasketSpec spec = make_spec (fixture);
  g_autoptr (CwBasket) basket = NULL;
  double worth = 0, grown = 1, first = 0;
  gsize n;

  spec.amounts = shares;
  spec.shares = TRUE;
  spec.price = CW_RETURNS_CLOSE;
  basket = make (&spec);
  n = basket->returns->n_days;
  for (gsize i = 0; i < N_SYMBOLS; i++)
    {
      worth += shares[i] * fixture->series[i]->close[fixture->series[i]->n_bars - 1];
      first += shares[i] * fixture->series[i]->close[0];
    }
  assert_close (basket->value, worth, 1e-12);
  for (gsize i = 0; i < N_SYMBOLS; i++)
    assert_close (basket->weights[i],
                  shares[i] * fixture->series[i]->close[fixture->series[i]->n_bars - 1] / worth,
                  1e-12);
  for (gsize t = 0; t < n; t++)
    grown *= 1 + basket->portfolio[t];
  assert_close (grown, worth / first, 1e-9);
}

static void
test_figures (Fixture *fixture, gconstpointer data)
{
  CwBasketSpec spec = make_spec (fixture);
  g_autoptr (CwBasket) basket = make (&spec);
  CwRiskFigures figures = cw_basket_measure (basket, &usual);
  CwRiskFigures first = cw_basket_measure_symbol (basket, 0, &usual);
  g_autofree double *betas = cw_basket_measure_betas (basket);
  gsize n = basket->returns->n_days;
  CwVar var = cw_var_measure (CW_VAR_HISTORICAL, basket->portfolio, n, 0.95, 1);
  CwRisk risk = cw_risk_measure (basket->returns->columns[0], n, CW_TRADING_DAYS, 0);

  g_assert_cmpfloat (figures.var[CW_VAR_HISTORICAL].value, ==, var.value);
  g_assert_cmpfloat (figures.var[CW_VAR_HISTORICAL].shortfall, ==, var.shortfall);
  g_assert_cmpfloat (first.risk.sharpe, ==, risk.sharpe);
  g_assert_cmpfloat (first.market.beta, ==, betas[0]);
  g_assert_cmpfloat (betas[2], >, 0);
}

static void
test_without_market (Fixture *fixture, gconstpointer data)
{
  CwBasketSpec spec = make_spec (fixture);
  g_autoptr (CwBasket) basket = NULL;
  g_autofree double *betas = NULL;

  spec.benchmark = NULL;
  basket = make (&spec);
  betas = cw_basket_measure_betas (basket);
  g_assert_null (basket->joined);
  g_assert_true (isnan (cw_basket_measure (basket, &usual).market.beta));
  for (gsize i = 0; i < N_SYMBOLS; i++)
    g_assert_true (isnan (betas[i]));
}

/* The parts of the risk make the whole of it. */
static void
test_risk_is_shared (Fixture *fixture, gconstpointer data)
{
  CwBasketSpec spec = make_spec (fixture);
  g_autoptr (CwBasket) basket = make (&spec);
  g_autofree double *shares = cw_basket_share_risk (basket);
  double sum = 0;

  for (gsize i = 0; i < N_SYMBOLS; i++)
    sum += shares[i];
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
  g_assert_cmpfloat (shares[2], >, shares[0]); /* the wildest of them */
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  CwBasketSpec spec = make_spec (fixture);
  g_autoptr (CwBasket) basket = make (&spec);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  gsize n = basket->returns->n_days, n_read = 0;

  cw_basket_print_returns (basket, text);
  lines = g_strsplit (text->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2);
  g_assert_cmpstr (lines[0], ==, "Date,AAPL,MSFT,TSLA,portfolio");
  g_assert_true (g_str_has_prefix (lines[n], "2020-12-31,"));
  g_assert_cmpstr (lines[n + 1], ==, "");
  for (; n_read < n; n_read++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[n_read + 1], ",", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, N_SYMBOLS + 2);
      for (gsize i = 0; i < N_SYMBOLS; i++)
        g_assert_cmpfloat (g_ascii_strtod (cells[i + 1], NULL), ==,
                           basket->returns->columns[i][n_read]);
      g_assert_cmpfloat (g_ascii_strtod (cells[N_SYMBOLS + 1], NULL), ==,
                         basket->portfolio[n_read]);
    }
  g_assert_cmpuint (n_read, ==, n);
}

static CwSeries *
make_foreign (const CwSeries *like)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new_from (like);

  cw_series_builder_set_text (&builder->info.currency, "EUR");
  for (gsize i = 0; i < like->n_bars; i++)
    cw_series_builder_add_bar (builder, like->time[i], like->open[i], like->high[i], like->low[i],
                               like->close[i], like->adj_close[i], like->volume[i]);
  return cw_series_builder_end (builder);
}

/* Money of two kinds is not added up; weights need no money. */
static void
test_currencies (Fixture *fixture, gconstpointer data)
{
  const double shares[] = { 1, 2, 3 };
  CwBasketSpec spec = make_spec (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwBasket) weighed = NULL;
  CwSeries *foreign = make_foreign (fixture->series[1]);

  cw_series_unref (fixture->series[1]);
  fixture->series[1] = foreign;
  spec.amounts = shares;
  weighed = make (&spec);
  spec.shares = TRUE;
  g_assert_null (cw_basket_new (&spec, &error));
  g_assert_error (error, CW_RISK_ERROR, CW_RISK_ERROR_CURRENCIES);
  g_assert_nonnull (strstr (error->message, "MSFT (EUR)"));
}

static void
test_weights_of_nothing (Fixture *fixture, gconstpointer data)
{
  const double weights[] = { 1, -1, 0 };
  CwBasketSpec spec = make_spec (fixture);
  g_autoptr (GError) error = NULL;

  spec.amounts = weights;
  g_assert_null (cw_basket_new (&spec, &error));
  g_assert_error (error, CW_RISK_ERROR, CW_RISK_ERROR_WEIGHTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/risk/basket/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("equal-parts", test_equal_parts);
  ADD ("shares", test_shares);
  ADD ("figures", test_figures);
  ADD ("without-market", test_without_market);
  ADD ("risk-is-shared", test_risk_is_shared);
  ADD ("csv", test_csv);
  ADD ("currencies", test_currencies);
  ADD ("weights-of-nothing", test_weights_of_nothing);
  return g_test_run ();
}
