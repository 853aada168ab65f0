/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwVarMethod:
 * @CW_VAR_HISTORICAL: what happened, happens again
 * @CW_VAR_NORMAL: returns are normally distributed
 * @CW_VAR_CORNISH_FISHER: nearly so, with the skewness and the tails that were seen
 *
 * How the losses to come are guessed from the returns that were.
 */
typedef enum
{
  CW_VAR_HISTORICAL,
  CW_VAR_NORMAL,
  CW_VAR_CORNISH_FISHER,
} CwVarMethod;

#define CW_N_VAR_METHODS (CW_VAR_CORNISH_FISHER + 1)

/**
 * CwVarProblem:
 * @CW_VAR_PROBLEM_NONE: there is a value
 * @CW_VAR_PROBLEM_TOO_FEW: there are fewer returns than the method needs
 * @CW_VAR_PROBLEM_NO_SPREAD: the returns do not differ, so nothing can be said of their tails
 * @CW_VAR_PROBLEM_DOMAIN: skewness and tails are so large that the expansion is not monotone any
 * more
 *
 * Why there is no value.
 */
typedef enum
{
  CW_VAR_PROBLEM_NONE,
  CW_VAR_PROBLEM_TOO_FEW,
  CW_VAR_PROBLEM_NO_SPREAD,
  CW_VAR_PROBLEM_DOMAIN,
} CwVarProblem;

/** CwVar: value at risk and expected shortfall, as losses: 0.03 is 3 %, and nothing is below 0. */
typedef struct
{
  double value;     /* the loss that is exceeded in one of 1/(1 − confidence) cases, or NaN */
  double shortfall; /* the mean loss of those cases, or NaN; none for Cornish and Fisher */
  CwVarProblem problem;
  gsize n;         /* how many returns it was made from */
  gsize n_needed;  /* how many it needs */
  gboolean scaled; /* made from returns of one day, times √horizon */
} CwVar;

CwVar cw_var_measure (
    CwVarMethod method, const double *returns, gsize n, double confidence, guint horizon);
double cw_cornish_fisher (double z, double skewness, double excess_kurtosis);
gboolean cw_cornish_fisher_is_monotone (double skewness, double excess_kurtosis);
char *cw_var_explain (const CwVar *var) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
