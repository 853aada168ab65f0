/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lab-options.h"

G_BEGIN_DECLS

/** CwLabRequest: how one request fared. Requests and lanes are counted from 1. */
typedef struct
{
  guint request;
  guint lane;        /* the thread that waited for it; of the event loop the place */
  double start, end; /* seconds since the mode began */
  gboolean ok;
  char *message; /* why it failed; NULL if it did not */
} CwLabRequest;

/**
 * CwLabRun: what one mode took.
 *
 * Processor time is the lab's own: of the threads that make the requests and of the one that
 * starts them, added up thread by thread. What the server takes in the same process is not in it.
 */
typedef struct
{
  CwLabMode mode;
  double wall_seconds;
  double cpu_seconds;
  double ideal_seconds;
  guint peak_threads; /* that had a request under way at the same time */
  guint n_requests;
  guint n_failed;
  CwLabRequest *requests; /* by their numbers */
} CwLabRun;

/** CwLabReport: what came out of an experiment. */
typedef struct
{
  CwLabOptions options;
  GPtrArray *runs; /* of CwLabRun */
} CwLabReport;

CwLabRun *cw_lab_run_new (const CwLabOptions *options, CwLabMode mode);
void cw_lab_run_free (CwLabRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLabRun, cw_lab_run_free)

guint cw_lab_run_count_lanes (const CwLabRun *run);
const char *cw_lab_run_find_message (const CwLabRun *run);

CwLabReport *cw_lab_report_new (const CwLabOptions *options);
void cw_lab_report_free (CwLabReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLabReport, cw_lab_report_free)

char *cw_lab_report_to_svg (const CwLabReport *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
