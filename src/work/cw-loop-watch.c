/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loop-watch.h"

#include <time.h>

/* A poll function gets no data of its own, and a process has one default main context: hence the
 * statics, which only the main thread touches. */
static CwTrace *watched_trace;
static GPollFunc original_poll;
static gint64 left_poll_at, cpu_at_leaving;
static gint64 cpu_at_frame,
    frame_cpu; /* of the frame that begins, and of those of this iteration */

static gint64
thread_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
watching_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int ready;

  if (left_poll_at != 0)
    cw_trace_add_iteration (watched_trace, left_poll_at, g_get_monotonic_time (),
                            thread_cpu_time () - cpu_at_leaving, frame_cpu);
  ready = original_poll (fds, n_fds, timeout);
  left_poll_at = g_get_monotonic_time ();
  cpu_at_leaving = thread_cpu_time ();
  frame_cpu = 0;
  return ready;
}

/**
 * cw_loop_watch_start:
 * @trace: (nullable): where the iterations go; with %NULL nothing is watched
 *
 * Measures every iteration of the default main context, from leaving `poll` to entering it again.
 * Called and stopped by the main thread.
 */
void
cw_loop_watch_start (CwTrace *trace)
{
  g_return_if_fail (watched_trace == NULL);

  if (trace == NULL)
    return;
  watched_trace = cw_trace_ref (trace);
  original_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watching_poll);
}

/** cw_loop_watch_begin_frame: says that from here on the toolkit lays out and paints a frame */
void
cw_loop_watch_begin_frame (void)
{
  cpu_at_frame = thread_cpu_time ();
}

/** cw_loop_watch_end_frame: says that it has done so */
void
cw_loop_watch_end_frame (void)
{
  if (cpu_at_frame != 0)
    frame_cpu += thread_cpu_time () - cpu_at_frame;
  cpu_at_frame = 0;
}

/** cw_loop_watch_stop: stops measuring; harmless if nothing is measured */
void
cw_loop_watch_stop (void)
{
  if (watched_trace == NULL)
    return;
  g_main_context_set_poll_func (NULL, original_poll);
  g_clear_pointer (&watched_trace, cw_trace_unref);
  left_poll_at = 0;
}
