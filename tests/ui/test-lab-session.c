/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-lab-session.h"
#include "cw-until.h"

#define N_REQUESTS 4
#define DELAY 0.05
/* A delay that no test waits for, and what is more than ending may take on any machine. */
#define NEVER 60
#define SOON_SECONDS 8

typedef struct
{
  CwLabSession *session;
  CwLabOptions options;
  guint n_events, n_begun, n_ended;
} Fixture;

static void
event_cb (Fixture *fixture, const CwLabEvent *event)
{
  fixture->n_events++;
  fixture->n_begun += event->kind == CW_LAB_REQUEST_BEGIN;
}

static void
ended_cb (Fixture *fixture)
{
  g_assert_false (cw_lab_session_is_running (fixture->session));
  fixture->n_ended++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = cw_lab_session_new ();
  cw_lab_options_init (&fixture->options);
  fixture->options.n_requests = N_REQUESTS;
  fixture->options.delay = DELAY;
  g_signal_connect_swapped (fixture->session, "event", G_CALLBACK (event_cb), fixture);
  g_signal_connect_swapped (fixture->session, "ended", G_CALLBACK (ended_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->session);
}

static void
start (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_lab_session_start (fixture->session, &fixture->options, &error));
  g_assert_no_error (error);
  g_assert_true (cw_lab_session_is_running (fixture->session));
}

static void
await (const guint *counter, guint n, const char *what)
{
  CW_UNTIL (*counter >= n);
}

/* Twice: what one experiment leaves behind does not hinder the next. */
static void
test_all_ways (Fixture *fixture, gconstpointer data)
{
  for (guint round = 1; round <= 2; round++)
    {
      const CwLabReport *report;

      start (fixture);
      await (&fixture->n_ended, round, "the end");
      g_assert_null (cw_lab_session_get_error (fixture->session));
      report = cw_lab_session_get_report (fixture->session);
      g_assert_cmpuint (report->runs->len, ==, CW_N_LAB_MODES);
      for (guint i = 0; i < report->runs->len; i++)
        {
          const CwLabRun *run = g_ptr_array_index (report->runs, i);

          g_assert_cmpuint (run->n_failed, ==, 0);
          g_assert_cmpfloat (run->wall_seconds, >=, run->ideal_seconds);
        }
    }
  /* Of each way its beginning and end, and those of its requests. */
  g_assert_cmpuint (fixture->n_events, ==, 2 * CW_N_LAB_MODES * (2 + 2 * N_REQUESTS));
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  gint64 begin;

  fixture->options.delay = NEVER;
  start (fixture);
  await (&fixture->n_begun, 1, "a request");
  begin = g_get_monotonic_time ();
  cw_lab_session_stop (fixture->session);
  await (&fixture->n_ended, 1, "the end");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, SOON_SECONDS * G_USEC_PER_SEC);
  g_assert_null (cw_lab_session_get_report (fixture->session));
  g_assert_error (cw_lab_session_get_error (fixture->session), G_IO_ERROR, G_IO_ERROR_CANCELLED);

  fixture->options.delay = DELAY;
  start (fixture);
  await (&fixture->n_ended, 2, "the end of the next");
  g_assert_nonnull (cw_lab_session_get_report (fixture->session));
}

static void
test_shut_down (Fixture *fixture, gconstpointer data)
{
  gint64 begin;

  fixture->options.delay = NEVER;
  fixture->options.modes = 1u << CW_LAB_THREADS;
  start (fixture);
  await (&fixture->n_begun, N_REQUESTS, "all requests");
  begin = g_get_monotonic_time ();
  cw_lab_session_shut_down (fixture->session);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, SOON_SECONDS * G_USEC_PER_SEC);
  g_assert_false (cw_lab_session_is_running (fixture->session));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_ended, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/ui/lab-session/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("all-ways", test_all_ways);
  ADD ("stop", test_stop);
  ADD ("shut-down", test_shut_down);
  return g_test_run ();
}
