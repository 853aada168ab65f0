/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-short-term-rules.h"
#include "cw-short-term.h"
#include "made-series.h"

#define LAST 5
#define N (LAST + 1)

/* Inputs at six bars at which no rule speaks either way; tests then change what they are about. */
typedef struct
{
  double price[N], average[N], long_average[N], macd[N], signal[N], histogram[N], rsi[N];
} Columns;

static void
set_neutral (Columns *columns)
{
  for (gsize i = 0; i < N; i++)
    {
      columns->price[i] = columns->average[i] = columns->long_average[i] = 100;
      columns->macd[i] = columns->signal[i] = columns->histogram[i] = 0;
      columns->rsi[i] = 50;
    }
}

static CwAction
vote_at_end (Columns *columns, CwShortTermVote *votes, int *score)
{
  CwShortTermInputs inputs = {
    .n = N,
    .price = columns->price,
    .average = columns->average,
    .long_average = columns->long_average,
    .macd = columns->macd,
    .signal = columns->signal,
    .histogram = columns->histogram,
    .rsi = columns->rsi,
  };

  return cw_short_term_vote (&inputs, LAST, votes, score);
}

/* Checks that one rule votes so, and the others not at all. */
static void
assert_only_vote (Columns *columns, CwShortTermRule rule, int vote)
{
  CwShortTermVote votes[CW_N_SHORT_TERM_RULES];
  CwVerdict verdicts[] = { CW_VERDICT_FAIL, CW_VERDICT_NEUTRAL, CW_VERDICT_PASS };
  int score;

  g_assert_cmpint (vote_at_end (columns, votes, &score), ==, CW_ACTION_HOLD);
  g_assert_cmpint (score, ==, vote);
  for (gsize i = 0; i < CW_N_SHORT_TERM_RULES; i++)
    {
      g_assert_cmpint (votes[i].vote, ==, i == rule ? vote : 0);
      g_assert_cmpint (votes[i].weight, ==, 1);
      g_assert_cmpint (votes[i].verdict, ==, verdicts[1 + votes[i].vote]);
    }
}

static void
test_trend (void)
{
  static const double prices[] = { 99.99, 100, 100.01 };

  for (int vote = -1; vote <= 1; vote++)
    {
      Columns columns;

      set_neutral (&columns);
      columns.price[LAST] = prices[1 + vote];
      assert_only_vote (&columns, CW_SHORT_TERM_TREND, vote);
    }
}

static void
test_long_trend (void)
{
  static const double long_averages[] = { 100.01, 100, 99.99 };

  for (int vote = -1; vote <= 1; vote++)
    {
      Columns columns;

      set_neutral (&columns);
      columns.long_average[LAST] = long_averages[1 + vote];
      assert_only_vote (&columns, CW_SHORT_TERM_LONG_TREND, vote);
    }
}

static void
test_momentum (void)
{
  for (int vote = -1; vote <= 1; vote++)
    {
      Columns columns;

      set_neutral (&columns);
      columns.macd[LAST] = 0.01 * vote;
      assert_only_vote (&columns, CW_SHORT_TERM_MOMENTUM, vote);
    }
}

