/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-long-term.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-number.h"

#define RATIO_DECIMALS 2
#define PERCENT_DECIMALS 1
#define WEIGHT 1
#define PASSES_TO_HOLD 2

typedef enum
{
  DEBT_TO_EQUITY,
  ROE,
  GROSS_MARGIN,
} Rule;

#define N_RULES (GROSS_MARGIN + 1)

static const struct
{
  const char *id;
  CwMetric metric;
  gboolean needs_equity; /* says nothing where equity is negative */
} rules[N_RULES] = {
  [DEBT_TO_EQUITY] = { "debt-to-equity", CW_METRIC_DEBT_TO_EQUITY, TRUE },
  [ROE] = { "roe", CW_METRIC_ROE, TRUE },
  [GROSS_MARGIN] = { "gross-margin", CW_METRIC_GROSS_MARGIN, FALSE },
};

static gboolean
is_known (const CwFundamentals *fundamentals, CwMetric metric)
{
  return fundamentals != NULL && isfinite (fundamentals->values[metric])
         && !fundamentals->doubtful[metric];
}

/* No figure is equity itself, but these share its sign: what is divided by it, or into shares. */
static gboolean
has_negative_equity (const CwFundamentals *fundamentals)
{
  static const CwMetric telling[] = { CW_METRIC_DEBT_TO_EQUITY, CW_METRIC_BOOK_VALUE_PER_SHARE,
                                      CW_METRIC_PB };

  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    if (is_known (fundamentals, telling[i]) && fundamentals->values[telling[i]] < 0)
      return TRUE;
  return FALSE;
}

static double
threshold_of (Rule rule, const CwThresholds *thresholds)
{
  switch (rule)
    {
    case DEBT_TO_EQUITY:
      return thresholds->max_debt_to_equity;
    case ROE:
      return thresholds->min_roe;
    case GROSS_MARGIN:
      return thresholds->min_gross_margin;
    default:
      g_return_val_if_reached ((double) NAN);
    }
}

static CwVerdict
judge (Rule rule, const CwFundamentals *fundamentals, double threshold)
{
  CwMetric metric = rules[rule].metric;
  double value;

  if (rules[rule].needs_equity && has_negative_equity (fundamentals))
    return CW_VERDICT_NOT_APPLICABLE;
  if (!is_known (fundamentals, metric))
    return CW_VERDICT_UNKNOWN;
  value = fundamentals->values[metric];
  if (rule == DEBT_TO_EQUITY)
    return value <= threshold ? CW_VERDICT_PASS : CW_VERDICT_FAIL;
  return value >= threshold ? CW_VERDICT_PASS : CW_VERDICT_FAIL;
}

static char *
format_value (Rule rule, double value, int more_decimals)
{
  if (rule == DEBT_TO_EQUITY)
    return cw_number_format (value, RATIO_DECIMALS + more_decimals);
  return cw_number_format_percent (value, PERCENT_DECIMALS + more_decimals);
}

/* How many decimals more than usual show that value and threshold differ. */
static int
more_decimals (Rule rule, double value, double threshold)
{
  double scale = rule == DEBT_TO_EQUITY ? 1.0 : 100.0;
  int usual = rule == DEBT_TO_EQUITY ? RATIO_DECIMALS : PERCENT_DECIMALS;

  return cw_number_decimals_to_tell_apart (value * scale, threshold * scale, usual) - usual;
}

static char *
judged_text (Rule rule, const CwRule *result)
{
  int more = more_decimals (rule, result->value, result->threshold);
  g_autofree char *value = format_value (rule, result->value, more);
  g_autofree char *threshold = format_value (rule, result->threshold, more);

  /* Translators: the name of a figure, as in “Debt to equity”; its value; the limit */
  if (rule == DEBT_TO_EQUITY)
    return g_strdup_printf (result->verdict == CW_VERDICT_PASS
                                ? _ ("%s, %s, is within the limit of %s")
                                : _ ("%s, %s, is above the limit of %s"),
                            result->name, value, threshold);
  /* Translators: the name of a figure, as in “Return on equity”; its value; what is asked for */
  return g_strdup_printf (result->verdict == CW_VERDICT_PASS
                              ? _ ("%s, %s, reaches the %s asked for")
                              : _ ("%s, %s, is below the %s asked for"),
                          result->name, value, threshold);
}

typedef enum
{
  AS_USUAL,
  NOT_MOVED,
  RAISED,
  LOWERED,
} Moved;

/* What the market's growth does to a threshold. */
static Moved
how_moved (Rule rule, const CwMarketGrowth *market)
{
  if (rule == DEBT_TO_EQUITY)
    return AS_USUAL;
  if (isnan (market->average_growth))
    return NOT_MOVED;
  return cw_market_growth_is_low (market)    ? RAISED
         : cw_market_growth_is_high (market) ? LOWERED
                                             : AS_USUAL;
}

/* The evidence without a word on the market. */
static char *
plain_text (Rule rule, const CwRule *result, const CwFundamentals *fundamentals)
{
  if (result->verdict == CW_VERDICT_NOT_APPLICABLE)
    return g_strdup_printf (_ ("%s does not apply, because equity is negative"), result->name);
  if (result->verdict == CW_VERDICT_UNKNOWN)
    return g_strdup_printf (fundamentals != NULL && fundamentals->doubtful[rules[rule].metric]
                                ? _ ("%s is not judged, because its unit is in doubt")
                                : _ ("%s is not known"),
                            result->name);
  return judged_text (rule, result);
}

