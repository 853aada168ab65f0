/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-ways.h"

#include <glib/gi18n-lib.h>

#include "cw-lab-http.h"
#include "cw-workers.h"

/* Whatever happens to one of a session's messages, libsoup goes through all of them: with a
 * thousand in one session the loop would be busy for longer than they wait. */
#define SESSION_SIZE 32

static void
run_sequential (CwLabCourse *course)
{
  SoupSession *session = cw_lab_http_new_session (course->options, 1);

  cw_lab_course_enter_thread (course);
  for (guint i = 1; i <= course->options->n_requests; i++)
    if (!g_cancellable_is_cancelled (course->cancellable))
      cw_lab_http_make (course, session, i, 1);
  cw_lab_course_leave_thread (course, 0);
  cw_lab_http_free_session (session);
}

/** Errand: one request, and the thread that is made for it. */
typedef struct
{
  CwLabCourse *course;
  guint number;
  GThread *thread; /* owned; NULL if it could not be made */
} Errand;

/* A thread's whole life is the request's, so all its processor time is as well. */
static gpointer
errand_thread (gpointer data)
{
  Errand *errand = data;
  SoupSession *session = cw_lab_http_new_session (errand->course->options, 1);

  cw_lab_course_enter_thread (errand->course);
  cw_lab_http_make (errand->course, session, errand->number, errand->number);
  cw_lab_http_free_session (session);
  cw_lab_course_leave_thread (errand->course, cw_lab_course_read_cpu ());
  return NULL;
}

static void
start_errand (Errand *errand, CwLabCourse *course, guint number)
{
  g_autofree char *name = g_strdup_printf ("lab-%u", number);
  g_autoptr (GError) error = NULL;

  errand->course = course;
  errand->number = number;
  if (g_cancellable_is_cancelled (course->cancellable))
    return;
  errand->thread = g_thread_try_new (name, errand_thread, errand, &error);
  if (errand->thread == NULL)
    {
      g_prefix_error (&error, _ ("no thread could be started: "));
      cw_lab_course_begin_request (course, number, number);
      cw_lab_course_end_request (course, number, error);
    }
}

static void
run_threads (CwLabCourse *course)
{
  guint n = course->options->n_requests;
  g_autofree Errand *errands = g_new0 (Errand, n);

  for (guint i = 0; i < n; i++)
    start_errand (&errands[i], course, i + 1);
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&errands[i].thread, g_thread_join);
}

/** Lane: a thread of the pool, and its session. */
typedef struct
{
  GThread *owner; /* not owned; NULL before its first request */
  gboolean busy;
  SoupSession *session; /* owned */
} Lane;

/** Pool: the lanes, and how many requests have not ended. */
typedef struct
{
  CwLabCourse *course;
  GMutex mutex;
  Lane *lanes; /* as many as threads can be busy; the owners and whether they are busy are under
                  @mutex */
  guint n_lanes;
  guint n_pending; /* of the conducting thread alone */
} Pool;

/** Job: one request, for whichever thread comes first. */
typedef struct
{
  Pool *pool;
  guint number;
} Job;

/* A thread comes back to its lane. The first lane that is free is only for a thread that GLib has
 * put in the place of another one. */
static Lane *
find_lane (Pool *pool)
{
  Lane *found = NULL;

  for (guint i = 0; i < pool->n_lanes; i++)
    {
      Lane *lane = &pool->lanes[i];

      if (lane->owner == g_thread_self ())
        return lane;
      if (!lane->busy && (found == NULL || (found->owner != NULL && lane->owner == NULL)))
        found = lane;
    }
  return found;
}

static Lane *
take_lane (Pool *pool)
{
  Lane *lane;

  g_mutex_lock (&pool->mutex);
  lane = find_lane (pool);
  lane->owner = g_thread_self ();
  lane->busy = TRUE;
  g_mutex_unlock (&pool->mutex);
  return lane;
}

static void
give_lane (Pool *pool, Lane *lane)
{
  g_mutex_lock (&pool->mutex);
  lane->busy = FALSE;
  g_mutex_unlock (&pool->mutex);
}

/* Runs on a worker. Whether the request failed is in the course's record, not in the job's result.
 */
static gpointer
run_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  CwLabCourse *course = job->pool->course;
  gint64 cpu = cw_lab_course_read_cpu ();
  Lane *lane = take_lane (job->pool);

  cw_lab_course_enter_thread (course);
  cw_lab_http_make (course, lane->session, job->number, (guint) (lane - job->pool->lanes) + 1);
  give_lane (job->pool, lane);
  cw_lab_course_leave_thread (course, cw_lab_course_read_cpu () - cpu);
  return NULL;
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Pool *pool = data;

  (void) !cw_workers_run_finish (result, NULL);
  pool->n_pending--;
}

static void
start_job (Pool *pool, CwWorkers *workers, guint number)
{
  Job *job = g_new (Job, 1);

  *job = (Job){ pool, number };
  pool->n_pending++;
  cw_workers_run_async (workers, G_PRIORITY_DEFAULT, "lab", NULL, run_job, job, g_free, NULL,
                        pool->course->cancellable, job_done_cb, pool);
}

/* The sessions are made and closed here: only sending is allowed from other threads. */
static void
open_pool (Pool *pool)
{
  const CwLabOptions *options = pool->course->options;

  g_mutex_init (&pool->mutex);
  pool->n_lanes = MIN (options->n_workers, options->n_requests);
  pool->lanes = g_new0 (Lane, pool->n_lanes);
  for (guint i = 0; i < pool->n_lanes; i++)
    pool->lanes[i].session = cw_lab_http_new_session (options, 1);
}

static void
close_pool (Pool *pool)
{
  for (guint i = 0; i < pool->n_lanes; i++)
    cw_lab_http_free_session (pool->lanes[i].session);
  g_free (pool->lanes);
  g_mutex_clear (&pool->mutex);
}

static void
run_pool (CwLabCourse *course)
{
  CwWorkers *workers = cw_workers_new ("lab-pool", course->options->n_workers, course->trace);
  Pool pool = { .course = course };

  open_pool (&pool);
  for (guint i = 1; i <= course->options->n_requests; i++)
    start_job (&pool, workers, i);
  while (pool.n_pending > 0)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  cw_workers_free (workers);
  close_pool (&pool);
}

static void
count_down (gpointer data)
{
  (*(guint *) data)--;
}

static void
run_async (CwLabCourse *course)
{
  guint n = course->options->n_requests;
  guint n_pending = n;
  g_autoptr (GPtrArray) sessions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_lab_http_free_session);

  cw_lab_course_enter_thread (course);
  for (guint i = 0; i < n; i++)
    {
      if (i % SESSION_SIZE == 0)
        g_ptr_array_add (sessions, cw_lab_http_new_session (course->options, SESSION_SIZE));
      cw_lab_http_make_async (course, g_ptr_array_index (sessions, i / SESSION_SIZE), i + 1, i + 1,
                              count_down, &n_pending);
    }
  while (n_pending > 0)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  cw_lab_course_leave_thread (course, 0);
}

/** cw_lab_ways_run: goes the way that the course's mode names, to its end */
void
cw_lab_ways_run (CwLabCourse *course)
{
  static void (*const ways[CW_N_LAB_MODES]) (CwLabCourse *) = {
    [CW_LAB_SEQUENTIAL] = run_sequential,
    [CW_LAB_THREADS] = run_threads,
    [CW_LAB_POOL] = run_pool,
    [CW_LAB_ASYNC] = run_async,
  };

  ways[course->run->mode](course);
}
