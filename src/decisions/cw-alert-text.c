/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-alert-number.h"

static const char *const names[CW_N_ALERT_KINDS] = {
  [CW_ALERT_PRICE_RISES] = NC_ ("alert", "Price rises to"),
  [CW_ALERT_PRICE_FALLS] = NC_ ("alert", "Price falls to"),
  [CW_ALERT_DAY_RISES] = NC_ ("alert", "Gains in a day"),
  [CW_ALERT_DAY_FALLS] = NC_ ("alert", "Loses in a day"),
  [CW_ALERT_DAY_MOVES] = NC_ ("alert", "Moves in a day, up or down"),
  [CW_ALERT_RSI_RISES] = NC_ ("alert", "RSI rises above"),
  [CW_ALERT_RSI_FALLS] = NC_ ("alert", "RSI falls below"),
  [CW_ALERT_AVERAGE_RISES] = NC_ ("alert", "Rises above its average"),
  [CW_ALERT_AVERAGE_FALLS] = NC_ ("alert", "Falls below its average"),
  [CW_ALERT_MACD_RISES] = NC_ ("alert", "MACD rises above its signal"),
  [CW_ALERT_MACD_FALLS] = NC_ ("alert", "MACD falls below its signal"),
  [CW_ALERT_DECISION_BUY] = NC_ ("alert", "Decision becomes Buy"),
  [CW_ALERT_DECISION_SELL] = NC_ ("alert", "Decision becomes Sell"),
  [CW_ALERT_DECISION_CHANGES] = NC_ ("alert", "Decision changes"),
};

/** cw_alert_kind_get_name: Returns: (transfer none): what a person chooses, without the number */
const char *
cw_alert_kind_get_name (CwAlertKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (names), NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "alert", names[kind]);
}

static char *
describe_price (const CwAlert *alert)
{
  g_autofree char *level = cw_alert_format_level (cw_alert_get_level (alert), alert->currency);

  /* Translators: what an alert waits for; %s is a price such as 200.00 USD */
  return g_strdup_printf (alert->kind == CW_ALERT_PRICE_RISES ? _ ("Rises to %s")
                                                              : _ ("Falls to %s"),
                          level);
}

static char *
describe_day (const CwAlert *alert)
{
  g_autofree char *percent = cw_alert_format_percent (alert->level);

  /* Translators: what an alert waits for; %s is a percentage such as 5 % */
  return g_strdup_printf (alert->kind == CW_ALERT_DAY_RISES   ? _ ("Gains %s in a day")
                          : alert->kind == CW_ALERT_DAY_FALLS ? _ ("Loses %s in a day")
                                                              : _ ("Moves %s in a day"),
                          percent);
}

static char *
describe_rsi (const CwAlert *alert)
{
  g_autofree char *level = cw_alert_format_value (alert->level, 2);

  /* Translators: what an alert waits for; %s is a number from 0 to 100 */
  return g_strdup_printf (alert->kind == CW_ALERT_RSI_RISES ? _ ("RSI rises above %s")
                                                            : _ ("RSI falls below %s"),
                          level);
}

/**
 * cw_alert_describe:
 * @alert: an alert
 *
 * Returns: (transfer full): what it waits for, such as “Rises to 200.00 USD”
 */
char *
cw_alert_describe (const CwAlert *alert)
{
  switch ((int) alert->kind)
    {
    case CW_ALERT_PRICE_RISES:
    case CW_ALERT_PRICE_FALLS:
      return describe_price (alert);
    case CW_ALERT_DAY_RISES:
    case CW_ALERT_DAY_FALLS:
    case CW_ALERT_DAY_MOVES:
      return describe_day (alert);
    case CW_ALERT_RSI_RISES:
    case CW_ALERT_RSI_FALLS:
      return describe_rsi (alert);
    case CW_ALERT_AVERAGE_RISES:
      /* Translators: what an alert waits for; %d is a number of days */
      return g_strdup_printf (_ ("Rises above its %d-day average"), alert->period);
    case CW_ALERT_AVERAGE_FALLS:
      /* Translators: what an alert waits for; %d is a number of days */
      return g_strdup_printf (_ ("Falls below its %d-day average"), alert->period);
    default:
      return g_strdup (cw_alert_kind_get_name (alert->kind));
    }
}

/** cw_alert_describe_split: Returns: (transfer full) (nullable): what a split has made of a price
 * that was typed before it; %NULL if there was none */
char *
cw_alert_describe_split (const CwAlert *alert)
{
  g_autofree char *level = NULL;

  if (!cw_alert_kind_has_price (alert->kind) || fabs (alert->split_factor - 1) < 1e-9)
    return NULL;
  level = cw_alert_format_level (alert->level, alert->currency);
  /* Translators: of the level of an alert; %s is a price */
  return g_strdup_printf (_ ("It was %s before a split"), level);
}
