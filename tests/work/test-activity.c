/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity.h"

#include "cw-workers.h"

/* The span of this number among those read, which must be there. */
static const CwSpan *
find (GArray *spans, guint64 id)
{
  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (spans, CwSpan, i).id == id)
      return &g_array_index (spans, CwSpan, i);
  g_assert_not_reached ();
}

static CwActivityPlace
get_place (CwActivityWatch *watch, const char *name)
{
  g_autoptr (GArray) places = cw_activity_watch_read_places (watch);

  for (guint i = 0; i < places->len; i++)
    if (g_str_equal (g_array_index (places, CwActivityPlace, i).name, name))
      {
        CwActivityPlace place = g_array_index (places, CwActivityPlace, i);

        place.name = NULL; /* goes with the array */
        return place;
      }
  g_assert_not_reached ();
}

static CwActivityTotals
get_totals (CwActivityWatch *watch, CwActivityKind kind)
{
  CwActivityTotals totals[CW_N_ACTIVITY_KINDS];

  cw_activity_watch_read_totals (watch, totals);
  return totals[kind];
}

static guint
count_read (CwActivityWatch *watch)
{
  g_autoptr (GArray) spans = cw_activity_watch_read (watch);

  return spans->len;
}

static void
test_nobody_watches (void)
{
  CwActivityWatch *watch;

  g_assert_false (cw_activity_is_watched ());
  g_assert_cmpuint (cw_activity_begin (CW_ACTIVITY_REQUEST, "host", "chart", "AAPL"), ==, 0);
  cw_activity_enter (0, CW_PHASE_WAIT);
  cw_activity_end (0, CW_SPAN_DONE, 200, NULL);
  watch = cw_activity_watch_new ();
  g_assert_true (cw_activity_is_watched ());
  g_assert_cmpuint (count_read (watch), ==, 0);
  cw_activity_watch_free (watch);
  g_assert_false (cw_activity_is_watched ());
}

static void
test_phases (void)
{
  static const CwPhase phases[] = { CW_PHASE_DNS, CW_PHASE_CONNECT, CW_PHASE_TLS, CW_PHASE_WAIT,
                                    CW_PHASE_RECEIVE };
  g_autoptr (CwActivityWatch) watch = cw_activity_watch_new ();
  g_autoptr (GArray) before = NULL, after = NULL;
  guint64 id = cw_activity_begin (CW_ACTIVITY_REQUEST, "example.com", "chart", "AAPL");
  const CwSpan *span;
  gint64 sum = 0;

  before = cw_activity_watch_read (watch);
  span = find (before, id);
  g_assert_cmpint (span->state, ==, CW_SPAN_UNDER_WAY);
  g_assert_cmpint (cw_span_get_phase (span), ==, CW_PHASE_QUEUED);
  g_assert_cmpuint (span->lane, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      g_usleep (1000);
      cw_activity_enter (id, phases[i]);
      cw_activity_enter (id, phases[i]); /* told twice is entered once */
    }
  cw_activity_end (id, CW_SPAN_DONE, 200, NULL);

  after = cw_activity_watch_read (watch);
  g_assert_cmpuint (after->len, ==, 1);
  span = find (after, id);
  g_assert_cmpstr (span->place, ==, "example.com");
  g_assert_cmpstr (span->label, ==, "chart");
  g_assert_cmpstr (span->symbol, ==, "AAPL");
  g_assert_cmpint (span->state, ==, CW_SPAN_DONE);
  g_assert_cmpuint (span->status, ==, 200);
  g_assert_cmpuint (span->lane, ==, 1);
  g_assert_cmpuint (span->n_marks, ==, 1 + G_N_ELEMENTS (phases));
  for (guint i = 0; i < CW_N_PHASES; i++)
    sum += cw_span_get_time_in (span, (CwPhase) i, G_MAXINT64);
  g_assert_cmpint (sum, ==, span->end - cw_span_get_start (span));
  g_assert_cmpint (cw_span_get_time_in (span, CW_PHASE_TLS, 0), >=, 1000);
  g_assert_cmpint (cw_span_get_time_in (span, CW_PHASE_PARSE, 0), ==, 0);
}

/* Only what has changed is read again. */
static void
test_changes (void)
{
  g_autoptr (CwActivityWatch) watch = cw_activity_watch_new ();
  g_autoptr (CwActivityWatch) other = cw_activity_watch_new ();
  guint64 first = cw_activity_begin (CW_ACTIVITY_REQUEST, "a", "chart", NULL);
  guint64 second = cw_activity_begin (CW_ACTIVITY_REQUEST, "a", "chart", NULL);
  g_autoptr (GArray) spans = NULL;

  g_assert_cmpuint (first, <, second);
  g_assert_cmpuint (count_read (watch), ==, 2);
  g_assert_cmpuint (count_read (watch), ==, 0);
  cw_activity_enter (first, CW_PHASE_WAIT);
  spans = cw_activity_watch_read (watch);
  g_assert_cmpuint (spans->len, ==, 1);
  g_assert_cmpint (cw_span_get_phase (find (spans, first)), ==, CW_PHASE_WAIT);
  g_assert_null (find (spans, first)->symbol);
  g_assert_cmpuint (count_read (other), ==, 2);
  cw_activity_end (first, CW_SPAN_CANCELLED, 0, NULL);
  cw_activity_end (second, CW_SPAN_CANCELLED, 0, NULL);
}

