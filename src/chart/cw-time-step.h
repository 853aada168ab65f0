/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwTimeUnit: what a time axis counts in, from the smallest to the largest. */
typedef enum
{
  CW_TIME_UNIT_MINUTE,
  CW_TIME_UNIT_HOUR,
  CW_TIME_UNIT_DAY,
  CW_TIME_UNIT_WEEK,
  CW_TIME_UNIT_HALF_MONTH,
  CW_TIME_UNIT_MONTH,
  CW_TIME_UNIT_YEAR,
} CwTimeUnit;

/** CwTimeStep: a natural distance between two marks: two hours, a week, five years. */
typedef struct
{
  CwTimeUnit unit;
  int count;
  double seconds; /* about */
} CwTimeStep;

/** cw_time_steps: all of them, ascending. */
extern const CwTimeStep cw_time_steps[];
extern const gsize cw_time_n_steps;

GDateTime *cw_time_step_floor (const CwTimeStep *step, GDateTime *moment) G_GNUC_WARN_UNUSED_RESULT;
GDateTime *cw_time_step_next (const CwTimeStep *step,
                              GDateTime *boundary) G_GNUC_WARN_UNUSED_RESULT;
GDateTime *cw_time_step_previous (const CwTimeStep *step,
                                  GDateTime *boundary) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
