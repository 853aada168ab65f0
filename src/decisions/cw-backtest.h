/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-decision.h"
#include "cw-series.h"

G_BEGIN_DECLS

/** CW_BACKTEST_COST_BPS: what a sale or purchase costs where nobody says otherwise. */
#define CW_BACKTEST_COST_BPS 10.0

/** CwTrade: from buying to selling. Prices are adjusted ones. */
typedef struct
{
  gint64 bought_at, sold_at;   /* start of the bar, seconds since 1970; sold_at 0 if still held */
  double bought_for, sold_for; /* NaN if still held */
  double gain; /* after costs, as a fraction of what was put in; at the last close if still held */
} CwTrade;

/** CwTrackRecord: what became of money. Fractions; NaN where there is too little to tell. */
typedef struct
{
  double total_return;
  double annual_return; /* NaN below a year */
  double volatility;    /* sample deviation of the bars' simple returns, a year; NaN intraday */
  double max_drawdown;  /* the deepest fall from a height reached before, positive */
} CwTrackRecord;

/**
 * CwBacktest:
 *
 * What following the short-term rule would have brought. Immutable and reference-counted.
 *
 * Decisions are made at each close from what was known then, and carried out at the next open: all
 * money goes in on a buy, all comes out on a sell, and nothing changes on a hold. Holding buys at
 * the first open after the first decision and does not sell. Both begin with 1, pay the same costs,
 * and are valued at the adjusted closes.
 */
typedef struct
{
  char *symbol;
  double cost_bps; /* of each sale or purchase, in hundredths of a percent */
  char *since;     /* the day on which the prices changed about a hundredfold, before which nothing
                      is looked at, as in 2026-03-04; %NULL if they never did */

  gsize n_bars; /* from the first decision on; 0 if the history is too short for any */
  const gint64 *time;
  const double *equity;
  const double *holding;
  const CwAction *actions;

  CwTrackRecord rule;
  CwTrackRecord hold;
  gsize n_trades; /* the last may still be held */
  const CwTrade *trades;
  double hit_rate; /* the share of the trades that gained, or NaN */
  double exposure; /* the share of the bars at whose close the money was in, or NaN */
  gsize n_decisions[CW_ACTION_AVOID + 1]; /* how many of each action, over all bars looked at */
} CwBacktest;

/** CwFollowUp: how often a decision was made, and how often what came later proved it right. */
typedef struct
{
  gsize n, n_right;
} CwFollowUp;

CwBacktest *cw_backtest_run (const CwSeries *series, double cost_bps) G_GNUC_WARN_UNUSED_RESULT;
CwBacktest *cw_backtest_ref (const CwBacktest *backtest);
void cw_backtest_unref (CwBacktest *backtest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBacktest, cw_backtest_unref)

CwFollowUp cw_backtest_follow_up (const CwBacktest *backtest,
                                  const CwSeries *series,
                                  CwAction action,
                                  gsize n_bars);
CwFollowUp
cw_backtest_follow_any_day (const CwBacktest *backtest, const CwSeries *series, gsize n_bars);

char *cw_backtest_describe (const CwBacktest *backtest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
