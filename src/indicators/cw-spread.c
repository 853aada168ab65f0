/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

#include <stdint.h>

/*
 * The mean absolute deviation of every window from its own mean.
 *
 * The mean moves with every bar, and with it every deviation, so no sum of them can be kept. The
 * values of short windows are added up each time, four windows side by side, which is the fastest.
 * For longer ones a block's values are sorted once, and two trees over their ranks keep how many of
 * the window's values lie below any rank, and their sum; a bar then costs about the logarithm of
 * the window.
 *
 * The trees hold whole numbers, because these add up to the same in any order: where a value stands
 * in them depends on later values, but what comes out must not.
 */

#define LONGEST_TO_ADD_UP 256
#define MOST_VALUES (2 * CW_MAX_PERIOD)

/* A whole number stands for so small a part of the price level; the largest that may occur is small
 * enough for as many as a window holds. */
#define UNIT_BITS 44
#define LARGEST ((double) (INT64_C (1) << 51))

typedef struct
{
  size_t n;
  double unit;
  int64_t values[MOST_VALUES];
  int64_t sorted[MOST_VALUES];
  size_t order[MOST_VALUES];   /* whose the sorted values are */
  size_t rank[MOST_VALUES];    /* where each value went */
  int64_t counts[MOST_VALUES]; /* binary indexed trees over the ranks, of what is in the window */
  int64_t sums[MOST_VALUES];
} Ranks;

/* Of the values of two neighbouring windows, the first two of each: those above its mean, and the
 * mean where they are not. */
static inline CwPair
add_two (const double *x, CwPair mean)
{
  return cw_pair_higher (cw_pair_take_neighbours (x), mean)
         + cw_pair_higher (cw_pair_take_neighbours (x + 1), mean);
}

/* The deviations above a mean and those below it are equal, so it is enough to know those above. */
static void
spread_four (const double *x, size_t n, const double *means, double *spreads)
{
  CwPair mean = cw_pair_take_neighbours (means), next_mean = cw_pair_take_neighbours (means + 2);
  CwPair sum = { 0.0, 0.0 }, next_sum = { 0.0, 0.0 };
  double share = 1.0 / (double) n;
  size_t i = 0;

  for (; i + 2 <= n; i += 2)
    {
      sum += add_two (x + i, mean);
      next_sum += add_two (x + i + 2, next_mean);
    }
  if (i < n)
    {
      sum += cw_pair_higher (cw_pair_take_neighbours (x + i), mean);
      next_sum += cw_pair_higher (cw_pair_take_neighbours (x + i + 2), next_mean);
    }
  cw_pair_put_neighbours (spreads, 2.0 * (sum * share - mean));
  cw_pair_put_neighbours (spreads + 2, 2.0 * (next_sum * share - next_mean));
}

/* A single window, added up in the same order. */
static void
spread_one (const double *x, size_t n, double mean, double *spread)
{
  double sum = 0.0;
  size_t i = 0;

  for (; i + 2 <= n; i += 2)
    sum += cw_higher (x[i], mean) + cw_higher (x[i + 1], mean);
  if (i < n)
    sum += cw_higher (x[i], mean);
  *spread = 2.0 * (sum * (1.0 / (double) n) - mean);
}

static void
spread_by_adding (const double *x, size_t size, size_t n, const double *means, double *spreads)
{
  size_t j = 0;

  for (; j + 4 <= size; j += 4)
    spread_four (x + j, n, means + j, spreads + j);
  for (; j < size; j++)
    spread_one (x + j, n, means[j], &spreads[j]);
}

/* Without a branch while both halves last, because which comes next cannot be predicted. */
static void
merge (const int64_t *values, const size_t *from, size_t middle, size_t end, size_t *to)
{
  size_t left = 0, right = middle, i = 0;

  while (left < middle && right < end)
    {
      size_t take_right = values[from[right]] < values[from[left]];

      to[i++] = from[take_right ? right : left];
      left += 1 - take_right;
      right += take_right;
    }
  while (left < middle)
    to[i++] = from[left++];
  while (right < end)
    to[i++] = from[right++];
}

