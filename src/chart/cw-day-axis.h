/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-plot.h"

G_BEGIN_DECLS

/** CwDayAxis: days that lie side by side, as a calendar has them. */
typedef struct
{
  gint64 first, last; /* in days since 1970 */
  double left, right; /* where they lie, in pixels */
} CwDayAxis;

/** CwDayTick: the first day of a month, of a year, or another that marks an axis. */
typedef struct
{
  double x;
  char *label; /* owned */
} CwDayTick;

double cw_day_axis_get_x (const CwDayAxis *axis, gint64 day);
gint64 cw_day_axis_get_day (const CwDayAxis *axis, double x);
GArray *cw_day_axis_find_ticks (const CwDayAxis *axis, double distance) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
