/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-report.h"

/** cw_lab_run_new: Returns: (transfer full): the run of a mode in which nothing has happened */
CwLabRun *
cw_lab_run_new (const CwLabOptions *options, CwLabMode mode)
{
  CwLabRun *run = g_new0 (CwLabRun, 1);

  run->mode = mode;
  run->ideal_seconds = cw_lab_options_get_ideal (options, mode);
  run->n_requests = options->n_requests;
  run->requests = g_new0 (CwLabRequest, options->n_requests);
  for (guint i = 0; i < run->n_requests; i++)
    run->requests[i].request = i + 1;
  return run;
}

/** cw_lab_run_free: @run: (transfer full): a run */
void
cw_lab_run_free (CwLabRun *run)
{
  for (guint i = 0; i < run->n_requests; i++)
    g_free (run->requests[i].message);
  g_free (run->requests);
  g_free (run);
}

/** cw_lab_run_count_lanes: Returns: the number of the last lane */
guint
cw_lab_run_count_lanes (const CwLabRun *run)
{
  guint n_lanes = 0;

  for (guint i = 0; i < run->n_requests; i++)
    n_lanes = MAX (n_lanes, run->requests[i].lane);
  return n_lanes;
}

/** cw_lab_run_find_message: Returns: (nullable): why the first request that failed did */
const char *
cw_lab_run_find_message (const CwLabRun *run)
{
  for (guint i = 0; i < run->n_requests; i++)
    if (!run->requests[i].ok)
      return run->requests[i].message;
  return NULL;
}

/** cw_lab_report_new: Returns: (transfer full): a report without runs */
CwLabReport *
cw_lab_report_new (const CwLabOptions *options)
{
  CwLabReport *report = g_new0 (CwLabReport, 1);

  report->options = *options;
  report->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_lab_run_free);
  return report;
}

/** cw_lab_report_free: @report: (transfer full): a report */
void
cw_lab_report_free (CwLabReport *report)
{
  g_ptr_array_unref (report->runs);
  g_free (report);
}
