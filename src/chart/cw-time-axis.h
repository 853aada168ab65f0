/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-scene.h"

G_BEGIN_DECLS

/** CwTimeTick: a mark under the bars. */
typedef struct
{
  gsize bar;
  double x;
  double width; /* of the label */
  char *label;
  gboolean major; /* a larger unit begins here: a year among months, a month among days */
} CwTimeTick;

/** CwTimeAxis: where bars lie and how wide their labels are. */
typedef struct
{
  const CwSeries *series; /* with the sessions to come, where there is room for them */
  CwView view;
  double left, width; /* of the plot, in pixels */
  double (*measure) (const char *label, gpointer data);
  gpointer data;
} CwTimeAxis;

GArray *cw_time_axis_find_ticks (const CwTimeAxis *axis) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
