/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-position.h"

#include <math.h>

static gboolean
is_after (const CwSeries *series, gint64 time, const char *date)
{
  g_autoptr (GDateTime) moment = cw_series_get_local_time (series, time);
  g_autofree char *day = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : NULL;

  return day != NULL && g_strcmp0 (day, date) > 0;
}

/**
 * cw_holding_apply_splits:
 * @holding: a holding
 * @series: a series of its symbol, with the splits that the provider knows
 *
 * A split of 4 for 1 makes four shares of each, at a quarter of the cost. Those that took effect
 * after the holding's day, by the exchange's calendar, are applied; one on the same day is not,
 * because who buys on that day pays the new price. Without a day nothing can be applied.
 *
 * Returns: (transfer full): the holding in today's shares
 */
CwHolding *
cw_holding_apply_splits (const CwHolding *holding, const CwSeries *series)
{
  double factor = 1;

  g_return_val_if_fail (holding != NULL && series != NULL, NULL);

  if (holding->date == NULL)
    return cw_holding_ref (holding);
  for (gsize i = 0; i < series->n_splits; i++)
    if (is_after (series, series->splits[i].time, holding->date))
      factor *= series->splits[i].numerator / series->splits[i].denominator;
  return cw_holding_new (holding->symbol, holding->shares * factor, holding->cost / factor,
                         holding->currency, holding->date);
}

static double
get_cost (const CwHolding *holding, const char *quote_currency, const char *main_currency)
{
  const char *currency = holding->currency != NULL ? holding->currency : quote_currency;
  double units;

  /* Without a rate of exchange, what was paid in other money says nothing about a gain. */
  if (!g_str_equal (cw_currency_get_main (currency, &units), main_currency))
    return NAN;
  return holding->cost / units;
}

/**
 * cw_holding_get_position:
 * @holding: a holding in today's shares: see cw_holding_apply_splits()
 * @quote: the latest price of its symbol
 * @quote_currency: what @quote is in, as the provider gave it, for example `GBp`; empty if unknown
 *
 * Value, gain and day change in the main currency. The day change is what the shares moved since
 * the previous close, whether or not they were held then. If the cost is in other money than the
 * price, the gain is not known.
 *
 * Returns: the position
 */
CwPosition
cw_holding_get_position (const CwHolding *holding, const CwQuote *quote, const char *quote_currency)
{
  CwPosition position = { .currency = "" };
  const char *currency;
  double units;

  g_return_val_if_fail (holding != NULL && quote != NULL && quote_currency != NULL, position);

  currency = cw_currency_get_main (quote_currency, &units);
  g_strlcpy (position.currency, currency, sizeof position.currency);
  position.shares = holding->shares;
  position.price = quote->price / units;
  position.cost = get_cost (holding, quote_currency, currency);
  position.value = position.shares * position.price;
  position.gain = position.shares * (position.price - position.cost);
  position.gain_percent =
      position.cost > 0 ? 100 * (position.price / position.cost - 1) : (double) NAN;
  position.day_change = position.shares * quote->change / units;
  position.day_change_percent = quote->change_percent;
  return position;
}
