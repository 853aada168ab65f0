/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "cw-activity-item.h"
#include "cw-activity-model.h"
#include "cw-activity-text.h"
#include "cw-time-window.h"

#define THIN "\u202f"

/* --- the model --- */

static guint64
begin_request (const char *symbol)
{
  guint64 id = cw_activity_begin (CW_ACTIVITY_REQUEST, "example.com", "/chart", symbol);

  g_assert_cmpuint (id, !=, 0);
  return id;
}

static CwActivityModel *
new_started (void)
{
  CwActivityModel *model = cw_activity_model_new ();

  cw_activity_model_start (model);
  return model;
}

static void
free_stopped (CwActivityModel *model)
{
  cw_activity_model_stop (model);
  g_assert_finalize_object (model);
  g_assert_false (cw_activity_is_watched ());
}

static void
test_watches_between_start_and_stop (void)
{
  CwActivityModel *model = cw_activity_model_new ();

  g_assert_false (cw_activity_is_watched ());
  g_assert_false (cw_activity_model_read (model, g_get_monotonic_time ()));
  cw_activity_model_start (model);
  cw_activity_model_start (model);
  g_assert_true (cw_activity_is_watched ());
  cw_activity_model_stop (model);
  g_assert_false (cw_activity_is_watched ());
  g_assert_false (cw_activity_model_read (model, g_get_monotonic_time ()));
  free_stopped (model);
}

static void
test_counts (void)
{
  CwActivityModel *model = new_started ();
  guint64 ids[5];
  CwActivityCounts counts;

  cw_activity_model_read (model, g_get_monotonic_time ());
  counts = cw_activity_model_count (model);
  for (guint i = 0; i < 5; i++)
    ids[i] = begin_request ("AAPL");
  for (guint i = 0; i < 4; i++)
    cw_activity_enter (ids[i], CW_PHASE_WAIT);
  cw_activity_end (ids[0], CW_SPAN_DONE, 200, NULL);
  cw_activity_end (ids[1], CW_SPAN_FAILED, 503, "busy");
  g_assert_true (cw_activity_model_read (model, g_get_monotonic_time ()));
  g_assert_cmpuint (cw_activity_model_count (model).n_running, ==, 2);
  g_assert_cmpuint (cw_activity_model_count (model).n_waiting, ==, 1);
  g_assert_cmpuint (cw_activity_model_count (model).n_done, ==, counts.n_done + 1);
  g_assert_cmpuint (cw_activity_model_count (model).n_failed, ==, counts.n_failed + 1);
  g_assert_true (cw_activity_model_is_busy (model));
  for (guint i = 2; i < 5; i++)
    cw_activity_end (ids[i], CW_SPAN_CANCELLED, 0, NULL);
  g_assert_true (cw_activity_model_read (model, g_get_monotonic_time ()));
  g_assert_false (cw_activity_model_read (model, g_get_monotonic_time ()));
  g_assert_false (cw_activity_model_is_busy (model));
  g_assert_cmpuint (cw_activity_model_count (model).n_cancelled, ==, counts.n_cancelled + 3);
  free_stopped (model);
}

static const CwSpan *
get_listed (CwActivityModel *model, guint i)
{
  g_autoptr (CwActivityItem) item =
      g_list_model_get_item (cw_activity_model_get_requests (model), i);

  g_assert_nonnull (item);
  return cw_activity_item_get_span (item); /* which the list holds */
}

static void
count_cb (guint *counter)
{
  (*counter)++;
}

/* The latest first; one that goes on changes in its place; jobs are not in it. */
static void
test_list (void)
{
  CwActivityModel *model = new_started ();
  GListModel *list = cw_activity_model_get_requests (model);
  g_autoptr (CwActivityItem) item = NULL;
  guint64 first = begin_request ("AAPL"), second = begin_request ("MSFT"), job;
  guint n_list_changes = 0, n_item_changes = 0;

  job = cw_activity_begin (CW_ACTIVITY_JOB, "pool", "parse", "AAPL");
  cw_activity_model_read (model, g_get_monotonic_time ());
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  cw_activity_model_list (model);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  g_assert_cmpuint (get_listed (model, 0)->id, ==, second);
  g_assert_cmpuint (get_listed (model, 1)->id, ==, first);

  item = g_list_model_get_item (list, 1);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_cb), &n_list_changes);
  g_signal_connect_swapped (item, "changed", G_CALLBACK (count_cb), &n_item_changes);
  cw_activity_enter (first, CW_PHASE_WAIT);
  cw_activity_model_read (model, g_get_monotonic_time ());
  cw_activity_end (first, CW_SPAN_DONE, 200, NULL);
  cw_activity_model_read (model, g_get_monotonic_time ());
  cw_activity_model_list (model);
  g_assert_cmpuint (n_item_changes, ==, 1);
  g_assert_cmpuint (n_list_changes, ==, 0);
  g_assert_cmpint (get_listed (model, 1)->state, ==, CW_SPAN_DONE);

  /* How the second one ends will not be known. */
  cw_activity_model_stop (model);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  g_assert_cmpuint (get_listed (model, 0)->id, ==, first);
  g_assert_cmpuint (cw_activity_model_get_spans (model)->len, ==, 1);
  cw_activity_end (second, CW_SPAN_DONE, 200, NULL);
  cw_activity_end (job, CW_SPAN_DONE, 0, NULL);
  free_stopped (model);
}

