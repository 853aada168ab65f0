/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-alert-number.h"

/* How things stand while an alert waits. */

#define RSI_DECIMALS 1
#define MACD_DECIMALS 3

/* How far @measure has still to go, in percent of where it is. */
static char *
describe_distance (const CwAlertMeasure *measure)
{
  g_autofree char *percent = NULL;

  if (measure->is_met)
    return NULL;
  percent = cw_alert_format_percent (
      round (1000 * fabs (measure->threshold - measure->value) / measure->value) / 10);
  /* Translators: how much of its price a stock must still rise or fall */
  return g_strdup_printf (_ ("%s away"), percent);
}

static char *
describe_price_now (const CwAlert *alert, const CwAlertFacts *facts, const CwAlertMeasure *measure)
{
  g_autofree char *price = cw_alert_format_price (measure->value, facts->decimals, facts->currency);
  g_autofree char *distance = describe_distance (measure);

  if (distance == NULL)
    /* Translators: of an alert whose price has been reached: it does not fire again before that is
     * over; %s is a price */
    return g_strdup_printf (_ ("Now %s, which is past it"), price);
  /* Translators: a price; how far that is away, as in “3.2 % away” */
  return g_strdup_printf (_ ("Now %s, %s"), price, distance);
}

static char *
describe_number_now (const CwAlert *alert, const CwAlertMeasure *measure)
{
  g_autofree char *value = NULL;

  if (alert->kind <= CW_ALERT_DAY_MOVES)
    value = cw_alert_format_change (measure->value);
  else
    value =
        cw_alert_format_value (measure->value,
                               alert->kind <= CW_ALERT_RSI_FALLS ? RSI_DECIMALS : MACD_DECIMALS);
  /* Translators: what a number that an alert watches is at the moment */
  return g_strdup_printf (_ ("Now %s"), value);
}

static char *
describe_decision_now (const CwAlertFacts *facts)
{
  if (facts->action == CW_ACTION_NOT_ENOUGH_DATA)
    return g_strdup (_ ("Not known yet"));
  /* Translators: what a decision is at the moment: Buy, Hold or Sell */
  return g_strdup_printf (C_ ("decision", "Now %s"), cw_action_get_name (facts->action));
}

/**
 * cw_alert_describe_now:
 * @alert: an alert
 * @facts: (nullable): what is known of its symbol
 * @average: the mean of the closes over the alert's period, or NaN
 *
 * Returns: (transfer full): what the alert's value is now and how far that is away
 */
char *
cw_alert_describe_now (const CwAlert *alert, const CwAlertFacts *facts, double average)
{
  CwAlertMeasure measure;

  if (facts == NULL)
    return g_strdup (_ ("Not known yet"));
  if (alert->kind >= CW_ALERT_DECISION_BUY)
    return describe_decision_now (facts);
  measure = cw_alert_measure (alert, facts, average);
  if (isnan (measure.room))
    return g_strdup (_ ("Not known yet"));
  if (cw_alert_kind_has_price (alert->kind) || cw_alert_kind_has_period (alert->kind))
    return describe_price_now (alert, facts, &measure);
  return describe_number_now (alert, &measure);
}

static char *
describe_macd (const CwTechnicals *technicals)
{
  g_autofree char *macd = cw_alert_format_value (technicals->macd, MACD_DECIMALS);
  g_autofree char *signal = cw_alert_format_value (technicals->signal_line, MACD_DECIMALS);

  if (isnan (technicals->macd) || isnan (technicals->signal_line))
    return g_strdup ("");
  /* Translators: the values of the MACD line and of its signal line */
  return g_strdup_printf (_ ("MACD is %s now, its signal %s"), macd, signal);
}

static char *
describe_price_or_day (CwAlertKind kind, const CwAlertFacts *facts)
{
  const CwQuote *quote = &facts->quote;
  gboolean is_day = kind >= CW_ALERT_DAY_RISES && kind <= CW_ALERT_DAY_MOVES;
  g_autofree char *text = NULL;

  if (isnan (is_day ? quote->change_percent : quote->price))
    return g_strdup ("");
  if (!is_day)
    {
      text = cw_alert_format_price (quote->price, facts->decimals, facts->currency);
      return g_strdup_printf (_ ("The price is %s now"), text);
    }
  text = cw_alert_format_change (quote->change_percent);
  /* Translators: %s is a change in percent */
  return g_strdup_printf (_ ("It has moved %s since the close before"), text);
}

/**
 * cw_alert_describe_value:
 * @kind: what an alert would wait for
 * @facts: (nullable): what is known of its symbol
 *
 * Returns: (transfer full): what that is now, in a sentence; empty if it is not known
 */
char *
cw_alert_describe_value (CwAlertKind kind, const CwAlertFacts *facts)
{
  g_autofree char *rsi = NULL;

  if (facts == NULL)
    return g_strdup ("");
  if (kind >= CW_ALERT_DECISION_BUY)
    return facts->action == CW_ACTION_NOT_ENOUGH_DATA
               ? g_strdup ("")
               /* Translators: what a decision is at the moment: Buy, Hold or Sell */
               : g_strdup_printf (_ ("The decision is %s now"), cw_action_get_name (facts->action));
  if (kind == CW_ALERT_MACD_RISES || kind == CW_ALERT_MACD_FALLS)
    return describe_macd (&facts->technicals);
  if (kind != CW_ALERT_RSI_RISES && kind != CW_ALERT_RSI_FALLS)
    return describe_price_or_day (kind, facts);
  if (isnan (facts->technicals.rsi))
    return g_strdup ("");
  rsi = cw_alert_format_value (facts->technicals.rsi, RSI_DECIMALS);
  return g_strdup_printf (_ ("The RSI is %s now"), rsi);
}
