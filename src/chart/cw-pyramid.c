/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-pyramid.h"

#include <math.h>

/* 8^20 is more than there can be bars. */
#define MAX_LEVELS 20

typedef struct
{
  const double *low, *high;
  gsize n;
} Level;

struct _CwPyramid
{
  guint n_levels;
  Level levels[MAX_LEVELS]; /* the first is the caller's own columns */
  double *block;            /* where all others lie */
};

/* A missing number is NaN, every comparison with it is false, and so it is passed over. */
static inline void
widen (const Level *level, gsize first, gsize end, double *min, double *max)
{
  double low = *min, high = *max;

  for (gsize i = first; i < end; i++)
    {
      low = level->low[i] < low ? level->low[i] : low;
      high = level->high[i] > high ? level->high[i] : high;
    }
  *min = low;
  *max = high;
}

static void
build_level (const Level *below, double *low, double *high, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      gsize first = i * CW_PYRAMID_BLOCK, end = MIN (first + CW_PYRAMID_BLOCK, below->n);

      low[i] = INFINITY;
      high[i] = -INFINITY;
      widen (below, first, end, &low[i], &high[i]);
    }
}

/**
 * cw_pyramid_new:
 * @low: (array length=n): the low ends; they must outlive the pyramid
 * @high: (array length=n): the high ends, or @low itself; they must outlive the pyramid
 * @n: how many there are
 *
 * Reads the columns once. The levels above them need about two sevenths of one column's memory.
 *
 * Returns: (transfer full): the pyramid
 */
CwPyramid *
cw_pyramid_new (const double *low, const double *high, gsize n)
{
  CwPyramid *pyramid = g_new0 (CwPyramid, 1);
  double *at;
  gsize total = 0;

  for (gsize m = n; m > CW_PYRAMID_BLOCK;)
    {
      m = (m + CW_PYRAMID_BLOCK - 1) / CW_PYRAMID_BLOCK;
      total += m;
    }
  pyramid->block = at = g_new (double, 2 * total);
  pyramid->levels[0] = (Level){ low, high, n };
  pyramid->n_levels = 1;
  while (pyramid->levels[pyramid->n_levels - 1].n > CW_PYRAMID_BLOCK)
    {
      const Level *below = &pyramid->levels[pyramid->n_levels - 1];
      gsize m = (below->n + CW_PYRAMID_BLOCK - 1) / CW_PYRAMID_BLOCK;

      build_level (below, at, at + m, m);
      pyramid->levels[pyramid->n_levels++] = (Level){ at, at + m, m };
      at += 2 * m;
    }
  return pyramid;
}

/** cw_pyramid_free: @pyramid: (transfer full) (nullable): a pyramid */
void
cw_pyramid_free (CwPyramid *pyramid)
{
  if (pyramid == NULL)
    return;
  g_free (pyramid->block);
  g_free (pyramid);
}

/** cw_pyramid_get_n: Returns: how many entries it has */
gsize
cw_pyramid_get_n (const CwPyramid *pyramid)
{
  return pyramid->levels[0].n;
}

/**
 * cw_pyramid_get_granule:
 * @n_bars: how many bars a column stands for
 *
 * Columns whose ends are multiples of this are answered from the upper levels alone, which lie
 * close together in memory, and are moved by an eighth of themselves at most.
 *
 * Returns: 1, 8, 64 and so on
 */
gsize
cw_pyramid_get_granule (double n_bars)
{
  gsize granule = 1;

  while ((double) granule * CW_PYRAMID_BLOCK * CW_PYRAMID_BLOCK <= n_bars)
    granule *= CW_PYRAMID_BLOCK;
  return granule;
}

/**
 * cw_pyramid_query:
 * @pyramid: a pyramid
 * @first: the first entry
 * @end: the entry after the last
 * @min: (out): the lowest low end in between
 * @max: (out): the highest high end in between
 *
 * Exact: the ragged ends are read from the levels below. Missing numbers are passed over.
 *
 * Returns: whether there is any number in between; if not, @min and @max are NaN
 */
gboolean
cw_pyramid_query (const CwPyramid *pyramid, gsize first, gsize end, double *min, double *max)
{
  end = MIN (end, pyramid->levels[0].n);
  *min = INFINITY;
  *max = -INFINITY;
  for (guint i = 0; first < end; i++)
    {
      const Level *level = &pyramid->levels[i];
      gsize inner_first = (first + CW_PYRAMID_BLOCK - 1) / CW_PYRAMID_BLOCK;
      gsize inner_end = end / CW_PYRAMID_BLOCK;

      if (i + 1 == pyramid->n_levels || inner_first >= inner_end)
        {
          widen (level, first, end, min, max);
          break;
        }
      widen (level, first, inner_first * CW_PYRAMID_BLOCK, min, max);
      widen (level, inner_end * CW_PYRAMID_BLOCK, end, min, max);
      first = inner_first;
      end = inner_end;
    }
  if (*min <= *max)
    return TRUE;
  *min = *max = NAN;
  return FALSE;
}
