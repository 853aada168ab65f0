/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "cw-series.h"

G_BEGIN_DECLS

/** CW_ALERT_NOTE_MAX_CHARS: the longest note of an alert, in characters. */
#define CW_ALERT_NOTE_MAX_CHARS 200
/** CW_ALERT_MAX_PERIOD: the longest average that an alert may watch, in days. */
#define CW_ALERT_MAX_PERIOD 500

/** CwAlertKind: what an alert waits for. */
typedef enum
{
  CW_ALERT_PRICE_RISES,      /* to the level, a price */
  CW_ALERT_PRICE_FALLS,      /* to the level, a price */
  CW_ALERT_DAY_RISES,        /* since the previous close, by the level in percent */
  CW_ALERT_DAY_FALLS,        /* since the previous close, by the level in percent */
  CW_ALERT_DAY_MOVES,        /* since the previous close, either way, by the level in percent */
  CW_ALERT_RSI_RISES,        /* above the level, 0 to 100 */
  CW_ALERT_RSI_FALLS,        /* below the level, 0 to 100 */
  CW_ALERT_AVERAGE_RISES,    /* the price, above its mean of so many days */
  CW_ALERT_AVERAGE_FALLS,    /* the price, below its mean of so many days */
  CW_ALERT_MACD_RISES,       /* the MACD line, above its signal line */
  CW_ALERT_MACD_FALLS,       /* the MACD line, below its signal line */
  CW_ALERT_DECISION_BUY,     /* the short-term decision becomes to buy */
  CW_ALERT_DECISION_SELL,    /* the short-term decision becomes to sell */
  CW_ALERT_DECISION_CHANGES, /* the short-term decision becomes another one */
} CwAlertKind;

#define CW_N_ALERT_KINDS (CW_ALERT_DECISION_CHANGES + 1)

/**
 * CwAlertState:
 * @CW_ALERT_NEW: nothing has been looked at yet
 * @CW_ALERT_ARMED: what it waits for is not so: it fires when that becomes so
 * @CW_ALERT_MET: it was so at the first look, which is no news: it is armed once that is over
 * @CW_ALERT_FIRED: it has fired: it is armed again once what it waits for is clearly over
 *
 * How far an alert has come.
 */
typedef enum
{
  CW_ALERT_NEW,
  CW_ALERT_ARMED,
  CW_ALERT_MET,
  CW_ALERT_FIRED,
} CwAlertState;

#define CW_N_ALERT_STATES (CW_ALERT_FIRED + 1)

/** CwAlertMemory: what an alert was like at the last look. A plain value. */
typedef struct
{
  CwAlertState state;
  gint64 time;          /* of what was looked at, seconds since 1970; 0 before the first look */
  gint64 day;           /* of that, by the exchange's calendar, in days since 1970 */
  double price;         /* that was seen, or NaN */
  const char *decision; /* nullable, interned: the word for what was decided */
} CwAlertMemory;

/**
 * CwAlert:
 *
 * What somebody wants to be told of a symbol. Immutable and reference-counted.
 *
 * @level is as it was typed; what the splits since then make of it is cw_alert_get_level().
 */
typedef struct
{
  gint64 id;            /* the store's, or 0 for one that is not stored */
  const char *symbol;   /* normalized */
  const char *provider; /* nullable: whom to ask about it, by name; %NULL for the usual one */
  CwAlertKind kind;
  double level;         /* what @kind says; NaN where it says nothing */
  int period;           /* of the average, in days; 0 where there is none */
  gboolean repeats;     /* fires each time; otherwise once */
  gboolean is_target;   /* stands for a target price of a list */
  const char *currency; /* of a price; empty if it is not known */
  const char *note;     /* one line of text, empty if there is none */
  gint64 created_at;    /* seconds since 1970, by the market's clock */
  double split_factor;  /* by which the splits since then have multiplied the level */
  gint64 splits_until;  /* those up to this moment are in @split_factor */
  CwAlertMemory memory; /* when it was written down */
} CwAlert;

#define CW_ALERT_INIT \
  ((CwAlert){ .level = (double) NAN, .split_factor = 1, .memory = { .price = (double) NAN } })

CwAlert *cw_alert_new (const CwAlert *fields) G_GNUC_WARN_UNUSED_RESULT;
CwAlert *cw_alert_ref (const CwAlert *alert);
void cw_alert_unref (CwAlert *alert);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwAlert, cw_alert_unref)

double cw_alert_get_level (const CwAlert *alert);
CwAlert *cw_alert_apply_splits (const CwAlert *alert,
                                const CwSeries *series) G_GNUC_WARN_UNUSED_RESULT;

const char *cw_alert_kind_get_id (CwAlertKind kind);
gboolean cw_alert_kind_parse (const char *id, CwAlertKind *kind);
gboolean cw_alert_kind_has_price (CwAlertKind kind);
gboolean cw_alert_kind_has_level (CwAlertKind kind);
gboolean cw_alert_kind_has_period (CwAlertKind kind);

/**
 * CwAlertEvent:
 *
 * That an alert fired, and what was seen then. Immutable and reference-counted.
 */
typedef struct
{
  gint64 id;          /* the store's, or 0 for one that is not stored */
  CwAlert *alert;     /* owned: as it was when it fired */
  double value;       /* what was seen: a price, percent, an indicator; NaN for a decision */
  double threshold;   /* what that passed; NaN for a decision */
  const char *before; /* nullable, interned: the word for what was decided before */
  const char *after;  /* nullable, interned: and for what is decided now */
  int decimals;       /* of prices */
  gint64 time;        /* of @value, seconds since 1970, or 0 */
  gint64 fired_at;    /* seconds since 1970, by this computer's clock */
  gboolean seen;      /* somebody has looked at it */
} CwAlertEvent;

CwAlertEvent *cw_alert_event_new (const CwAlertEvent *fields) G_GNUC_WARN_UNUSED_RESULT;
CwAlertEvent *cw_alert_event_ref (const CwAlertEvent *event);
void cw_alert_event_unref (CwAlertEvent *event);
GPtrArray *cw_alert_events_copy (const GPtrArray *events) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwAlertEvent, cw_alert_event_unref)

G_END_DECLS
