/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-listing.h"

#include "cw-demo-market.h"

static const CwListing listings[] = {
  { "AAPL", "Apple Inc.", "NMS", "NasdaqGS", "NASDAQ", "EQUITY" },
  { "MSFT", "Microsoft Corporation", "NMS", "NasdaqGS", "NASDAQ", "EQUITY" },
  { "IBM", "International Business Machines Corporation", "NYQ", "NYSE", "NYSE", "EQUITY" },
  { "ORCL", "Oracle Corporation", "NYQ", "NYSE", "NYSE", "EQUITY" },
  { "AMZN", "Amazon.com, Inc.", "NMS", "NasdaqGS", "NASDAQ", "EQUITY" },
  { "TSLA", "Tesla, Inc.", "NMS", "NasdaqGS", "NASDAQ", "EQUITY" },
  { "GOOGL", "Alphabet Inc.", "NMS", "NasdaqGS", "NASDAQ", "EQUITY" },
  { CW_DEMO_BENCHMARK, "S&P 500", "SNP", "SNP", "SNP", "INDEX" },
};

/** cw_listing_get_all: Returns: (transfer none) (array length=n): what the package bundles */
const CwListing *
cw_listing_get_all (gsize *n)
{
  *n = G_N_ELEMENTS (listings);
  return listings;
}

/** cw_listing_find: Returns: (transfer none) (nullable): the bundled listing of a symbol */
const CwListing *
cw_listing_find (const char *symbol)
{
  for (gsize i = 0; i < G_N_ELEMENTS (listings); i++)
    if (g_str_equal (listings[i].symbol, symbol))
      return &listings[i];
  return NULL;
}

/**
 * cw_listing_complete:
 * @builder: a builder that holds all the bars of a symbol's life
 * @listing: how the symbol is listed
 *
 * Adds what the bars and the listing say about the symbol. The market stands at the close of the
 * last bar's session.
 */
void
cw_listing_complete (CwSeriesBuilder *builder, const CwListing *listing)
{
  CwSeriesInfo *info = &builder->info;
  gsize n = builder->n_bars;

  cw_series_builder_set_text (&info->name, listing->name);
  cw_series_builder_set_text (&info->currency, "USD");
  cw_series_builder_set_text (&info->exchange, listing->exchange);
  cw_series_builder_set_text (&info->instrument_type, listing->type);
  cw_series_builder_set_text (&info->timezone, CW_MARKET_ZONE);
  if (n == 0)
    return;
  info->first_trade_time = builder->time[0];
  info->market_time = builder->time[n - 1] + CW_MARKET_SESSION;
  info->market_price = builder->close[n - 1];
  if (n > 1)
    info->previous_close = builder->close[n - 2];
}
