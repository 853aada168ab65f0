/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-short-term-text.h"

#include <glib/gi18n-lib.h>

#include "cw-number.h"
#include "cw-series-jump.h"

#define RSI_DECIMALS 1
#define PRICE_DECIMALS 2

static const struct
{
  const char *name;
  guint bars_needed; /* before the rule can be known */
} rules[CW_N_SHORT_TERM_RULES] = {
  [CW_SHORT_TERM_TREND] = { N_ ("Trend"), CW_SHORT_TERM_AVERAGE },
  [CW_SHORT_TERM_LONG_TREND] = { N_ ("Long trend"), CW_SHORT_TERM_LONG_AVERAGE },
  [CW_SHORT_TERM_MOMENTUM] = { N_ ("Momentum"), 34 },
  [CW_SHORT_TERM_CROSSOVER] = { N_ ("Crossover"), 34 + CW_SHORT_TERM_CROSSOVER_BARS },
  [CW_SHORT_TERM_RSI] = { N_ ("RSI"), 15 },
};

/* cw_short_term_rule_name: Returns: (transfer none): the rule's name in the user's language */
const char *
cw_short_term_rule_name (CwShortTermRule rule)
{
  return _ (rules[rule].name);
}

static char *
average_name (const CwSeries *series, int n)
{
  if (series->interval == CW_INTERVAL_1D)
    return g_strdup_printf (_ ("%d-day average"), n);
  if (series->interval == CW_INTERVAL_1WK)
    return g_strdup_printf (_ ("%d-week average"), n);
  if (series->interval == CW_INTERVAL_1MO)
    return g_strdup_printf (_ ("%d-month average"), n);
  /* Translators: the mean over the last so many bars of a price chart */
  return g_strdup_printf (_ ("%d-bar average"), n);
}

static void
format_pair (const CwSeries *series, const CwShortTermVote *vote, char **value, char **threshold)
{
  int decimals = MAX (series->info.price_decimals, PRICE_DECIMALS);

  decimals = cw_number_decimals_to_tell_apart (vote->value, vote->threshold, decimals);
  *value = cw_number_format (vote->value, decimals);
  *threshold = cw_number_format (vote->threshold, decimals);
}

static char *
trend_evidence (const CwSeries *series, const CwShortTermVote *vote)
{
  g_autofree char *name = average_name (series, CW_SHORT_TERM_AVERAGE);
  g_autofree char *value = NULL, *threshold = NULL;

  format_pair (series, vote, &value, &threshold);
  /* Translators: a price; the name of an average, as in “50-day average”; its value */
  return g_strdup_printf (vote->vote > 0   ? _ ("The price, %s, is above its %s, %s")
                          : vote->vote < 0 ? _ ("The price, %s, is below its %s, %s")
                                           : _ ("The price, %s, is at its %s, %s"),
                          value, name, threshold);
}

static char *
long_trend_evidence (const CwSeries *series, const CwShortTermVote *vote)
{
  g_autofree char *name = average_name (series, CW_SHORT_TERM_AVERAGE);
  g_autofree char *long_name = average_name (series, CW_SHORT_TERM_LONG_AVERAGE);
  g_autofree char *value = NULL, *threshold = NULL;

  format_pair (series, vote, &value, &threshold);
  /* Translators: twice the name of an average, as in “50-day average”, and its value */
  return g_strdup_printf (vote->vote > 0   ? _ ("The %s, %s, is above the %s, %s")
                          : vote->vote < 0 ? _ ("The %s, %s, is below the %s, %s")
                                           : _ ("The %s, %s, is at the %s, %s"),
                          name, value, long_name, threshold);
}

static char *
momentum_evidence (const CwSeries *series, const CwShortTermVote *vote)
{
  g_autofree char *value = NULL, *threshold = NULL;

  format_pair (series, vote, &value, &threshold);
  return g_strdup_printf (vote->vote > 0   ? _ ("The MACD line, %s, is above its signal line, %s")
                          : vote->vote < 0 ? _ ("The MACD line, %s, is below its signal line, %s")
                                           : _ ("The MACD line, %s, is at its signal line, %s"),
                          value, threshold);
}

