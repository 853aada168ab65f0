/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-schedule.h"

/* The plan is a function of how things stand: days and nights pass here without a clock. */

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define LATE CW_MARKET_LATE_BY

static gint64
moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static CwScheduledMarket
make_market (const char *start, const char *end, const char *asked_at)
{
  return (CwScheduledMarket){ .hours = { moment (start), moment (end), 0, NULL },
                              .n_symbols = 3,
                              .asked_at = asked_at != NULL ? moment (asked_at) : 0 };
}

static CwScheduleState
make_state (const char *now, const CwScheduledMarket *markets, gsize n_markets)
{
  return (CwScheduleState){
    .now = moment (now), .interval = MINUTE, .markets = markets, .n_markets = n_markets
  };
}

/* What is asserted reads better as a text. */
static void
assert_plan (const CwScheduleState *state, CwScheduleMood mood, const char *next)
{
  CwSchedulePlan plan = cw_schedule_plan (state);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (plan.next);
  g_autofree char *text =
      plan.next != 0 ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("never");

  g_assert_cmpint (plan.mood, ==, mood);
  g_assert_cmpstr (text, ==, next);
}

static void
test_open (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T14:00:00Z");
  CwScheduleState state = make_state ("2026-06-16T14:00:10Z", &market, 1);

  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T14:01:00Z");
  state.interval = 15;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T14:00:15Z");
  state.interval = HOUR;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T15:00:00Z");
  market.asked_at = 0;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T14:00:10Z"); /* at once */
}

/* Late prices are waited for, once more at their end, and then the market sleeps. */
static void
test_evening (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T20:10:00Z");
  CwScheduleState state = make_state ("2026-06-16T20:10:05Z", &market, 1);

  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-06-16T20:11:00Z");
  state.interval = HOUR;
  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-06-16T20:20:00Z");
  state.now = moment ("2026-06-16T23:00:00Z"); /* nobody was there for it */
  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-06-16T23:00:00Z");
  market.asked_at = moment ("2026-06-16T20:20:00Z");
  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-06-17T13:30:00Z");
}

static void
test_weekend (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-19T13:30:00Z", "2026-06-19T20:00:00Z", "2026-06-19T20:20:00Z");
  CwScheduleState state = make_state ("2026-06-20T10:00:00Z", &market, 1);

  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-06-22T13:30:00Z");
  g_assert_cmpint (cw_schedule_plan (&state).opens_at, ==, moment ("2026-06-22T13:30:00Z"));
}

/* On a holiday the answers tell of the session before: two looks, and the next on the next day. */
static void
test_holiday (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-19T13:30:00Z", "2026-06-19T20:00:00Z", "2026-06-19T20:20:00Z");
  CwScheduleState state = make_state ("2026-06-22T13:30:00Z", &market, 1);
  guint n_looks = 0;

  for (gint64 now = state.now; now < moment ("2026-06-23T13:00:00Z"); now += MINUTE)
    {
      CwSchedulePlan plan;

      state.now = now;
      plan = cw_schedule_plan (&state);
      g_assert_cmpint (plan.mood, ==, CW_SCHEDULE_CLOSED);
      if (plan.next > now)
        continue;
      market.asked_at = now;
      n_looks++;
    }
  g_assert_cmpuint (n_looks, ==, 2);
  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-06-23T13:30:00Z");
}

/* A session that is known to come is waited for, whatever day it is. */
static void
test_before_opening (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-20T13:30:00Z", "2026-06-20T20:00:00Z", "2026-06-20T08:00:00Z");
  CwScheduleState state = make_state ("2026-06-20T09:00:00Z", &market, 1);

  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-06-20T13:30:00Z");
}

static void
test_daylight_saving (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  CwScheduledMarket market =
      make_market ("2026-03-06T14:30:00Z", "2026-03-06T21:00:00Z", "2026-03-06T21:20:00Z");
  CwScheduleState state = make_state ("2026-03-07T12:00:00Z", &market, 1);

  if (zone == NULL)
    {
      g_test_skip ("this machine knows no time zones");
      return;
    }
  market.hours.zone = zone;
  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-03-09T13:30:00Z"); /* an hour earlier */
  market = make_market ("2026-10-30T13:30:00Z", "2026-10-30T20:00:00Z", "2026-10-30T20:20:00Z");
  market.hours.zone = zone;
  state.now = moment ("2026-10-31T12:00:00Z");
  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-11-02T14:30:00Z"); /* an hour later */
}

