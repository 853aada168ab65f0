/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-decision.h"

G_BEGIN_DECLS

/*
 * The short-term rules alone, without words: what a decision and a back-test share. Not for other
 * rooms.
 */

typedef enum
{
  CW_SHORT_TERM_TREND,
  CW_SHORT_TERM_LONG_TREND,
  CW_SHORT_TERM_MOMENTUM,
  CW_SHORT_TERM_CROSSOVER,
  CW_SHORT_TERM_RSI,
} CwShortTermRule;

#define CW_N_SHORT_TERM_RULES (CW_SHORT_TERM_RSI + 1)

#define CW_SHORT_TERM_AVERAGE 50
#define CW_SHORT_TERM_LONG_AVERAGE 200
#define CW_SHORT_TERM_CROSSOVER_BARS 3

/* Every input of the rules at every bar. */
typedef struct
{
  gsize n;
  const double *price; /* borrowed */
  double *average, *long_average;
  double *macd, *signal, *histogram;
  double *rsi;
} CwShortTermInputs;

/* What became of one rule at one bar. */
typedef struct
{
  CwVerdict verdict;
  int vote, weight;
  double value, threshold;
} CwShortTermVote;

void cw_short_term_inputs_init (CwShortTermInputs *inputs, const double *price, gsize n);
void cw_short_term_inputs_clear (CwShortTermInputs *inputs);
CwAction cw_short_term_vote (const CwShortTermInputs *inputs,
                             gsize bar,
                             CwShortTermVote votes[CW_N_SHORT_TERM_RULES],
                             int *score);

G_END_DECLS
