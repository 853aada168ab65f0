/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-moments.h"

/* Returns are of the order of 0.01 and each carries a rounding error of about 1e-16: numbers that
 * spread less than this are all the same. */
#define NO_DEVIATION 1e-14

/* The sum of (x − mean)^power. */
static double
central_sum (const double *x, gsize n, int power)
{
  double mean = cw_mean (x, n), sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      double d = x[i] - mean, product = d;

      for (int k = 1; k < power; k++)
        product *= d;
      sum += product;
    }
  return sum;
}

/**
 * cw_mean:
 * @x: (array length=n): numbers
 * @n: how many
 *
 * Returns: their arithmetic mean, or NaN if there are none; exact if all are equal
 */
double
cw_mean (const double *x, gsize n)
{
  double sum = 0;

  if (n == 0)
    return CW_UNKNOWN;
  for (gsize i = 0; i < n; i++)
    sum += x[i] - x[0];
  return x[0] + sum / (double) n;
}

/**
 * cw_deviation:
 * @x: (array length=n): numbers
 * @n: how many
 *
 * Returns: the sample standard deviation √(Σ(x − mean)²/(n − 1)), or NaN for fewer than two
 * numbers; 0 if they differ by no more than rounding errors
 */
double
cw_deviation (const double *x, gsize n)
{
  double deviation;

  if (n < 2)
    return CW_UNKNOWN;
  deviation = sqrt (central_sum (x, n, 2) / (double) (n - 1));
  return deviation < NO_DEVIATION ? 0 : deviation;
}

/* The central moment of @power in units of the population's deviation. */
static double
standardized_moment (const double *x, gsize n, int power)
{
  double deviation = cw_deviation (x, n);

  if (!(deviation > 0))
    return CW_UNKNOWN;
  return central_sum (x, n, power) / (double) n
         / pow (central_sum (x, n, 2) / (double) n, power / 2.0);
}

/**
 * cw_skewness:
 * @x: (array length=n): numbers
 * @n: how many
 *
 * Returns: the moment coefficient m₃/m₂^1.5, as R's PerformanceAnalytics and scipy have it by
 *   default, or NaN if the numbers do not differ
 */
double
cw_skewness (const double *x, gsize n)
{
  return standardized_moment (x, n, 3);
}

/**
 * cw_excess_kurtosis:
 * @x: (array length=n): numbers
 * @n: how many
 *
 * Returns: the moment coefficient m₄/m₂² − 3, 0 for the normal distribution, or NaN if the numbers
 * do not differ
 */
double
cw_excess_kurtosis (const double *x, gsize n)
{
  return standardized_moment (x, n, 4) - 3;
}

/** cw_covariance: Returns: the sample covariance Σ(x − mean x)(y − mean y)/(n − 1), or NaN if n < 2
 */
double
cw_covariance (const double *x, const double *y, gsize n)
{
  double mean_x = cw_mean (x, n), mean_y = cw_mean (y, n), sum = 0;

  if (n < 2)
    return CW_UNKNOWN;
  for (gsize i = 0; i < n; i++)
    sum += (x[i] - mean_x) * (y[i] - mean_y);
  return sum / (double) (n - 1);
}

/** cw_correlation: Returns: Pearson's coefficient, or NaN if either does not differ */
double
cw_correlation (const double *x, const double *y, gsize n)
{
  double dx = cw_deviation (x, n), dy = cw_deviation (y, n);

  if (!(dx > 0) || !(dy > 0))
    return CW_UNKNOWN;
  return CLAMP (cw_covariance (x, y, n) / (dx * dy), -1, 1);
}

/** cw_beta: Returns: cov(x, market)/var(market), or NaN if the market does not move */
double
cw_beta (const double *x, const double *market, gsize n)
{
  double deviation = cw_deviation (market, n);

  if (!(deviation > 0))
    return CW_UNKNOWN;
  return cw_covariance (x, market, n) / (deviation * deviation);
}

/**
 * cw_quantile:
 * @sorted: (array length=n): numbers in ascending order
 * @n: how many
 * @p: a probability, 0 … 1
 *
 * R's type 7: linear between the order statistics around (n − 1)·p. Source: Hyndman & Fan 1996.
 *
 * Returns: the quantile, or NaN if there are no numbers
 */
double
cw_quantile (const double *sorted, gsize n, double p)
{
  double place;
  gsize below;

  g_return_val_if_fail (p >= 0 && p <= 1, CW_UNKNOWN);

  if (n == 0)
    return CW_UNKNOWN;
  place = (double) (n - 1) * p;
  below = MIN ((gsize) place, n - 1);
  if (below == n - 1)
    return sorted[n - 1];
  return sorted[below] + (place - (double) below) * (sorted[below + 1] - sorted[below]);
}

/**
 * cw_normal_quantile:
 * @p: a probability, between 0 and 1
 *
 * Halves the interval in which Φ(z) = erfc(−z/√2)/2 passes @p until it can be halved no further:
 * some sixty steps, as exact as erfc() is.
 *
 * Returns: z of the standard normal distribution, −1.6448536269514722 for 0.05
 */
double
cw_normal_quantile (double p)
{
  double low = -40, high = 0; /* Φ(−40) is 0 in a double */

  g_return_val_if_fail (p > 0 && p < 1, CW_UNKNOWN);

  if (p > 0.5)
    return -cw_normal_quantile (1 - p);
  for (;;)
    {
      double middle = low + (high - low) / 2;

      if (!(middle > low && middle < high))
        return middle;
      if (erfc (-middle / M_SQRT2) / 2 < p)
        low = middle;
      else
        high = middle;
    }
}

/** cw_normal_density: Returns: φ(z) = exp(−z²/2)/√(2π) */
double
cw_normal_density (double z)
{
  return exp (-z * z / 2) / sqrt (2 * M_PI);
}
