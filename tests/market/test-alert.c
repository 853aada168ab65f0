/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert.h"

#include <string.h>

#include "cw-series-builder.h"

/* Alerts as values, and what splits make of them. */

#define DAY (24 * 60 * 60)
#define MADE_AT 1600000000

static CwSeries *
series_new (const CwSplit *splits, guint n_splits)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);

  cw_series_builder_set_text (&builder->info.timezone, "America/New_York");
  builder->now = MADE_AT + 1000 * (gint64) DAY;
  cw_series_builder_add_bar (builder, MADE_AT, 100, 100, 100, 100, 100, 1);
  g_array_append_vals (builder->splits, splits, n_splits);
  return cw_series_builder_end (builder);
}

static CwAlert *
alert_new (CwAlertKind kind, double level)
{
  CwAlert fields = CW_ALERT_INIT;

  fields.symbol = "AAPL";
  fields.kind = kind;
  fields.level = level;
  fields.created_at = fields.splits_until = MADE_AT;
  fields.memory.price = 300;
  return cw_alert_new (&fields);
}

static void
test_values (void)
{
  CwAlert fields = CW_ALERT_INIT;
  g_autoptr (CwAlert) alert = NULL, same = NULL;

  fields.symbol = "AAPL";
  fields.provider = "";
  fields.note = " two\nlines\t";
  fields.memory.decision = "buy";
  alert = cw_alert_new (&fields);
  same = cw_alert_ref (alert);
  g_assert_true (same == alert);
  g_assert_null (alert->provider);
  g_assert_cmpstr (alert->currency, ==, "");
  g_assert_null (strchr (alert->note, '\n'));
  g_assert_true (alert->memory.decision == g_intern_string ("buy"));
  g_assert_true (isnan (cw_alert_get_level (alert)));
}

static void
test_kinds (void)
{
  guint n = 0;
  CwAlertKind parsed;

  for (CwAlertKind kind = 0; kind < CW_N_ALERT_KINDS; kind++, n++)
    {
      g_assert_true (cw_alert_kind_parse (cw_alert_kind_get_id (kind), &parsed));
      g_assert_cmpint (parsed, ==, kind);
      g_assert_false (cw_alert_kind_has_level (kind) && cw_alert_kind_has_period (kind));
      g_assert_true (!cw_alert_kind_has_price (kind) || cw_alert_kind_has_level (kind));
    }
  g_assert_cmpuint (n, ==, 14);
  g_assert_false (cw_alert_kind_parse ("price-flies", &parsed));
}

/* Only what came after the alert was made, and each once, however often the bars come. */
static void
test_splits (void)
{
  static const CwSplit splits[] = { { MADE_AT - 10 * DAY, 7, 1 },
                                    { MADE_AT + 10 * DAY, 4, 1 },
                                    { MADE_AT + 20 * DAY, 1, 2 } };
  g_autoptr (CwSeries) none = series_new (splits, 1);
  g_autoptr (CwSeries) one = series_new (splits, 2), two = series_new (splits, 3);
  g_autoptr (CwAlert) alert = alert_new (CW_ALERT_PRICE_RISES, 400);
  g_autoptr (CwAlert) before = cw_alert_apply_splits (alert, none);
  g_autoptr (CwAlert) quarter = cw_alert_apply_splits (alert, one);
  g_autoptr (CwAlert) again = cw_alert_apply_splits (quarter, one);
  g_autoptr (CwAlert) half = cw_alert_apply_splits (quarter, two);
  g_autoptr (CwAlert) at_once = cw_alert_apply_splits (alert, two);

  g_assert_true (before == alert);
  g_assert_cmpfloat_with_epsilon (cw_alert_get_level (quarter), 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (quarter->level, 400, 1e-9);
  g_assert_cmpfloat_with_epsilon (quarter->memory.price, 75, 1e-9);
  g_assert_true (again == quarter);
  g_assert_cmpfloat_with_epsilon (cw_alert_get_level (half), 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (cw_alert_get_level (at_once), 200, 1e-9);
}

/* Who names a price on the day of a split names the new one. */
static void
test_split_on_the_day (void)
{
  const CwSplit split = { MADE_AT + 60, 4, 1 };
  g_autoptr (CwSeries) series = series_new (&split, 1);
  g_autoptr (CwAlert) alert = alert_new (CW_ALERT_PRICE_RISES, 400);
  g_autoptr (CwAlert) same = cw_alert_apply_splits (alert, series);

  g_assert_true (same == alert);
}

/* What is no price is not split, but the price that is remembered is. */
static void
test_split_of_what_is_no_price (void)
{
  const CwSplit split = { MADE_AT + 5 * DAY, 3, 1 };
  g_autoptr (CwSeries) series = series_new (&split, 1);
  g_autoptr (CwAlert) alert = alert_new (CW_ALERT_RSI_RISES, 70);
  g_autoptr (CwAlert) now = cw_alert_apply_splits (alert, series);

  g_assert_cmpfloat_with_epsilon (cw_alert_get_level (now), 70, 1e-9);
  g_assert_cmpfloat_with_epsilon (now->memory.price, 100, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/alert/values", test_values);
  g_test_add_func ("/market/alert/kinds", test_kinds);
  g_test_add_func ("/market/alert/splits", test_splits);
  g_test_add_func ("/market/alert/split-on-the-day", test_split_on_the_day);
  g_test_add_func ("/market/alert/split-of-what-is-no-price", test_split_of_what_is_no_price);
  return g_test_run ();
}
