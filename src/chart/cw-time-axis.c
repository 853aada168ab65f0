/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-time-axis.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"
#include "cw-time-step.h"

#define LABEL_GAP 16.0
#define DAY (24 * 60 * 60)

/* Daily bars may be stamped a little before the midnight that they belong to. */
#define STAMP_TOLERANCE (2 * 60 * 60)

/* However the calendar and the sessions lie, no axis has more marks to try than this. */
#define MAX_BOUNDARIES 2000

/* What begins with a bar, as seen from the bar before it. */
typedef enum
{
  RANK_TIME,
  RANK_DAY,
  RANK_MONTH,
  RANK_YEAR,
} Rank;

typedef struct
{
  gsize bar;
  Rank rank;
  double x;
  double width;
  char *label;
} Candidate;

static void
clear_candidate (gpointer data)
{
  g_free (((Candidate *) data)->label);
}

static void
clear_tick (gpointer data)
{
  g_free (((CwTimeTick *) data)->label);
}

static double
pixels_per_bar (const CwTimeAxis *axis)
{
  return axis->width / (axis->view.last - axis->view.first);
}

static double
bar_x (const CwTimeAxis *axis, gsize bar)
{
  return axis->left + ((double) bar - axis->view.first) * pixels_per_bar (axis);
}

/* How wide a label of such steps may be, in the words of the locale. */
static double
measure_step (const CwTimeAxis *axis, CwTimeUnit unit)
{
  g_autoptr (GDateTime) sample = g_date_time_new_utc (2008, 9, 28, 20, 48, 0);
  g_autofree char *text = g_date_time_format (sample, unit <= CW_TIME_UNIT_HOUR   ? "%H:%M"
                                                      : unit == CW_TIME_UNIT_YEAR ? "%Y"
                                                                                  : "%b");

  return axis->measure (text, axis->data) + LABEL_GAP;
}

/* How far apart two marks would lie. Within a day bars follow each other without a hole; over days
 * nights and holidays are left out, so there the mean of what is in sight counts. */
static double
pixels_of_step (const CwTimeAxis *axis, const CwTimeStep *step, gsize first, gsize end)
{
  const CwSeries *series = axis->series;
  double span = (double) (series->time[end - 1] - series->time[first]);
  double bar = span / (double) MAX (end - first - 1, 1);

  if (step->unit <= CW_TIME_UNIT_HOUR)
    bar = (double) cw_interval_get_seconds (series->interval);
  return step->seconds / MAX (bar, 1) * pixels_per_bar (axis);
}

static gboolean
fits_interval (const CwSeries *series, const CwTimeStep *step)
{
  double seconds = (double) cw_interval_get_seconds (series->interval);

  if (step->unit < CW_TIME_UNIT_DAY && !cw_interval_is_intraday (series->interval))
    return FALSE;
  return step->seconds >= seconds * 0.99;
}

static const CwTimeStep *
choose_step (const CwTimeAxis *axis, gsize first, gsize end)
{
  double span = (double) (axis->series->time[end - 1] - axis->series->time[first]);

  for (gsize i = 0; i < cw_time_n_steps; i++)
    if (fits_interval (axis->series, &cw_time_steps[i])
        && span / cw_time_steps[i].seconds < MAX_BOUNDARIES
        && pixels_of_step (axis, &cw_time_steps[i], first, end)
               >= measure_step (axis, cw_time_steps[i].unit))
      return &cw_time_steps[i];
  return &cw_time_steps[cw_time_n_steps - 1];
}

/* What begins with a bar, as seen from where the step before began. */
static Rank
rank_of (GDateTime *here, GDateTime *before)
{
  if (g_date_time_get_year (here) != g_date_time_get_year (before))
    return RANK_YEAR;
  if (g_date_time_get_month (here) != g_date_time_get_month (before))
    return RANK_MONTH;
  if (g_date_time_get_day_of_month (here) != g_date_time_get_day_of_month (before))
    return RANK_DAY;
  return RANK_TIME;
}

