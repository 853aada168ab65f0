/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-backtest.h"
#include "cw-basket.h"
#include "cw-scenarios.h"

G_BEGIN_DECLS

/** CW_STUDY_FOLLOW_BARS: after how many bars one looks whether a decision was right. */
#define CW_STUDY_FOLLOW_BARS 20

/** CW_STUDY_CONFIDENCE: of value at risk and expected shortfall over one day. */
#define CW_STUDY_CONFIDENCE 0.95

/** CW_STUDY_NEVER: the day of what has not come. */
#define CW_STUDY_NEVER G_MININT64

/** CwStudyScenario: what a fall of the market would do to the symbol, and what it did. */
typedef struct
{
  const CwScenario *scenario;
  CwScenarioLoss loss;
  double actual; /* NaN where the bars do not reach so far back, or it never happened */
} CwStudyScenario;

/** CwPaymentKind: what one share got, or what became of it. */
typedef enum
{
  CW_PAYMENT_DIVIDEND,
  CW_PAYMENT_CAPITAL_GAIN,
  CW_PAYMENT_SPLIT,
} CwPaymentKind;

/** CwStudyPayment: a dividend, a capital gain that was handed on, or a split. */
typedef struct
{
  CwPaymentKind kind;
  gint64 time;
  double amount;                 /* of a share, in the series' currency; not of a split */
  double numerator, denominator; /* of a split */
} CwStudyPayment;

/** CwStudyInput: what a study is made from. */
typedef struct
{
  CwSeries *series;    /* daily bars: what the analysis rests on */
  CwSeries *history;   /* nullable: all there is */
  CwSeries *benchmark; /* nullable: the market's daily bars */
  gint64 now;          /* by the market's clock: a bar that still runs decides nothing */
  gboolean complete;   /* nothing more is on its way */
} CwStudyInput;

/**
 * CwSymbolStudy:
 *
 * What takes longer to find out about a symbol than an analysis may: how its rules did, its risk,
 * scenarios, and what it paid. Immutable and reference-counted; made on a worker.
 */
typedef struct
{
  CwSeries *series;
  CwBacktest *backtest;
  CwFollowUp buys, sells, any_day;

  gboolean complete;   /* whether no more is to come than is here */
  gboolean has_market; /* whether the market's bars were there */
  gsize n_returns;
  CwRiskFigures figures;
  gint64 peak_day, trough_day, recovery_day; /* since 1970, or %CW_STUDY_NEVER */

  gsize n_scenarios;
  CwStudyScenario *scenarios;

  GArray *payments;    /* of CwStudyPayment, newest first */
  double paid_in_year; /* of a share in the twelve months before the last bar */
  double yield;        /* the same, as a share of the last close */
} CwSymbolStudy;

CwSymbolStudy *cw_symbol_study_new (const CwStudyInput *input) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolStudy *cw_symbol_study_ref (CwSymbolStudy *study);
void cw_symbol_study_unref (CwSymbolStudy *study);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSymbolStudy, cw_symbol_study_unref)

G_END_DECLS
