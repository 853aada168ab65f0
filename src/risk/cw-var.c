/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-var.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "cw-moments.h"

/* So many losses must lie beyond a historical quantile: 100 returns for 95 %, 500 for 99 %. */
#define FEWEST_IN_TAIL 5
#define FEWEST_FOR_NORMAL 60
#define FEWEST_FOR_CORNISH_FISHER 250

static gsize
count_needed (CwVarMethod method, double confidence)
{
  /* 1 − 0.95 is not exactly a twentieth; a hair more must not ask for one return more. */
  if (method == CW_VAR_HISTORICAL)
    return (gsize) ceil (FEWEST_IN_TAIL / (1 - confidence) - 1e-6);
  return method == CW_VAR_NORMAL ? FEWEST_FOR_NORMAL : FEWEST_FOR_CORNISH_FISHER;
}

static int
compare_numbers (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
measure_historical (CwVar *var, const double *returns, gsize n, double tail)
{
  g_autofree double *sorted = g_new (double, n);
  double quantile;
  gsize n_beyond = 0;

  memcpy (sorted, returns, n * sizeof (double));
  qsort (sorted, n, sizeof (double), compare_numbers);
  quantile = cw_quantile (sorted, n, tail);
  while (n_beyond < n && sorted[n_beyond] <= quantile)
    n_beyond++;
  var->value = -quantile;
  var->shortfall = -cw_mean (sorted, n_beyond);
}

static void
measure_normal (CwVar *var, const double *returns, gsize n, double tail)
{
  double z = cw_normal_quantile (tail), mean = cw_mean (returns, n),
         deviation = cw_deviation (returns, n);

  var->value = -(mean + z * deviation);
  var->shortfall = -mean + deviation * cw_normal_density (z) / tail;
}

/**
 * cw_cornish_fisher:
 * @z: a quantile of the normal distribution
 * @skewness: the moment coefficient
 * @excess_kurtosis: the moment coefficient, 0 for the normal distribution
 *
 * z + (z² − 1)·S/6 + (z³ − 3z)·K/24 − (2z³ − 5z)·S²/36. Source: Zangari 1996; Favre & Galeano 2002.
 *
 * Returns: the quantile of a distribution with these moments, nearly
 */
double
cw_cornish_fisher (double z, double skewness, double excess_kurtosis)
{
  double z2 = z * z, z3 = z2 * z;

  return z + (z2 - 1) * skewness / 6 + (z3 - 3 * z) * excess_kurtosis / 24
         - (2 * z3 - 5 * z) * skewness * skewness / 36;
}

/**
 * cw_cornish_fisher_is_monotone:
 * @skewness: the moment coefficient
 * @excess_kurtosis: the moment coefficient
 *
 * The expansion's slope is the quadratic (K/8 − S²/6)·z² + (S/3)·z + (1 − K/8 + 5S²/36); where it
 * turns negative a greater confidence would give a smaller loss. Source: Maillard 2012.
 *
 * Returns: whether the slope is nowhere negative
 */
gboolean
cw_cornish_fisher_is_monotone (double skewness, double excess_kurtosis)
{
  double s2 = skewness * skewness, a = excess_kurtosis / 8 - s2 / 6,
         c = 1 - excess_kurtosis / 8 + 5 * s2 / 36;

  return a >= 0 && c >= 0 && s2 / 9 <= 4 * a * c;
}

static void
measure_cornish_fisher (CwVar *var, const double *returns, gsize n, double tail)
{
  double skewness = cw_skewness (returns, n), kurtosis = cw_excess_kurtosis (returns, n), deviation;

  if (isnan (skewness))
    {
      var->problem = CW_VAR_PROBLEM_NO_SPREAD;
      return;
    }
  if (!cw_cornish_fisher_is_monotone (skewness, kurtosis))
    {
      var->problem = CW_VAR_PROBLEM_DOMAIN;
      return;
    }
  /* Skewness and kurtosis are the population's, and so is the deviation that goes with them. */
  deviation = cw_deviation (returns, n) * sqrt ((double) (n - 1) / (double) n);
  var->value = -(cw_mean (returns, n)
                 + cw_cornish_fisher (cw_normal_quantile (tail), skewness, kurtosis) * deviation);
}

static void
measure (CwVar *var, CwVarMethod method, const double *returns, gsize n, double tail)
{
  var->n = n;
  if (n < var->n_needed)
    var->problem = CW_VAR_PROBLEM_TOO_FEW;
  else if (method == CW_VAR_HISTORICAL)
    measure_historical (var, returns, n, tail);
  else if (method == CW_VAR_NORMAL)
    measure_normal (var, returns, n, tail);
  else
    measure_cornish_fisher (var, returns, n, tail);
}

/* Returns over @horizon days, one beginning on each day. */
static double *
overlap (const double *returns, gsize n, guint horizon)
{
  double *longer = g_new (double, n - horizon + 1);

  for (gsize i = 0; i + horizon <= n; i++)
    {
      double value = 1;

      for (guint k = 0; k < horizon; k++)
        value *= 1 + returns[i + k];
      longer[i] = value - 1;
    }
  return longer;
}

/* A loss below 0 is a gain, and that is no risk. */
static double
floored (double loss)
{
  return isnan (loss) ? CW_UNKNOWN : MAX (0, loss);
}

/**
 * cw_var_measure:
 * @method: how
 * @returns: (array length=n): simple daily returns, oldest first, none of them NaN
 * @n: how many
 * @confidence: between 0 and 1, usually 0.95 or 0.99
 * @horizon: over how many days, at least 1
 *
 * Historical: the quantile of R's type 7 and the mean of the returns up to it. Normal: −(μ + z·σ)
 * and −μ + σ·φ(z)/(1 − confidence), with the sample deviation. Cornish and Fisher: −(μ + z′·σ),
 * with the population's deviation, where the expansion is monotone. Over several days, the
 * overlapping returns of so many days if they are enough, else the loss of one day times √@horizon.
 *
 * Sources: R type 7, Hyndman & Fan 1996; RiskMetrics 1996; Favre & Galeano 2002; Artzner et al.
 * 1999.
 *
 * Returns: the losses, or why there are none
 */
CwVar
cw_var_measure (
    CwVarMethod method, const double *returns, gsize n, double confidence, guint horizon)
{
  CwVar var = { CW_UNKNOWN, CW_UNKNOWN, CW_VAR_PROBLEM_NONE, n, 0, FALSE };
  double tail = 1 - confidence;

  g_return_val_if_fail (method < CW_N_VAR_METHODS, var);
  g_return_val_if_fail (confidence > 0 && confidence < 1 && horizon > 0, var);

  var.n_needed = count_needed (method, confidence);
  if (horizon > 1 && n >= horizon && n - horizon + 1 >= var.n_needed)
    {
      g_autofree double *longer = overlap (returns, n, horizon);

      measure (&var, method, longer, n - horizon + 1, tail);
    }
  else
    {
      measure (&var, method, returns, n, tail);
      var.scaled = horizon > 1;
      var.value *= sqrt (horizon);
      var.shortfall *= sqrt (horizon);
    }
  var.value = floored (var.value);
  var.shortfall = floored (var.shortfall);
  return var;
}

/**
 * cw_var_explain:
 * @var: what was measured
 *
 * Returns: (transfer full) (nullable): a sentence that says why there is no value, or %NULL if
 * there is one
 */
char *
cw_var_explain (const CwVar *var)
{
  switch (var->problem)
    {
    case CW_VAR_PROBLEM_TOO_FEW:
      return g_strdup_printf (
          /* Translators: both are numbers of daily returns */
          _ ("Needs %zu daily returns, there are %zu"), var->n_needed, var->n);
    case CW_VAR_PROBLEM_NO_SPREAD:
      return g_strdup (_ ("The returns do not differ"));
    case CW_VAR_PROBLEM_DOMAIN:
      return g_strdup (_ ("Skewness and tails are too large for the Cornish–Fisher expansion; the "
                          "historical value at risk holds"));
    case CW_VAR_PROBLEM_NONE:
    default:
      return NULL;
    }
}