static char *
crossover_evidence (const CwSeries *series, const CwShortTermVote *vote)
{
  g_autofree char *value = NULL, *threshold = NULL;
  int bars = CW_SHORT_TERM_CROSSOVER_BARS;

  format_pair (series, vote, &value, &threshold);
  if (vote->vote == 0)
    return g_strdup_printf (_ ("The MACD histogram, %s, has not crossed zero within %d bars"),
                            value, bars);
  return g_strdup_printf (
      vote->vote > 0 ? _ ("The MACD histogram, %s, turned positive within the last %d bars")
                     : _ ("The MACD histogram, %s, turned negative within the last %d bars"),
      value, bars);
}

static char *
rsi_evidence (const CwShortTermVote *vote)
{
  int decimals = cw_number_decimals_to_tell_apart (vote->value, vote->threshold, RSI_DECIMALS);
  g_autofree char *value = cw_number_format (vote->value, decimals);

  if (vote->vote > 0)
    return g_strdup_printf (_ ("The RSI, %s, is below 30: oversold"), value);
  if (vote->vote < 0)
    return g_strdup_printf (_ ("The RSI, %s, is above 70: overbought"), value);
  return g_strdup_printf (_ ("The RSI, %s, is between 30 and 70"), value);
}

/* What is before a change of the unit does not count. */
static char *
missing_since_jump (const CwSeries *series, CwShortTermRule rule, gsize jump)
{
  guint there = (guint) (series->n_bars - jump);
  g_autofree char *date = cw_series_format_bar_day (series, jump);

  /* Translators: the name of a rule; how many bars of price history it needs; a date such as
   * 2026-03-04; how many there are */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "“%s” needs %u bars of history since %s, when the prices changed about a "
                   "hundredfold, and there is %u",
                   "“%s” needs %u bars of history since %s, when the prices changed about a "
                   "hundredfold, and there are %u",
                   there),
      cw_short_term_rule_name (rule), rules[rule].bars_needed, date, there);
}

static char *
missing_evidence (const CwSeries *series, CwShortTermRule rule)
{
  guint there = (guint) series->n_bars;
  gsize jump;

  if (cw_series_find_unit_jump (series, &jump))
    return missing_since_jump (series, rule, jump);
  /* Translators: the name of a rule; how many bars of price history it needs; how many there are */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "“%s” needs %u bars of history, and there is %u",
                                       "“%s” needs %u bars of history, and there are %u", there),
                          cw_short_term_rule_name (rule), rules[rule].bars_needed, there);
}

/*
 * cw_short_term_evidence:
 * @series: what was decided on
 * @rule: one of the rules
 * @vote: how it voted
 *
 * Returns: (transfer full): a sentence that says why
 */