static void
test_rsi (void)
{
  static const struct
  {
    double rsi;
    int vote;
  } cases[] = { { 0, 1 },     { 29.99, 1 }, { 30, 0 },     { 50, 0 },
                { 69.99, 0 }, { 70, 0 },    { 70.01, -1 }, { 100, -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Columns columns;

      set_neutral (&columns);
      columns.rsi[LAST] = cases[i].rsi;
      assert_only_vote (&columns, CW_SHORT_TERM_RSI, cases[i].vote);
    }
}

/* The histogram at the last bars, and the vote. */
static void
test_crossover (void)
{
  static const struct
  {
    double histogram[N];
    int vote;
  } cases[] = {
    { { -1, -1, -1, -1, -1, 1 }, 1 }, /* at the last bar */
    { { -1, -1, -1, -1, 1, 1 }, 1 },  /* one bar ago */
    { { -1, -1, -1, 1, 1, 1 }, 1 },   /* two bars ago */
    { { -1, -1, 1, 1, 1, 1 }, 0 },    /* three: no longer */
    { { 1, 1, 1, 1, 1, -1 }, -1 },
    { { 1, 1, 1, -1, -1, -1 }, -1 },
    { { 1, 1, -1, -1, -1, -1 }, 0 },
    { { 0, 0, 0, 0, 0, 1 }, 1 }, /* from exactly zero */
    { { 0, 0, 0, 0, 0, -1 }, -1 },
    { { -1, -1, -1, -1, -1, 0 }, 0 },  /* to zero is not over it */
    { { -1, -1, -1, 1, -1, -1 }, -1 }, /* the latest turn counts */
    { { 1, 1, 1, -1, -1, 1 }, 1 },
    { { -1, -1, -1, -1, -1, 1e-11 }, 0 }, /* noise, at a price of 100 */
    { { -1, -1, -1, -1, -1, 1e-9 }, 1 },
    { { NAN, NAN, -1, -1, -1, 1 }, 1 }, /* four values are enough */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Columns columns;

      set_neutral (&columns);
      memcpy (columns.histogram, cases[i].histogram, sizeof columns.histogram);
      assert_only_vote (&columns, CW_SHORT_TERM_CROSSOVER, cases[i].vote);
    }
}

static void
test_missing_inputs (void)
{
  for (gsize rule = 0; rule < CW_N_SHORT_TERM_RULES; rule++)
    {
      Columns columns;
      CwShortTermVote votes[CW_N_SHORT_TERM_RULES];
      double *inputs[] = { columns.average, columns.long_average, columns.macd, columns.histogram,
                           columns.rsi };
      int score;

      set_neutral (&columns);
      /* Of the histogram it is the first of the four values looked at that is not there yet. */
      inputs[rule][rule == CW_SHORT_TERM_CROSSOVER ? LAST - 3 : LAST] = NAN;
      g_assert_cmpint (vote_at_end (&columns, votes, &score), ==, CW_ACTION_NOT_ENOUGH_DATA);
      g_assert_cmpint (votes[rule].verdict, ==, CW_VERDICT_UNKNOWN);
      g_assert_cmpint (votes[rule].vote, ==, 0);
    }
}

/* Every sum of the votes, and the action it must lead to. */
static void
test_actions (void)
{
  gsize n_cases = 0;

  for (int trend = -1; trend <= 1; trend++)
    for (int momentum = -1; momentum <= 1; momentum++)
      for (int crossover = -1; crossover <= 1; crossover++)
        for (int rsi = -1; rsi <= 1; rsi++)
          {
            Columns columns;
            CwShortTermVote votes[CW_N_SHORT_TERM_RULES];
            int expected = trend + momentum + crossover + rsi, score;
            CwAction action;

            set_neutral (&columns);
            columns.price[LAST] += trend;
            columns.macd[LAST] += momentum;
            columns.histogram[LAST] += crossover;
            columns.rsi[LAST] -= 30 * rsi;
            action = vote_at_end (&columns, votes, &score);
            g_assert_cmpint (score, ==, expected);
            g_assert_cmpint (action, ==,
                             expected >= 2    ? CW_ACTION_BUY
                             : expected <= -2 ? CW_ACTION_SELL
                                              : CW_ACTION_HOLD);
            n_cases++;
          }
  g_assert_cmpuint (n_cases, ==, 81);
}

/* The first length at which each rule can be known. */
static void
test_not_enough_data (void)
{
  static const gsize needed[CW_N_SHORT_TERM_RULES] = { 50, 200, 34, 37, 15 };
  g_autoptr (CwSeries) all = series_wandering (210, 7);
  gsize n_known = 0;

  for (gsize n = 0; n <= all->n_bars; n++)
    {
      gint64 end = n > 0 ? all->time[n - 1] + 1 : 0;
      g_autoptr (CwSeries) series = cw_series_slice (all, 0, end);
      CwTechnicals technicals;
      g_autoptr (CwDecision) decision = cw_short_term_decide (series, &technicals);

      g_assert_cmpuint (series->n_bars, ==, n);
      g_assert_cmpuint (decision->n_rules, ==, CW_N_SHORT_TERM_RULES);
      g_assert_cmpint (decision->max_score, ==, 5);
      g_assert_cmpint (decision->as_of, ==, n > 0 ? series->time[n - 1] : 0);
      for (gsize i = 0; i < decision->n_rules; i++)
        {
          g_assert_cmpint (decision->rules[i].verdict == CW_VERDICT_UNKNOWN, ==, n < needed[i]);
          g_assert_nonnull (decision->rules[i].text);
        }
      g_assert_cmpint (decision->action == CW_ACTION_NOT_ENOUGH_DATA, ==, n < 200);
      g_assert_cmpint (isnan (technicals.price), ==, n == 0);
      g_assert_cmpint (isnan (technicals.rsi), ==, n < 15);
      g_assert_cmpint (isnan (technicals.macd), ==, n < 26);
      g_assert_cmpint (isnan (technicals.histogram), ==, n < 34);
      g_assert_cmpint (isnan (technicals.moving_average), ==, n < 50);
      g_assert_cmpint (isnan (technicals.long_average), ==, n < 200);
      n_known += decision->action != CW_ACTION_NOT_ENOUGH_DATA;
    }
  g_assert_cmpuint (n_known, ==, 11);
}

static void
test_missing_words (void)
{
  g_autoptr (CwSeries) series = series_wandering (120, 7);
  g_autoptr (CwDecision) decision = cw_short_term_decide (series, NULL);

  g_assert_cmpstr (decision->summary, ==,
                   "Not enough data: “Long trend” needs 200 bars of history, and there are 120");
  g_assert_cmpstr (decision->rules[1].text, ==,
                   "“Long trend” needs 200 bars of history, and there are 120");
  g_assert_cmpint (decision->rules[0].verdict, !=, CW_VERDICT_UNKNOWN);
}

/* A history whose last @n_after bars are in a unit of which a hundred make the one before. */
static CwSeries *
series_with_jump (gsize n, gsize n_after)
{
  g_autoptr (CwSeries) even = series_wandering (n, 7);
  g_autofree double *prices = g_memdup2 (even->close, n * sizeof (double));

  for (gsize i = n - n_after; i < n; i++)
    prices[i] *= 100;
  return series_from_prices (prices, n);
}

/* Nothing is decided by comparing pounds with pence, on the bar of the change and after it. */
static void
test_unit_jump (void)
{
  gsize n_known = 0;

  for (gsize n_after = 1; n_after <= 250; n_after++)
    {
      g_autoptr (CwSeries) series = series_with_jump (600, n_after);
      g_autoptr (CwSeries) after =
          series_from_prices (series->close + series->n_bars - n_after, n_after);
      g_autoptr (CwDecision) decision = cw_short_term_decide (series, NULL);
      g_autoptr (CwDecision) alone = cw_short_term_decide (after, NULL);

      g_assert_cmpint (decision->action, ==, alone->action);
      g_assert_cmpint (decision->score, ==, alone->score);
      g_assert_cmpint (decision->action == CW_ACTION_NOT_ENOUGH_DATA, ==, n_after < 200);
      n_known += decision->action != CW_ACTION_NOT_ENOUGH_DATA;
    }
  g_assert_cmpuint (n_known, ==, 51);
}

static void
test_unit_jump_words (void)
{
  g_autoptr (CwSeries) series = series_with_jump (366, 1);
  g_autoptr (CwDecision) decision = cw_short_term_decide (series, NULL);

  g_assert_cmpstr (decision->summary, ==,
                   "Not enough data: “Long trend” needs 200 bars of history since 2020-12-31, when "
                   "the prices changed about a hundredfold, and there is 1");
}

static void
test_rising (void)
{
  g_autoptr (CwSeries) series = series_growing (260, 100, 1.001);
  g_autoptr (CwDecision) decision = NULL;
  CwTechnicals technicals;

  decision = cw_short_term_decide (series, &technicals);
  /* The trends and the momentum speak for it, an RSI of 100 against it. */
  g_assert_cmpint (decision->action, ==, CW_ACTION_BUY);
  g_assert_cmpint (decision->score, ==, 2);
  g_assert_cmpfloat (technicals.rsi, >, 99.9);
  g_assert_cmpfloat (technicals.price, >, technicals.moving_average);
  g_assert_cmpfloat (technicals.moving_average, >, technicals.long_average);
  g_assert_cmpstr (decision->summary, ==,
                   "Buy, +2 of 5: above the 50-day average; 50-day above 200-day; MACD above its "
                   "signal; but overbought by RSI");
}

static void
test_flat (void)
{
  g_autoptr (CwSeries) series = series_growing (260, 133.1, 1);
  g_autoptr (CwDecision) decision = cw_short_term_decide (series, NULL);

  g_assert_cmpint (decision->action, ==, CW_ACTION_HOLD);
  g_assert_cmpint (decision->score, ==, 0);
  for (gsize i = 0; i < decision->n_rules; i++)
    g_assert_cmpint (decision->rules[i].verdict, ==, CW_VERDICT_NEUTRAL);
  g_assert_cmpstr (decision->summary, ==, "Hold, 0 of 5: no rule speaks either way");
}

static void
test_words (void)
{
  g_autoptr (CwSeries) series = series_growing (260, 200, 0.998);
  g_autoptr (CwDecision) decision = cw_short_term_decide (series, NULL);
  static const char *const texts[] = {
    "The price, 119.08, is below its 50-day average, 125.12",
    "The 50-day average, 125.12, is below the 200-day average, 146.30",
    "The MACD line, −1.73, is above its signal line, −1.75",
    "The MACD histogram, 0.01, has not crossed zero within 3 bars",
    "The RSI, 0.0, is below 30: oversold",
  };

  g_assert_cmpuint (decision->n_rules, ==, G_N_ELEMENTS (texts));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (decision->rules[i].text, ==, texts[i]);
}

/* The dividends' share counts: decisions look at the adjusted close. */
static void
test_adjusted (void)
{
  g_autoptr (CwSeries) series = series_wandering (301, 3);
  g_autoptr (CwDecision) decision = NULL;
  CwTechnicals technicals;

  decision = cw_short_term_decide (series, &technicals);
  g_assert_cmpfloat_with_epsilon (technicals.price, series->adj_close[300], 1e-12);
  g_assert_cmpfloat (technicals.price, <, series->close[300] - 0.01);
  g_assert_cmpfloat_with_epsilon (decision->rules[0].value, technicals.price, 1e-12);
  g_assert_cmpfloat_with_epsilon (decision->rules[0].threshold, technicals.moving_average, 1e-12);
}

static void
test_ids (void)
{
  static const char *const ids[] = { "trend", "long-trend", "momentum", "crossover", "rsi" };
  g_autoptr (CwSeries) series = series_wandering (10, 3);
  g_autoptr (CwDecision) decision = cw_short_term_decide (series, NULL);
  g_autoptr (CwDecision) again = cw_decision_ref (decision);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (again->rules[i].id, ==, ids[i]);
  g_assert_cmpstr (cw_action_get_id (CW_ACTION_NOT_ENOUGH_DATA), ==, "not-enough-data");
  g_assert_cmpstr (cw_action_get_id (CW_ACTION_AVOID), ==, "avoid");
  g_assert_cmpstr (cw_action_get_name (CW_ACTION_SELL), ==, "Sell");
  g_assert_cmpstr (cw_verdict_get_id (CW_VERDICT_NOT_APPLICABLE), ==, "not-applicable");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/decisions/short-term/trend", test_trend);
  g_test_add_func ("/decisions/short-term/long-trend", test_long_trend);
  g_test_add_func ("/decisions/short-term/momentum", test_momentum);
  g_test_add_func ("/decisions/short-term/crossover", test_crossover);
  g_test_add_func ("/decisions/short-term/rsi", test_rsi);
  g_test_add_func ("/decisions/short-term/missing-inputs", test_missing_inputs);
  g_test_add_func ("/decisions/short-term/actions", test_actions);
  g_test_add_func ("/decisions/short-term/not-enough-data", test_not_enough_data);
  g_test_add_func ("/decisions/short-term/missing-words", test_missing_words);
  g_test_add_func ("/decisions/short-term/D12-unit-jump", test_unit_jump);
  g_test_add_func ("/decisions/short-term/D12-unit-jump-words", test_unit_jump_words);
  g_test_add_func ("/decisions/short-term/rising", test_rising);
  g_test_add_func ("/decisions/short-term/flat", test_flat);
  g_test_add_func ("/decisions/short-term/words", test_words);
  g_test_add_func ("/decisions/short-term/adjusted", test_adjusted);
  g_test_add_func ("/decisions/short-term/ids", test_ids);
  return g_test_run ();
}
