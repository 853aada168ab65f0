/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-desk.h"
#include "scripted-market.h"

/* Live prices in the real program: a provider whose prices change is asked by schedule, and is not
 * asked while nobody may, nobody looks, or the provider wants to be left alone. */

#define HOUR (60 * 60)
#define DAY (24 * HOUR)
#define N_BARS 300
/* The program is told to ask every second: what has not been asked for in these will not be. */
#define A_WHILE (3 * G_USEC_PER_SEC)

typedef struct
{
  CwDesk desk;
  ScriptedMarket *market;
  ScriptedTruth truth;
} Fixture;

/* A session runs. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  cw_desk_open (&fixture->desk, CW_DESK_SETTINGS);
  fixture->truth = scripted_truth_of_session (N_BARS, 3 * HOUR, 3 * HOUR, HOUR);
  cw_desk_write_settings (&fixture->desk, CW_DESK_GROUP, "refresh-interval=uint32 1");
}

static void
start (Fixture *fixture)
{
  const char *const arguments[] = { "AAA", "BBB", NULL };

  fixture->market = scripted_market_new (&fixture->truth);
  fixture->desk.url = scripted_market_get_url (fixture->market);
  cw_desk_start (&fixture->desk, arguments);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_desk_quit (&fixture->desk);
  scripted_market_free (fixture->market);
  cw_desk_close (&fixture->desk);
}

/* --- what is seen --- */

/* The line itself, and not the notice that begins with the same word. */
static void
await_offline_line (Fixture *fixture)
{
  cw_desk_await (&fixture->desk, CW_ROLE_LABEL, "Offline");
}

static void
await_price (Fixture *fixture)
{
  g_autofree char *price =
      g_strdup_printf ("%.2f", scripted_market_get_close (&fixture->truth, N_BARS - 1));

  cw_desk_await_said (&fixture->desk, price, TRUE);
}

static void
change_prices (Fixture *fixture)
{
  fixture->truth.factor *= 1.1;
  fixture->truth.market_time += 60;
  scripted_market_set_truth (fixture->market, &fixture->truth);
}

/* --- what is asked --- */

static void
await_asked (Fixture *fixture, guint n)
{
  scripted_market_forget_asked (fixture->market);
  CW_AWAIT (scripted_market_count_asked (fixture->market, "/spark") >= n, "questions");
}

/* What was under way a moment ago may come in still. */
static void
assert_not_asked (Fixture *fixture)
{
  g_usleep (A_WHILE / 3);
  scripted_market_forget_asked (fixture->market);
  g_usleep (A_WHILE);
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/"), ==, 0);
}

static void
set_offline (Fixture *fixture, gboolean offline)
{
  g_autoptr (GVariant) state = cw_program_get_state (fixture->desk.program, "offline");

  if (g_variant_get_boolean (state) != offline)
    cw_program_act (fixture->desk.program, "offline", NULL);
}

/* --- the tests --- */

/* Rows and the line below them follow; both symbols come with one question, and no bars do. */
static void
test_prices (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  await_price (fixture);
  cw_desk_await (&fixture->desk, 0, "Updated ");
  await_asked (fixture, 1);
  for (guint i = 0; i < 3; i++)
    {
      change_prices (fixture);
      await_price (fixture);
    }
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart"), ==, 0);
}

/* No packet leaves while the switch is on. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  await_price (fixture);
  await_asked (fixture, 1);
  set_offline (fixture, TRUE);
  await_offline_line (fixture);
  change_prices (fixture);
  assert_not_asked (fixture);
  set_offline (fixture, FALSE);
  await_price (fixture);
  await_asked (fixture, 1);
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  await_price (fixture);
  await_asked (fixture, 1);
  cw_program_run_tool ("xdotool search --sync --onlyvisible --class candlewick windowminimize");
  assert_not_asked (fixture);
  change_prices (fixture);
  cw_program_run_tool ("xdotool search --class candlewick windowmap %@");
  await_price (fixture);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  fixture->truth.session_start -= DAY;
  fixture->truth.session_end -= DAY;
  fixture->truth.market_time = fixture->truth.session_end;
  start (fixture);
  await_price (fixture);
  cw_desk_await (&fixture->desk, 0, "Market closed, opens ");
  assert_not_asked (fixture);
  set_offline (fixture, TRUE); /* at once, though no timer is near */
  await_offline_line (fixture);
}

static void
test_off (Fixture *fixture, gconstpointer data)
{
  cw_desk_write_settings (&fixture->desk, CW_DESK_GROUP, "refresh-interval=uint32 0");
  start (fixture);
  await_price (fixture);
  cw_desk_await_said (&fixture->desk, "live prices are off", TRUE);
  assert_not_asked (fixture);
}

/* Who wants to be left alone is named with the time, and left alone; what is shown stays. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  await_price (fixture);
  await_asked (fixture, 1);
  fixture->truth.status = 429;
  fixture->truth.retry_after = 600;
  scripted_market_set_truth (fixture->market, &fixture->truth);
  cw_desk_await_said (&fixture->desk, "asks to wait until", TRUE);
  await_price (fixture);
  assert_not_asked (fixture);
}

/* A new session begins: the bars of the symbol that is looked at are fetched, and only those. */
static void
test_morning (Fixture *fixture, gconstpointer data)
{
  fixture->truth.session_start -= DAY;
  start (fixture);
  await_price (fixture);
  await_asked (fixture, 1);
  fixture->truth.session_start += DAY;
  fixture->truth.n_bars++;
  fixture->truth.factor *= 1.1;
  fixture->truth.market_time = g_get_real_time () / G_USEC_PER_SEC - 60;
  scripted_market_set_truth (fixture->market, &fixture->truth);
  CW_AWAIT (scripted_market_count_asked (fixture->market, "/chart/AAA") > 0, "bars");
  await_asked (fixture, 2);
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart"), ==, 0);
}

#define ADD(name, func) g_test_add ("/ui/live/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL); /* the session has directories of its own */
  ADD ("prices", test_prices);
  ADD ("offline", test_offline);
  ADD ("hidden", test_hidden);
  ADD ("closed", test_closed);
  ADD ("off", test_off);
  ADD ("refused", test_refused);
  ADD ("morning", test_morning);
  return g_test_run ();
}