static void
test_bounds (void)
{
  enum
  {
    N = CW_ACTIVITY_CAPACITY + 300
  };
  CwActivityModel *model = new_started ();
  guint64 last = 0;

  /* The first hundred never end, and are pushed out all the same. */
  for (guint i = 0; i < N; i++)
    {
      last = begin_request ("AAPL");
      if (i >= 100)
        cw_activity_end (last, CW_SPAN_DONE, 200, NULL);
      if (i % 700 == 0)
        cw_activity_model_read (model, g_get_monotonic_time ());
    }
  cw_activity_model_read (model, g_get_monotonic_time ());
  cw_activity_model_list (model);
  g_assert_cmpuint (cw_activity_model_get_spans (model)->len, ==, CW_ACTIVITY_CAPACITY);
  g_assert_false (cw_activity_model_is_busy (model));
  g_assert_cmpuint (g_list_model_get_n_items (cw_activity_model_get_requests (model)), ==,
                    CW_ACTIVITY_LISTED);
  g_assert_cmpuint (get_listed (model, 0)->id, ==, last);
  g_assert_nonnull (cw_activity_model_find (model, last));
  g_assert_null (cw_activity_model_find (model, last + 1));
  free_stopped (model);
}

/* What ended more than a minute ago is forgotten by the lanes, but not by the list. */
static void
test_forgets_what_is_old (void)
{
  CwActivityModel *model = new_started ();
  guint64 ended = begin_request ("AAPL"), under_way = begin_request ("MSFT");
  gint64 now;

  cw_activity_end (ended, CW_SPAN_DONE, 200, NULL);
  now = g_get_monotonic_time ();
  cw_activity_model_read (model, now);
  cw_activity_model_list (model);
  g_assert_cmpuint (cw_activity_model_get_spans (model)->len, ==, 2);
  cw_activity_model_read (model, now + (CW_ACTIVITY_SECONDS + 1) * G_USEC_PER_SEC);
  g_assert_cmpuint (cw_activity_model_get_spans (model)->len, ==, 1);
  g_assert_null (cw_activity_model_find (model, ended));
  g_assert_nonnull (cw_activity_model_find (model, under_way));
  g_assert_cmpuint (g_list_model_get_n_items (cw_activity_model_get_requests (model)), ==, 2);
  cw_activity_end (under_way, CW_SPAN_DONE, 200, NULL);
  free_stopped (model);
}

/* --- words --- */

