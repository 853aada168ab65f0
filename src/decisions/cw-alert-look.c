/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-look.h"

#include <math.h>

/* Prices travel as fewer digits than they are compared with. */
#define ALMOST 1e-6
/* How far a value goes back before an alert that fires each time is armed again: a price that
 * trembles around a level would be a storm of alerts. */
#define PRICE_MARGIN 0.005 /* of the level */
#define DAY_MARGIN 0.25    /* percent */
#define RSI_MARGIN 2.0
/* A price that is so much another than the one before may be one after a split. */
#define SPLIT_LIKE 1.5

/** cw_alert_facts_init: @facts: (out): becomes that nothing is known */
void
cw_alert_facts_init (CwAlertFacts *facts)
{
  *facts = (CwAlertFacts){ .quote = cw_quote_make ((double) NAN, (double) NAN, 0), .decimals = 2 };
  facts->technicals = (CwTechnicals){ (double) NAN, (double) NAN, (double) NAN, (double) NAN,
                                      (double) NAN, (double) NAN, (double) NAN };
}

/* @sign: whether the value is past the threshold above (1) or below (-1). */
static CwAlertMeasure
measure (double value, double threshold, int sign, double margin, gint64 time)
{
  return (CwAlertMeasure){ .value = value,
                           .threshold = threshold,
                           .room = sign * (value - threshold),
                           .margin = margin,
                           .time = time };
}

static CwAlertMeasure
measure_level (const CwAlert *alert, const CwAlertFacts *facts)
{
  const CwQuote *quote = &facts->quote;
  double level = cw_alert_get_level (alert), percent = quote->change_percent;

  switch ((int) alert->kind)
    {
    case CW_ALERT_PRICE_RISES:
      return measure (quote->price, level, 1, PRICE_MARGIN * level, quote->time);
    case CW_ALERT_PRICE_FALLS:
      return measure (quote->price, level, -1, PRICE_MARGIN * level, quote->time);
    case CW_ALERT_DAY_RISES:
      return measure (percent, level, 1, DAY_MARGIN, quote->time);
    case CW_ALERT_DAY_FALLS:
      return measure (percent, -level, -1, DAY_MARGIN, quote->time);
    default: /* either way */
      return measure (percent, copysign (level, percent), percent < 0 ? -1 : 1, DAY_MARGIN,
                      quote->time);
    }
}

static CwAlertMeasure
measure_line (const CwAlert *alert, const CwAlertFacts *facts, double average)
{
  const CwTechnicals *technicals = &facts->technicals;
  double price = facts->quote.price, margin = PRICE_MARGIN * average;
  gint64 time = facts->quote.time, decided_at = facts->decided_at;

  switch ((int) alert->kind)
    {
    case CW_ALERT_RSI_RISES:
      return measure (technicals->rsi, alert->level, 1, RSI_MARGIN, decided_at);
    case CW_ALERT_RSI_FALLS:
      return measure (technicals->rsi, alert->level, -1, RSI_MARGIN, decided_at);
    case CW_ALERT_AVERAGE_RISES:
      return measure (price, average, 1, margin, time);
    case CW_ALERT_AVERAGE_FALLS:
      return measure (price, average, -1, margin, time);
    case CW_ALERT_MACD_RISES:
      return measure (technicals->macd, technicals->signal_line, 1, 0, decided_at);
    case CW_ALERT_MACD_FALLS:
      return measure (technicals->macd, technicals->signal_line, -1, 0, decided_at);
    default: /* a decision is no number */
      return measure ((double) NAN, (double) NAN, 1, 0, decided_at);
    }
}

/**
 * cw_alert_measure:
 * @alert: an alert
 * @facts: what is known of its symbol
 * @average: the mean of the closes over the alert's period, or NaN
 *
 * A level is met when it is reached; a line that is crossed, and the RSI’s level, only once the
 * value is beyond it.
 *
 * Returns: what the alert compares; its numbers are NaN where something is not known, and where
 *   the alert is about a decision
 */
CwAlertMeasure
cw_alert_measure (const CwAlert *alert, const CwAlertFacts *facts, double average)
{
  gboolean reaches = alert->kind <= CW_ALERT_DAY_MOVES;
  CwAlertMeasure found =
      reaches ? measure_level (alert, facts) : measure_line (alert, facts, average);

  found.is_met = reaches ? found.room >= -ALMOST * fabs (found.threshold) : found.room > 0;
  return found;
}

static gboolean
is_by_day (CwAlertKind kind)
{
  return kind >= CW_ALERT_DAY_RISES && kind <= CW_ALERT_DAY_MOVES;
}

static gboolean
is_about_price (CwAlertKind kind)
{
  return kind <= CW_ALERT_PRICE_FALLS || kind == CW_ALERT_AVERAGE_RISES
         || kind == CW_ALERT_AVERAGE_FALLS;
}

/* Until bars say whether there was a split, a leap of the price says nothing. */
static gboolean
may_be_split (const CwAlert *alert, const CwAlertMemory *memory, const CwAlertFacts *facts)
{
  double ratio = facts->quote.price / memory->price;

  return is_about_price (alert->kind) && !facts->knows_splits && isfinite (ratio)
         && (ratio > SPLIT_LIKE || ratio < 1 / SPLIT_LIKE);
}

/* A level in dollars says nothing about a price in pence. */
static gboolean
is_other_money (const CwAlert *alert, const CwAlertFacts *facts)
{
  return cw_alert_kind_has_price (alert->kind) && alert->currency[0] != '\0'
         && facts->currency[0] != '\0' && !g_str_equal (alert->currency, facts->currency);
}

