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
 */

/* What the windows that end in the block at start take from before it. */
static void
sum_before (const double *x, size_t start, size_t size, size_t n, double *sums)
{
  double reference = x[start], sum = 0.0;
  size_t j = n - 1;

  if (size == n)
    sums[start + n - 1] = 0.0;
  for (; j > size; j--)
    sum += x[start - (n - j)] - reference;
  for (; j > 0; j--)
    {
      sum += x[start - (n - j)] - reference;
      sums[start + j - 1] = sum;
    }
}

static void
average_block (const double *x, size_t start, size_t size, double share, double *means)
{
  double reference = x[start], sum = 0.0;

  for (size_t i = start; i < start + size; i++)
    {
      sum += x[i] - reference;
      means[i] = reference + (means[i] + sum) * share;
    }
}

/* Both passes of two neighbouring whole blocks at once: forward through the block here for its own
 * means, backward through it for the sums of the next. The two do not wait for each other. */
static void
average_block_and_sum (const double *restrict x, size_t n, double share, double *restrict means)
{
  double reference = x[0], next_reference = x[n], sum = 0.0, next_sum = 0.0;

  means[2 * n - 1] = 0.0;
  for (size_t i = 0, k = n - 1; k > 0; i++, k--)
    {
      next_sum += x[k] - next_reference;
      means[n + k - 1] = next_sum;
      sum += x[i] - reference;
      means[i] = reference + (means[i] + sum) * share;
    }
  sum += x[n - 1] - reference;
  means[n - 1] = reference + (means[n - 1] + sum) * share;
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
  double share = 1.0 / (double) n;

  if (start >= end)
    return end;
  sum_before (x, start, cw_min (n, end - start), n, means);
  for (; end - start >= 2 * n; start += n)
    average_block_and_sum (x + start, n, share, means + start);
  average_block (x, start, cw_min (n, end - start), share, means);
  if (end - start > n)
    {
      start += n;
      sum_before (x, start, end - start, n, means);
      average_block (x, start, end - start, share, means);
    }
  return end;
}

typedef struct
{
  double reference, sum, square;
} Moments;

static inline void
add_value (Moments *moments, double value)
{
  double difference = value - moments->reference;

  moments->sum += difference;
  moments->square += difference * difference;
}

static inline void
set_variance (const Moments *own, double share, double *mean, double *variance)
{
  double sum = (*mean + own->sum) * share;

  *mean = own->reference + sum;
  *variance = (*variance + own->square) * share - sum * sum;
}

static void
square_before (const double *x, size_t start, size_t size, size_t n, double *sums, double *squares)
{
  Moments before = { .reference = x[start] };
  size_t j = n - 1;

  if (size == n)
    sums[start + n - 1] = squares[start + n - 1] = 0.0;
  for (; j > 0; j--)
    {
      add_value (&before, x[start - (n - j)]);
      if (j <= size)
        {
          sums[start + j - 1] = before.sum;
          squares[start + j - 1] = before.square;
        }
    }
}

static void
vary_block (
    const double *x, size_t start, size_t size, double share, double *means, double *variances)
{
  Moments own = { .reference = x[start] };

  for (size_t i = start; i < start + size; i++)
    {
      add_value (&own, x[i]);
      set_variance (&own, share, &means[i], &variances[i]);
    }
}

/* As average_block_and_sum(). */
static void
vary_block_and_square (const double *restrict x,
                       size_t n,
                       double share,
                       double *restrict means,
                       double *restrict variances)
{
  Moments own = { .reference = x[0] }, next = { .reference = x[n] };

  means[2 * n - 1] = variances[2 * n - 1] = 0.0;
  for (size_t i = 0, k = n - 1; k > 0; i++, k--)
    {
      add_value (&next, x[k]);
      means[n + k - 1] = next.sum;
      variances[n + k - 1] = next.square;
      add_value (&own, x[i]);
      set_variance (&own, share, &means[i], &variances[i]);
    }
  add_value (&own, x[n - 1]);
  set_variance (&own, share, &means[n - 1], &variances[n - 1]);
}

/*
 * cw_window_variances:
 * @x: values; the windows reach back to n - 1 before @start
 * @start: where the first block begins
 * @end: where to end; a last block that this cuts short is done too
 * @n: the window
 * @means: takes the mean of each window at the place where it ends
 * @variances: takes its population variance; where all values are about the same it may come out a
 *   little less than nothing, see cw_deviation()
 */
void
cw_window_variances (
    const double *x, size_t start, size_t end, size_t n, double *means, double *variances)
{
  double share = 1.0 / (double) n;

  if (start >= end)
    return;
  square_before (x, start, cw_min (n, end - start), n, means, variances);
  for (; end - start >= 2 * n; start += n)
    vary_block_and_square (x + start, n, share, means + start, variances + start);
  vary_block (x, start, cw_min (n, end - start), share, means, variances);
  if (end - start > n)
    {
      start += n;
      square_before (x, start, end - start, n, means, variances);
      vary_block (x, start, end - start, share, means, variances);
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
