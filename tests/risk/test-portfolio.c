/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio.h"

#include <math.h>

#include "cw-series-builder.h"
#include "risk-helper.h"

#define FULL 1e-9 /* relative */
#define FROM "2018-01-02"
#define TO "2020-12-31"

static void
add_dividends (CwSeriesBuilder *builder, const char *symbol)
{
  g_autofree char *path = g_strconcat ("../../../data/market/actions/", symbol, ".csv", NULL);
  g_autoptr (GPtrArray) actions = read_table (path);

  for (gsize i = 0; i < actions->len; i++)
    {
      CwDividend dividend = { day_of (cell (actions, i, 0)) * 86400 + 43200,
                              number (actions, i, 2) };

      g_array_append_val (builder->dividends, dividend);
    }
}

static CwSeries *
read_with_dividends (const char *symbol)
{
  g_autoptr (CwSeries) prices = read_prices (symbol, FROM, TO);
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new_from (prices);

  for (gsize i = 0; i < prices->n_bars; i++)
    cw_series_builder_add_bar (builder, prices->time[i], prices->open[i], prices->high[i],
                               prices->low[i], prices->close[i], prices->adj_close[i],
                               prices->volume[i]);
  add_dividends (builder, symbol);
  return cw_series_builder_end (builder);
}

/* The prices in the table are printed with six decimals. */
static void
assert_money (double value, double expected)
{
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-6);
}

static void
test_positions (void)
{
  g_autoptr (GPtrArray) table = read_table ("positions_AAPL_IBM_MSFT.csv");
  CwLotValue total = { 0 };
  guint n_positions = 0, n_totals = 0;

  for (gsize row = 0; row < table->len; row++)
    {
      gint64 noon = day_of (cell (table, row, 0)) * 86400 + 43200;

      if (g_str_equal (cell (table, row, 1), "TOTAL"))
        {
          assert_money (total.cost, number (table, row, 5));
          assert_money (total.value, number (table, row, 6));
          assert_money (total.value - total.cost, number (table, row, 7));
          assert_close ((total.value - total.cost) / total.cost, number (table, row, 8), FULL);
          assert_money (total.dividends, number (table, row, 10));
          assert_close ((total.value - total.cost + total.dividends) / total.cost,
                        number (table, row, 11), FULL);
          total = (CwLotValue){ 0 };
          n_totals++;
        }
      else
        {
          g_autoptr (CwSeries) series = read_with_dividends (cell (table, row, 1));
          CwLot holding = { number (table, row, 2), number (table, row, 3),
                            day_of (FROM) * 86400 + 43200 };
          CwLotValue value = cw_lot_evaluate (&holding, series, noon);

          assert_money (value.price, number (table, row, 4));
          assert_money (value.cost, number (table, row, 5));
          assert_money (value.value, number (table, row, 6));
          assert_money (value.gain, number (table, row, 7));
          assert_close (value.price_return, number (table, row, 8), FULL);
          assert_close (value.day_return, number (table, row, 9), FULL);
          assert_money (value.dividends, number (table, row, 10));
          assert_close (value.total_return, number (table, row, 11), FULL);
          total.cost += value.cost;
          total.value += value.value;
          total.dividends += value.dividends;
          n_positions++;
        }
    }
  g_assert_cmpuint (n_positions, ==, 18);
  g_assert_cmpuint (n_totals, ==, 6);
}

#define N_DAYS 6

/* Two symbols with round returns: one doubles and halves, one stands still. */
static CwReturns *
simple_returns (void)
{
  static const double moving[] = { 10, 20, 10, 20, 10, 20, 10 }, still[] = { 5, 5, 5, 5, 5, 5, 5 };
  g_autoptr (CwSeries) one = series_of_closes ("ONE", 18000, moving, N_DAYS + 1);
  g_autoptr (CwSeries) other = series_of_closes ("OTHER", 18000, still, N_DAYS + 1);
  const CwSeries *both[] = { one, other };

  return cw_returns_new (both, 2, CW_RETURNS_CLOSE);
}

