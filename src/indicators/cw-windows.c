/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Means, variances and extremes over windows of n values, at the same small cost for each bar
 * however long the window is, and without drift.
 *
 * The bars are cut into blocks of n. Every window that ends in a block is made of the block's
 * beginning up to there and of the end of the block before. So two passes over a block give all its
 * windows: one backward through the block before it, which leaves at each place what the window
 * that ends there takes from that block, and one forward, which joins what the window takes from
 * its own. Nothing that leaves a window is ever subtracted again, so no error of rounding can stay
 * behind, and a missing value is forgotten as soon as no window holds it.
 *
 * Sums add up differences from the block's first value, which lies in all of its windows: flat
 * values give exactly themselves, and little is lost when a squared mean is taken off a mean
 * square.
 *
 * No block needs what came out of another, so sums are made for two of them side by side. Where one
 * is left over, both sides are that one.
 */

/* How far the second of two blocks begins after the first; 0 if there are not two whole ones. */
static inline size_t
second_block (size_t start, size_t end, size_t n)
{
  return end - start < 2 * n ? 0 : n;
}

/* What the windows that end in two blocks take from before them. */
static inline void
sum_before (const double *x, size_t apart, size_t n, CwPair *sums)
{
  CwPair reference = cw_pair_take (x, apart), sum = { 0.0, 0.0 };

  for (size_t j = n - 1; j > 0; j--)
    {
      sums[j] = sum;
      sum += cw_pair_take (x - (n - j), apart) - reference;
    }
  sums[0] = sum;
}

static inline void
average_blocks (
    const double *restrict x, size_t apart, size_t size, size_t n, double *restrict means)
{
  CwPair before[CW_MAX_PERIOD], reference = cw_pair_take (x, apart), sum = { 0.0, 0.0 };
  double share = 1.0 / (double) n;

  sum_before (x, apart, n, before);
  for (size_t j = 0; j < size; j++)
    {
      sum += cw_pair_take (x + j, apart) - reference;
      cw_pair_put (means + j, apart, reference + (before[j] + sum) * share);
    }
}

/*
 * cw_window_means:
 * @x: values; the windows reach back to n - 1 before @start
 * @start: where the first block begins
 * @end: where to end; a last block that this cuts short is done too
 * @n: the window
 * @means: takes the mean of each window at the place where it ends
 *
 * Returns: @end
 */
size_t
cw_window_means (const double *x, size_t start, size_t end, size_t n, double *means)
{
  while (start < end)
    {
      size_t apart = second_block (start, end, n);

      average_blocks (x + start, apart, cw_min (n, end - start), n, means + start);
      start += apart + n;
    }
  return end;
}

/* Sums of differences, and of their squares. */
typedef struct
{
  CwPair sum, square;
} Moments;

static const Moments no_moments = { { 0.0, 0.0 }, { 0.0, 0.0 } };

typedef struct
{
  CwPair mean, variance;
} Spread;

static inline Moments
add_difference (Moments moments, CwPair difference)
{
  return (Moments){ moments.sum + difference, moments.square + difference * difference };
}

/* As sum_before(). */
static inline void
square_before (const double *x, size_t apart, size_t n, Moments *moments)
{
  CwPair reference = cw_pair_take (x, apart);
  Moments before = no_moments;

  for (size_t j = n - 1; j > 0; j--)
    {
      moments[j] = before;
      before = add_difference (before, cw_pair_take (x - (n - j), apart) - reference);
    }
  moments[0] = before;
}

/* The mean and the variance of windows whose values differ from reference as both moments say. */
static inline Spread
find_spread (Moments before, Moments own, CwPair reference, double share)
{
  CwPair mean = (before.sum + own.sum) * share;

  return (Spread){
    .mean = reference + mean,
    .variance = (before.square + own.square) * share - mean * mean,
  };
}

static inline void
vary_blocks (
    const double *restrict x, size_t apart, size_t size, size_t n, double *restrict variances)
{
  CwPair reference = cw_pair_take (x, apart);
  Moments before[CW_MAX_PERIOD], own = no_moments;
  double share = 1.0 / (double) n;

  square_before (x, apart, n, before);
  for (size_t j = 0; j < size; j++)
    {
      own = add_difference (own, cw_pair_take (x + j, apart) - reference);
      cw_pair_put (variances + j, apart, find_spread (before[j], own, reference, share).variance);
    }
}