char *
cw_short_term_evidence (const CwSeries *series, CwShortTermRule rule, const CwShortTermVote *vote)
{
  if (vote->verdict == CW_VERDICT_UNKNOWN)
    return missing_evidence (series, rule);
  switch (rule)
    {
    case CW_SHORT_TERM_TREND:
      return trend_evidence (series, vote);
    case CW_SHORT_TERM_LONG_TREND:
      return long_trend_evidence (series, vote);
    case CW_SHORT_TERM_MOMENTUM:
      return momentum_evidence (series, vote);
    case CW_SHORT_TERM_CROSSOVER:
      return crossover_evidence (series, vote);
    case CW_SHORT_TERM_RSI:
      return rsi_evidence (vote);
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
daily_reason (CwShortTermRule rule, gboolean up)
{
  switch (rule)
    {
    case CW_SHORT_TERM_TREND:
      return g_strdup (up ? _ ("above the 50-day average") : _ ("below the 50-day average"));
    case CW_SHORT_TERM_LONG_TREND:
      return g_strdup (up ? _ ("50-day above 200-day") : _ ("50-day below 200-day"));
    case CW_SHORT_TERM_MOMENTUM:
      return g_strdup (up ? _ ("MACD above its signal") : _ ("MACD below its signal"));
    case CW_SHORT_TERM_CROSSOVER:
      return g_strdup (up ? _ ("MACD just crossed upwards") : _ ("MACD just crossed downwards"));
    case CW_SHORT_TERM_RSI:
      return g_strdup (up ? _ ("oversold by RSI") : _ ("overbought by RSI"));
    default:
      g_return_val_if_reached (NULL);
    }
}

/* A few words on why a rule voted as it did. */
static char *
reason (const CwSeries *series, CwShortTermRule rule, gboolean up)
{
  g_autofree char *name = average_name (series, CW_SHORT_TERM_AVERAGE);
  g_autofree char *long_name = average_name (series, CW_SHORT_TERM_LONG_AVERAGE);

  if (series->interval != CW_INTERVAL_1D && rule == CW_SHORT_TERM_TREND)
    return g_strdup_printf (up ? _ ("above the %s") : _ ("below the %s"), name);
  if (series->interval != CW_INTERVAL_1D && rule == CW_SHORT_TERM_LONG_TREND)
    return g_strdup_printf (up ? _ ("%s above %s") : _ ("%s below %s"), name, long_name);
  return daily_reason (rule, up);
}

/* The reasons of all rules that voted this way; empty if none did. */
static char *
reasons (const CwSeries *series, const CwShortTermVote *votes, int way)
{
  GString *text = g_string_new (NULL);

  for (CwShortTermRule rule = 0; rule < CW_N_SHORT_TERM_RULES; rule++)
    if (votes[rule].vote == way)
      {
        g_autofree char *words = reason (series, rule, way > 0);

        /* Translators: what stands between two reasons */
        g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("reasons", "; ") : "", words);
      }
  return g_string_free (text, FALSE);
}

/* What is missing, named by the rule that needs the longest history. */
static char *
missing_summary (const CwSeries *series, const CwShortTermVote *votes)
{
  CwShortTermRule longest = CW_SHORT_TERM_LONG_TREND;
  g_autofree char *missing = NULL;

  for (CwShortTermRule rule = 0; rule < CW_N_SHORT_TERM_RULES; rule++)
    if (votes[rule].verdict == CW_VERDICT_UNKNOWN
        && (votes[longest].verdict != CW_VERDICT_UNKNOWN
            || rules[rule].bars_needed > rules[longest].bars_needed))
      longest = rule;
  missing = missing_evidence (series, longest);
  /* Translators: “Not enough data”, and what is missing */
  return g_strdup_printf (_ ("%s: %s"), cw_action_get_name (CW_ACTION_NOT_ENOUGH_DATA), missing);
}

/*
 * cw_short_term_summary:
 *
 * Returns: (transfer full): the decision and its reasons in one sentence, those that speak for it
 *   first
 */
char *
cw_short_term_summary (const CwSeries *series,
                       CwAction action,
                       int score,
                       const CwShortTermVote *votes)
{
  int way = action == CW_ACTION_SELL || (action == CW_ACTION_HOLD && score < 0) ? -1 : 1;
  g_autofree char *points = cw_number_format_score (score), *with = NULL, *against = NULL;
  const char *name = cw_action_get_name (action);
  int most = CW_N_SHORT_TERM_RULES;

  if (action == CW_ACTION_NOT_ENOUGH_DATA)
    return missing_summary (series, votes);
  with = reasons (series, votes, way);
  against = reasons (series, votes, -way);
  if (*with == '\0')
    /* Translators: as in “Hold, 0 of 5: no rule speaks either way” */
    return g_strdup_printf (_ ("%s, %s of %d: no rule speaks either way"), name, points, most);
  if (*against == '\0')
    /* Translators: as in “Buy, +3 of 5: above the 50-day average; MACD above its signal” */
    return g_strdup_printf (_ ("%s, %s of %d: %s"), name, points, most, with);
  /* Translators: as before, and then what speaks against it */
  return g_strdup_printf (_ ("%s, %s of %d: %s; but %s"), name, points, most, with, against);
}
