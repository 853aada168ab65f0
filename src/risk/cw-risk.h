/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_TRADING_DAYS: how many days of trading a year counts. */
#define CW_TRADING_DAYS 252

/** CW_RISK_NEVER: the position of something that has not come. */
#define CW_RISK_NEVER G_MAXSIZE

/**
 * CwDrawdown:
 *
 * The deepest fall of a value below its own highest point before. Positions count from 0, the value
 * before the first return; cw_returns_get_day() tells their days.
 */
typedef struct
{
  double depth;   /* 0.2 is 20 % below the peak; 0 if it never fell, NaN if there are no returns */
  gsize peak;     /* where it fell from */
  gsize trough;   /* where it was lowest */
  gsize recovery; /* where it first stood as high again, or %CW_RISK_NEVER */
} CwDrawdown;

/** CwRisk: what one column of returns says of itself; NaN where it says too little. */
typedef struct
{
  gsize n;                /* how many returns */
  double mean;            /* of a period */
  double deviation;       /* sample deviation of a period */
  double skewness;        /* moment coefficient */
  double excess_kurtosis; /* moment coefficient, 0 if normal */
  double total_return;    /* over all periods */
  double annual_return;   /* compounded */
  double volatility;      /* the deviation of a year; from 20 returns on */
  double sharpe;          /* of a year; from 60 returns on */
  double sortino;         /* of a year; from 60 returns on */
  CwDrawdown drawdown;
} CwRisk;

/** CwMarketRisk: how a column of returns moves with the market's; NaN below 60 returns. */
typedef struct
{
  double beta;
  double alpha; /* Jensen's, of a year */
  double correlation;
} CwMarketRisk;

CwRisk cw_risk_measure (const double *returns, gsize n, double periods_a_year, double risk_free);
CwMarketRisk cw_risk_compare (
    const double *returns, const double *market, gsize n, double periods_a_year, double risk_free);
CwDrawdown cw_drawdown_find (const double *returns, gsize n);
void cw_risk_correlate (const double *const *columns, gsize n_columns, gsize n, double *matrix);

G_END_DECLS