static void
test_rebalance (void)
{
  g_autoptr (CwReturns) returns = simple_returns ();
  const double weights[] = { 0.5, 0.5 };
  double portfolio[N_DAYS];
  guint n = 0;

  g_assert_cmpuint (returns->n_days, ==, N_DAYS);
  cw_portfolio_rebalance (returns, weights, portfolio);
  for (; n < N_DAYS; n++)
    assert_close (portfolio[n], n % 2 == 0 ? 0.5 : -0.25, 1e-15);
  g_assert_cmpuint (n, ==, N_DAYS);
}

/* Left alone it comes back to where it was; rebalanced it would have grown. */
static void
test_hold (void)
{
  g_autoptr (CwReturns) returns = simple_returns ();
  const double weights[] = { 0.5, 0.5 };
  double portfolio[N_DAYS], value = 1;
  guint n = 0;

  cw_portfolio_hold (returns, weights, portfolio);
  for (; n < N_DAYS; n++)
    {
      value *= 1 + portfolio[n];
      assert_close (value, n % 2 == 0 ? 1.5 : 1, 1e-15);
    }
  g_assert_cmpuint (n, ==, N_DAYS);
}

static void
test_one_symbol (void)
{
  g_autoptr (CwReturns) returns = simple_returns ();
  const double weights[] = { 1, 0 };
  double rebalanced[N_DAYS], held[N_DAYS];

  cw_portfolio_rebalance (returns, weights, rebalanced);
  cw_portfolio_hold (returns, weights, held);
  for (guint t = 0; t < N_DAYS; t++)
    {
      assert_close (rebalanced[t], returns->columns[0][t], 0);
      assert_close (held[t], returns->columns[0][t], 0);
    }
}

static void
test_normalize (void)
{
  double good[] = { 50, 30, 20 }, none[] = { 0, 0 }, cancelled[] = { 1, -1 },
         unknown[] = { 1, NAN }, endless[] = { 1, INFINITY };

  g_assert_true (cw_portfolio_normalize (good, 3));
  assert_close (good[0], 0.5, 1e-15);
  assert_close (good[1], 0.3, 1e-15);
  assert_close (good[2], 0.2, 1e-15);
  g_assert_false (cw_portfolio_normalize (none, 2));
  g_assert_false (cw_portfolio_normalize (cancelled, 2));
  g_assert_false (cw_portfolio_normalize (unknown, 2));
  g_assert_false (cw_portfolio_normalize (endless, 2));
  g_assert_false (cw_portfolio_normalize (NULL, 0));
  assert_close (endless[0], 1, 0);
}

static void
test_holding_before_its_time (void)
{
  static const double closes[] = { 10, 11, 12 };
  g_autoptr (CwSeries) series = series_of_closes ("ONE", 18000, closes, 3);
  CwLot bought = { 2, 10.5, series->time[1] };
  CwLotValue early = cw_lot_evaluate (&bought, series, series->time[1] - 1),
             first = cw_lot_evaluate (&bought, series, series->time[1]),
             late = cw_lot_evaluate (&bought, series, series->time[2] + 864000);

  g_assert_true (isnan (early.value));
  assert_close (early.cost, 21, 0);
  assert_close (first.value, 22, 0);
  assert_close (first.gain, 1, 0);
  assert_close (late.value, 24, 0);
  assert_close (late.day_return, 12.0 / 11 - 1, 0);
  assert_close (late.dividends, 0, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/risk/portfolio/positions", test_positions);
  g_test_add_func ("/risk/portfolio/rebalance", test_rebalance);
  g_test_add_func ("/risk/portfolio/hold", test_hold);
  g_test_add_func ("/risk/portfolio/one-symbol", test_one_symbol);
  g_test_add_func ("/risk/portfolio/normalize", test_normalize);
  g_test_add_func ("/risk/portfolio/holding-before-its-time", test_holding_before_its_time);
  return g_test_run ();
}