static char *
label_of (GDateTime *start, Rank rank, const CwTimeStep *step)
{
  if (rank == RANK_YEAR || step->unit == CW_TIME_UNIT_YEAR)
    return g_date_time_format (start, "%Y");
  if (step->unit < CW_TIME_UNIT_DAY && rank >= RANK_DAY)
    /* Translators: a day in the middle of hours on the time axis, as g_date_time_format() reads
     * it: 12 Mar */
    return g_date_time_format (start, _ ("%-d %b"));
  if (rank == RANK_MONTH || step->unit == CW_TIME_UNIT_MONTH)
    return g_date_time_format (start, "%b");
  return g_date_time_format (start, step->unit < CW_TIME_UNIT_DAY ? "%H:%M" : "%-d");
}

static gboolean
begins_at_first_bar (const CwSeries *series, gsize bar, GDateTime *boundary, const CwTimeStep *step)
{
  gint64 late = series->time[bar] - g_date_time_to_unix (boundary);

  /* The first bar stands for the boundary before it only if no session lay in between. */
  return late < (step->unit < CW_TIME_UNIT_DAY    ? 60
                 : step->unit == CW_TIME_UNIT_DAY ? DAY
                                                  : 5 * DAY);
}

static void
add_candidate (
    const CwTimeAxis *axis, GArray *to, gsize bar, GDateTime *before, const CwTimeStep *step)
{
  g_autoptr (GDateTime) start = cw_format_dup_bar_start (axis->series, bar);
  Candidate candidate = { .bar = bar, .x = bar_x (axis, bar) };

  candidate.rank = rank_of (start, before);
  candidate.label = label_of (start, candidate.rank, step);
  candidate.width = axis->measure (candidate.label, axis->data);
  g_array_append_val (to, candidate);
}

/* Each bar in sight with which a step begins, once. */
static GArray *
collect_candidates (const CwTimeAxis *axis, const CwTimeStep *step, gsize first, gsize end)
{
  const CwSeries *series = axis->series;
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GDateTime) start = cw_format_dup_bar_start (series, first);
  g_autoptr (GDateTime) boundary = cw_time_step_floor (step, start);
  g_autoptr (GDateTime) before = cw_time_step_previous (step, boundary);
  gint64 shift = cw_interval_is_intraday (series->interval) ? 0 : STAMP_TOLERANCE;
  gsize last = G_MAXSIZE;

  g_array_set_clear_func (candidates, clear_candidate);
  for (guint tries = 0; boundary != NULL && tries < 2 * MAX_BOUNDARIES; tries++)
    {
      gsize bar = cw_series_find (series, g_date_time_to_unix (boundary) - shift);

      if (bar >= end)
        break;
      if (bar >= first && bar != last
          && (bar > 0 || begins_at_first_bar (series, bar, boundary, step)))
        {
          add_candidate (axis, candidates, bar, before, step);
          last = bar;
        }
      g_date_time_unref (before);
      before = g_steal_pointer (&boundary);
      boundary = cw_time_step_next (step, before);
    }
  return candidates;
}

