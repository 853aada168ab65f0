/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * cw_params_are_valid:
 *
 * Returns: whether each parameter lies between its limits, and is whole where it counts something
 */
bool
cw_params_are_valid (const CwIndicator *indicator, const double *params)
{
  for (size_t i = 0; i < indicator->n_params; i++)
    {
      const CwIndicatorParam *param = &indicator->params[i];

      if (!(params[i] >= param->min && params[i] <= param->max))
        return false;
      if (param->whole && params[i] - floor (params[i]) > 0.0)
        return false;
    }
  return true;
}

/* cw_fill_missing: Sets @n values to NaN. */
void
cw_fill_missing (double *values, size_t n)
{
  for (size_t i = 0; i < n; i++)
    values[i] = NO_VALUE;
}

static const double *
column_from (const double *column, size_t start)
{
  return column != NULL ? column + start : NULL;
}

static bool
is_gap (const CwBars *in, size_t i)
{
  const double *columns[] = { in->open, in->high, in->low, in->close, in->volume };

  for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++)
    if (columns[c] != NULL && !isfinite (columns[c][i]))
      return true;
  return false;
}

static void
run_part (CwKernel kernel,
          size_t n_outputs,
          const CwBars *needed,
          size_t start,
          size_t end,
          const double *params,
          double *const *out)
{
  CwBars part = {
    .n = end - start,
    .open = column_from (needed->open, start),
    .high = column_from (needed->high, start),
    .low = column_from (needed->low, start),
    .close = column_from (needed->close, start),
    .volume = column_from (needed->volume, start),
  };
  double *part_out[CW_INDICATOR_MAX_OUTPUTS] = { NULL };

  for (size_t o = 0; o < n_outputs; o++)
    part_out[o] = out[o] + start;
  kernel (&part, params, part_out);
}

/*
 * cw_kernel_run:
 *
 * Runs @kernel over all bars in one pass, which nearly always is enough. Only if it met a gap, runs
 * it again over each stretch between gaps as over a series of its own.
 *
 * Returns: %CW_CALC_BAD_PARAMS, and nothing is computed, if a parameter is outside its limits
 */
CwCalcStatus
cw_kernel_run (CwKernel kernel,
               const CwIndicator *indicator,
               const CwBars *needed,
               const double *params,
               double *const *out)
{
  size_t start = 0;

  if (!cw_params_are_valid (indicator, params))
    return CW_CALC_BAD_PARAMS;
  if (kernel (needed, params, out))
    return CW_CALC_OK;

  for (size_t i = 0; i <= needed->n; i++)
    {
      if (i < needed->n && !is_gap (needed, i))
        continue;
      if (i > start)
        run_part (kernel, indicator->n_outputs, needed, start, i, params, out);
      if (i < needed->n)
        for (size_t o = 0; o < indicator->n_outputs; o++)
          out[o][i] = NO_VALUE;
      start = i + 1;
    }
  return CW_CALC_OK;
}
