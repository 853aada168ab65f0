/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-live-text.h"

#include <string.h>

/* What the line below the list says, and what there is to know beyond it. */

/* Tuesday, 16 June 2026, 14:32:10, in a time zone that is UTC. */
#define NOW 1781620330
#define HOUR (60 * 60)
#define DAY (24 * HOUR)

static void
test_times (void)
{
  static const struct
  {
    gint64 time;
    const char *text;
  } rows[] = {
    { NOW, "14:32" },
    { NOW + 60, "14:33" },
    { NOW - 14 * HOUR, "00:32" },
    { NOW + 10 * HOUR, "Wednesday 00:32" },
    { NOW - DAY, "Monday 14:32" },
    { NOW + 6 * DAY, "Monday 14:32" },
    { NOW - 7 * DAY, "9 Jun 14:32" },
    { NOW + 7 * DAY, "23 Jun 14:32" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *text = cw_live_text_of_time (rows[n].time, NOW);

      g_assert_cmpstr (text, ==, rows[n].text);
    }
  g_assert_cmpuint (n, ==, 8);
}

static CwLiveStatus
make_status (CwScheduleMood mood, gint64 next)
{
  return (CwLiveStatus){ .plan = { .mood = mood, .next = next },
                         .now = NOW,
                         .updated_at = NOW - 10,
                         .n_markets = 1,
                         .interval = 60 };
}

static void
assert_says (const CwLiveStatus *status, const char *expected)
{
  g_autofree char *text = cw_live_text_of_status (status, "Yahoo Finance");

  g_assert_cmpstr (text, ==, expected);
}

static void
test_line (void)
{
  CwLiveStatus status = make_status (CW_SCHEDULE_OPEN, NOW + 50);

  assert_says (&status, "Updated 14:32, again at 14:33");
  status.interval = 15;
  assert_says (&status, "Updated 14:32:00, again at 14:33:00");
  status.asking = TRUE;
  assert_says (&status, "Updated 14:32:00, updating…");
  status.updated_at = 0;
  assert_says (&status, "Asking for prices…");
  status.asking = FALSE;
  assert_says (&status, "Prices come at 14:33:00");

  status = make_status (CW_SCHEDULE_OFFLINE, 0);
  assert_says (&status, "Offline");
  status = make_status (CW_SCHEDULE_OFF, 0);
  assert_says (&status, "Updated 14:32, live prices are off");
  status.updated_at = 0;
  assert_says (&status, "Live prices are off");
  status = make_status (CW_SCHEDULE_REFUSED, NOW + 8 * 60);
  assert_says (&status, "Yahoo Finance asks to wait until 14:41"); /* not a minute too early */
  status = make_status (CW_SCHEDULE_FAILING, NOW + 60);
  assert_says (&status, "No answer, trying again at 14:34");
  status = make_status (CW_SCHEDULE_STANDING, 0);
  assert_says (&status, "");
  status = make_status (CW_SCHEDULE_EMPTY, 0);
  assert_says (&status, "");
}

static void
test_closed (void)
{
  CwLiveStatus status = make_status (CW_SCHEDULE_CLOSED, NOW + DAY);

  assert_says (&status, "Market closed");
  status.plan.opens_at = NOW + 2 * HOUR;
  assert_says (&status, "Market closed, opens 16:32");
  status.plan.opens_at = NOW + 6 * DAY;
  assert_says (&status, "Market closed, opens Monday 14:32");
  status.n_markets = 2;
  assert_says (&status, "Markets closed, the next opens Monday 14:32");
}

static GPtrArray *
new_hosts (void)
{
  GPtrArray *hosts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_http_host_state_free);
  CwHttpHostState *open = g_new0 (CwHttpHostState, 1), *closed = g_new0 (CwHttpHostState, 1);

  *open = (CwHttpHostState){ .name = g_strdup ("finnhub.io"), .answered_at = NOW - 60 };
  *closed = (CwHttpHostState){ .name = g_strdup ("query1.finance.yahoo.com"),
                               .closed_until = NOW + 8 * 60,
                               .reason = g_strdup ("Too many requests") };
  g_ptr_array_add (hosts, open);
  g_ptr_array_add (hosts, closed);
  return hosts;
}

static void
test_details (void)
{
  CwLiveStatus status = make_status (CW_SCHEDULE_REFUSED, NOW + 8 * 60);
  g_autoptr (GPtrArray) hosts = new_hosts ();
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "The cause.");
  static const char *const parts[] = {
    "Last update: 14:32",
    "Next update: 14:40",
    "The cause.",
    "nothing to be done but to wait",
    "\n\nFinnhub\nLast answer: 14:31\n",
    "\nYahoo Finance\nNo answer yet\nNext try: 14:41\nToo many"
  };
  g_autofree char *text = NULL;
  g_autofree char *refusing = cw_live_text_find_refusing (hosts);
  gsize n = 0;

  status.error = error;
  text = cw_live_text_of_details (&status, hosts);
  for (; n < G_N_ELEMENTS (parts); n++)
    if (strstr (text, parts[n]) == NULL)
      g_error ("“%s” is missing in “%s”", parts[n], text);
  g_assert_cmpuint (n, ==, 6);
  g_assert_cmpstr (refusing, ==, "Yahoo Finance");
}

static void
test_hosts (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_assert_cmpstr (cw_live_text_of_host ("query2.finance.yahoo.com"), ==, "Yahoo Finance");
  g_assert_cmpstr (cw_live_text_of_host ("finnhub.io"), ==, "Finnhub");
  g_assert_cmpstr (cw_live_text_of_host ("127.0.0.1:8003"), ==, "127.0.0.1:8003");
  g_assert_null (cw_live_text_find_refusing (none));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/live/times", test_times);
  g_test_add_func ("/ui/live/line", test_line);
  g_test_add_func ("/ui/live/closed", test_closed);
  g_test_add_func ("/ui/live/details", test_details);
  g_test_add_func ("/ui/live/hosts", test_hosts);
  return g_test_run ();
}
