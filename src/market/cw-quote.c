/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-quote.h"

#include <math.h>

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
  CwQuote quote = { NAN, NAN, NAN, NAN, 0 };
  gsize n;

  g_return_val_if_fail (series != NULL, quote);

  n = series->n_bars;
  quote.price = series->info.market_price;
  quote.time = series->info.market_time;
  if (isnan (quote.price) && n > 0)
    {
      quote.price = series->close[n - 1];
      quote.time = series->time[n - 1];
    }
  quote.previous_close = series->info.previous_close;
  if (isnan (quote.previous_close) && n > 1 && !cw_interval_is_intraday (series->interval))
    quote.previous_close = series->close[n - 2];
  quote.change = quote.price - quote.previous_close;
  quote.change_percent = 100 * quote.change / quote.previous_close;
  return quote;
}
