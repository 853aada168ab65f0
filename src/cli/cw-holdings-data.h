/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-lists.h"
#include "cw-position.h"
#include "cw-store-quotes.h"

G_BEGIN_DECLS

/** CwHoldingRow: a holding and what it is worth by the last price that is stored. */
typedef struct
{
  const CwSymbolList *list;
  CwHolding *holding;   /* in today's shares */
  CwStoredQuote *quote; /* nullable: no price is stored */
  CwPosition position;  /* NaN where it cannot be known */
} CwHoldingRow;

/** CwHoldingTotal: what all holdings in one currency are worth together. */
typedef struct
{
  char currency[CW_CURRENCY_SIZE];
  double value, gain, cost, day_change;
} CwHoldingTotal;

GPtrArray *cw_holdings_value (CwCliLists *lists,
                              const CwSymbolList *only,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_holding_note_unknown_splits (const CwCliContext *context,
                                     const CwHolding *holding,
                                     const CwSeries *series);
GArray *cw_holdings_sum (const GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
