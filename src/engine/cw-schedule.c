/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-schedule.h"

#define MINUTE 60
/* Where nobody says when a market is open, most questions are asked in vain. */
#define UNKNOWN_PACE (15 * MINUTE)
/* What fails is tried less and less often. */
#define LONGEST_BACKOFF (30 * MINUTE)
#define MOST_DOUBLINGS 6
/* Markets whose turn is nearly the same share their requests. */
#define LONGEST_SLACK 30

/* --- how often --- */

static guint
count_symbols (const CwScheduleState *state)
{
  guint n = 0;

  for (gsize i = 0; i < state->n_markets; i++)
    n += state->markets[i].n_symbols;
  return n;
}

/* As often as somebody wants, but never more than the provider is to be asked. */
static gint64
get_pace (const CwScheduleState *state)
{
  gint64 needed = 0;

  if (state->symbols_a_minute > 0)
    needed = (gint64) count_symbols (state) * MINUTE / state->symbols_a_minute;
  return MAX (needed, (gint64) state->interval);
}

static gint64
get_backoff (const CwScheduleState *state)
{
  gint64 first = MAX (get_pace (state), (gint64) MINUTE);

  return MIN (first << MIN (state->n_failures - 1, MOST_DOUBLINGS), LONGEST_BACKOFF);
}

/* --- one market --- */

/* A clock that was set back makes the last time a later one, which would keep everything waiting.
 */
static gint64
get_asked_at (const CwScheduleState *state, const CwScheduledMarket *market)
{
  return market->asked_at > state->now ? 0 : market->asked_at;
}

/* While it moves prices: at the pace, and once more when the last of them are known. */
static gint64
plan_open (const CwScheduleState *state, const CwScheduledMarket *market)
{
  gint64 last = market->hours.end + CW_MARKET_LATE_BY;

  return MIN (get_asked_at (state, market) + get_pace (state), last);
}

/* While it is closed: when it opens, and again when late prices of that are known. On a holiday the
 * answers still tell of the session before; the next look is then on the next day. */
static gint64
plan_closed (const CwScheduleState *state, const CwScheduledMarket *market)
{
  const CwMarketHours *hours = &market->hours;
  gint64 asked_at = get_asked_at (state, market), opening;

  if (state->now >= hours->end && asked_at < hours->end + CW_MARKET_LATE_BY)
    return state->now;
  opening = cw_market_hours_find_opening (hours, asked_at - CW_MARKET_LATE_BY);
  if (opening == 0)
    return 0;
  return asked_at < opening ? opening : opening + CW_MARKET_LATE_BY;
}

static gint64
plan_market (const CwScheduleState *state, const CwScheduledMarket *market)
{
  gint64 asked_at = get_asked_at (state, market);

  if (!cw_market_hours_are_known (&market->hours))
    return asked_at == 0 ? state->now : asked_at + MAX (get_pace (state), (gint64) UNKNOWN_PACE);
  if (cw_market_hours_move_prices (&market->hours, state->now))
    return asked_at == 0 ? state->now : plan_open (state, market);
  return plan_closed (state, market);
}

/**
 * cw_schedule_is_due:
 * @state: how things stand
 * @market: one of its markets
 *
 * Returns: whether the prices of @market are to be asked for now, where any are: those whose turn
 *   comes in a moment go along
 */
gboolean
cw_schedule_is_due (const CwScheduleState *state, const CwScheduledMarket *market)
{
  gint64 next = plan_market (state, market);

  return next != 0 && next <= state->now + MIN (get_pace (state) / 4, LONGEST_SLACK);
}

/* --- all of them --- */

static gboolean
is_open (const CwScheduleState *state, const CwScheduledMarket *market)
{
  return !cw_market_hours_are_known (&market->hours)
         || cw_market_hours_are_open (&market->hours, state->now);
}

static void
take_earlier (gint64 *earliest, gint64 time)
{
  if (time != 0 && (*earliest == 0 || time < *earliest))
    *earliest = time;
}

static CwSchedulePlan
plan_markets (const CwScheduleState *state)
{
  CwSchedulePlan plan = { .mood = CW_SCHEDULE_CLOSED };

  for (gsize i = 0; i < state->n_markets; i++)
    {
      const CwScheduledMarket *market = &state->markets[i];

      take_earlier (&plan.next, plan_market (state, market));
      take_earlier (&plan.opens_at, cw_market_hours_find_opening (&market->hours, state->now));
      if (is_open (state, market))
        plan.mood = CW_SCHEDULE_OPEN;
    }
  if (plan.mood == CW_SCHEDULE_OPEN)
    plan.opens_at = 0;
  return plan;
}

/* Whoever wants to be left alone is, and what failed is tried less often. */
static void
put_off (const CwScheduleState *state, CwSchedulePlan *plan)
{
  gint64 failed_at = MIN (state->failed_at, state->now);

  if (plan->next == 0)
    return;
  if (state->n_failures > 0)
    {
      plan->mood = CW_SCHEDULE_FAILING;
      plan->next = MAX (plan->next, failed_at + get_backoff (state));
    }
  if (state->closed_until > state->now)
    {
      plan->mood = CW_SCHEDULE_REFUSED;
      plan->next = MAX (plan->next, state->closed_until);
    }
}

/**
 * cw_schedule_plan:
 * @state: how things stand
 *
 * Returns: when to ask for prices again, and why then
 */
CwSchedulePlan
cw_schedule_plan (const CwScheduleState *state)
{
  CwSchedulePlan plan = { .mood = CW_SCHEDULE_EMPTY };

  g_return_val_if_fail (state != NULL, plan);

  if (state->standing)
    plan.mood = CW_SCHEDULE_STANDING;
  if (state->offline)
    plan.mood = CW_SCHEDULE_OFFLINE;
  if (state->standing || state->offline || count_symbols (state) == 0)
    return plan;
  plan = plan_markets (state);
  if (state->interval == 0)
    plan.mood = CW_SCHEDULE_OFF;
  else if (state->hidden)
    plan.mood = CW_SCHEDULE_HIDDEN;
  else
    put_off (state, &plan);
  if (state->interval == 0 || state->hidden)
    plan.next = 0;
  return plan;
}
