/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-quote.h"

#include <math.h>

/**
 * cw_quote_make:
 * @price: the latest price, or NaN
 * @previous_close: what it is compared with, or NaN
 * @time: of the price, in seconds since 1970, or 0
 *
 * Returns: the quote; a change that no number can hold is unknown
 */
CwQuote
cw_quote_make (double price, double previous_close, gint64 time)
{
  CwQuote quote = { price, previous_close, price - previous_close, NAN, time };
  double percent = 100 * quote.change / previous_close;

  if (isfinite (percent))
    quote.change_percent = percent;
  return quote;
}

/**
 * cw_quote_from_series:
 * @series: a series of any interval
 *
 * Takes the latest price from the provider's own word and, where it gives none, from the last bar.
 * In a daily series the last bar is the session that the price belongs to, so the bar before it
 * gives the previous close unless the provider names one.
 *
 * Returns: the quote
 */
CwQuote
cw_quote_from_series (const CwSeries *series)
{
  double price, previous_close;
  gint64 time;
  gsize n;

  g_return_val_if_fail (series != NULL, cw_quote_make (NAN, NAN, 0));

  n = series->n_bars;
  price = series->info.market_price;
  time = series->info.market_time;
  if (isnan (price) && n > 0)
    {
      price = series->close[n - 1];
      time = series->time[n - 1];
    }
  previous_close = series->info.previous_close;
  if (isnan (previous_close) && n > 1 && !cw_interval_is_intraday (series->interval))
    previous_close = series->close[n - 2];
  return cw_quote_make (price, previous_close, time);
}
