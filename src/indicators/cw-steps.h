/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <stddef.h>

/*
 * The single steps of smoothed means and of what is made of them, shared by the runs over whole
 * series and by the streams, so that both end with the same bits. Not for other rooms.
 */

/* The smoothing factor of an exponential mean that covers about n bars. */
static inline double
cw_ema_factor (double n)
{
  return 2.0 / (n + 1.0);
}

/* One step of an exponential mean. The order of the operations is part of the definition. */
static inline double
cw_ema_step (double mean, double value, double factor)
{
  return (value - mean) * factor + mean;
}

/* Wilder's smoothed mean of n values, (mean · (n - 1) + value) / n, with both shares given. */
static inline double
cw_wilder_step (double mean, double value, double rest, double share)
{
  return mean * rest + value * share;
}

/* The mean of the first n values, added from the oldest on: how smoothed means are seeded. */
static inline double
cw_plain_mean (const double *values, size_t n)
{
  double sum = 0.0;

  for (size_t i = 0; i < n; i++)
    sum += values[i];
  return sum / (double) n;
}

/* Gains and losses: those of one bar, or their sums or means. */
typedef struct
{
  double gain, loss;
} CwChange;

/* Without a branch, because whether a price rises cannot be predicted; and a missing price makes
 * both missing, which comparing it would not. */
static inline CwChange
cw_change_between (double before, double now)
{
  double change = now - before, gain = 0.5 * (fabs (change) + change);

  return (CwChange){ .gain = gain, .loss = gain - change };
}

static inline CwChange
cw_change_step (CwChange means, CwChange change, double rest, double share)
{
  return (CwChange){
    .gain = cw_wilder_step (means.gain, change.gain, rest, share),
    .loss = cw_wilder_step (means.loss, change.loss, rest, share),
  };
}

/* Less than any movement of a price that was not thousands of bars ago. */
#define CW_NO_MOVEMENT 1e-290

/* The relative strength index that goes with mean gains and losses. */
static inline double
cw_relative_strength (CwChange means)
{
  double sum = means.gain + means.loss;

  return sum <= CW_NO_MOVEMENT ? 50.0 : 100.0 * means.gain / sum;
}
