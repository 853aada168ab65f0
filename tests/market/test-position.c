/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-position.h"

#include <math.h>

#include "cw-series-builder.h"

#define MOMENT(year, month, day) moment_of (year, month, day)

static gint64
moment_of (int year, int month, int day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  g_autoptr (GDateTime) moment = g_date_time_new (zone, year, month, day, 9, 30, 0);

  return g_date_time_to_unix (moment);
}

/* Apple's splits since it was listed in New York: 7 for 1 and 4 for 1. */
static CwSeries *
apple_new (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);
  CwSplit splits[] = { { MOMENT (2014, 6, 9), 7, 1 }, { MOMENT (2020, 8, 31), 4, 1 } };

  builder->now = MOMENT (2021, 4, 21);
  builder->info.timezone = g_strdup ("America/New_York");
  g_array_append_vals (builder->splits, splits, 2);
  for (int day = 19; day <= 21; day++)
    cw_series_builder_add_bar (builder, MOMENT (2021, 4, day), 133, 135, 132, 133.5, 133.5, 1e6);
  return cw_series_builder_end (builder);
}

static void
assert_near (double actual, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (actual));
  else
    g_assert_cmpfloat_with_epsilon (actual, expected, 1e-9 * MAX (1, fabs (expected)));
}

static void
test_splits (void)
{
  static const struct
  {
    const char *date;
    double factor;
  } cases[] = {
    { NULL, 1 },         { "2021-04-20", 1 }, { "2020-08-31", 1 }, /* bought at the new price */
    { "2020-08-28", 4 }, { "2014-06-09", 4 }, { "2014-06-08", 28 }, { "1999-12-31", 28 },
  };
  g_autoptr (CwSeries) series = apple_new ();
  guint n = 0;

  g_assert_cmpuint (series->n_splits, ==, 2);
  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwHolding) holding = cw_holding_new ("AAPL", 10, 560, "USD", cases[n].date);
      g_autoptr (CwHolding) now = cw_holding_apply_splits (holding, series);

      assert_near (now->shares, 10 * cases[n].factor);
      assert_near (now->cost, 560 / cases[n].factor);
      /* What was paid is what was paid. */
      assert_near (now->shares * now->cost, 5600);
      g_assert_cmpstr (now->currency, ==, "USD");
      g_assert_cmpstr (now->date, ==, cases[n].date);
      assert_near (holding->shares, 10);
    }
  g_assert_cmpuint (n, ==, 7);
}

/* A split of one for ten leaves fewer shares. */
static void
test_reverse_split (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("C", CW_INTERVAL_1D);
  g_autoptr (CwSeries) series = NULL;
  g_autoptr (CwHolding) holding = cw_holding_new ("C", 1000, 4.5, NULL, "2010-01-04"), now = NULL;
  CwSplit split = { MOMENT (2011, 5, 9), 1, 10 };

  builder->now = MOMENT (2012, 1, 1);
  builder->info.timezone = g_strdup ("America/New_York");
  g_array_append_vals (builder->splits, &split, 1);
  cw_series_builder_add_bar (builder, MOMENT (2011, 5, 9), 44, 45, 43, 44.16, 44.16, 1e6);
  series = cw_series_builder_end (builder);
  now = cw_holding_apply_splits (holding, series);
  assert_near (now->shares, 100);
  assert_near (now->cost, 45);
}

static CwQuote
quote_of (double price, double previous_close)
{
  return (CwQuote){ price, previous_close, price - previous_close,
                    100 * (price - previous_close) / previous_close, 1619000000 };
}

/* Apple on 2021-04-21: 133.50 after 133.11. */
static void
test_dollars (void)
{
  g_autoptr (CwHolding) holding = cw_holding_new ("AAPL", 40, 125, NULL, "2020-08-28");
  CwQuote quote = quote_of (133.5, 133.11);
  CwPosition position = cw_holding_get_position (holding, &quote, "USD");

  g_assert_cmpstr (position.currency, ==, "USD");
  assert_near (position.price, 133.5);
  assert_near (position.value, 5340);
  assert_near (position.gain, 340);
  assert_near (position.gain_percent, 6.8);
  assert_near (position.day_change, 15.6);
  assert_near (position.day_change_percent, 100 * 0.39 / 133.11);
}

