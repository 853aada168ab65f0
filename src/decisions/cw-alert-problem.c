/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-alert-number.h"

#define HIGHEST_PRICE 1e12 /* what the store takes */
#define HIGHEST_PERCENT 1000.0
#define WHOLE 100.0

static gboolean
is_between (double value, double low, double high)
{
  return value > low && value < high;
}

/* What is wrong with the numbers themselves. */
static const char *
find_wrong_number (const CwAlert *alert)
{
  switch ((int) alert->kind)
    {
    case CW_ALERT_PRICE_RISES:
    case CW_ALERT_PRICE_FALLS:
      return is_between (alert->level, 0, HIGHEST_PRICE) ? NULL : _ ("This is no price");
    case CW_ALERT_DAY_RISES:
    case CW_ALERT_DAY_MOVES:
      return is_between (alert->level, 0, HIGHEST_PERCENT)
                 ? NULL
                 : _ ("The change in percent must be more than 0 and less than 1000");
    case CW_ALERT_DAY_FALLS:
      return is_between (alert->level, 0, WHOLE)
                 ? NULL
                 : _ ("The loss in percent must be more than 0 and less than 100");
    case CW_ALERT_RSI_RISES:
    case CW_ALERT_RSI_FALLS:
      return is_between (alert->level, 0, WHOLE) ? NULL : _ ("The RSI is between 0 and 100");
    case CW_ALERT_AVERAGE_RISES:
    case CW_ALERT_AVERAGE_FALLS:
      return alert->period >= 2 && alert->period <= CW_ALERT_MAX_PERIOD
                 ? NULL
                 : _ ("The average must be over 2 to 500 days");
    default:
      return NULL;
    }
}

static char *
say_price_is_met (const CwAlert *alert, const CwAlertFacts *facts)
{
  g_autofree char *price =
      cw_alert_format_price (facts->quote.price, facts->decimals, facts->currency);

  /* Translators: somebody wants to be told when a price rises, or falls, to what it is already */
  return g_strdup_printf (alert->kind == CW_ALERT_PRICE_RISES
                              ? _ ("The price is %s already; choose a higher one")
                              : _ ("The price is %s already; choose a lower one"),
                          price);
}

static char *
say_day_is_met (const CwAlertMeasure *measure)
{
  g_autofree char *percent = cw_alert_format_change (measure->value);

  /* Translators: %s is a change since the close of the session before, in percent */
  return g_strdup_printf (_ ("It has moved %s already; choose more than that"), percent);
}

static char *
say_rsi_is_met (const CwAlert *alert, const CwAlertMeasure *measure)
{
  g_autofree char *value = cw_alert_format_value (measure->value, 1);

  return g_strdup_printf (alert->kind == CW_ALERT_RSI_RISES
                              ? _ ("The RSI is %s already; choose a higher number")
                              : _ ("The RSI is %s already; choose a lower number"),
                          value);
}

/**
 * cw_alert_find_problem:
 * @alert: an alert that somebody wants to make
 * @facts: (nullable): what is known of its symbol
 * @average: the mean of the closes over the alert's period, or NaN
 *
 * A level that is met already is refused, because such an alert would say nothing before the price
 * has been elsewhere. Lines that are crossed and decisions may be as they are: what is waited for
 * is the next time.
 *
 * Returns: (transfer full) (nullable): what is wrong with it, for people; %NULL if nothing is
 */
char *
cw_alert_find_problem (const CwAlert *alert, const CwAlertFacts *facts, double average)
{
  const char *wrong = find_wrong_number (alert);
  CwAlertMeasure measure;

  if (wrong != NULL)
    return g_strdup (wrong);
  if (facts == NULL || !cw_alert_kind_has_level (alert->kind))
    return NULL;
  measure = cw_alert_measure (alert, facts, average);
  if (!measure.is_met)
    return NULL;
  if (cw_alert_kind_has_price (alert->kind))
    return say_price_is_met (alert, facts);
  if (alert->kind <= CW_ALERT_DAY_MOVES)
    return say_day_is_met (&measure);
  return say_rsi_is_met (alert, &measure);
}
