/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert.h"
#include "cw-currency.h"
#include "cw-decision.h"
#include "cw-quote.h"
#include "cw-short-term.h"

G_BEGIN_DECLS

/**
 * CwAlertFacts:
 *
 * What is known of a symbol when its alerts are looked at. A plain value; a number that is not
 * known is NaN.
 */
typedef struct
{
  CwQuote quote;
  gint64 day;            /* of the quote, by the exchange's calendar, in days since 1970 */
  gboolean knows_splits; /* there are bars as new as the price, and with them every split */
  int decimals;          /* of prices */
  char currency[CW_CURRENCY_SIZE]; /* of prices, as the provider gives it; empty if unknown */
  CwTechnicals technicals;         /* at the close of the last session that is over */
  CwAction action;                 /* the short-term decision */
  gint64 decided_at;               /* the bar that both rest on, seconds since 1970, or 0 */
} CwAlertFacts;

/** CwAlertMeasure: what an alert compares. */
typedef struct
{
  double value;     /* what is looked at */
  double threshold; /* with what it is compared, with its sign */
  double room;      /* by how much it is past that; less than 0 while it is not; or NaN */
  double margin;    /* how far it must go back to be armed again */
  gint64 time;      /* of @value */
  gboolean is_met;
} CwAlertMeasure;

/** CwAlertLook: what a look at an alert says. */
typedef struct
{
  CwAlertMemory memory; /* from now on */
  gboolean fires;
  CwAlertMeasure measure;
  const char *before, *after; /* nullable, interned: for decisions, the words for them */
} CwAlertLook;

void cw_alert_facts_init (CwAlertFacts *facts);
CwAlertMeasure cw_alert_measure (const CwAlert *alert, const CwAlertFacts *facts, double average);
CwAlertLook cw_alert_look (const CwAlert *alert,
                           const CwAlertMemory *memory,
                           const CwAlertFacts *facts,
                           double average);
gboolean cw_alert_memory_is_news (const CwAlertMemory *before, const CwAlertMemory *now);
CwAlertEvent *cw_alert_event_new_from_look (const CwAlert *alert,
                                            const CwAlertFacts *facts,
                                            const CwAlertLook *look,
                                            gint64 fired_at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