static char *
evidence (Rule rule,
          const CwRule *result,
          const CwFundamentals *fundamentals,
          const CwMarketGrowth *market)
{
  g_autofree char *text = plain_text (rule, result, fundamentals);
  Moved moved = how_moved (rule, market);

  if (moved == AS_USUAL || result->verdict == CW_VERDICT_NOT_APPLICABLE
      || result->verdict == CW_VERDICT_UNKNOWN)
    return g_steal_pointer (&text);
  /* Translators: a sentence in which a figure is compared with a threshold */
  return g_strdup_printf (moved == RAISED ? _ ("%s (raised, because the market shrank)")
                          : moved == LOWERED
                              ? _ ("%s (lowered, because the market grew fast)")
                              : _ ("%s (not moved, because the market’s growth is unknown)"),
                          text);
}

static CwRule
apply_rule (Rule rule, const CwFundamentals *fundamentals, const CwMarketGrowth *market)
{
  CwMetric metric = rules[rule].metric;
  CwRule result = {
    .id = rules[rule].id,
    .name = g_strdup (cw_metric_get_name (metric)),
    .value = fundamentals != NULL ? fundamentals->values[metric] : (double) NAN,
    .threshold = threshold_of (rule, &market->thresholds),
    .weight = WEIGHT,
  };

  result.verdict = judge (rule, fundamentals, result.threshold);
  result.vote = result.verdict == CW_VERDICT_PASS ? 1 : 0;
  result.text = evidence (rule, &result, fundamentals, market);
  return result;
}

static CwAction
action_for (const CwRule *results, int *score)
{
  gboolean all_known = TRUE;

  for (gsize i = 0; i < N_RULES; i++)
    {
      *score += results[i].vote * results[i].weight;
      all_known &= results[i].verdict != CW_VERDICT_UNKNOWN;
    }
  if (!all_known)
    return CW_ACTION_NOT_ENOUGH_DATA;
  return *score >= N_RULES          ? CW_ACTION_BUY
         : *score >= PASSES_TO_HOLD ? CW_ACTION_HOLD
                                    : CW_ACTION_AVOID;
}

/* What is to be said of all rules that came out as verdict; empty if none did. */
static char *
join_texts (const CwRule *results, CwVerdict verdict, const CwFundamentals *fundamentals)
{
  GString *text = g_string_new (NULL);

  for (Rule rule = 0; rule < N_RULES; rule++)
    if (results[rule].verdict == verdict)
      {
        g_autofree char *part = plain_text (rule, &results[rule], fundamentals);

        g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("reasons", "; ") : "", part);
      }
  return g_string_free (text, FALSE);
}

/* What speaks for the company first, then what speaks against it, then what says nothing. */
static char *
join_reasons (const CwRule *results, const CwFundamentals *fundamentals)
{
  static const CwVerdict order[] = { CW_VERDICT_PASS, CW_VERDICT_FAIL, CW_VERDICT_NOT_APPLICABLE };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *part = join_texts (results, order[i], fundamentals);

      if (*part != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("reasons", "; ") : "", part);
    }
  return g_string_free (text, FALSE);
}

static char *
summarize (const CwDecision *decision,
           const CwFundamentals *fundamentals,
           const CwMarketGrowth *market)
{
  g_autofree char *missing = join_texts (decision->rules, CW_VERDICT_UNKNOWN, fundamentals);
  g_autofree char *reasons = join_reasons (decision->rules, fundamentals);
  const char *name = cw_action_get_name (decision->action);
  int score = decision->score, most = decision->max_score;

  if (decision->action == CW_ACTION_NOT_ENOUGH_DATA)
    /* Translators: “Not enough data”, and which figures are missing */
    return g_strdup_printf (_ ("%s: %s"), name, missing);
  switch (how_moved (ROE, market))
    {
    case RAISED:
      /* Translators: as in “Hold, 2 of 3: ”, and the reasons */
      return g_strdup_printf (_ ("%s, %d of %d: %s; thresholds raised, because the market shrank"),
                              name, score, most, reasons);
    case LOWERED:
      return g_strdup_printf (
          _ ("%s, %d of %d: %s; thresholds lowered, because the market grew fast"), name, score,
          most, reasons);
    case NOT_MOVED:
      return g_strdup_printf (
          _ ("%s, %d of %d: %s; thresholds not moved, because the market’s growth is unknown"),
          name, score, most, reasons);
    case AS_USUAL:
    default:
      return g_strdup_printf (_ ("%s, %d of %d: %s"), name, score, most, reasons);
    }
}

/**
 * cw_long_term_decide:
 * @fundamentals: (nullable): the company's figures
 * @market: how the market grew, and the thresholds that go with it
 *
 * Three rules: debt to equity at most, return on equity and gross margin at least what the
 * thresholds name. Three passed are a buy, two a hold, fewer are to be avoided. A figure that is
 * missing or in doubt makes it not enough data, and the summary names it. Where equity is negative,
 * the ratios to it do not apply; they then cannot pass either, but are not failed.
 *
 * Whether a company is a bank or an insurer, to which these ratios do not apply either, is not
 * among the figures; the gross margin that such companies do not report is then what is missing.
 *
 * Returns: (transfer full): the decision with its evidence
 */
CwDecision *
cw_long_term_decide (const CwFundamentals *fundamentals, const CwMarketGrowth *market)
{
  CwDecision *decision;
  CwRule *results;

  g_return_val_if_fail (market != NULL, NULL);

  decision = g_atomic_rc_box_new0 (CwDecision);
  results = g_new0 (CwRule, N_RULES);
  for (Rule rule = 0; rule < N_RULES; rule++)
    {
      results[rule] = apply_rule (rule, fundamentals, market);
      decision->max_score += results[rule].weight;
    }
  decision->action = action_for (results, &decision->score);
  decision->n_rules = N_RULES;
  decision->rules = results;
  decision->summary = summarize (decision, fundamentals, market);
  return decision;
}
