/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-market-hours.h"

G_BEGIN_DECLS

/*
 * When prices are asked for again. Nothing here looks at a clock or asks anybody: whoever refreshes
 * says how things stand, is told when to come back, and asks anew whenever something has changed,
 * the clock included.
 */

/** CwScheduledMarket: the symbols that trade at the same hours. */
typedef struct
{
  CwMarketHours hours;
  guint n_symbols;
  gint64 asked_at; /* when their prices were last asked for, in seconds since 1970; 0 for never */
} CwScheduledMarket;

/** CwScheduleState: how things stand. Times are in seconds since 1970. */
typedef struct
{
  gint64 now;
  guint interval;         /* how often somebody wants prices, in seconds; 0 for never */
  guint symbols_a_minute; /* how many prices a provider may be asked for; 0 for any number */
  gboolean standing;      /* the market's clock stands still */
  gboolean offline;
  gboolean hidden;     /* nobody sees them */
  gint64 closed_until; /* the provider wants to be left alone until then; 0 if it does not */
  guint n_failures;    /* refreshes in a row that brought nothing */
  gint64 failed_at;    /* the last of them */
  gsize n_markets;
  const CwScheduledMarket *markets;
} CwScheduleState;

/** CwScheduleMood: what the plan is about. */
typedef enum
{
  CW_SCHEDULE_EMPTY,    /* there is nothing to ask for */
  CW_SCHEDULE_STANDING, /* prices cannot change */
  CW_SCHEDULE_OFFLINE,  /* nobody may be asked */
  CW_SCHEDULE_OFF,      /* nobody wants it */
  CW_SCHEDULE_HIDDEN,   /* nobody looks */
  CW_SCHEDULE_REFUSED,  /* the provider wants to be left alone */
  CW_SCHEDULE_FAILING,  /* what was asked last did not come */
  CW_SCHEDULE_CLOSED,   /* no market is open */
  CW_SCHEDULE_OPEN,     /* some market is open, or its hours are not known */
} CwScheduleMood;

/** CwSchedulePlan: what to do next. */
typedef struct
{
  CwScheduleMood mood;
  gint64 next;     /* when to ask again; 0 for never; not after now if it is time */
  gint64 opens_at; /* while all are closed, when the first opens; 0 if nobody knows */
} CwSchedulePlan;

CwSchedulePlan cw_schedule_plan (const CwScheduleState *state);
gboolean cw_schedule_is_due (const CwScheduleState *state, const CwScheduledMarket *market);

G_END_DECLS
