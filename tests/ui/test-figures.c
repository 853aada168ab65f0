/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <math.h>

#include "cw-figures.h"

static void
test_direction (void)
{
  static const struct
  {
    double change;
    int decimals;
    CwDirection direction;
    const char *with_arrow;
  } cases[] = {
    { 0.39, 2, CW_DIRECTION_UP, "▲ x" },      { -0.39, 2, CW_DIRECTION_DOWN, "▼ x" },
    { 0, 2, CW_DIRECTION_NONE, "x" },         { NAN, 2, CW_DIRECTION_NONE, "x" },
    { 0.004, 2, CW_DIRECTION_NONE, "x" },     { 0.005, 2, CW_DIRECTION_UP, "▲ x" },
    { -0.0004, 4, CW_DIRECTION_DOWN, "▼ x" }, { -0.0004, 2, CW_DIRECTION_NONE, "x" },
  };
  guint n_checked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      CwDirection direction = cw_direction_of (cases[i].change, cases[i].decimals);
      g_autofree char *text = cw_direction_add_arrow (direction, "x");

      g_assert_cmpint (direction, ==, cases[i].direction);
      g_assert_cmpstr (text, ==, cases[i].with_arrow);
    }
  g_assert_cmpuint (n_checked, ==, 8);
}

static void
test_direction_has_its_class (void)
{
  const char *up = cw_direction_get_css_class (CW_DIRECTION_UP);
  const char *down = cw_direction_get_css_class (CW_DIRECTION_DOWN);
  const char *none = cw_direction_get_css_class (CW_DIRECTION_NONE);

  g_assert_cmpstr (up, !=, down);
  g_assert_cmpstr (up, !=, none);
  g_assert_cmpstr (down, !=, none);
}

static void
test_direction_of_action (void)
{
  g_assert_cmpint (cw_direction_of_action (CW_ACTION_BUY), ==, CW_DIRECTION_UP);
  g_assert_cmpint (cw_direction_of_action (CW_ACTION_HOLD), ==, CW_DIRECTION_NONE);
  g_assert_cmpint (cw_direction_of_action (CW_ACTION_SELL), ==, CW_DIRECTION_DOWN);
  g_assert_cmpint (cw_direction_of_action (CW_ACTION_AVOID), ==, CW_DIRECTION_DOWN);
  g_assert_cmpint (cw_direction_of_action (CW_ACTION_NOT_ENOUGH_DATA), ==, CW_DIRECTION_NONE);
}

static void
test_age (void)
{
  static const struct
  {
    gint64 seconds;
    const char *age, *words;
  } cases[] = {
    { -5, "now", "just now" },
    { 0, "now", "just now" },
    { 59, "now", "just now" },
    { 60, "1 min", "1 min old" },
    { 3599, "59 min", "59 min old" },
    { 3600, "1 h", "1 h old" },
    { 86399, "23 h", "23 h old" },
    { 86400, "1 d", "1 d old" },
    { G_GINT64_CONSTANT (86400) * 365, "365 d", "365 d old" },
    { G_GINT64_CONSTANT (86400) * 366, "1 y", "1 y old" },
    { G_GINT64_CONSTANT (86400) * 2038, "5 y", "5 y old" },
  };
  guint n_checked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      g_autofree char *age = cw_figure_of_age (cases[i].seconds);
      g_autofree char *words = cw_figure_of_age_in_words (cases[i].seconds);

      g_assert_cmpstr (age, ==, cases[i].age);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
  g_assert_cmpuint (n_checked, ==, 11);
}

static void
test_metric (void)
{
  static const struct
  {
    CwMetric metric;
    double value;
    const char *currency, *text;
  } cases[] = {
    { CW_METRIC_DEBT_TO_EQUITY, 1.7234, "USD", "1.72" },
    { CW_METRIC_DEBT_TO_EQUITY, -1.7234, "USD", "−1.72" },
    { CW_METRIC_DEBT_TO_EQUITY, NAN, "USD", "–" },
    { CW_METRIC_ROE, 0.8787, "USD", "87.9\u202f%" },
    { CW_METRIC_ROE, -0.0301, "USD", "−3.0\u202f%" },
    { CW_METRIC_EPS, 3.28, "USD", "3.28\u202fUSD" },
    { CW_METRIC_EPS, 3.28, "", "3.28" },
    { CW_METRIC_MARKET_CAP, 2.24e12, "USD", "2.24T\u202fUSD" },
    { CW_METRIC_MARKET_CAP, INFINITY, "USD", "–" },
  };
  guint n_checked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      g_autoptr (CwFundamentals) fundamentals = cw_fundamentals_new ("AAPL", "test");
      g_autofree char *text = NULL;

      g_free (fundamentals->currency);
      fundamentals->currency = g_strdup (cases[i].currency);
      fundamentals->values[cases[i].metric] = cases[i].value;
      text = cw_figure_of_metric (fundamentals, cases[i].metric);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpuint (n_checked, ==, 9);
}

static void
test_day (void)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (2021, 4, 1, 23, 59, 59);
  g_autofree char *text = cw_figure_of_day (day);
  g_autofree char *none = cw_figure_of_day (NULL);

  g_assert_cmpstr (text, ==, "1 Apr 2021");
  g_assert_cmpstr (none, ==, "–");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/figures/direction", test_direction);
  g_test_add_func ("/ui/figures/direction-has-its-class", test_direction_has_its_class);
  g_test_add_func ("/ui/figures/direction-of-action", test_direction_of_action);
  g_test_add_func ("/ui/figures/age", test_age);
  g_test_add_func ("/ui/figures/metric", test_metric);
  g_test_add_func ("/ui/figures/day", test_day);
  return g_test_run ();
}
