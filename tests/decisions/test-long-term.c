/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-long-term.h"
#include "made-series.h"

enum
{
  DEBT_TO_EQUITY,
  ROE,
  GROSS_MARGIN,
  N_RULES
};

static CwFundamentals *
company (double debt_to_equity, double roe, double gross_margin)
{
  CwFundamentals *fundamentals = cw_fundamentals_new ("MADE", "a test");

  fundamentals->values[CW_METRIC_DEBT_TO_EQUITY] = debt_to_equity;
  fundamentals->values[CW_METRIC_ROE] = roe;
  fundamentals->values[CW_METRIC_GROSS_MARGIN] = gross_margin;
  return fundamentals;
}

static CwMarketGrowth
market_growing (double growth)
{
  g_autoptr (CwSeries) series = series_growing (600, 100, pow (growth, 1.0 / 252));

  return cw_market_growth_from_series (series);
}

static void
test_growth (void)
{
  static const struct
  {
    double growth, min_roe, min_gross_margin;
  } cases[] = {
    { 0.80, 0.20, 0.45 },  { 0.999, 0.20, 0.45 }, { 1.001, 0.15, 0.40 }, { 1.05, 0.15, 0.40 },
    { 1.099, 0.15, 0.40 }, { 1.101, 0.10, 0.35 }, { 1.30, 0.10, 0.35 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CwMarketGrowth market = market_growing (cases[i].growth);

      g_assert_cmpfloat_with_epsilon (market.average_growth, cases[i].growth, 1e-9);
      g_assert_cmpfloat_with_epsilon (market.thresholds.max_debt_to_equity, 2.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (market.thresholds.min_roe, cases[i].min_roe, 1e-12);
      g_assert_cmpfloat_with_epsilon (market.thresholds.min_gross_margin, cases[i].min_gross_margin,
                                      1e-12);
    }
}

/* Exactly flat is 1.0, and neither limit itself moves the thresholds. */
static void
test_growth_flat (void)
{
  g_autoptr (CwSeries) series = series_growing (300, 100, 1);
  CwMarketGrowth market = cw_market_growth_from_series (series);

  g_assert_cmpfloat_with_epsilon (market.average_growth, 1.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (market.thresholds.min_roe, 0.15, 1e-12);
}

static void
test_growth_unknown (void)
{
  CwMarketGrowth unknown = cw_market_growth_unknown ();
  static const gsize lengths[] = { 0, 1, 252 };

  g_assert_true (isnan (unknown.average_growth));
  g_assert_cmpfloat_with_epsilon (unknown.thresholds.min_roe, 0.15, 1e-12);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (CwSeries) series = series_growing (lengths[i], 100, 1.001);

      g_assert_true (isnan (cw_market_growth_from_series (series).average_growth));
    }
  {
    g_autoptr (CwSeries) enough = series_growing (253, 100, 1.001);

    g_assert_cmpfloat_with_epsilon (cw_market_growth_from_series (enough).average_growth,
                                    pow (1.001, 252), 1e-9);
  }
}

/* Only the last five years count: before them the market grew tenfold a year. */
static void
test_growth_window (void)
{
  double prices[252 * 8];
  g_autoptr (CwSeries) series = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++)
    prices[i] = i < 252 * 2 ? pow (10, (double) i / 252) : 100;
  series = series_from_prices (prices, G_N_ELEMENTS (prices));
  g_assert_cmpfloat_with_epsilon (cw_market_growth_from_series (series).average_growth, 1.0, 1e-12);
}

/* All ways in which the three rules can come out. */
static void
test_actions (void)
{
  CwMarketGrowth market = market_growing (1.05);
  gsize n_cases = 0;

  for (int passes = 0; passes < 8; passes++)
    {
      gboolean debt = passes & 1, roe = passes & 2, margin = passes & 4;
      int score = !!debt + !!roe + !!margin;
      g_autoptr (CwFundamentals) fundamentals =
          company (debt ? 2.0 : 2.01, roe ? 0.1501 : 0.1499, margin ? 0.4001 : 0.3999);
      g_autoptr (CwDecision) decision = cw_long_term_decide (fundamentals, &market);

      g_assert_cmpint (decision->score, ==, score);
      g_assert_cmpint (decision->max_score, ==, 3);
      g_assert_cmpint (decision->action, ==,
                       score == 3   ? CW_ACTION_BUY
                       : score == 2 ? CW_ACTION_HOLD
                                    : CW_ACTION_AVOID);
      g_assert_cmpint (decision->rules[DEBT_TO_EQUITY].verdict, ==,
                       debt ? CW_VERDICT_PASS : CW_VERDICT_FAIL);
      g_assert_cmpint (decision->rules[ROE].verdict, ==, roe ? CW_VERDICT_PASS : CW_VERDICT_FAIL);
      g_assert_cmpint (decision->rules[GROSS_MARGIN].verdict, ==,
                       margin ? CW_VERDICT_PASS : CW_VERDICT_FAIL);
      n_cases++;
    }
  g_assert_cmpuint (n_cases, ==, 8);
}

/* The same company, judged by what the market did. */
static void
test_moved_thresholds (void)
{
  static const struct
  {
    double growth;
    CwAction action;
  } cases[] = { { 0.9, CW_ACTION_AVOID }, { 1.05, CW_ACTION_HOLD }, { 1.2, CW_ACTION_BUY } };
  g_autoptr (CwFundamentals) fundamentals = company (1.0, 0.16, 0.38);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CwMarketGrowth market = market_growing (cases[i].growth);
      g_autoptr (CwDecision) decision = cw_long_term_decide (fundamentals, &market);

      g_assert_cmpint (decision->action, ==, cases[i].action);
    }
}

