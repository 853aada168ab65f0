/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-short-term.h"

#include <math.h>

#include "cw-series-jump.h"
#include "cw-short-term-rules.h"
#include "cw-short-term-text.h"

static const char *const rule_ids[CW_N_SHORT_TERM_RULES] = {
  [CW_SHORT_TERM_TREND] = "trend",       [CW_SHORT_TERM_LONG_TREND] = "long-trend",
  [CW_SHORT_TERM_MOMENTUM] = "momentum", [CW_SHORT_TERM_CROSSOVER] = "crossover",
  [CW_SHORT_TERM_RSI] = "rsi",
};

static void
set_unknown (CwShortTermVote *votes)
{
  for (gsize i = 0; i < CW_N_SHORT_TERM_RULES; i++)
    votes[i] = (CwShortTermVote){
      .verdict = CW_VERDICT_UNKNOWN, .weight = 1, .value = (double) NAN, .threshold = (double) NAN
    };
}

static CwTechnicals
technicals_at_end (const CwShortTermInputs *inputs)
{
  gsize last = inputs->n - 1;

  return (CwTechnicals){
    .price = inputs->price[last],
    .rsi = inputs->rsi[last],
    .macd = inputs->macd[last],
    .signal_line = inputs->signal[last],
    .histogram = inputs->histogram[last],
    .moving_average = inputs->average[last],
    .long_average = inputs->long_average[last],
  };
}

static CwDecision *
put_into_words (const CwSeries *series, CwAction action, int score, const CwShortTermVote *votes)
{
  CwDecision *decision = g_atomic_rc_box_new0 (CwDecision);
  CwRule *rules = g_new0 (CwRule, CW_N_SHORT_TERM_RULES);

  for (CwShortTermRule i = 0; i < CW_N_SHORT_TERM_RULES; i++)
    {
      rules[i].id = rule_ids[i];
      rules[i].name = g_strdup (cw_short_term_rule_name (i));
      rules[i].verdict = votes[i].verdict;
      rules[i].value = votes[i].value;
      rules[i].threshold = votes[i].threshold;
      rules[i].vote = votes[i].vote;
      rules[i].weight = votes[i].weight;
      rules[i].text = cw_short_term_evidence (series, i, &votes[i]);
      decision->max_score += votes[i].weight;
    }
  decision->action = action;
  decision->score = score;
  decision->as_of = series->n_bars > 0 ? series->time[series->n_bars - 1] : 0;
  decision->n_rules = CW_N_SHORT_TERM_RULES;
  decision->rules = rules;
  decision->summary = cw_short_term_summary (series, action, score, votes);
  return decision;
}

/**
 * cw_short_term_decide:
 * @series: the bars to decide on; their adjusted closes are looked at
 * @technicals: (out) (optional): takes the last bar's values that the decision rests on
 *
 * Five rules vote -1, 0 or +1 on the last bar: the price above its 50-bar average, that average
 * above the 200-bar one, the MACD line above its signal line, the MACD histogram having changed
 * sign within the last three bars, and the RSI below 30 (+1) or above 70 (-1). A sum of +2 and more
 * is a buy, of -2 and less a sell, else it is a hold. If an input has no value yet, there is not
 * enough data; the rules that can be known are listed all the same.
 *
 * Where the prices changed about a hundredfold, as from pounds to pence, only the bars since then
 * are looked at.
 *
 * Returns: (transfer full): the decision with its evidence
 */
CwDecision *
cw_short_term_decide (const CwSeries *series, CwTechnicals *technicals)
{
  double none = (double) NAN;
  CwTechnicals at_end = { none, none, none, none, none, none, none };
  CwShortTermVote votes[CW_N_SHORT_TERM_RULES];
  CwAction action = CW_ACTION_NOT_ENOUGH_DATA;
  gsize first = 0;
  int score = 0;

  g_return_val_if_fail (series != NULL, NULL);

  set_unknown (votes);
  if (series->n_bars > 0)
    {
      CwShortTermInputs inputs;

      cw_series_find_unit_jump (series, &first);
      cw_short_term_inputs_init (&inputs, series->adj_close + first, series->n_bars - first);
      action = cw_short_term_vote (&inputs, inputs.n - 1, votes, &score);
      at_end = technicals_at_end (&inputs);
      cw_short_term_inputs_clear (&inputs);
    }
  if (technicals != NULL)
    *technicals = at_end;
  return put_into_words (series, action, score, votes);
}