/* What ended is not ended again, and enters nothing. */
static void
test_ends_once (void)
{
  g_autoptr (CwActivityWatch) watch = cw_activity_watch_new ();
  CwActivityTotals before = get_totals (watch, CW_ACTIVITY_REQUEST), after;
  guint64 id = cw_activity_begin (CW_ACTIVITY_REQUEST, "once", "chart", NULL);
  g_autoptr (GArray) spans = NULL;

  cw_activity_enter (id, CW_PHASE_CONNECT);
  cw_activity_end (id, CW_SPAN_FAILED, 503, "it was refused");
  cw_activity_end (id, CW_SPAN_DONE, 200, NULL);
  cw_activity_enter (id, CW_PHASE_WAIT);
  spans = cw_activity_watch_read (watch);
  g_assert_cmpint (find (spans, id)->state, ==, CW_SPAN_FAILED);
  g_assert_cmpuint (find (spans, id)->status, ==, 503);
  g_assert_cmpstr (find (spans, id)->message, ==, "it was refused");
  g_assert_cmpint (cw_span_get_phase (find (spans, id)), ==, CW_PHASE_CONNECT);
  after = get_totals (watch, CW_ACTIVITY_REQUEST);
  g_assert_cmpuint (after.n_failed, ==, before.n_failed + 1);
  g_assert_cmpuint (after.n_done, ==, before.n_done);
  g_assert_cmpuint (get_place (watch, "once").n_running, ==, 0);
}

/* A lane is free again when its span has ended, and the lowest goes first. */
static void
test_lanes (void)
{
  g_autoptr (CwActivityWatch) watch = cw_activity_watch_new ();
  g_autoptr (GArray) spans = NULL;
  guint64 ids[4];

  for (guint i = 0; i < 4; i++)
    ids[i] = cw_activity_begin (CW_ACTIVITY_REQUEST, i < 3 ? "lanes" : "elsewhere", "x", NULL);
  g_assert_cmpuint (get_place (watch, "lanes").n_waiting, ==, 3);
  cw_activity_enter (ids[0], CW_PHASE_WAIT);
  cw_activity_enter (ids[1], CW_PHASE_WAIT);
  cw_activity_enter (ids[3], CW_PHASE_WAIT);
  g_assert_cmpuint (get_place (watch, "lanes").n_running, ==, 2);
  g_assert_cmpuint (get_place (watch, "lanes").n_waiting, ==, 1);
  cw_activity_end (ids[0], CW_SPAN_DONE, 200, NULL);
  cw_activity_enter (ids[2], CW_PHASE_WAIT);
  spans = cw_activity_watch_read (watch);
  g_assert_cmpuint (find (spans, ids[0])->lane, ==, 1);
  g_assert_cmpuint (find (spans, ids[1])->lane, ==, 2);
  g_assert_cmpuint (find (spans, ids[2])->lane, ==, 1);
  g_assert_cmpuint (find (spans, ids[3])->lane, ==, 1);
  for (guint i = 1; i < 4; i++)
    cw_activity_end (ids[i], CW_SPAN_DONE, 200, NULL);
  g_assert_cmpuint (get_place (watch, "lanes").n_running, ==, 0);
  g_assert_cmpuint (get_place (watch, "lanes").n_waiting, ==, 0);
}

static void
test_places (void)
{
  g_autoptr (CwActivityWatch) watch = NULL;
  CwActivityPlace place;

  /* Told while nobody watches, and known all the same. */
  cw_activity_set_place (CW_ACTIVITY_REQUEST, "closed.example", 4, 1618956000);
  watch = cw_activity_watch_new ();
  place = get_place (watch, "closed.example");
  g_assert_cmpint (place.kind, ==, CW_ACTIVITY_REQUEST);
  g_assert_cmpuint (place.limit, ==, 4);
  g_assert_cmpint (place.closed_until, ==, 1618956000);
  cw_activity_set_place (CW_ACTIVITY_REQUEST, "closed.example", 4, 0);
  g_assert_cmpint (get_place (watch, "closed.example").closed_until, ==, 0);
}