/* A company exactly at its thresholds reaches them, wherever they stand. */
static void
test_at_thresholds (void)
{
  static const struct
  {
    double growth, roe, gross_margin;
  } cases[] = { { 0.9, 0.20, 0.45 }, { 1.05, 0.15, 0.40 }, { 1.2, 0.10, 0.35 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CwMarketGrowth market = market_growing (cases[i].growth);
      g_autoptr (CwFundamentals) fundamentals = company (2.0, cases[i].roe, cases[i].gross_margin);
      g_autoptr (CwDecision) decision = cw_long_term_decide (fundamentals, &market);

      g_assert_cmpint (decision->action, ==, CW_ACTION_BUY);
    }
}

static void
test_unknown (void)
{
  static const char *const names[] = { "Debt to equity", "Return on equity", "Gross margin" };
  CwMarketGrowth market = market_growing (1.05);

  for (gsize missing = 0; missing < N_RULES; missing++)
    {
      g_autoptr (CwFundamentals) fundamentals =
          company (missing == DEBT_TO_EQUITY ? NAN : 1, missing == ROE ? NAN : 0.3,
                   missing == GROSS_MARGIN ? NAN : 0.6);
      g_autoptr (CwDecision) decision = cw_long_term_decide (fundamentals, &market);
      g_autofree char *summary =
          g_strdup_printf ("Not enough data: %s is not known", names[missing]);

      g_assert_cmpint (decision->action, ==, CW_ACTION_NOT_ENOUGH_DATA);
      g_assert_cmpint (decision->score, ==, 2);
      g_assert_cmpstr (decision->summary, ==, summary);
      for (gsize i = 0; i < N_RULES; i++)
        g_assert_cmpint (decision->rules[i].verdict, ==,
                         i == missing ? CW_VERDICT_UNKNOWN : CW_VERDICT_PASS);
    }
}

/* A number whose unit is in doubt is shown, but not judged. */
static void
test_doubtful (void)
{
  static const CwMetric metrics[] = { CW_METRIC_DEBT_TO_EQUITY, CW_METRIC_ROE,
                                      CW_METRIC_GROSS_MARGIN };
  CwMarketGrowth market = cw_market_growth_unknown ();

  for (gsize i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autoptr (CwFundamentals) fundamentals = company (1, 0.3, 0.6);
      g_autoptr (CwDecision) decision = NULL;

      fundamentals->doubtful[metrics[i]] = TRUE;
      decision = cw_long_term_decide (fundamentals, &market);
      g_assert_cmpint (decision->action, ==, CW_ACTION_NOT_ENOUGH_DATA);
      g_assert_cmpint (decision->rules[i].verdict, ==, CW_VERDICT_UNKNOWN);
      g_assert_false (isnan (decision->rules[i].value));
      g_assert_true (g_str_has_suffix (decision->rules[i].text,
                                       " is not judged, because its unit is in doubt"));
    }
}

static void
test_nothing_known (void)
{
  CwMarketGrowth market = cw_market_growth_unknown ();
  g_autoptr (CwDecision) decision = cw_long_term_decide (NULL, &market);

  g_assert_cmpint (decision->action, ==, CW_ACTION_NOT_ENOUGH_DATA);
  g_assert_cmpuint (decision->n_rules, ==, N_RULES);
  for (gsize i = 0; i < N_RULES; i++)
    {
      g_assert_cmpint (decision->rules[i].verdict, ==, CW_VERDICT_UNKNOWN);
      g_assert_true (isnan (decision->rules[i].value));
    }
  g_assert_cmpstr (decision->summary, ==,
                   "Not enough data: Debt to equity is not known; Return on equity is not known; "
                   "Gross margin is not known");
}

/* Each of the figures that give negative equity away. */
static void
test_negative_equity (void)
{
  static const CwMetric telling[] = { CW_METRIC_DEBT_TO_EQUITY, CW_METRIC_BOOK_VALUE_PER_SHARE,
                                      CW_METRIC_PB };
  CwMarketGrowth market = market_growing (1.05);

  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    {
      g_autoptr (CwFundamentals) fundamentals = company (3, 1.5, 0.6);
      g_autoptr (CwDecision) decision = NULL;

      fundamentals->values[telling[i]] = -4;
      decision = cw_long_term_decide (fundamentals, &market);
      g_assert_cmpint (decision->rules[DEBT_TO_EQUITY].verdict, ==, CW_VERDICT_NOT_APPLICABLE);
      g_assert_cmpint (decision->rules[ROE].verdict, ==, CW_VERDICT_NOT_APPLICABLE);
      g_assert_cmpint (decision->rules[GROSS_MARGIN].verdict, ==, CW_VERDICT_PASS);
      g_assert_cmpint (decision->action, ==, CW_ACTION_AVOID);
      g_assert_cmpint (decision->score, ==, 1);
      g_assert_cmpstr (decision->rules[ROE].text, ==,
                       "Return on equity does not apply, because equity is negative");
    }
}

static void
test_words (void)
{
  CwMarketGrowth market = market_growing (1.05), shrinking = market_growing (0.9);
  CwMarketGrowth fast = market_growing (1.2), unknown = cw_market_growth_unknown ();
  g_autoptr (CwFundamentals) fundamentals = company (1.87, 0.123, 0.4);
  g_autoptr (CwDecision) plain = cw_long_term_decide (fundamentals, &market);
  g_autoptr (CwDecision) raised = cw_long_term_decide (fundamentals, &shrinking);
  g_autoptr (CwDecision) lowered = cw_long_term_decide (fundamentals, &fast);
  g_autoptr (CwDecision) unmoved = cw_long_term_decide (fundamentals, &unknown);

  g_assert_cmpstr (plain->summary, ==,
                   "Hold, 2 of 3: Debt to equity, 1.87, is within the limit of 2.00; Gross "
                   "margin, 40.0\u202f%, reaches the 40.0\u202f% asked for; Return on equity, "
                   "12.3\u202f%, is below the 15.0\u202f% asked for");
  g_assert_true (
      g_str_has_suffix (raised->summary, "; thresholds raised, because the market shrank"));
  g_assert_true (
      g_str_has_suffix (lowered->summary, "; thresholds lowered, because the market grew fast"));
  g_assert_cmpstr (unmoved->summary, ==,
                   "Hold, 2 of 3: Debt to equity, 1.87, is within the limit of 2.00; Gross "
                   "margin, 40.0\u202f%, reaches the 40.0\u202f% asked for; Return on equity, "
                   "12.3\u202f%, is below the 15.0\u202f% asked for; thresholds not moved, because "
                   "the market’s growth is unknown");
  g_assert_cmpstr (raised->rules[ROE].text, ==,
                   "Return on equity, 12.3\u202f%, is below the 20.0\u202f% asked for (raised, "
                   "because the market shrank)");
  g_assert_cmpstr (lowered->rules[ROE].text, ==,
                   "Return on equity, 12.3\u202f%, reaches the 10.0\u202f% asked for (lowered, "
                   "because the market grew fast)");
  g_assert_cmpstr (unmoved->rules[ROE].text, ==,
                   "Return on equity, 12.3\u202f%, is below the 15.0\u202f% asked for (not moved, "
                   "because the market’s growth is unknown)");
}

/* Two numbers of which one is said to be above the other do not look the same. */
static void
test_close_call (void)
{
  CwMarketGrowth market = market_growing (1.05);
  g_autoptr (CwFundamentals) fundamentals = company (2.0004, -0.1, 0.39999);
  g_autoptr (CwDecision) decision = cw_long_term_decide (fundamentals, &market);

  g_assert_cmpstr (decision->rules[DEBT_TO_EQUITY].text, ==,
                   "Debt to equity, 2.0004, is above the limit of 2.0000");
  g_assert_cmpstr (decision->rules[ROE].text, ==,
                   "Return on equity, −10.0\u202f%, is below the 15.0\u202f% asked for");
  g_assert_cmpstr (decision->rules[GROSS_MARGIN].text, ==,
                   "Gross margin, 39.999\u202f%, is below the 40.000\u202f% asked for");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/decisions/long-term/growth", test_growth);
  g_test_add_func ("/decisions/long-term/growth-flat", test_growth_flat);
  g_test_add_func ("/decisions/long-term/growth-unknown", test_growth_unknown);
  g_test_add_func ("/decisions/long-term/growth-window", test_growth_window);
  g_test_add_func ("/decisions/long-term/actions", test_actions);
  g_test_add_func ("/decisions/long-term/moved-thresholds", test_moved_thresholds);
  g_test_add_func ("/decisions/long-term/at-thresholds", test_at_thresholds);
  g_test_add_func ("/decisions/long-term/unknown", test_unknown);
  g_test_add_func ("/decisions/long-term/doubtful", test_doubtful);
  g_test_add_func ("/decisions/long-term/nothing-known", test_nothing_known);
  g_test_add_func ("/decisions/long-term/negative-equity", test_negative_equity);
  g_test_add_func ("/decisions/long-term/words", test_words);
  g_test_add_func ("/decisions/long-term/close-call", test_close_call);
  return g_test_run ();
}
