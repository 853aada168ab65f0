/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-returns.h"

G_BEGIN_DECLS

/** CwLot: shares of one symbol, bought at one price. Splits since then are in both numbers. */
typedef struct
{
  double shares;
  double buy_price;
  gint64 bought_at; /* seconds since 1970 */
} CwLot;

/** CwLotValue: what a lot is worth at a moment, in the symbol's currency. */
typedef struct
{
  double price;        /* the close that counts, or NaN if there is none yet */
  double cost;         /* what was paid */
  double value;        /* what it is worth */
  double gain;         /* value − cost, not realized */
  double price_return; /* gain ÷ cost */
  double day_return;   /* of the price since the day before, or NaN */
  double dividends;    /* received since the day of the purchase, not reinvested */
  double total_return; /* (gain + dividends) ÷ cost */
} CwLotValue;

gboolean cw_portfolio_normalize (double *weights, gsize n_weights);
void
cw_portfolio_rebalance (const CwReturns *returns, const double *weights, double *portfolio_returns);
void cw_portfolio_hold (const CwReturns *returns, const double *weights, double *portfolio_returns);
CwLotValue cw_lot_evaluate (const CwLot *lot, const CwSeries *series, gint64 at);

G_END_DECLS