/* By merging longer and longer runs, to and fro between two arrays; the ranks are not known yet. */
static void
sort_values (Ranks *ranks)
{
  size_t *from = ranks->order, *to = ranks->rank;

  for (size_t i = 0; i < ranks->n; i++)
    from[i] = i;
  for (size_t width = 1; width < ranks->n; width *= 2)
    {
      size_t *merged = to;

      for (size_t start = 0; start < ranks->n; start += 2 * width)
        merge (ranks->values, from + start, cw_min (width, ranks->n - start),
               cw_min (2 * width, ranks->n - start), to + start);
      to = from;
      from = merged;
    }
  for (size_t i = 0; i < ranks->n; i++)
    ranks->order[i] = from[i];
}

/* Returns how many values from the first on are whole numbers that are not too large. The level is
 * that of a value in all of the windows: if it stands out, then so do their deviations. */
static size_t
make_whole (const double *x, size_t n, double level, Ranks *ranks)
{
  int exponent = 0;

  frexp (level, &exponent);
  ranks->unit = ldexp (1.0, exponent - UNIT_BITS);
  for (size_t i = 0; i < n; i++)
    {
      double value = x[i] / ranks->unit;

      if (!(fabs (value) <= LARGEST))
        return i;
      ranks->values[i] = (int64_t) floor (value + 0.5);
    }
  return n;
}

static void
rank_values (size_t n, Ranks *ranks)
{
  ranks->n = n;
  sort_values (ranks);
  for (size_t i = 0; i < n; i++)
    {
      ranks->rank[ranks->order[i]] = i;
      ranks->sorted[i] = ranks->values[ranks->order[i]];
      ranks->counts[i] = 0;
      ranks->sums[i] = 0;
    }
}

/* Puts a value into the window's trees, or takes it out again. */
static void
change (Ranks *ranks, size_t i, int64_t times)
{
  int64_t value = times * ranks->values[i];

  for (size_t r = ranks->rank[i]; r < ranks->n; r |= r + 1)
    {
      ranks->counts[r] += times;
      ranks->sums[r] += value;
    }
}

static size_t
count_sorted_below (const Ranks *ranks, int64_t value)
{
  size_t low = 0, high = ranks->n;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      bool is_below = ranks->sorted[middle] < value;

      low = is_below ? middle + 1 : low;
      high = is_below ? high : middle;
    }
  return low;
}

/* The sum of the deviations from a mean of those of the window's values that lie below it. */
static int64_t
sum_below (const Ranks *ranks, int64_t mean)
{
  int64_t count = 0, sum = 0;

  for (size_t r = count_sorted_below (ranks, mean); r > 0; r &= r - 1)
    {
      count += ranks->counts[r - 1];
      sum += ranks->sums[r - 1];
    }
  return count * mean - sum;
}

/* Goes as far as the values can be made whole; returns how many windows that are. */
static size_t
spread_by_rank (const double *x, size_t size, size_t n, const double *means, double *spreads)
{
  Ranks ranks;
  size_t n_values = make_whole (x, n - 1 + size, x[n - 1], &ranks);

  if (n_values < n)
    return 0;
  rank_values (n_values, &ranks);
  for (size_t i = 0; i < n - 1; i++)
    change (&ranks, i, 1);
  for (size_t j = 0; j < n_values - (n - 1); j++)
    {
      int64_t mean = (int64_t) floor (means[j] / ranks.unit + 0.5);

      change (&ranks, n - 1 + j, 1);
      spreads[j] = 2.0 * (double) sum_below (&ranks, mean) * ranks.unit / (double) n;
      change (&ranks, j, -1);
    }
  return n_values - (n - 1);
}

/*
 * cw_window_spreads:
 * @x: the values of some windows, which end at each value after the first @n - 1
 * @size: how many windows there are, at most CW_MAX_PERIOD
 * @n: how long they are
 * @means: the mean of each
 * @spreads: takes the mean absolute deviation of each from its mean
 */
void
cw_window_spreads (const double *x, size_t size, size_t n, const double *means, double *spreads)
{
  size_t done = 0, block = 0;

  if (n > LONGEST_TO_ADD_UP)
    do
      {
        block = spread_by_rank (x + done, cw_min (n, size - done), n, means + done, spreads + done);
        done += block;
      }
    while (block == n && done < size);
  spread_by_adding (x + done, size - done, n, means + done, spreads + done);
}
