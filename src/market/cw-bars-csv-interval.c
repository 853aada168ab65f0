/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-bars-csv.h"

#include <stdlib.h>

static int
compare_gaps (const void *a, const void *b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* The time between neighbouring bars that at most a tenth of them undercut, so that a row out of
 * step, such as a session that still runs, misleads nobody; 0 if there are not two bars. */
static gint64
find_step (const CwSeriesBuilder *builder)
{
  g_autofree gint64 *gaps = g_new (gint64, builder->n_bars);
  gsize n = 0;

  for (gsize i = 1; i < builder->n_bars; i++)
    {
      gint64 gap = ABS (builder->time[i] - builder->time[i - 1]);

      if (gap > 0)
        gaps[n++] = gap;
    }
  if (n == 0)
    return 0;
  qsort (gaps, n, sizeof *gaps, compare_gaps);
  return gaps[n / 10];
}

/**
 * cw_bars_csv_guess_interval:
 * @builder: a builder that holds bars
 *
 * Returns: the longest interval that the time between two bars allows; a day if there are not two
 */
CwInterval
cw_bars_csv_guess_interval (const CwSeriesBuilder *builder)
{
  CwInterval interval = CW_INTERVAL_1M;
  gint64 step;

  g_return_val_if_fail (builder != NULL, CW_INTERVAL_1D);

  step = find_step (builder);
  if (step == 0)
    return CW_INTERVAL_1D;
  /* A month is as short as 28 days and a quarter as 90; a day lasts 23 hours in spring. */
  for (guint i = 0; i < CW_N_INTERVALS; i++)
    if (cw_interval_get_seconds ((CwInterval) i) * 9 / 10 <= step)
      interval = (CwInterval) i;
  return interval;
}
