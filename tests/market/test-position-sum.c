/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-position-sum.h"

/* What positions are worth together: by currency, and as far as it is known. */

static CwPosition
make_position (const char *currency, double shares, double cost, double price, double change)
{
  g_autoptr (CwHolding) holding = cw_holding_new ("ACME", shares, cost, NULL, NULL);
  CwQuote quote = cw_quote_make (price, price - change, 0);

  return cw_holding_get_position (holding, &quote, currency);
}

static void
assert_near (double actual, double expected)
{
  g_assert_cmpfloat_with_epsilon (actual, expected, 1e-9 * fmax (1, fabs (expected)));
}

static void
test_one_currency (void)
{
  g_autoptr (GArray) sums = cw_position_sums_new ();
  CwPosition first = make_position ("USD", 10, 100, 133.5, 0.5);
  CwPosition second = make_position ("USD", 4, 50, 25, -1);
  const CwPositionSum *sum;

  g_assert_true (cw_position_sums_add (sums, &first, 2000));
  g_assert_true (cw_position_sums_add (sums, &second, 1000));
  g_assert_cmpuint (sums->len, ==, 1);
  sum = cw_position_sums_find (sums, "USD");
  g_assert_cmpuint (sum->n_positions, ==, 2);
  g_assert_cmpuint (sum->n_costless + sum->n_still, ==, 0);
  assert_near (sum->value, 1335 + 100);
  assert_near (sum->gain, 335 - 100);
  assert_near (sum->gain_percent, 100 * 235.0 / 1200);
  assert_near (sum->day_change, 5 - 4);
  assert_near (sum->day_change_percent, 100 * 1.0 / (1330 + 104));
  g_assert_cmpint (sum->oldest, ==, 1000);
  assert_near (cw_position_get_weight (&first, sums), 1335.0 / 1435);
  assert_near (cw_position_get_weight (&second, sums), 100.0 / 1435);
}

/* Nothing is added across currencies, and pence are pounds. */
static void
test_several_currencies (void)
{
  g_autoptr (GArray) sums = cw_position_sums_new ();
  CwPosition dollars = make_position ("USD", 1, 1, 2, 0);
  CwPosition pence = make_position ("GBp", 100, 150, 250, 10);
  CwPosition pounds = make_position ("GBP", 1, 1, 50, 0);

  g_assert_true (cw_position_sums_add (sums, &dollars, 0));
  g_assert_true (cw_position_sums_add (sums, &pence, 0));
  g_assert_true (cw_position_sums_add (sums, &pounds, 0));
  g_assert_cmpuint (sums->len, ==, 2);
  g_assert_cmpstr (g_array_index (sums, CwPositionSum, 0).currency, ==, "USD");
  g_assert_cmpstr (g_array_index (sums, CwPositionSum, 1).currency, ==, "GBP");
  assert_near (cw_position_sums_find (sums, "GBP")->value, 250 + 50);
  assert_near (cw_position_sums_find (sums, "USD")->value, 2);
  assert_near (cw_position_get_weight (&dollars, sums), 1);
  assert_near (cw_position_get_weight (&pence, sums), 250.0 / 300);
  g_assert_cmpint (cw_position_sums_find (sums, "USD")->oldest, ==, 0);
  g_assert_null (cw_position_sums_find (sums, "EUR"));
}

/* What is not known is left out of what it would spoil, and of nothing else. */
static void
test_unknown_numbers (void)
{
  g_autoptr (GArray) sums = cw_position_sums_new ();
  CwPosition whole = make_position ("EUR", 10, 8, 10, 1);
  CwPosition costless = make_position ("EUR", 5, NAN, 20, 2);
  CwPosition still = make_position ("EUR", 1, 10, 30, NAN);
  CwPosition unpriced = make_position ("EUR", 7, 7, NAN, NAN);
  const CwPositionSum *sum;

  g_assert_true (cw_position_sums_add (sums, &whole, 0));
  g_assert_true (cw_position_sums_add (sums, &costless, 500));
  g_assert_true (cw_position_sums_add (sums, &still, 0));
  g_assert_false (cw_position_sums_add (sums, &unpriced, 100));
  sum = cw_position_sums_find (sums, "EUR");
  g_assert_cmpuint (sum->n_positions, ==, 3);
  g_assert_cmpuint (sum->n_costless, ==, 1);
  g_assert_cmpuint (sum->n_still, ==, 1);
  assert_near (sum->value, 100 + 100 + 30);
  assert_near (sum->gain, 20 + 20);
  assert_near (sum->gain_percent, 100 * 40.0 / 90);
  assert_near (sum->day_change, 10 + 10);
  assert_near (sum->day_change_percent, 100 * 20.0 / 180);
  g_assert_cmpint (sum->oldest, ==, 500);
  g_assert_true (isnan (cw_position_get_weight (&unpriced, sums)));
}

/* A whole of nothing has no percents. */
static void
test_nothing_known (void)
{
  g_autoptr (GArray) sums = cw_position_sums_new ();
  CwPosition gift = make_position ("USD", 10, 0, 5, NAN);
  CwPosition worthless = make_position ("CHF", 10, NAN, 0, NAN);
  const CwPositionSum *sum;

  g_assert_true (cw_position_sums_add (sums, &gift, 0));
  g_assert_true (cw_position_sums_add (sums, &worthless, 0));
  sum = cw_position_sums_find (sums, "USD");
  assert_near (sum->gain, 50);
  g_assert_true (isnan (sum->gain_percent));
  g_assert_true (isnan (sum->day_change) && isnan (sum->day_change_percent));
  sum = cw_position_sums_find (sums, "CHF");
  g_assert_true (isnan (sum->gain));
  g_assert_true (isnan (cw_position_get_weight (&worthless, sums)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/position-sum/one-currency", test_one_currency);
  g_test_add_func ("/market/position-sum/several-currencies", test_several_currencies);
  g_test_add_func ("/market/position-sum/unknown-numbers", test_unknown_numbers);
  g_test_add_func ("/market/position-sum/nothing-known", test_nothing_known);
  return g_test_run ();
}