/* There is room for so many; those that are pushed out are counted and leave their place. */
static void
test_room (void)
{
  enum
  {
    EXTRA = 100
  };
  g_autoptr (CwActivityWatch) watch = cw_activity_watch_new ();
  CwActivityTotals before = get_totals (watch, CW_ACTIVITY_JOB), after;
  g_autoptr (GArray) spans = NULL;
  guint64 first = 0, last = 0;

  for (guint i = 0; i < CW_ACTIVITY_CAPACITY + EXTRA; i++)
    {
      last = cw_activity_begin (CW_ACTIVITY_JOB, "room", "work", NULL);
      first = first == 0 ? last : first;
      if (i % 2 == 0)
        cw_activity_enter (last, CW_PHASE_COMPUTE);
    }
  after = get_totals (watch, CW_ACTIVITY_JOB);
  g_assert_cmpuint (after.n_dropped, ==, before.n_dropped + EXTRA);
  g_assert_cmpuint (get_place (watch, "room").n_running, ==, CW_ACTIVITY_CAPACITY / 2);
  g_assert_cmpuint (get_place (watch, "room").n_waiting, ==, CW_ACTIVITY_CAPACITY / 2);
  cw_activity_end (first, CW_SPAN_DONE, 0, NULL); /* forgotten by now */
  g_assert_cmpuint (get_totals (watch, CW_ACTIVITY_JOB).n_done, ==, before.n_done);
  spans = cw_activity_watch_read (watch);
  g_assert_cmpuint (spans->len, ==, CW_ACTIVITY_CAPACITY);
  g_assert_cmpuint (g_array_index (spans, CwSpan, 0).id, ==, first + EXTRA);
  g_assert_cmpuint (g_array_index (spans, CwSpan, spans->len - 1).id, ==, last);
}

/* A span that outlives the watch means nothing to the next one. */
static void
test_watch_again (void)
{
  CwActivityWatch *watch = cw_activity_watch_new ();
  guint64 old = cw_activity_begin (CW_ACTIVITY_JOB, "again", "work", NULL);

  cw_activity_enter (old, CW_PHASE_COMPUTE);
  cw_activity_watch_free (watch);
  cw_activity_end (old, CW_SPAN_DONE, 0, NULL);
  watch = cw_activity_watch_new ();
  g_assert_cmpuint (get_place (watch, "again").n_running, ==, 0);
  cw_activity_enter (old, CW_PHASE_PARSE);
  cw_activity_end (old, CW_SPAN_DONE, 0, NULL);
  g_assert_cmpuint (count_read (watch), ==, 0);
  g_assert_cmpuint (get_place (watch, "again").n_running, ==, 0);
  cw_activity_watch_free (watch);
}

static void
test_too_many_phases (void)
{
  g_autoptr (CwActivityWatch) watch = cw_activity_watch_new ();
  guint64 id = cw_activity_begin (CW_ACTIVITY_REQUEST, "phases", "x", NULL);
  g_autoptr (GArray) spans = NULL;

  for (guint i = 0; i < 100; i++)
    cw_activity_enter (id, i % 2 == 0 ? CW_PHASE_WAIT : CW_PHASE_RECEIVE);
  cw_activity_end (id, CW_SPAN_DONE, 200, NULL);
  spans = cw_activity_watch_read (watch);
  g_assert_cmpuint (find (spans, id)->n_marks, ==, CW_SPAN_MAX_MARKS);
  g_assert_cmpint (find (spans, id)->state, ==, CW_SPAN_DONE);
}

/* --- workers --- */

static gpointer
compute (gpointer data, GCancellable *cancellable, GError **error)
{
  if (data != NULL)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "no space for %s", (char *) data);
  return NULL;
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer n_done)
{
  (void) !cw_workers_run_finish (result, NULL);
  ++*(guint *) n_done;
}

static void
test_jobs (void)
{
  g_autoptr (CwActivityWatch) watch = cw_activity_watch_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  CwWorkers *workers = cw_workers_new ("jobs", 2, NULL);
  g_autoptr (GArray) spans = NULL;
  const CwSpan *span;
  guint n_done = 0;

  g_cancellable_cancel (cancelled);
  g_assert_cmpuint (get_place (watch, "jobs").limit, ==, 2);
  cw_workers_run_async (workers, 0, CW_STAGE_PARSE, "AAPL", compute, NULL, NULL, NULL, NULL,
                        count_cb, &n_done);
  cw_workers_run_async (workers, 0, "analyse", "MSFT", compute, (gpointer) "MSFT", NULL, NULL, NULL,
                        count_cb, &n_done);
  cw_workers_run_async (workers, 0, "market", NULL, compute, NULL, NULL, NULL, cancelled, count_cb,
                        &n_done);
  cw_workers_free (workers);
  spans = cw_activity_watch_read (watch);
  g_assert_cmpuint (spans->len, ==, 3);

  span = &g_array_index (spans, CwSpan, 0);
  g_assert_cmpint (span->kind, ==, CW_ACTIVITY_JOB);
  g_assert_cmpstr (span->label, ==, "parse");
  g_assert_cmpstr (span->symbol, ==, "AAPL");
  g_assert_cmpint (span->state, ==, CW_SPAN_DONE);
  g_assert_cmpint (cw_span_get_phase (span), ==, CW_PHASE_PARSE);
  span = &g_array_index (spans, CwSpan, 1);
  g_assert_cmpint (span->state, ==, CW_SPAN_FAILED);
  g_assert_cmpstr (span->message, ==, "no space for MSFT");
  g_assert_cmpint (cw_span_get_phase (span), ==, CW_PHASE_COMPUTE);
  span = &g_array_index (spans, CwSpan, 2);
  g_assert_cmpint (span->state, ==, CW_SPAN_CANCELLED);
  g_assert_cmpuint (span->lane, ==, 0);
  while (n_done < 3)
    g_main_context_iteration (NULL, TRUE);
}

