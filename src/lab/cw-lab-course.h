/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-lab-mailbox.h"
#include "cw-lab-report.h"
#include "cw-trace.h"

G_BEGIN_DECLS

/**
 * CwLabCourse:
 *
 * One mode while it runs: the stop-watch, and the record of what happens. The thread that began it
 * conducts it; any thread may make requests, and says when it begins and ends to do so.
 */
typedef struct
{
  const CwLabOptions *options;
  const char *url;           /* of the server, without a slash at the end */
  CwTrace *trace;            /* nullable */
  CwLabMailbox *mailbox;     /* nullable */
  GCancellable *cancellable; /* nullable */

  CwLabRun *run; /* owned; each request of it belongs to the thread that makes it */
  gint64 begin;  /* monotonic */
  GMutex mutex;
  guint n_threads; /* that make requests now; under @mutex, as is the peak in @run */
  gint64 cpu;      /* nanoseconds that the threads took; under @mutex */
} CwLabCourse;

void cw_lab_course_begin (CwLabCourse *course, CwLabMode mode);
CwLabRun *cw_lab_course_end (CwLabCourse *course);

gint64 cw_lab_course_read_cpu (void);
void cw_lab_course_enter_thread (CwLabCourse *course);
void cw_lab_course_leave_thread (CwLabCourse *course, gint64 cpu);

void cw_lab_course_begin_request (CwLabCourse *course, guint request, guint lane);
void cw_lab_course_end_request (CwLabCourse *course, guint request, const GError *error);

G_END_DECLS
