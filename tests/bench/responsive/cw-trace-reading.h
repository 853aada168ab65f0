/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwTraceReading: what a trace says of how the window felt. Milliseconds, where nothing else is
 * said; NaN where it does not say. */
typedef struct
{
  guint n_iterations, n_missed; /* frames of a 60th of a second in which nothing could be painted */
  double busy_p50, busy_p99, busy_max;
  double cpu_p99, cpu_max;
  double first_window, first_result, first_chart, all_results;
  guint n_requested, n_ready, n_failed;
  double peak_mib;
} CwTraceReading;

CwTraceReading cw_trace_reading_of (const char *path);

G_END_DECLS