/* --- threads --- */

#define N_THREADS 4
#define N_SPANS 5000

static gpointer
tell_much (gpointer data)
{
  for (guint i = 0; i < N_SPANS; i++)
    {
      guint64 id = cw_activity_begin (CW_ACTIVITY_JOB, "threads", "work", "SYMBOL");

      cw_activity_enter (id, CW_PHASE_PARSE);
      cw_activity_enter (id, CW_PHASE_COMPUTE);
      cw_activity_end (id, i % 3 == 0 ? CW_SPAN_FAILED : CW_SPAN_DONE, 0, "message");
    }
  g_atomic_int_inc ((int *) data);
  return NULL;
}

static guint64
count_all (CwActivityTotals totals)
{
  return totals.n_done + totals.n_failed + totals.n_cancelled + totals.n_dropped;
}

/* Watches come and go while four threads tell; whatever is read is whole. */
static void
test_threads (void)
{
  CwActivityWatch *first = cw_activity_watch_new (), *second = NULL;
  CwActivityTotals before = get_totals (first, CW_ACTIVITY_JOB), after;
  GThread *threads[N_THREADS];
  int n_ended = 0;
  guint n_read = 0;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("tell", tell_much, &n_ended);
  while (g_atomic_int_get (&n_ended) < N_THREADS)
    {
      g_autoptr (GArray) spans = cw_activity_watch_read (first);

      for (guint i = 0; i < spans->len; i++)
        {
          const CwSpan *span = &g_array_index (spans, CwSpan, i);

          g_assert_cmpstr (span->symbol, ==, "SYMBOL");
          g_assert_cmpuint (span->lane, <=, N_THREADS);
          g_assert_true ((span->state == CW_SPAN_UNDER_WAY) == (span->end == 0));
          n_read++;
        }
      cw_activity_watch_free (g_steal_pointer (&second));
      second = cw_activity_watch_new ();
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  n_read += count_read (first);
  after = get_totals (first, CW_ACTIVITY_JOB);
  g_assert_cmpuint (n_read, >=, CW_ACTIVITY_CAPACITY);
  /* A thread that had to wait for the others may have lost its place in the feed. */
  g_assert_cmpuint (count_all (after) - count_all (before), ==, N_THREADS * N_SPANS);
  g_assert_cmpuint (get_place (first, "threads").n_running, ==, 0);
  cw_activity_watch_free (second);
  cw_activity_watch_free (first);
}

/* The last watch ends while others still tell. */
static void
test_watches_come_and_go (void)
{
  GThread *threads[N_THREADS];
  int n_ended = 0;
  guint n_watches = 0;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("tell", tell_much, &n_ended);
  while (g_atomic_int_get (&n_ended) < N_THREADS || n_watches == 0)
    {
      g_autoptr (CwActivityWatch) watch = cw_activity_watch_new ();

      g_assert_cmpuint (count_read (watch), <=, CW_ACTIVITY_CAPACITY);
      n_watches++;
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_false (cw_activity_is_watched ());
  g_test_message ("%u watches", n_watches);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/work/activity/nobody-watches", test_nobody_watches);
  g_test_add_func ("/work/activity/phases", test_phases);
  g_test_add_func ("/work/activity/changes", test_changes);
  g_test_add_func ("/work/activity/ends-once", test_ends_once);
  g_test_add_func ("/work/activity/lanes", test_lanes);
  g_test_add_func ("/work/activity/places", test_places);
  g_test_add_func ("/work/activity/room", test_room);
  g_test_add_func ("/work/activity/watch-again", test_watch_again);
  g_test_add_func ("/work/activity/too-many-phases", test_too_many_phases);
  g_test_add_func ("/work/activity/jobs", test_jobs);
  g_test_add_func ("/work/activity/threads", test_threads);
  g_test_add_func ("/work/activity/watches-come-and-go", test_watches_come_and_go);
  return g_test_run ();
}