static void
test_unknown_hours (void)
{
  CwScheduledMarket market = { .n_symbols = 1, .asked_at = moment ("2026-06-20T09:00:00Z") };
  CwScheduleState state = make_state ("2026-06-20T09:00:30Z", &market, 1);

  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-20T09:15:00Z"); /* at a slower pace */
  state.interval = HOUR;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-20T10:00:00Z"); /* but no quicker than wanted */
  market.asked_at = 0;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-20T09:00:30Z");
}

static void
test_several_markets (void)
{
  CwScheduledMarket markets[] = {
    /* New York, which is open */
    make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T15:45:00Z"),
    /* Frankfurt, which has closed, and whose last prices are known */
    make_market ("2026-06-16T07:00:00Z", "2026-06-16T15:30:00Z", "2026-06-16T15:50:00Z"),
    /* Paris, whose last prices are due in a moment */
    make_market ("2026-06-16T07:00:00Z", "2026-06-16T15:30:00Z", "2026-06-16T15:45:00Z"),
  };
  CwScheduleState state = make_state ("2026-06-16T15:50:00Z", markets, 3);

  state.interval = 5 * MINUTE;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T15:50:00Z");
  g_assert_true (cw_schedule_is_due (&state, &markets[0]));
  g_assert_false (cw_schedule_is_due (&state, &markets[1]));
  g_assert_true (cw_schedule_is_due (&state, &markets[2]));

  markets[0].asked_at = moment ("2026-06-16T20:20:00Z");
  state.now = moment ("2026-06-16T21:00:00Z");
  markets[2].asked_at = moment ("2026-06-16T15:50:00Z");
  assert_plan (&state, CW_SCHEDULE_CLOSED, "2026-06-17T07:00:00Z"); /* whoever opens first */
  g_assert_cmpint (cw_schedule_plan (&state).opens_at, ==, moment ("2026-06-17T07:00:00Z"));
}

/* Those whose turn comes in a moment share the requests of those whose turn it is. */
static void
test_slack (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T14:00:00Z");
  CwScheduleState state = make_state ("2026-06-16T14:00:45Z", &market, 1);

  g_assert_true (cw_schedule_is_due (&state, &market));
  state.now -= 1;
  g_assert_false (cw_schedule_is_due (&state, &market));
  state.interval = HOUR;
  state.now = moment ("2026-06-16T14:59:30Z");
  g_assert_true (cw_schedule_is_due (&state, &market)); /* no more than half a minute */
  state.now -= 1;
  g_assert_false (cw_schedule_is_due (&state, &market));
}

/* A provider is asked for so many prices a minute and no more, however often somebody wants them.
 */
static void
test_many_symbols (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T14:00:00Z");
  CwScheduleState state = make_state ("2026-06-16T14:00:00Z", &market, 1);

  state.symbols_a_minute = 600;
  market.n_symbols = 500;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T14:01:00Z");
  market.n_symbols = 5000;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T14:08:20Z");
  state.interval = 15;
  market.n_symbols = 500;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T14:00:50Z");
}

static void
test_refused (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T14:00:00Z");
  CwScheduleState state = make_state ("2026-06-16T14:00:10Z", &market, 1);

  state.closed_until = moment ("2026-06-16T14:20:00Z");
  assert_plan (&state, CW_SCHEDULE_REFUSED, "2026-06-16T14:20:00Z");
  state.closed_until = moment ("2026-06-16T14:00:30Z"); /* sooner than it would be asked anyway */
  assert_plan (&state, CW_SCHEDULE_REFUSED, "2026-06-16T14:01:00Z");
  state.closed_until = moment ("2026-06-16T14:00:09Z"); /* over */
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T14:01:00Z");
}

static void
test_failures (void)
{
  static const int waits[] = { 1, 2, 4, 8, 16, 30, 30, 30 }; /* minutes */
  CwScheduledMarket market =
      make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T14:00:00Z");
  CwScheduleState state = make_state ("2026-06-16T14:00:00Z", &market, 1);
  gsize n = 0;

  state.failed_at = state.now;
  for (; n < G_N_ELEMENTS (waits); n++)
    {
      CwSchedulePlan plan;

      state.n_failures = (guint) n + 1;
      plan = cw_schedule_plan (&state);
      g_assert_cmpint (plan.mood, ==, CW_SCHEDULE_FAILING);
      g_assert_cmpint (plan.next - state.now, ==, waits[n] * MINUTE);
    }
  g_assert_cmpuint (n, ==, 8);
  state.n_failures = G_MAXUINT;
  g_assert_cmpint (cw_schedule_plan (&state).next - state.now, ==, 30 * MINUTE);
}