static gboolean
is_free (const CwTimeAxis *axis, const GArray *ticks, const Candidate *candidate)
{
  double left = candidate->x - candidate->width / 2, right = candidate->x + candidate->width / 2;

  if (left < axis->left || right > axis->left + axis->width + LABEL_GAP)
    return FALSE;
  for (guint i = 0; i < ticks->len; i++)
    {
      const CwTimeTick *tick = &g_array_index (ticks, CwTimeTick, i);

      if (left < tick->x + tick->width / 2 + LABEL_GAP / 2
          && right > tick->x - tick->width / 2 - LABEL_GAP / 2)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_major (const Candidate *candidate, const CwTimeStep *step)
{
  if (step->unit < CW_TIME_UNIT_DAY)
    return candidate->rank >= RANK_DAY;
  if (step->unit < CW_TIME_UNIT_MONTH)
    return candidate->rank >= RANK_MONTH;
  return step->unit == CW_TIME_UNIT_MONTH && candidate->rank == RANK_YEAR;
}

static void
add_tick (GArray *ticks, Candidate *candidate, gboolean major)
{
  CwTimeTick tick = { candidate->bar, candidate->x, candidate->width,
                      g_steal_pointer (&candidate->label), major };

  g_array_append_val (ticks, tick);
}

static int
compare_ticks (gconstpointer a, gconstpointer b)
{
  const CwTimeTick *first = a, *second = b;

  return first->bar < second->bar ? -1 : first->bar > second->bar;
}

static void
relabel (const CwTimeAxis *axis, CwTimeTick *tick, char *label)
{
  g_free (tick->label);
  tick->label = label;
  tick->width = axis->measure (label, axis->data);
}

/* Where nothing begins in sight, the middle bar says when all this is. */
static void
add_only_tick (const CwTimeAxis *axis, GArray *ticks, gsize first, gsize end)
{
  Candidate candidate = { .bar = first + (end - 1 - first) / 2 };

  candidate.label = cw_format_bar_date_short (axis->series, candidate.bar);
  candidate.x = bar_x (axis, candidate.bar);
  candidate.width = axis->measure (candidate.label, axis->data);
  if (is_free (axis, ticks, &candidate))
    add_tick (ticks, &candidate, TRUE);
  g_free (candidate.label);
}

/* Days of a month that nobody names: the first of them says it, if it has the room. */
static void
name_month (const CwTimeAxis *axis, GArray *ticks, const CwTimeStep *step)
{
  CwTimeTick *tick = &g_array_index (ticks, CwTimeTick, 0);
  g_autoptr (GDateTime) start = NULL;
  double width, room;
  char *label;

  if (step->unit < CW_TIME_UNIT_DAY || step->unit >= CW_TIME_UNIT_MONTH)
    return;
  for (guint i = 0; i < ticks->len; i++)
    if (g_array_index (ticks, CwTimeTick, i).major)
      return;
  start = cw_format_dup_bar_start (axis->series, tick->bar);
  label = ticks->len == 1 ? cw_format_bar_date_short (axis->series, tick->bar)
                          : g_date_time_format (start, _ ("%-d %b"));
  width = axis->measure (label, axis->data);
  room = ticks->len == 1 ? axis->width : tick[1].x - tick[1].width / 2 - LABEL_GAP / 2 - tick->x;
  if (width / 2 <= room && tick->x - width / 2 >= axis->left)
    relabel (axis, tick, label);
  else
    g_free (label);
}

static gboolean
find_bars (const CwTimeAxis *axis, gsize *first, gsize *end)
{
  double n = (double) axis->series->n_bars;
  double from = MAX (ceil (axis->view.first), 0), to = MIN (floor (axis->view.last), n - 1);

  if (!(from <= to) || !(axis->width > 0))
    return FALSE;
  *first = (gsize) from;
  *end = (gsize) to + 1;
  return TRUE;
}

/**
 * cw_time_axis_find_ticks:
 * @axis: the bars in sight, the pixels they have, and the labels' font
 *
 * Marks the bars with which minutes, hours, days, weeks, months or years begin, as densely as their
 * labels have room, by the exchange's calendar. Where two would touch, the larger unit stays.
 *
 * Returns: (transfer full) (element-type CwTimeTick): the marks, from left to right
 */
GArray *
cw_time_axis_find_ticks (const CwTimeAxis *axis)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (CwTimeTick));
  g_autoptr (GArray) candidates = NULL;
  const CwTimeStep *step;
  gsize first, end;

  g_array_set_clear_func (ticks, clear_tick);
  if (!find_bars (axis, &first, &end))
    return ticks;
  step = choose_step (axis, first, end);
  candidates = collect_candidates (axis, step, first, end);
  for (int rank = RANK_YEAR; rank >= RANK_TIME; rank--)
    for (guint i = 0; i < candidates->len; i++)
      {
        Candidate *candidate = &g_array_index (candidates, Candidate, i);

        if ((int) candidate->rank == rank && is_free (axis, ticks, candidate))
          add_tick (ticks, candidate, is_major (candidate, step));
      }
  g_array_sort (ticks, compare_ticks);
  if (ticks->len == 0)
    add_only_tick (axis, ticks, first, end);
  else
    name_month (axis, ticks, step);
  return ticks;
}
