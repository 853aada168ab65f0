/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-joined-returns.h"

#include <math.h>
#include <stdlib.h>

#define DAY (24 * 60 * 60)

static gint32
day_of (const CwSeries *series, gsize i)
{
  gint64 time = series->time[i];
  int interval = g_time_zone_find_interval (series->zone, G_TIME_TYPE_UNIVERSAL, time);

  time += g_time_zone_get_offset (series->zone, interval);
  return (gint32) (time >= 0 ? time / DAY : (time - DAY + 1) / DAY);
}

/* Steps every series on to the next day that all of them have. */
static gboolean
find_common_day (CwSeries *const *series, gsize n_series, gsize *at, gint32 *day)
{
  gsize n_equal = 0, i = 0;

  *day = G_MININT32;
  while (n_equal < n_series)
    {
      gint32 here;

      if (at[i] >= series[i]->n_bars)
        return FALSE;
      here = day_of (series[i], at[i]);
      if (here < *day)
        {
          at[i]++;
          continue;
        }
      n_equal = here == *day ? n_equal + 1 : 1;
      *day = here;
      i = (i + 1) % n_series;
    }
  return TRUE;
}

static double
weigh (CwSeries *const *series,
       const double *weights,
       gsize n_series,
       const gsize *before,
       const gsize *at)
{
  double sum = 0;

  for (gsize i = 0; i < n_series; i++)
    sum += weights[i] * (series[i]->adj_close[at[i]] / series[i]->adj_close[before[i]] - 1);
  return sum;
}

static gsize
count_most (CwSeries *const *series, gsize n_series)
{
  gsize most = series[0]->n_bars;

  for (gsize i = 1; i < n_series; i++)
    most = MIN (most, series[i]->n_bars);
  return most;
}

/**
 * cw_joined_returns_new:
 * @series: (array length=n_series): daily bars
 * @weights: (array length=n_series): what part of the portfolio is in each
 * @n_series: how many there are, at least one
 * @start: the first moment that counts; the day before it is only a base
 * @end: the last moment that counts
 *
 * Joins the series by day, takes the simple returns P(t) / P(t−1) − 1 of the adjusted closes
 * between the days that all have, and adds them up by weight, as if the portfolio were brought back
 * to its weights every day.
 *
 * Returns: (transfer full): the returns, oldest first
 */
CwJoinedReturns *
cw_joined_returns_new (
    CwSeries *const *series, const double *weights, gsize n_series, gint64 start, gint64 end)
{
  CwJoinedReturns *returns = g_new0 (CwJoinedReturns, 1);
  gsize most = count_most (series, n_series);
  g_autofree gsize *at = g_new0 (gsize, n_series);
  g_autofree gsize *before = g_new0 (gsize, n_series);
  gboolean has_base = FALSE;
  gint32 day;

  returns->day = g_new (gint32, most);
  returns->value = g_new (double, most);
  while (find_common_day (series, n_series, at, &day) && series[0]->time[at[0]] <= end)
    {
      if (has_base && series[0]->time[at[0]] >= start)
        {
          returns->day[returns->n] = day;
          returns->value[returns->n++] = weigh (series, weights, n_series, before, at);
        }
      for (gsize i = 0; i < n_series; i++)
        before[i] = at[i]++;
      has_base = TRUE;
    }
  return returns;
}

/** cw_joined_returns_free: @self: (transfer full) (nullable): returns */
void
cw_joined_returns_free (CwJoinedReturns *self)
{
  if (self == NULL)
    return;
  g_free (self->day);
  g_free (self->value);
  g_free (self);
}

static int
compare_doubles (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/**
 * cw_joined_returns_get_quantile:
 * @self: returns
 * @probability: 0 … 1
 *
 * Interpolates linearly between the order statistics around (n − 1) p, R's type 7 (Hyndman and Fan,
 * “Sample quantiles in statistical packages”, 1996).
 *
 * Returns: the quantile, NaN if there are no returns
 */
double
cw_joined_returns_get_quantile (const CwJoinedReturns *self, double probability)
{
  g_autofree double *sorted = NULL;
  double position;
  gsize below;

  if (self->n == 0)
    return NAN;
  sorted = g_memdup2 (self->value, self->n * sizeof (double));
  qsort (sorted, self->n, sizeof (double), compare_doubles);
  position = (double) (self->n - 1) * probability;
  below = MIN ((gsize) position, self->n - 1);
  if (below + 1 == self->n)
    return sorted[below];
  return sorted[below] + (position - (double) below) * (sorted[below + 1] - sorted[below]);
}