/* Each session begins with no change at all. */
static CwAlertState
state_before (const CwAlert *alert, const CwAlertMemory *memory, gint64 day)
{
  gboolean fresh = is_by_day (alert->kind) && memory->day != day;

  return fresh && memory->state != CW_ALERT_NEW ? CW_ALERT_ARMED : memory->state;
}

static CwAlertState
state_after (CwAlertState before, const CwAlertMeasure *found)
{
  switch ((int) before)
    {
    case CW_ALERT_NEW:
      return found->is_met ? CW_ALERT_MET : CW_ALERT_ARMED;
    case CW_ALERT_MET:
      return found->is_met ? CW_ALERT_MET : CW_ALERT_ARMED;
    case CW_ALERT_FIRED:
      return !found->is_met && found->room <= -found->margin ? CW_ALERT_ARMED : CW_ALERT_FIRED;
    default:
      return found->is_met ? CW_ALERT_FIRED : CW_ALERT_ARMED;
    }
}

static void
look_at_number (const CwAlert *alert, const CwAlertFacts *facts, CwAlertLook *look)
{
  CwAlertMemory *memory = &look->memory;
  CwAlertState before = state_before (alert, memory, facts->day);

  if (isnan (look->measure.room) || is_other_money (alert, facts)
      || may_be_split (alert, memory, facts))
    return;
  memory->state = state_after (before, &look->measure);
  memory->time = look->measure.time;
  memory->day = facts->day;
  memory->price = facts->quote.price;
  look->fires = before == CW_ALERT_ARMED && memory->state == CW_ALERT_FIRED;
}

static gboolean
is_awaited (CwAlertKind kind, CwAction action)
{
  return kind == CW_ALERT_DECISION_CHANGES
         || (kind == CW_ALERT_DECISION_BUY && action == CW_ACTION_BUY)
         || (kind == CW_ALERT_DECISION_SELL && action == CW_ACTION_SELL);
}

static void
look_at_decision (const CwAlert *alert, const CwAlertFacts *facts, CwAlertLook *look)
{
  CwAlertMemory *memory = &look->memory;

  if (facts->action == CW_ACTION_NOT_ENOUGH_DATA)
    return;
  look->before = memory->decision;
  look->after = g_intern_string (cw_action_get_id (facts->action));
  look->fires = memory->decision != NULL && look->before != look->after
                && is_awaited (alert->kind, facts->action);
  memory->state = CW_ALERT_ARMED;
  memory->time = facts->decided_at;
  memory->decision = look->after;
}

/**
 * cw_alert_look:
 * @alert: an alert
 * @memory: what it was like at the last look
 * @facts: what is known of its symbol now
 * @average: the mean of the closes over the alert's period, or NaN
 *
 * Looks whether the alert fires: when what it waits for was not so at the look before, and is so
 * now.
 *
 * - The first look is no news, whatever it finds.
 * - What is not known, or is older than what was seen at the look before, changes nothing.
 * - An alert that has fired is armed again when the value has gone back: a price by half a percent
 *   of the level, the change of a day by a quarter of a percent, the RSI by 2, MACD to the other
 *   side of its signal. Each session begins anew for the change of a day. Decisions fire each time
 *   they become what is waited for.
 * - A price that is half as much again as the one before, or a third less, counts only once there
 *   are bars as new, which tell of splits: see cw_alert_apply_splits(). A price in another currency
 *   than the level is in does not count at all.
 *
 * Returns: what it finds, and the memory for the next look
 */
CwAlertLook
cw_alert_look (const CwAlert *alert,
               const CwAlertMemory *memory,
               const CwAlertFacts *facts,
               double average)
{
  CwAlertLook look = { .memory = *memory };

  look.measure = cw_alert_measure (alert, facts, average);
  if (look.measure.time < memory->time)
    return look;
  if (alert->kind >= CW_ALERT_DECISION_BUY)
    look_at_decision (alert, facts, &look);
  else
    look_at_number (alert, facts, &look);
  return look;
}

/** cw_alert_memory_is_news: Returns: whether what changed between two looks must be written down,
 * so that the next session goes on where this one ended */
gboolean
cw_alert_memory_is_news (const CwAlertMemory *before, const CwAlertMemory *now)
{
  return before->state != now->state || before->decision != now->decision;
}

/**
 * cw_alert_event_new_from_look:
 * @alert: an alert that fires
 * @facts: what is known of its symbol
 * @look: the look that says so
 * @fired_at: when that is, in seconds since 1970
 *
 * Returns: (transfer full): an event that nobody has seen yet
 */
CwAlertEvent *
cw_alert_event_new_from_look (const CwAlert *alert,
                              const CwAlertFacts *facts,
                              const CwAlertLook *look,
                              gint64 fired_at)
{
  CwAlert fields = *alert;
  g_autoptr (CwAlert) fired = NULL;

  fields.memory = look->memory;
  if (facts->currency[0] != '\0')
    fields.currency = facts->currency;
  fired = cw_alert_new (&fields);
  return cw_alert_event_new (&(CwAlertEvent){ .alert = fired,
                                              .value = look->measure.value,
                                              .threshold = look->measure.threshold,
                                              .before = look->before,
                                              .after = look->after,
                                              .decimals = facts->decimals,
                                              .time = look->measure.time,
                                              .fired_at = fired_at });
}
