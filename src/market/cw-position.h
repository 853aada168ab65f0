/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-currency.h"
#include "cw-quote.h"
#include "cw-series.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/**
 * CwPosition:
 *
 * What a holding is worth. All amounts are in @currency, which is never a sub-unit: shares that are
 * quoted in pence are worth pounds. A number that cannot be known is NaN.
 */
typedef struct
{
  char currency[CW_CURRENCY_SIZE]; /* empty if it is not known */
  double shares;                   /* as the holding says */
  double price;                    /* of a share, now */
  double cost;                     /* of a share */
  double value;                    /* shares × price */
  double gain;                     /* not realised: shares × (price − cost) */
  double gain_percent;             /* in percent of shares × cost */
  double day_change;               /* shares × what a share moved since the previous close */
  double day_change_percent;       /* in percent of the value at the previous close */
} CwPosition;

CwHolding *cw_holding_apply_splits (const CwHolding *holding,
                                    const CwSeries *series) G_GNUC_WARN_UNUSED_RESULT;
CwPosition cw_holding_get_position (const CwHolding *holding,
                                    const CwQuote *quote,
                                    const char *quote_currency);

G_END_DECLS
