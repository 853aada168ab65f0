/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-day-axis.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-time-step.h"

#define SECONDS_A_DAY (24 * 60 * 60)

/** cw_day_axis_get_x: Returns: where a day lies */
double
cw_day_axis_get_x (const CwDayAxis *axis, gint64 day)
{
  if (axis->last <= axis->first)
    return axis->left;
  return axis->left
         + (double) (day - axis->first) / (double) (axis->last - axis->first)
               * (axis->right - axis->left);
}

/** cw_day_axis_get_day: Returns: the day that lies nearest to a place */
gint64
cw_day_axis_get_day (const CwDayAxis *axis, double x)
{
  double share = (x - axis->left) / MAX (axis->right - axis->left, 1);

  return axis->first + (gint64) floor (share * (double) (axis->last - axis->first) + 0.5);
}

/* The shortest step that leaves the marks so far apart. */
static const CwTimeStep *
find_step (const CwDayAxis *axis, double distance)
{
  double days = (double) (axis->last - axis->first);
  gsize i = 0;

  while (i < cw_time_n_steps - 1
         && (cw_time_steps[i].unit < CW_TIME_UNIT_DAY
             || cw_time_steps[i].seconds / SECONDS_A_DAY / days * (axis->right - axis->left)
                    < distance))
    i++;
  return &cw_time_steps[i];
}

static char *
make_label (const CwTimeStep *step, GDateTime *moment)
{
  if (step->unit == CW_TIME_UNIT_YEAR)
    return g_date_time_format (moment, "%Y");
  if (step->unit == CW_TIME_UNIT_MONTH)
    /* Translators: month and year of a bar, as g_date_time_format() reads them: Mar 2020 */
    return g_date_time_format (moment, _ ("%b %Y"));
  /* Translators: day, month and year, as g_date_time_format() reads them: 17 Mar 2020 */
  return g_date_time_format (moment, _ ("%-d %b %Y"));
}

static void
clear_tick (gpointer tick)
{
  g_free (((CwDayTick *) tick)->label);
}

/**
 * cw_day_axis_find_ticks:
 * @axis: an axis
 * @distance: how far apart two marks must about lie, in pixels
 *
 * Returns: (transfer full) (element-type CwDayTick): the marks, in the order of time
 */
GArray *
cw_day_axis_find_ticks (const CwDayAxis *axis, double distance)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (CwDayTick));
  const CwTimeStep *step;
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) at = NULL;

  g_array_set_clear_func (ticks, clear_tick);
  start = g_date_time_new_from_unix_utc (axis->first * SECONDS_A_DAY);
  if (axis->last <= axis->first || start == NULL)
    return ticks;
  step = find_step (axis, distance);
  at = cw_time_step_floor (step, start);
  while (at != NULL && g_date_time_to_unix (at) <= axis->last * SECONDS_A_DAY)
    {
      gint64 day = g_date_time_to_unix (at) / SECONDS_A_DAY;
      CwDayTick tick = { cw_day_axis_get_x (axis, day), NULL };
      g_autoptr (GDateTime) before = g_steal_pointer (&at);

      if (day >= axis->first)
        {
          tick.label = make_label (step, before);
          g_array_append_val (ticks, tick);
        }
      at = cw_time_step_next (step, before);
    }
  return ticks;
}
