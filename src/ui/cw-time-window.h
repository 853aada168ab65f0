/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** CwTimeWindow: the stretch of time that lanes show, in monotonic microseconds. */
typedef struct
{
  gint64 start, end;
  gint64 now;  /* what is under way is drawn up to here */
  gint64 real; /* what to add for the time since 1970 */
} CwTimeWindow;

double cw_time_window_get_x (const CwTimeWindow *window, gint64 time, double width);
gint64 cw_time_window_get_time (const CwTimeWindow *window, double x, double width);
gint64 cw_time_window_find_step (const CwTimeWindow *window, double width);
gint64 cw_time_window_first_tick (const CwTimeWindow *window, gint64 step);

G_END_DECLS