static void
test_times (void)
{
  static const struct
  {
    gint64 time;
    const char *text;
  } cases[] = {
    { 0, "0.0" THIN "ms" },       { 400, "0.4" THIN "ms" },    { 9949, "9.9" THIN "ms" },
    { 84000, "84" THIN "ms" },    { 999000, "999" THIN "ms" }, { G_USEC_PER_SEC, "1.00" THIN "s" },
    { 1240000, "1.24" THIN "s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cw_activity_format_time (cases[i].time);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static CwSpan
make_span (void)
{
  return (CwSpan){
    .kind = CW_ACTIVITY_REQUEST,
    .state = CW_SPAN_DONE,
    .place = g_ref_string_new ("example.com"),
    .label = g_ref_string_new ("/chart"),
    .symbol = g_ref_string_new ("AAPL"),
    .status = 200,
    .lane = 1,
    .end = 85000,
    .n_marks = 3,
    .marks = { { CW_PHASE_QUEUED, 1000 }, { CW_PHASE_WAIT, 3000 }, { CW_PHASE_RECEIVE, 83000 } },
  };
}

static void
test_describing_spans (void)
{
  CwSpan span = make_span ();
  g_autofree char *done = cw_activity_describe_span (&span, 0);
  g_autofree char *failed = NULL, *running = NULL, *job = NULL;

  g_assert_cmpstr (done, ==,
                   "AAPL · /chart · 200, 84" THIN "ms · Queued 2.0" THIN "ms · Wait 80" THIN
                   "ms · Receive 2.0" THIN "ms");
  span.state = CW_SPAN_FAILED;
  span.status = 503;
  span.message = g_ref_string_new ("The server is busy");
  failed = cw_activity_describe_span (&span, 0);
  g_assert_true (g_str_has_prefix (failed, "AAPL · /chart · failed, 503, 84" THIN
                                           "ms · The server is busy · Queued"));
  span.state = CW_SPAN_UNDER_WAY;
  running = cw_activity_describe_span (&span, 93000);
  g_assert_nonnull (strstr (running, "Receive, 92" THIN "ms"));
  g_assert_nonnull (strstr (running, "Receive 10" THIN "ms"));
  cw_span_clear (&span);

  span = make_span ();
  span.kind = CW_ACTIVITY_JOB;
  span.status = 0;
  g_ref_string_release (span.label);
  span.label = g_ref_string_new ("parse");
  job = cw_activity_describe_span (&span, 0);
  g_assert_true (g_str_has_prefix (job, "AAPL · read the answer · done, 84" THIN "ms"));
  cw_span_clear (&span);
}

static void
test_describing_places (void)
{
  const gint64 now = 1618956000, until = now + 300;
  CwActivityPlace place = {
    .name = g_ref_string_new ("cw-worker"), .kind = CW_ACTIVITY_JOB, .limit = 4, .n_running = 2
  };
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (until);
  g_autofree char *time = g_date_time_format (date, "%H:%M");
  g_autofree char *closed = g_strdup_printf ("2 of 4 running · 12 waiting · closed until %s", time);
  g_autofree char *running = cw_activity_describe_place (&place, now);
  g_autofree char *waiting = NULL, *open = NULL;

  g_assert_cmpstr (running, ==, "2 of 4 running");
  g_assert_cmpstr (cw_activity_get_place_title (&place), ==, "Workers");
  place.kind = CW_ACTIVITY_REQUEST;
  g_assert_cmpstr (cw_activity_get_place_title (&place), ==, "cw-worker");
  place.n_waiting = 12;
  place.closed_until = until;
  waiting = cw_activity_describe_place (&place, now);
  g_assert_cmpstr (waiting, ==, closed);
  open = cw_activity_describe_place (&place, until);
  g_assert_cmpstr (open, ==, "2 of 4 running · 12 waiting");
  g_ref_string_release (place.name);
}

/* --- time --- */

static void
test_window (void)
{
  const CwTimeWindow window = { 1000000, 6000000, 6000000, 700000 };
  guint n = 0;

  g_assert_cmpfloat_with_epsilon (cw_time_window_get_x (&window, 1000000, 500), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (cw_time_window_get_x (&window, 6000000, 500), 500, 1e-9);
  g_assert_cmpint (cw_time_window_get_time (&window, 250, 500), ==, 3500000);
  g_assert_cmpint (cw_time_window_find_step (&window, 900), ==, 1000000);
  g_assert_cmpint (cw_time_window_find_step (&window, 300), ==, 2000000);
  /* Whole seconds of the wall's clock. */
  for (gint64 t = cw_time_window_first_tick (&window, G_USEC_PER_SEC); t < window.end;
       t += G_USEC_PER_SEC, n++)
    g_assert_cmpint ((t + window.real) % G_USEC_PER_SEC, ==, 0);
  g_assert_cmpuint (n, ==, 5);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/activity-model/watches-between-start-and-stop",
                   test_watches_between_start_and_stop);
  g_test_add_func ("/ui/activity-model/counts", test_counts);
  g_test_add_func ("/ui/activity-model/list", test_list);
  g_test_add_func ("/ui/activity-model/bounds", test_bounds);
  g_test_add_func ("/ui/activity-model/forgets-what-is-old", test_forgets_what_is_old);
  g_test_add_func ("/ui/activity-text/times", test_times);
  g_test_add_func ("/ui/activity-text/describing-spans", test_describing_spans);
  g_test_add_func ("/ui/activity-text/describing-places", test_describing_places);
  g_test_add_func ("/ui/time-window", test_window);
  return g_test_run ();
}
