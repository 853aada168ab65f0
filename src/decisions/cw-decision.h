/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwAction: what a decision advises. Long-term decisions say avoid where short-term ones say sell.
 */
typedef enum
{
  CW_ACTION_NOT_ENOUGH_DATA,
  CW_ACTION_BUY,
  CW_ACTION_HOLD,
  CW_ACTION_SELL,
  CW_ACTION_AVOID,
} CwAction;

/** CwVerdict: how one rule came out. */
typedef enum
{
  CW_VERDICT_UNKNOWN,        /* an input has no value */
  CW_VERDICT_NOT_APPLICABLE, /* the rule says nothing about such a company */
  CW_VERDICT_PASS,           /* speaks for buying */
  CW_VERDICT_NEUTRAL,        /* speaks neither way */
  CW_VERDICT_FAIL,           /* speaks against it */
} CwVerdict;

/** CwRule: one rule of a decision with its evidence. */
typedef struct
{
  const char *id; /* for machines: long-trend */
  char *name;     /* for people, in their language */
  CwVerdict verdict;
  double value;     /* what was compared, or NaN */
  double threshold; /* with what, or NaN */
  int vote;         /* -1, 0 or +1; 1 or 0 for passed or not in a long-term decision */
  int weight;
  char *text; /* the evidence as a sentence a person understands */
} CwRule;

/** CwDecision: an action and the rules behind it. Immutable and reference-counted. */
typedef struct
{
  CwAction action;
  int score;
  int max_score; /* the highest score there could have been */
  gint64 as_of;  /* the bar it rests on, in seconds since 1970, or 0 */
  gsize n_rules;
  const CwRule *rules;
  char *summary; /* the decision and its reasons in one sentence */
} CwDecision;

CwDecision *cw_decision_ref (const CwDecision *decision);
void cw_decision_unref (CwDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDecision, cw_decision_unref)

const char *cw_action_get_id (CwAction action);
const char *cw_action_get_name (CwAction action);
const char *cw_verdict_get_id (CwVerdict verdict);

G_END_DECLS
