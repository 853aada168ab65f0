/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series-builder.h"

G_BEGIN_DECLS

/** CW_MARKET_ZONE: the zone that all exchanges of the demo market are in. */
#define CW_MARKET_ZONE "America/New_York"

/** CW_MARKET_OPEN: seconds from midnight to the opening bell, half past nine. */
#define CW_MARKET_OPEN (9 * 3600 + 30 * 60)

/** CW_MARKET_SESSION: seconds from the opening bell to the closing one. */
#define CW_MARKET_SESSION (6 * 3600 + 30 * 60)

/** CwListing: how a symbol is listed, in the words of Yahoo. */
typedef struct
{
  const char *symbol;
  const char *name;
  const char *exchange_code; /* for example NMS */
  const char *exchange;      /* for example NasdaqGS */
  const char *exchange_show; /* what a search calls it, for example NASDAQ */
  const char *type;          /* EQUITY or INDEX */
} CwListing;

const CwListing *cw_listing_find (const char *symbol);
const CwListing *cw_listing_get_all (gsize *n);

void cw_listing_complete (CwSeriesBuilder *builder, const CwListing *listing);

G_END_DECLS