/* Vodafone at 134.20 pence: a thousand shares are worth 1,342 pounds. */
static void
test_sub_units (void)
{
  static const struct
  {
    const char *quoted, *cost_currency, *main;
    double price, previous, cost, value, gain;
  } cases[] = {
    { "GBp", NULL, "GBP", 134.2, 133.7, 120, 1342, 142 },
    { "GBX", "GBp", "GBP", 134.2, 133.7, 120, 1342, 142 },
    { "GBp", "GBP", "GBP", 134.2, 133.7, 1.2, 1342, 142 },
    { "GBP", "GBp", "GBP", 1.342, 1.337, 120, 1342, 142 },
    { "ZAc", "ZAR", "ZAR", 25000, 24000, 200, 250000, 50000 },
    { "ILA", "ILS", "ILS", 3300, 3200, 30, 33000, 3000 },
    { "EUR", "EUR", "EUR", 10, 9, 8, 10000, 2000 },
    { "GBp", "USD", "GBP", 134.2, 133.7, 1.5, 1342, NAN },
    { "", NULL, "", 10, 9, 8, 10000, 2000 },
    { "USD", NULL, "USD", 10, 9, NAN, 10000, NAN },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwHolding) holding =
          cw_holding_new ("X", 1000, cases[n].cost, cases[n].cost_currency, NULL);
      CwQuote quote = quote_of (cases[n].price, cases[n].previous);
      CwPosition position = cw_holding_get_position (holding, &quote, cases[n].quoted);

      g_test_message ("%u", n);
      g_assert_cmpstr (position.currency, ==, cases[n].main);
      assert_near (position.value, cases[n].value);
      assert_near (position.gain, cases[n].gain);
      assert_near (position.day_change, cases[n].value * (1 - cases[n].previous / cases[n].price));
    }
  g_assert_cmpuint (n, ==, 10);
}

static void
test_unknown (void)
{
  g_autoptr (CwHolding) holding = cw_holding_new ("X", 10, 5, NULL, NULL);
  g_autoptr (CwHolding) free_shares = cw_holding_new ("X", 10, 0, NULL, NULL);
  CwQuote none = { NAN, NAN, NAN, NAN, 0 }, some = quote_of (7, 6);
  CwPosition position = cw_holding_get_position (holding, &none, "USD");

  assert_near (position.value, NAN);
  assert_near (position.gain, NAN);
  assert_near (position.day_change, NAN);
  assert_near (position.cost, 5);
  position = cw_holding_get_position (free_shares, &some, "USD");
  assert_near (position.gain, 70);
  assert_near (position.gain_percent, NAN); /* of nothing */
}

static void
test_dates (void)
{
  static const char *const good[] = { "2020-02-29", "1900-01-01", "2199-12-31" };
  static const char *const bad[] = { "",           "2021-02-29", "2021-13-01", "2021-1-1",
                                     "21-04-2021", "2021/04/21", "1899-12-31", "2200-01-01",
                                     "2021-00-10", "2021-04-00", "2021-04-21T" };
  guint n = 0;

  for (; n < G_N_ELEMENTS (good); n++)
    g_assert_true (cw_date_is_valid (good[n]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++, n++)
    g_assert_false (cw_date_is_valid (bad[i]));
  g_assert_cmpuint (n, ==, 14);
}

static void
test_list (void)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GPtrArray) holdings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);
  g_autoptr (CwSymbolList) list = NULL;
  CwSymbolList *again;

  g_ptr_array_add (entries, cw_list_entry_new ("AAPL", "", "one\nline\tof \x01text", 1, NAN));
  g_ptr_array_add (entries, cw_list_entry_new ("MSFT", "finnhub", NULL, NAN, NAN));
  g_ptr_array_add (holdings, cw_holding_new ("MSFT", 3, 200, "", ""));
  list = cw_symbol_list_new (7, "Mine", entries, holdings);
  g_clear_pointer (&entries, g_ptr_array_unref);
  again = cw_symbol_list_ref (list);
  g_assert_true (again == list);
  cw_symbol_list_unref (again);

  g_assert_cmpint (list->id, ==, 7);
  g_assert_cmpuint (list->n_entries, ==, 2);
  g_assert_null (cw_symbol_list_find_entry (list, "AAPL")->provider);
  g_assert_cmpstr (cw_symbol_list_find_entry (list, "AAPL")->note, ==, "onelineof text");
  g_assert_cmpstr (cw_symbol_list_find_entry (list, "MSFT")->provider, ==, "finnhub");
  g_assert_null (cw_symbol_list_find_entry (list, "TSLA"));
  g_assert_null (cw_symbol_list_find_holding (list, "AAPL"));
  g_assert_null (cw_symbol_list_find_holding (list, "MSFT")->currency);
  g_assert_null (cw_symbol_list_find_holding (list, "MSFT")->date);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/position/splits", test_splits);
  g_test_add_func ("/market/position/reverse-split", test_reverse_split);
  g_test_add_func ("/market/position/dollars", test_dollars);
  g_test_add_func ("/market/position/sub-units", test_sub_units);
  g_test_add_func ("/market/position/unknown", test_unknown);
  g_test_add_func ("/market/position/dates", test_dates);
  g_test_add_func ("/market/position/list", test_list);
  return g_test_run ();
}
