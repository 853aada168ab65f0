/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-returns.h"

#include <math.h>

#include "cw-series-builder.h"
#include "risk-helper.h"

#define DAY 86400

/* Bars with the given close on each of the given days, stamped at @seconds into the day in @zone.
 */
static CwSeries *
series_on_days (const char *symbol,
                const char *zone,
                int seconds,
                const gint64 *days,
                const double *closes,
                gsize n)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);

  builder->info.timezone = g_strdup (zone);
  for (gsize i = 0; i < n; i++)
    cw_series_builder_add_bar (builder, days[i] * DAY + seconds, closes[i], closes[i], closes[i],
                               closes[i], closes[i], NAN);
  return cw_series_builder_end (builder);
}

static void
assert_returns (const CwReturns *returns, gsize column, const double *prices, gsize n_prices)
{
  g_assert_cmpuint (returns->n_days, ==, n_prices - 1);
  for (gsize t = 1; t < n_prices; t++)
    assert_close (returns->columns[column][t - 1], prices[t] / prices[t - 1] - 1, 0);
}

static void
test_single (void)
{
  static const double closes[] = { 10, 11, 9.9, 9.9 };
  g_autoptr (CwSeries) series = series_of_closes ("ONE", 18000, closes, 4);
  const CwSeries *all[] = { series };
  g_autoptr (CwReturns) close = cw_returns_new (all, 1, CW_RETURNS_CLOSE),
                        adjusted = cw_returns_new (all, 1, CW_RETURNS_ADJ_CLOSE), again = NULL;

  assert_returns (close, 0, closes, 4);
  assert_returns (adjusted, 0, closes, 4); /* half the close everywhere */
  g_assert_cmpstr (close->symbols[0], ==, "ONE");
  g_assert_null (close->symbols[1]);
  g_assert_cmpint (cw_returns_get_day (close, 0), ==, 18000);
  g_assert_cmpint (cw_returns_get_day (close, 1), ==, 18001);
  g_assert_cmpint (cw_returns_get_day (close, 3), ==, 18003);
  again = cw_returns_ref (close);
  g_assert_true (again == close);
}

static void
test_adjusted (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("ONE", CW_INTERVAL_1D);
  static const double adjusted[] = { 9, 10, 11 };
  g_autoptr (CwSeries) series = NULL;
  g_autoptr (CwReturns) returns = NULL;
  const CwSeries *all[1];

  for (gsize i = 0; i < 3; i++)
    cw_series_builder_add_bar (builder, (gint64) (18000 + i) * DAY, 20, 20, 20, 20, adjusted[i], 1);
  series = cw_series_builder_end (builder);
  all[0] = series;
  returns = cw_returns_new (all, 1, CW_RETURNS_ADJ_CLOSE);
  assert_returns (returns, 0, adjusted, 3);
}

/* By place in the series each day would be paired with a wrong one. */
static void
test_joined_by_date (void)
{
  static const gint64 days_a[] = { 18000, 18001, 18002, 18003, 18004, 18007 },
                      days_b[] = { 17990, 17991, 18001, 18003, 18004, 18005, 18007, 18008 };
  static const double closes_a[] = { 1, 2, 3, 4, 5, 6 },
                      closes_b[] = { 9, 9, 10, 30, 40, 9, 70, 9 };
  static const double joined_a[] = { 2, 4, 5, 6 }, joined_b[] = { 10, 30, 40, 70 };
  static const gint64 joined_days[] = { 18001, 18003, 18004, 18007 };
  g_autoptr (CwSeries) a = series_on_days ("A", "UTC", 0, days_a, closes_a, 6);
  g_autoptr (CwSeries) b = series_on_days ("B", "UTC", 60, days_b, closes_b, 8);
  const CwSeries *both[] = { a, b }, *turned[] = { b, a, b };
  g_autoptr (CwReturns) one = cw_returns_new (both, 2, CW_RETURNS_CLOSE),
                        other = cw_returns_new (turned, 3, CW_RETURNS_CLOSE);

  assert_returns (one, 0, joined_a, 4);
  assert_returns (one, 1, joined_b, 4);
  assert_returns (other, 0, joined_b, 4);
  assert_returns (other, 1, joined_a, 4);
  assert_returns (other, 2, joined_b, 4);
  for (gsize i = 0; i < 4; i++)
    g_assert_cmpint (cw_returns_get_day (one, i), ==, joined_days[i]);
}

/* The same sessions, stamped at each exchange's own opening, fall on different days in UTC. */
static void
test_exchanges (void)
{
  static const gint64 days[] = { 18000, 18001, 18002 };
  static const double closes[] = { 1, 2, 3 };
  g_autoptr (CwSeries) new_york =
      series_on_days ("NY", "America/New_York", 14 * 3600 + 1800, days, closes, 3);
  g_autoptr (CwSeries) tokyo = series_on_days ("T", "Asia/Tokyo", 0, days, closes, 3);
  g_autoptr (CwSeries) sydney = series_on_days ("S", "Australia/Sydney", -3600, days, closes, 3);
  g_autoptr (CwSeries) london = series_on_days ("L", "Europe/London", -3600, days, closes, 3);
  const CwSeries *all[] = { new_york, tokyo, sydney, london };
  g_autoptr (CwReturns) returns = cw_returns_new (all, 4, CW_RETURNS_CLOSE);

  g_assert_cmpuint (returns->n_days, ==, 2);
  g_assert_cmpint (returns->first_day, ==, 18000);
  for (gsize k = 0; k < 4; k++)
    assert_returns (returns, k, closes, 3);
}

static void
test_nothing_in_common (void)
{
  static const gint64 early[] = { 1, 2, 3 }, late[] = { 10, 11, 12 }, touching[] = { 3, 4, 5 };
  static const double closes[] = { 1, 2, 3 };
  g_autoptr (CwSeries) a = series_on_days ("A", "UTC", 0, early, closes, 3);
  g_autoptr (CwSeries) b = series_on_days ("B", "UTC", 0, late, closes, 3);
  g_autoptr (CwSeries) c = series_on_days ("C", "UTC", 0, touching, closes, 3);
  g_autoptr (CwSeries) none = series_on_days ("N", "UTC", 0, early, closes, 0);
  const CwSeries *pairs[][2] = { { a, b }, { b, a }, { a, c }, { a, none }, { none, none } };
  guint n = 0;

  for (; n < G_N_ELEMENTS (pairs); n++)
    {
      g_autoptr (CwReturns) returns = cw_returns_new (pairs[n], 2, CW_RETURNS_CLOSE);

      g_assert_cmpuint (returns->n_days, ==, 0);
      g_assert_cmpuint (returns->n_symbols, ==, 2);
    }
  g_assert_cmpuint (n, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/risk/returns/single", test_single);
  g_test_add_func ("/risk/returns/adjusted", test_adjusted);
  g_test_add_func ("/risk/returns/joined-by-date", test_joined_by_date);
  g_test_add_func ("/risk/returns/exchanges", test_exchanges);
  g_test_add_func ("/risk/returns/nothing-in-common", test_nothing_in_common);
  return g_test_run ();
}
