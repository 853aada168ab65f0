/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-time-window.h"

/* Room for a time of day, and to either side of it. */
#define TICK_WIDTH 110.0

/** cw_time_window_get_x: Returns: where a time is, in pixels from the left; also outside */
double
cw_time_window_get_x (const CwTimeWindow *window, gint64 time, double width)
{
  return (double) (time - window->start) / (double) (window->end - window->start) * width;
}

/** cw_time_window_get_time: Returns: which time is at @x pixels from the left */
gint64
cw_time_window_get_time (const CwTimeWindow *window, double x, double width)
{
  return window->start + (gint64) (x / width * (double) (window->end - window->start));
}

/** cw_time_window_find_step: Returns: the time between two ticks whose labels do not touch: 1, 2,
 * 5, 10, 15, 30 or 60 seconds */
gint64
cw_time_window_find_step (const CwTimeWindow *window, double width)
{
  static const int steps[] = { 1, 2, 5, 10, 15, 30, 60 };
  double seconds = (double) (window->end - window->start) / G_USEC_PER_SEC;
  gsize i = 0;

  while (i < G_N_ELEMENTS (steps) - 1 && steps[i] / seconds * width < TICK_WIDTH)
    i++;
  return steps[i] * G_USEC_PER_SEC;
}

/** cw_time_window_first_tick: Returns: the first time in the window that is a whole number of steps
 * of the clock on the wall */
gint64
cw_time_window_first_tick (const CwTimeWindow *window, gint64 step)
{
  gint64 real = window->start + window->real;

  return window->start + (step - real % step) % step;
}
