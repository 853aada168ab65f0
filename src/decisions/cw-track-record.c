/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-track-record.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-number.h"

#define SECONDS_PER_YEAR (365.2425 * 24 * 60 * 60)
#define NOT_KNOWN ((double) NAN)
#define PERCENT_DECIMALS 1

static double
bars_per_year (CwInterval interval)
{
  if (interval == CW_INTERVAL_1D)
    return 252;
  if (interval == CW_INTERVAL_1WK)
    return 52;
  if (interval == CW_INTERVAL_1MO)
    return 12;
  if (interval == CW_INTERVAL_3MO)
    return 4;
  return NOT_KNOWN;
}

/* In two passes, because the squares of small numbers cancel badly. */
static double
deviation_of_returns (const double *equity, gsize n)
{
  double mean = 0.0, squares = 0.0;

  if (n < 3)
    return NOT_KNOWN;
  for (gsize i = 1; i < n; i++)
    mean += (equity[i] / equity[i - 1] - 1.0) / (double) (n - 1);
  for (gsize i = 1; i < n; i++)
    {
      double difference = equity[i] / equity[i - 1] - 1.0 - mean;

      squares += difference * difference;
    }
  return sqrt (squares / (double) (n - 2));
}

static double
deepest_fall (const double *equity, gsize n)
{
  double height = equity[0], fall = 0.0;

  for (gsize i = 1; i < n; i++)
    {
      height = MAX (height, equity[i]);
      fall = MAX (fall, 1.0 - equity[i] / height);
    }
  return fall;
}

/*
 * cw_track_record:
 * @time: the bars' times
 * @equity: what the money was worth at their closes
 * @n: how many bars
 * @interval: theirs
 *
 * Returns: the figures that sum it up; NaN where there are too few bars
 */
CwTrackRecord
cw_track_record (const gint64 *time, const double *equity, gsize n, CwInterval interval)
{
  CwTrackRecord record = { NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN };
  double years;

  if (n < 2)
    return record;
  years = (double) (time[n - 1] - time[0]) / SECONDS_PER_YEAR;
  record.total_return = equity[n - 1] / equity[0] - 1.0;
  if (years >= 1.0)
    record.annual_return = pow (equity[n - 1] / equity[0], 1.0 / years) - 1.0;
  record.volatility = deviation_of_returns (equity, n) * sqrt (bars_per_year (interval));
  record.max_drawdown = deepest_fall (equity, n);
  return record;
}

static char *
describe_returns (const CwBacktest *backtest)
{
  gboolean annual = !isnan (backtest->rule.annual_return);
  g_autofree char *rule =
      cw_number_format_change (annual ? backtest->rule.annual_return : backtest->rule.total_return,
                               PERCENT_DECIMALS);
  g_autofree char *hold =
      cw_number_format_change (annual ? backtest->hold.annual_return : backtest->hold.total_return,
                               PERCENT_DECIMALS);

  /* Translators: what the rule brought and what holding brought, as in “+9.4 %” */
  return g_strdup_printf (annual ? _ ("%s a year against %s for holding")
                                 : _ ("%s against %s for holding"),
                          rule, hold);
}

static char *
describe_too_short (const CwBacktest *backtest)
{
  if (backtest->since == NULL)
    return g_strdup_printf (_ ("The history of %s is too short to try this rule on it"),
                            backtest->symbol);
  /* Translators: a symbol, and a date such as 2026-03-04 */
  return g_strdup_printf (_ ("The history of %s since %s, when the prices changed about a "
                             "hundredfold, is too short to try this rule on it"),
                          backtest->symbol, backtest->since);
}

/**
 * cw_backtest_describe:
 * @backtest: a back-test
 *
 * Returns: (transfer full): the track record in one sentence, for people
 */
char *
cw_backtest_describe (const CwBacktest *backtest)
{
  g_autoptr (GDateTime) start = NULL;
  g_autofree char *returns = NULL, *right = NULL, *trades = NULL;
  guint n_trades;

  g_return_val_if_fail (backtest != NULL, NULL);

  if (backtest->n_bars < 2)
    return describe_too_short (backtest);
  start = g_date_time_new_from_unix_utc (backtest->time[0]);
  returns = describe_returns (backtest);
  n_trades = (guint) backtest->n_trades;
  if (n_trades == 0)
    /* Translators: a symbol, a year, and what the rule and holding brought */
    return g_strdup_printf (_ ("This rule on %s since %d: no trades, %s"), backtest->symbol,
                            g_date_time_get_year (start), returns);
  trades =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u trade", "%u trades", n_trades), n_trades);
  right = cw_number_format_percent (backtest->hit_rate, 0);
  /* Translators: a symbol, a year, “18 trades”, the share of them that gained, and what the rule
   * and holding brought */
  return g_strdup_printf (_ ("This rule on %s since %d: %s, %s right, %s"), backtest->symbol,
                          g_date_time_get_year (start), trades, right, returns);
}
