/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/resource.h>

#include "cw-lab-event.h"
#include "cw-lab-files.h"
#include "cw-lab-mailbox.h"
#include "cw-lab-options.h"

static void
test_mode_names (void)
{
  static const char *const names[] = { "sequential", "threads", "pool", "async" };
  static const char *const others[] = { "", "all", "Pool", "pool ", "thread" };
  CwLabMode mode;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++, n++)
    {
      g_assert_true (cw_lab_mode_parse (names[i], &mode));
      g_assert_cmpint (mode, ==, i);
      g_assert_cmpstr (cw_lab_mode_to_string (mode), ==, names[i]);
      g_assert_cmpuint (strlen (cw_lab_mode_get_title (mode)), >, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++, n++)
    g_assert_false (cw_lab_mode_parse (others[i], &mode));
  g_assert_cmpuint (n, ==, CW_N_LAB_MODES + 5);
}

static void
test_ideal (void)
{
  static const struct
  {
    guint n_requests, n_workers;
    double delay, ideal[CW_N_LAB_MODES];
  } cases[] = {
    { 10, 5, 2, { 20, 2, 4, 2 } },   { 11, 5, 2, { 22, 2, 6, 2 } },
    { 4, 5, 2, { 8, 2, 2, 2 } },     { 1, 1, 0.5, { 0.5, 0.5, 0.5, 0.5 } },
    { 1000, 64, 0, { 0, 0, 0, 0 } }, { 1000, 64, 1, { 1000, 1, 16, 1 } },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < CW_N_LAB_MODES; j++, n++)
      {
        CwLabOptions options = { cases[i].n_requests, cases[i].delay, cases[i].n_workers,
                                 CW_LAB_ALL_MODES };

        g_assert_cmpfloat_with_epsilon (cw_lab_options_get_ideal (&options, (CwLabMode) j),
                                        cases[i].ideal[j], 1e-12);
      }
  g_assert_cmpuint (n, ==, 24);
}

static void
test_usual_experiment (void)
{
  CwLabOptions options;

  cw_lab_options_init (&options);
  g_assert_cmpuint (options.n_requests, ==, 10);
  g_assert_cmpfloat_with_epsilon (options.delay, 2, 1e-12);
  g_assert_cmpuint (options.n_workers, ==, 5);
  g_assert_cmpuint (options.modes, ==, 15);
}

static void
test_log_lines (void)
{
  static char message[] = "it rains";
  static const struct
  {
    CwLabEvent event;
    const char *line;
  } cases[] = {
    { { CW_LAB_MODE_BEGIN, CW_LAB_SEQUENTIAL, 0, 0, 0, 1619035200000000, 7, 9, NULL },
      "2021-04-21T20:00:00.000000Z INFO [7/9] sequential +0.000: begins" },
    { { CW_LAB_REQUEST_BEGIN, CW_LAB_POOL, 3, 2, 0.25, 1619035200250001, 7, 9, NULL },
      "2021-04-21T20:00:00.250001Z INFO [7/9] pool +0.250: request 3 begins in lane 2" },
    { { CW_LAB_REQUEST_END, CW_LAB_ASYNC, 3, 3, 2.0014, 1619035202001400, 7, 9, NULL },
      "2021-04-21T20:00:02.001400Z INFO [7/9] async +2.001: request 3 ends in lane 3" },
    { { CW_LAB_REQUEST_FAIL, CW_LAB_THREADS, 3, 3, 12.5, 1619035212500000, 7, 9, message },
      "2021-04-21T20:00:12.500000Z WARNING [7/9] threads +12.500: request 3 fails in lane 3: it "
      "rains" },
    { { CW_LAB_MODE_END, CW_LAB_THREADS, 0, 0, 13, 1619035213000000, 7, 9, NULL },
      "2021-04-21T20:00:13.000000Z INFO [7/9] threads +13.000: ends" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *line = cw_lab_event_to_log_line (&cases[n].event);

      g_assert_cmpstr (line, ==, cases[n].line);
    }
  g_assert_cmpuint (n, ==, 5);
}

#define N_THREADS 4
#define N_EVENTS 500

typedef struct
{
  CwLabMailbox *mailbox;
  guint lane;
} Sender;

static gpointer
send_events (gpointer data)
{
  Sender *sender = data;

  for (guint i = 1; i <= N_EVENTS; i++)
    {
      CwLabEvent event = { .request = i, .lane = sender->lane, .message = g_strdup ("text") };

      cw_lab_mailbox_post (sender->mailbox, event);
    }
  return NULL;
}

typedef struct
{
  GThread *reader;
  guint last[N_THREADS];
  guint n;
} Received;

static void
receive_cb (const CwLabEvent *event, gpointer data)
{
  Received *received = data;

  g_assert_true (g_thread_self () == received->reader);
  g_assert_cmpstr (event->message, ==, "text");
  g_assert_cmpuint (event->request, ==, ++received->last[event->lane]);
  received->n++;
}

/* Nothing is lost, each thread's events stay in order, and they come before the mailbox is closed
 * as well as by closing it. */
static void
test_mailbox (void)
{
  Received received = { .reader = g_thread_self () };
  CwLabMailbox *mailbox = cw_lab_mailbox_new (receive_cb, &received);
  CwLabEvent event = { .request = N_EVENTS + 1, .message = g_strdup ("text") };
  Sender senders[N_THREADS];
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    {
      senders[i] = (Sender){ mailbox, i };
      threads[i] = g_thread_new ("sender", send_events, &senders[i]);
    }
  while (received.n < N_THREADS * N_EVENTS)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  cw_lab_mailbox_post (mailbox, event);
  cw_lab_mailbox_close (mailbox);
  g_assert_cmpuint (received.n, ==, N_THREADS * N_EVENTS + 1);
}

static void
test_no_mailbox (void)
{
  CwLabEvent event = { .message = g_strdup ("text") };

  cw_lab_mailbox_post (NULL, event);
  cw_lab_mailbox_close (NULL);
}

/* In a process of its own, for what is lowered stays low. */
static void
test_files_subprocess (void)
{
  CwLabOptions options = { 100, 0, 5, CW_LAB_ALL_MODES };
  struct rlimit limit = { 300, 500 };
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (setrlimit (RLIMIT_NOFILE, &limit));
  g_assert_true (cw_lab_files_reserve (&options, &error));
  g_assert_no_error (error);
  g_assert_no_errno (getrlimit (RLIMIT_NOFILE, &limit));
  g_assert_cmpuint (limit.rlim_cur, >=, 2 * 100);
  options.n_requests = 1000;
  g_assert_false (cw_lab_files_reserve (&options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);
  g_assert_nonnull (strstr (error->message, "500"));
  /* Few connections serve many requests. */
  options.modes = 1u << CW_LAB_SEQUENTIAL | 1u << CW_LAB_POOL;
  g_assert_true (cw_lab_files_reserve (&options, NULL));
}

static void
test_files (void)
{
  if (g_test_subprocess ())
    {
      test_files_subprocess ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/lab/parts/mode-names", test_mode_names);
  g_test_add_func ("/lab/parts/ideal", test_ideal);
  g_test_add_func ("/lab/parts/usual-experiment", test_usual_experiment);
  g_test_add_func ("/lab/parts/log-lines", test_log_lines);
  g_test_add_func ("/lab/parts/mailbox", test_mailbox);
  g_test_add_func ("/lab/parts/no-mailbox", test_no_mailbox);
  g_test_add_func ("/lab/parts/files", test_files);
  return g_test_run ();
}
