/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-decision.h"
#include "cw-series.h"

G_BEGIN_DECLS

/** CwEventKind: what happened at a bar. */
typedef enum
{
  CW_EVENT_DIVIDEND,
  CW_EVENT_SPLIT,
  CW_EVENT_DECISION,
} CwEventKind;

/** CwEvent: something that is marked on the chart. */
typedef struct
{
  gsize bar;
  CwEventKind kind;
  double amount;                 /* of a dividend, a share */
  double numerator, denominator; /* of a split */
  CwAction action;               /* what a decision changed to */
} CwEvent;

GArray *cw_events_find (const CwSeries *series) G_GNUC_WARN_UNUSED_RESULT;
gsize cw_events_seek (const GArray *events, gsize bar);
char *cw_events_describe (const GArray *events,
                          const CwSeries *series,
                          gsize bar) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
