/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-quote.h"

#include <math.h>

/**
 * cw_symbol_quote_new:
 * @symbol: whose price
 * @source: for people: who gives it
 *
 * Returns: (transfer full): a quote in which nothing is known yet, for its maker to fill
 */
CwSymbolQuote *
cw_symbol_quote_new (const char *symbol, const char *source)
{
  CwSymbolQuote *self;

  g_return_val_if_fail (symbol != NULL && source != NULL, NULL);

  self = g_atomic_rc_box_new0 (CwSymbolQuote);
  self->symbol = g_strdup (symbol);
  self->name = g_strdup ("");
  self->currency = g_strdup ("");
  self->exchange = g_strdup ("");
  self->timezone = g_strdup ("");
  self->source = g_strdup (source);
  self->quote = (CwQuote){ NAN, NAN, NAN, NAN, 0 };
  self->price_decimals = -1;
  return self;
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/**
 * cw_symbol_quote_new_from_series:
 * @series: bars
 *
 * Returns: (transfer full): the series' latest price, with its closes
 */
CwSymbolQuote *
cw_symbol_quote_new_from_series (const CwSeries *series)
{
  CwSymbolQuote *self;

  g_return_val_if_fail (series != NULL, NULL);

  self = cw_symbol_quote_new (series->info.symbol, series->info.source);
  set_text (&self->name, series->info.name);
  set_text (&self->currency, series->info.currency);
  set_text (&self->exchange, series->info.exchange);
  set_text (&self->timezone, series->info.timezone);
  self->session_start = series->info.session_start;
  self->session_end = series->info.session_end;
  self->quote = cw_quote_from_series (series);
  self->clock_skew = series->info.clock_skew;
  self->price_decimals = series->info.price_decimals;
  self->n_closes = series->n_bars;
  self->closes = g_memdup2 (series->close, series->n_bars * sizeof *series->close);
  self->times = g_memdup2 (series->time, series->n_bars * sizeof *series->time);
  return self;
}

/** cw_symbol_quote_new_without_closes: Returns: (transfer full): @quote without its line of closes
 */
CwSymbolQuote *
cw_symbol_quote_new_without_closes (const CwSymbolQuote *quote)
{
  CwSymbolQuote *self;

  g_return_val_if_fail (quote != NULL, NULL);

  self = cw_symbol_quote_new (quote->symbol, quote->source);
  set_text (&self->name, quote->name);
  set_text (&self->currency, quote->currency);
  set_text (&self->exchange, quote->exchange);
  set_text (&self->timezone, quote->timezone);
  self->session_start = quote->session_start;
  self->session_end = quote->session_end;
  self->quote = quote->quote;
  self->clock_skew = quote->clock_skew;
  self->price_decimals = quote->price_decimals;
  return self;
}

/** cw_symbol_quote_ref: Returns: (transfer full): another reference to the same quote */
CwSymbolQuote *
cw_symbol_quote_ref (const CwSymbolQuote *quote)
{
  g_return_val_if_fail (quote != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwSymbolQuote *) quote);
}

static void
clear_quote (gpointer data)
{
  CwSymbolQuote *self = data;

  g_free (self->symbol);
  g_free (self->name);
  g_free (self->currency);
  g_free (self->exchange);
  g_free (self->source);
  g_free (self->timezone);
  g_free (self->closes);
  g_free (self->times);
}

/** cw_symbol_quote_unref: @quote: (transfer full): a quote whose reference is given up */
void
cw_symbol_quote_unref (CwSymbolQuote *quote)
{
  g_return_if_fail (quote != NULL);
  g_atomic_rc_box_release_full (quote, clear_quote);
}

/**
 * cw_symbol_quote_get_age:
 * @quote: a quote
 * @now: what time it is on this computer, in seconds since 1970
 *
 * Counts by the provider's clock, so that a wrong clock on this computer does not make a price look
 * old.
 *
 * Returns: the price's age in seconds, never negative; -1 if its time is unknown
 */
gint64
cw_symbol_quote_get_age (const CwSymbolQuote *quote, gint64 now)
{
  g_return_val_if_fail (quote != NULL, -1);
  if (quote->quote.time == 0)
    return -1;
  return MAX (0, now + quote->clock_skew - quote->quote.time);
}