/* The switch that stops everything is what is told of first; then what nobody wants or sees. */
static void
test_never (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T14:00:00Z");
  CwScheduleState state = make_state ("2026-06-16T14:00:10Z", &market, 1);

  state.hidden = TRUE;
  assert_plan (&state, CW_SCHEDULE_HIDDEN, "never");
  state.interval = 0;
  assert_plan (&state, CW_SCHEDULE_OFF, "never");
  state.standing = TRUE;
  assert_plan (&state, CW_SCHEDULE_STANDING, "never");
  state.offline = TRUE;
  assert_plan (&state, CW_SCHEDULE_OFFLINE, "never");
}

static void
test_empty (void)
{
  CwScheduledMarket market = { 0 };
  CwScheduleState state = make_state ("2026-06-16T14:00:10Z", NULL, 0);

  assert_plan (&state, CW_SCHEDULE_EMPTY, "never");
  state.markets = &market;
  state.n_markets = 1;
  assert_plan (&state, CW_SCHEDULE_EMPTY, "never");
}

/* A computer that slept wakes up late: it is time at once, and once. */
static void
test_resume (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T14:00:00Z");
  CwScheduleState state = make_state ("2026-06-16T19:00:00Z", &market, 1);

  g_assert_cmpint (cw_schedule_plan (&state).next, <=, state.now);
  market.asked_at = state.now;
  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T19:01:00Z");

  state.now = moment ("2026-06-18T16:00:00Z"); /* two days, in another session */
  g_assert_cmpint (cw_schedule_plan (&state).next, <=, state.now);
}

/* A clock that is set back must not make everybody wait until it has caught up. */
static void
test_clock_set_back (void)
{
  CwScheduledMarket market =
      make_market ("2026-06-16T13:30:00Z", "2026-06-16T20:00:00Z", "2026-06-16T18:00:00Z");
  CwScheduleState state = make_state ("2026-06-16T15:00:00Z", &market, 1);

  assert_plan (&state, CW_SCHEDULE_OPEN, "2026-06-16T15:00:00Z");
  state.n_failures = 1;
  state.failed_at = moment ("2026-06-16T18:00:00Z");
  assert_plan (&state, CW_SCHEDULE_FAILING, "2026-06-16T15:01:00Z");
}

/* Whatever the hours, following the plan never asks more often than wanted, and the clock of a year
 * comes round to its end. */
static void
test_year (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  CwScheduledMarket market =
      make_market ("2026-01-02T08:00:00Z", "2026-01-02T16:30:00Z", "2026-01-02T16:50:00Z");
  CwScheduleState state = make_state ("2026-01-02T17:00:00Z", &market, 1);
  guint n_asked = 0, n_sessions = 0;

  market.hours.zone = zone;
  state.interval = HOUR;
  for (;;)
    {
      CwSchedulePlan plan = cw_schedule_plan (&state);

      g_assert_cmpint (plan.next, >, market.asked_at);
      if (plan.next >= moment ("2027-01-02T00:00:00Z"))
        break;
      state.now = MAX (state.now, plan.next);
      market.asked_at = state.now;
      n_asked++;
      /* The provider answers: a session runs, or ran, on this day. */
      if (cw_market_hours_find_opening (&market.hours, market.hours.start) <= state.now)
        {
          market.hours.start = cw_market_hours_find_opening (&market.hours, market.hours.start);
          market.hours.end = market.hours.start + 8 * HOUR + 30 * MINUTE;
          n_sessions++;
        }
    }
  g_assert_cmpuint (n_sessions, ==, 260);   /* the working days of the year, but for its first */
  g_assert_cmpuint (n_asked, ==, 260 * 10); /* nine hours from the opening, and the end */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/schedule/open", test_open);
  g_test_add_func ("/engine/schedule/evening", test_evening);
  g_test_add_func ("/engine/schedule/weekend", test_weekend);
  g_test_add_func ("/engine/schedule/holiday", test_holiday);
  g_test_add_func ("/engine/schedule/before-opening", test_before_opening);
  g_test_add_func ("/engine/schedule/daylight-saving", test_daylight_saving);
  g_test_add_func ("/engine/schedule/unknown-hours", test_unknown_hours);
  g_test_add_func ("/engine/schedule/several-markets", test_several_markets);
  g_test_add_func ("/engine/schedule/slack", test_slack);
  g_test_add_func ("/engine/schedule/many-symbols", test_many_symbols);
  g_test_add_func ("/engine/schedule/refused", test_refused);
  g_test_add_func ("/engine/schedule/failures", test_failures);
  g_test_add_func ("/engine/schedule/never", test_never);
  g_test_add_func ("/engine/schedule/empty", test_empty);
  g_test_add_func ("/engine/schedule/resume", test_resume);
  g_test_add_func ("/engine/schedule/clock-set-back", test_clock_set_back);
  g_test_add_func ("/engine/schedule/year", test_year);
  return g_test_run ();
}
