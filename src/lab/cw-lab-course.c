/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-course.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define NANOSECONDS 1000000000

static void
post (CwLabCourse *self, CwLabEventKind kind, const CwLabRequest *request, double time)
{
  CwLabEvent event = { .kind = kind,
                       .mode = self->run->mode,
                       .time = time,
                       .real_time = g_get_real_time (),
                       .process = (int) getpid (),
                       .thread = (int) syscall (SYS_gettid) };

  if (request != NULL)
    {
      event.request = request->request;
      event.lane = request->lane;
      event.message = g_strdup (request->message);
    }
  cw_lab_mailbox_post (self->mailbox, event);
}

static double
get_time (CwLabCourse *self)
{
  return (double) (g_get_monotonic_time () - self->begin) / G_USEC_PER_SEC;
}

/**
 * cw_lab_course_begin:
 * @self: a course of which only the public inputs are set
 * @mode: which way is gone
 *
 * Starts the stop-watch.
 */
void
cw_lab_course_begin (CwLabCourse *self, CwLabMode mode)
{
  g_mutex_init (&self->mutex);
  self->run = cw_lab_run_new (self->options, mode);
  self->cpu = -cw_lab_course_read_cpu ();
  self->begin = g_get_monotonic_time ();
  post (self, CW_LAB_MODE_BEGIN, NULL, 0);
}

/**
 * cw_lab_course_end:
 * @self: a course whose requests have all ended; called by the thread that began it
 *
 * Stops the stop-watch. The processor time is what this thread has taken in the meantime, and what
 * the others have told.
 *
 * Returns: (transfer full): the record
 */
CwLabRun *
cw_lab_course_end (CwLabCourse *self)
{
  CwLabRun *run = self->run;

  run->wall_seconds = get_time (self);
  run->cpu_seconds = (double) (self->cpu + cw_lab_course_read_cpu ()) / NANOSECONDS;
  for (guint i = 0; i < run->n_requests; i++)
    run->n_failed += !run->requests[i].ok;
  post (self, CW_LAB_MODE_END, NULL, run->wall_seconds);
  g_mutex_clear (&self->mutex);
  return g_steal_pointer (&self->run);
}

/** cw_lab_course_read_cpu: Returns: the nanoseconds of processor time that the calling thread took
 */
gint64
cw_lab_course_read_cpu (void)
{
  struct timespec time;

  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time) != 0)
    return 0;
  return (gint64) time.tv_sec * NANOSECONDS + time.tv_nsec;
}

/** cw_lab_course_enter_thread: says that the calling thread begins to make requests */
void
cw_lab_course_enter_thread (CwLabCourse *self)
{
  g_mutex_lock (&self->mutex);
  self->n_threads++;
  self->run->peak_threads = MAX (self->run->peak_threads, self->n_threads);
  g_mutex_unlock (&self->mutex);
}

/**
 * cw_lab_course_leave_thread:
 * @self: a course
 * @cpu: the nanoseconds of processor time that the thread took for it, or 0 if it is the one that
 *   conducts the course, whose time is known
 *
 * Says that the calling thread makes no requests any more.
 */
void
cw_lab_course_leave_thread (CwLabCourse *self, gint64 cpu)
{
  g_mutex_lock (&self->mutex);
  self->n_threads--;
  self->cpu += cpu;
  g_mutex_unlock (&self->mutex);
}

/**
 * cw_lab_course_begin_request:
 * @self: a course
 * @request: the request's number, from 1
 * @lane: where it runs, from 1
 */
void
cw_lab_course_begin_request (CwLabCourse *self, guint request, guint lane)
{
  CwLabRequest *record = &self->run->requests[request - 1];

  record->lane = lane;
  record->start = record->end = get_time (self);
  post (self, CW_LAB_REQUEST_BEGIN, record, record->start);
}

/**
 * cw_lab_course_end_request:
 * @self: a course
 * @request: the number of a request that has begun
 * @error: (nullable): why it failed
 */
void
cw_lab_course_end_request (CwLabCourse *self, guint request, const GError *error)
{
  CwLabRequest *record = &self->run->requests[request - 1];

  record->end = get_time (self);
  record->ok = error == NULL;
  record->message = error != NULL ? g_strdup (error->message) : NULL;
  post (self, error == NULL ? CW_LAB_REQUEST_END : CW_LAB_REQUEST_FAIL, record, record->end);
}
