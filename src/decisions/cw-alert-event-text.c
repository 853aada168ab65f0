/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-alert-number.h"
#include "cw-number.h"

#define RSI_DECIMALS 1
#define MACD_DECIMALS 3

static CwAction
parse_action (const char *id)
{
  for (CwAction action = CW_ACTION_BUY; action <= CW_ACTION_AVOID; action++)
    if (g_strcmp0 (id, cw_action_get_id (action)) == 0)
      return action;
  return CW_ACTION_NOT_ENOUGH_DATA;
}

static gboolean
rises (const CwAlertEvent *event)
{
  return event->value >= event->threshold;
}

static char *
format_value (const CwAlertEvent *event)
{
  return cw_alert_format_price (event->value, event->decimals, event->alert->currency);
}

static char *
say_price (const CwAlertEvent *event)
{
  g_autofree char *price = format_value (event);

  if (event->alert->kind == CW_ALERT_PRICE_RISES)
    /* Translators: an alert that fired: a ticker symbol and a price with its currency */
    return g_strdup_printf (_ ("%s rose to %s"), event->alert->symbol, price);
  /* Translators: an alert that fired: a ticker symbol and a price with its currency */
  return g_strdup_printf (_ ("%s fell to %s"), event->alert->symbol, price);
}

static char *
say_day (const CwAlertEvent *event)
{
  g_autofree char *percent = cw_alert_format_percent (round (fabs (event->value) * 100) / 100);

  if (event->value >= 0)
    /* Translators: an alert that fired: a ticker symbol and a percentage */
    return g_strdup_printf (_ ("%s gained %s in a day"), event->alert->symbol, percent);
  /* Translators: an alert that fired: a ticker symbol and a percentage */
  return g_strdup_printf (_ ("%s lost %s in a day"), event->alert->symbol, percent);
}

static char *
say_rsi (const CwAlertEvent *event)
{
  g_autofree char *value = cw_number_format (event->value, RSI_DECIMALS);

  if (rises (event))
    /* Translators: an alert that fired: a ticker symbol and a number from 0 to 100 */
    return g_strdup_printf (_ ("The RSI of %s rose to %s"), event->alert->symbol, value);
  /* Translators: an alert that fired: a ticker symbol and a number from 0 to 100 */
  return g_strdup_printf (_ ("The RSI of %s fell to %s"), event->alert->symbol, value);
}

static char *
say_average (const CwAlertEvent *event)
{
  if (rises (event))
    /* Translators: an alert that fired: a ticker symbol and a number of days */
    return g_strdup_printf (_ ("%s rose above its %d-day average"), event->alert->symbol,
                            event->alert->period);
  /* Translators: an alert that fired: a ticker symbol and a number of days */
  return g_strdup_printf (_ ("%s fell below its %d-day average"), event->alert->symbol,
                          event->alert->period);
}

static char *
say_macd (const CwAlertEvent *event)
{
  if (rises (event))
    /* Translators: an alert that fired; %s is a ticker symbol */
    return g_strdup_printf (_ ("The MACD of %s rose above its signal"), event->alert->symbol);
  /* Translators: an alert that fired; %s is a ticker symbol */
  return g_strdup_printf (_ ("The MACD of %s fell below its signal"), event->alert->symbol);
}

/**
 * cw_alert_event_get_headline:
 * @event: an event
 *
 * Returns: (transfer full): what happened, such as “AAPL rose to 201.30 USD”
 */
char *
cw_alert_event_get_headline (const CwAlertEvent *event)
{
  switch ((int) event->alert->kind)
    {
    case CW_ALERT_PRICE_RISES:
    case CW_ALERT_PRICE_FALLS:
      return say_price (event);
    case CW_ALERT_DAY_RISES:
    case CW_ALERT_DAY_FALLS:
    case CW_ALERT_DAY_MOVES:
      return say_day (event);
    case CW_ALERT_RSI_RISES:
    case CW_ALERT_RSI_FALLS:
      return say_rsi (event);
    case CW_ALERT_AVERAGE_RISES:
    case CW_ALERT_AVERAGE_FALLS:
      return say_average (event);
    case CW_ALERT_MACD_RISES:
    case CW_ALERT_MACD_FALLS:
      return say_macd (event);
    default:
      /* Translators: an alert that fired: a ticker symbol; Buy, Hold or Sell */
      return g_strdup_printf (_ ("The decision for %s became %s"), event->alert->symbol,
                              cw_action_get_name (parse_action (event->after)));
    }
}

static char *
recall_price (const CwAlertEvent *event)
{
  g_autofree char *level = cw_alert_format_level (event->threshold, event->alert->currency);

  if (!event->alert->is_target)
    /* Translators: the price that somebody wanted to be told of */
    return g_strdup_printf (_ ("Your alert was at %s"), level);
  /* Translators: the price that somebody has written down as a target */
  return g_strdup_printf (event->alert->kind == CW_ALERT_PRICE_FALLS
                              ? _ ("Your price to buy below is %s")
                              : _ ("Your price to sell above is %s"),
                          level);
}

static char *
recall_level (const CwAlertEvent *event)
{
  gboolean is_percent = event->alert->kind <= CW_ALERT_DAY_MOVES;
  g_autofree char *level = is_percent ? cw_alert_format_percent (event->alert->level)
                                      : cw_alert_format_value (event->alert->level, 2);

  /* Translators: the number that somebody wanted to be told of */
  return g_strdup_printf (_ ("Your alert was at %s"), level);
}

static char *
recall_average (const CwAlertEvent *event)
{
  int decimals = cw_number_decimals_to_tell_apart (event->value, event->threshold, event->decimals);
  g_autofree char *price = cw_alert_format_price (event->value, decimals, event->alert->currency);
  g_autofree char *average = cw_alert_format_price (event->threshold, decimals, "");

  /* Translators: a price, and the average of the prices of some days */
  return g_strdup_printf (_ ("The price is %s, the average %s"), price, average);
}

static char *
recall_macd (const CwAlertEvent *event)
{
  int decimals = cw_number_decimals_to_tell_apart (event->value, event->threshold, MACD_DECIMALS);
  g_autofree char *macd = cw_number_format (event->value, decimals);
  g_autofree char *signal = cw_number_format (event->threshold, decimals);

  /* Translators: the values of the MACD line and of its signal line */
  return g_strdup_printf (_ ("MACD is %s, the signal %s"), macd, signal);
}

/**
 * cw_alert_event_get_detail:
 * @event: an event
 *
 * Returns: (transfer full): what had been waited for, such as “Your alert was at 200.00 USD”
 */
char *
cw_alert_event_get_detail (const CwAlertEvent *event)
{
  CwAlertKind kind = event->alert->kind;

  if (cw_alert_kind_has_price (kind))
    return recall_price (event);
  if (cw_alert_kind_has_level (kind))
    return recall_level (event);
  if (cw_alert_kind_has_period (kind))
    return recall_average (event);
  if (kind <= CW_ALERT_MACD_FALLS)
    return recall_macd (event);
  /* Translators: what a decision was before it changed: Buy, Hold or Sell */
  return g_strdup_printf (_ ("It was %s"), cw_action_get_name (parse_action (event->before)));
}
