/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-number.h"

#define PRICE_DECIMALS 2
#define MAX_DECIMALS 8

/* As many decimals as were typed, and no fewer than @least. */
static int
count_decimals (double value, int least)
{
  int decimals = least;

  while (decimals < MAX_DECIMALS
         && fabs (value - round (value * pow (10, decimals)) / pow (10, decimals))
                > 1e-9 * fabs (value))
    decimals++;
  return decimals;
}

static char *
add_currency (const char *number, const char *currency)
{
  if (currency[0] == '\0')
    return g_strdup (number);
  /* Translators: an amount of money and its currency: 200.00 USD */
  return g_strdup_printf (C_ ("money", "%s %s"), number, currency);
}

/* cw_alert_format_level: Returns: (transfer full): a price that somebody typed */
char *
cw_alert_format_level (double level, const char *currency)
{
  g_autofree char *number = cw_number_format (level, count_decimals (level, PRICE_DECIMALS));

  return add_currency (number, currency);
}

/* cw_alert_format_price: Returns: (transfer full): a price that a provider gave */
char *
cw_alert_format_price (double price, int decimals, const char *currency)
{
  g_autofree char *number = cw_number_format (price, MAX (decimals, PRICE_DECIMALS));

  return add_currency (number, currency);
}

/* cw_alert_format_percent: Returns: (transfer full): @percent, as typed or with two decimals */
char *
cw_alert_format_percent (double percent)
{
  return cw_number_format_percent (percent / 100, MIN (count_decimals (percent, 0), 2));
}

/* cw_alert_format_change: Returns: (transfer full): @percent with its sign and up to two decimals
 */
char *
cw_alert_format_change (double percent)
{
  double rounded = round (100 * percent) / 100;

  return cw_number_format_change (rounded / 100, MIN (count_decimals (rounded, 0), 2));
}

/* cw_alert_format_value: Returns: (transfer full): a number that is no money */
char *
cw_alert_format_value (double value, int decimals)
{
  return cw_number_format (value, MIN (count_decimals (value, 0), decimals));
}
