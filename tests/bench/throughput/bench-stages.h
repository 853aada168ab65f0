/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Stage: one kind of work, its limit, and how both cost with ten times the bars. Microseconds of
 * the thread's own time; the best of many rounds. */
typedef struct
{
  const char *name, *limit_name;
  double cost[2], limit[2]; /* of the fewer bars, and of ten times as many */
  double most_growth;       /* that the cost may grow by, for ten times the bars */
} Stage;

GArray *bench_stages_run (guint n_bars) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
