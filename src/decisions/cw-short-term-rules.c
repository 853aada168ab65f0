/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-short-term-rules.h"

#include <math.h>

#include "cw-indicator.h"

#define OVERSOLD 30.0
#define OVERBOUGHT 70.0
#define RSI_MIDDLE 50.0
#define SCORE_TO_ACT 2
#define WEIGHT 1

/* Differences smaller than this share of the price are noise of rounding. */
#define NOISE 1e-12

static void
run_indicator (const char *text, const CwBars *bars, double *const *out)
{
  CwIndicatorSpec spec;
  CwCalcStatus status = CW_CALC_BAD_PARAMS;

  if (cw_indicator_spec_parse (text, &spec))
    status = spec.indicator->run (bars, spec.params, out);
  g_assert (status == CW_CALC_OK);
}

/*
 * cw_short_term_inputs_init:
 * @price: adjusted closes, which must outlive @inputs
 * @n: how many there are
 *
 * Computes what the rules look at, for every bar.
 */
void
cw_short_term_inputs_init (CwShortTermInputs *inputs, const double *price, gsize n)
{
  CwBars bars = { .n = n, .close = price };
  double *block = g_new (double, 6 * MAX (n, 1));

  *inputs = (CwShortTermInputs){
    .n = n,
    .price = price,
    .average = block,
    .long_average = block + n,
    .macd = block + 2 * n,
    .signal = block + 3 * n,
    .histogram = block + 4 * n,
    .rsi = block + 5 * n,
  };
  run_indicator ("sma:" G_STRINGIFY (CW_SHORT_TERM_AVERAGE), &bars, &inputs->average);
  run_indicator ("sma:" G_STRINGIFY (CW_SHORT_TERM_LONG_AVERAGE), &bars, &inputs->long_average);
  run_indicator ("macd:12,26,9", &bars,
                 (double *[]){ inputs->macd, inputs->signal, inputs->histogram });
  run_indicator ("rsi:14", &bars, &inputs->rsi);
}

/* cw_short_term_inputs_clear: Frees what @inputs owns. */
void
cw_short_term_inputs_clear (CwShortTermInputs *inputs)
{
  g_clear_pointer (&inputs->average, g_free); /* all columns are one block */
}

static int
sign_of (double difference, double price)
{
  double noise = NOISE * price;

  return difference > noise ? 1 : difference < -noise ? -1 : 0;
}

static CwShortTermVote
vote_with (int vote, double value, double threshold)
{
  return (CwShortTermVote){
    .verdict = vote > 0   ? CW_VERDICT_PASS
               : vote < 0 ? CW_VERDICT_FAIL
                          : CW_VERDICT_NEUTRAL,
    .vote = vote,
    .weight = WEIGHT,
    .value = value,
    .threshold = threshold,
  };
}

static CwShortTermVote
vote_unknown (double value, double threshold)
{
  return (CwShortTermVote){
    .verdict = CW_VERDICT_UNKNOWN,
    .weight = WEIGHT,
    .value = value,
    .threshold = threshold,
  };
}

static CwShortTermVote
vote_above (double value, double threshold, double price)
{
  if (isnan (value) || isnan (threshold))
    return vote_unknown (value, threshold);
  return vote_with (sign_of (value - threshold, price), value, threshold);
}

/* The last turn of the histogram counts: from not positive to positive, or the other way. */
static CwShortTermVote
vote_crossover (const CwShortTermInputs *inputs, gsize bar)
{
  const double *histogram = inputs->histogram;

  if (bar < CW_SHORT_TERM_CROSSOVER_BARS || isnan (histogram[bar - CW_SHORT_TERM_CROSSOVER_BARS]))
    return vote_unknown (histogram[bar], 0.0);
  for (gsize i = bar; i > bar - CW_SHORT_TERM_CROSSOVER_BARS; i--)
    {
      int before = sign_of (histogram[i - 1], inputs->price[i - 1]);
      int now = sign_of (histogram[i], inputs->price[i]);

      if (now != 0 && before != now)
        return vote_with (now, histogram[bar], 0.0);
    }
  return vote_with (0, histogram[bar], 0.0);
}

/* Of the two limits, the one that is nearer is the one that was compared with. */
static CwShortTermVote
vote_rsi (double rsi)
{
  double limit = rsi < RSI_MIDDLE ? OVERSOLD : OVERBOUGHT;

  if (isnan (rsi))
    return vote_unknown (rsi, (double) NAN);
  return vote_with (rsi < OVERSOLD ? 1 : rsi > OVERBOUGHT ? -1 : 0, rsi, limit);
}

static CwAction
action_for (const CwShortTermVote *votes, int *score)
{
  gboolean all_known = TRUE;

  *score = 0;
  for (gsize i = 0; i < CW_N_SHORT_TERM_RULES; i++)
    {
      *score += votes[i].vote * votes[i].weight;
      all_known &= votes[i].verdict != CW_VERDICT_UNKNOWN;
    }
  if (!all_known)
    return CW_ACTION_NOT_ENOUGH_DATA;
  return *score >= SCORE_TO_ACT    ? CW_ACTION_BUY
         : *score <= -SCORE_TO_ACT ? CW_ACTION_SELL
                                   : CW_ACTION_HOLD;
}

/*
 * cw_short_term_vote:
 * @inputs: the inputs of the rules
 * @bar: the bar to decide at; nothing after it is looked at
 * @votes: (out): what became of each rule
 * @score: (out): the votes times their weights, added up
 *
 * Returns: what the rules advise
 */
CwAction
cw_short_term_vote (const CwShortTermInputs *inputs,
                    gsize bar,
                    CwShortTermVote votes[CW_N_SHORT_TERM_RULES],
                    int *score)
{
  double price = inputs->price[bar], average = inputs->average[bar];

  votes[CW_SHORT_TERM_TREND] = vote_above (price, average, price);
  votes[CW_SHORT_TERM_LONG_TREND] = vote_above (average, inputs->long_average[bar], price);
  votes[CW_SHORT_TERM_MOMENTUM] = vote_above (inputs->macd[bar], inputs->signal[bar], price);
  votes[CW_SHORT_TERM_CROSSOVER] = vote_crossover (inputs, bar);
  votes[CW_SHORT_TERM_RSI] = vote_rsi (inputs->rsi[bar]);
  return action_for (votes, score);
}