/*
 * cw_window_variances:
 * @x: values; the windows reach back to n - 1 before @start
 * @start: where the first block begins
 * @end: where to end; a last block that this cuts short is done too
 * @n: the window
 * @variances: takes the population variance of each window at the place where it ends; where all
 *   values are about the same it may come out a little less than nothing, see cw_deviation()
 */
void
cw_window_variances (const double *x, size_t start, size_t end, size_t n, double *variances)
{
  while (start < end)
    {
      size_t apart = second_block (start, end, n);

      vary_blocks (x + start, apart, cw_min (n, end - start), n, variances + start);
      start += apart + n;
    }
}

static inline CwPair
find_deviation (CwPair variance)
{
  return (CwPair){ cw_deviation (variance[0]), cw_deviation (variance[1]) };
}

/* Roots take longer than all else, so they are taken while the sums are made, and not after. */
static inline void
band_blocks (
    const double *x, size_t start, size_t apart, size_t size, size_t n, double width, CwBands bands)
{
  CwPair reference = cw_pair_take (x + start, apart);
  Moments before[CW_MAX_PERIOD], own = no_moments;
  double share = 1.0 / (double) n;

  square_before (x + start, apart, n, before);
  for (size_t j = 0; j < size; j++)
    {
      size_t i = start + j;
      Spread spread;
      CwPair distance;

      own = add_difference (own, cw_pair_take (x + i, apart) - reference);
      spread = find_spread (before[j], own, reference, share);
      distance = width * find_deviation (spread.variance);
      cw_pair_put (bands.upper + i, apart, spread.mean + distance);
      cw_pair_put (bands.middle + i, apart, spread.mean);
      cw_pair_put (bands.lower + i, apart, spread.mean - distance);
    }
}

/*
 * cw_window_bands:
 * @x: values; the windows reach back to n - 1 before @start
 * @start: where the first block begins
 * @end: where to end; a last block that this cuts short is done too
 * @n: the window
 * @width: how far the outer bands are from the middle, in population deviations of each window
 * @bands: the middle one takes the mean of each window at the place where it ends
 */
void
cw_window_bands (const double *x, size_t start, size_t end, size_t n, double width, CwBands bands)
{
  while (start < end)
    {
      size_t apart = second_block (start, end, n);

      band_blocks (x, start, apart, cw_min (n, end - start), n, width, bands);
      start += apart + n;
    }
}

static void
extremes_before (
    const double *high, const double *low, size_t size, size_t n, double *highest, double *lowest)
{
  double top = -HUGE_VAL, bottom = HUGE_VAL;
  size_t j = n - 1;

  if (size == n)
    {
      highest[n - 1] = top;
      lowest[n - 1] = bottom;
    }
  for (; j > size; j--)
    {
      top = cw_higher (top, *(high - (n - j)));
      bottom = cw_lower (bottom, *(low - (n - j)));
    }
  for (; j > 0; j--)
    {
      highest[j - 1] = top = cw_higher (top, *(high - (n - j)));
      lowest[j - 1] = bottom = cw_lower (bottom, *(low - (n - j)));
    }
}

/*
 * cw_window_extremes:
 * @high: the block's first high; n - 1 before it are read too
 * @low: its first low, likewise
 * @size: how many bars the block has, at most @n
 * @n: the window
 * @highest: takes the highest high of the window that ends at each of them
 * @lowest: takes its lowest low
 */
void
cw_window_extremes (const double *restrict high,
                    const double *restrict low,
                    size_t size,
                    size_t n,
                    double *restrict highest,
                    double *restrict lowest)
{
  double top = -HUGE_VAL, bottom = HUGE_VAL;

  extremes_before (high, low, size, n, highest, lowest);
  for (size_t j = 0; j < size; j++)
    {
      top = cw_higher (top, high[j]);
      bottom = cw_lower (bottom, low[j]);
      highest[j] = cw_higher (highest[j], top);
      lowest[j] = cw_lower (lowest[j], bottom);
    }
}
