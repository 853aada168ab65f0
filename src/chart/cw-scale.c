/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scale.h"

#include <math.h>

/* Coordinates stay well inside what cairo's 24.8 fixed point can hold. */
#define FAR_AWAY 20000.0

/* Below this share of its own size a span is rounding, not movement. */
#define LEAST_SPAN 1e-11

#define MAX_DECIMALS 14

static void
settle_bounds (double *min, double *max, gboolean log)
{
  double middle, reach;

  if (!isfinite (*min) || !isfinite (*max) || *max < *min)
    {
      *min = log ? 1 : 0;
      *max = log ? 10 : 1;
    }
  middle = *min / 2 + *max / 2;
  if (*max - *min > LEAST_SPAN * fabs (middle) && *max - *min > 1e-300)
    return;
  /* A price that never moved lies in the middle of one tenth of itself. */
  reach = fabs (middle) > 1e-300 ? fabs (middle) * 0.05 : 1;
  *min = middle - reach;
  *max = middle + reach;
}

/**
 * cw_scale_new:
 * @log: whether equal ratios, not equal differences, are equally far apart
 * @min: the value at @bottom
 * @max: the value at @top
 * @top: the upper end, in pixels
 * @bottom: the lower end, in pixels
 *
 * Values that are missing or equal are replaced by a range around them; where @min is not positive
 * there is no logarithm, and the scale is linear.
 *
 * Returns: the scale
 */
CwScale
cw_scale_new (gboolean log, double min, double max, double top, double bottom)
{
  CwScale scale = { .log = log && !(min <= 0), .top = top, .bottom = MAX (bottom, top + 1) };
  double low, high;

  settle_bounds (&min, &max, scale.log);
  scale.log = scale.log && min > 0;
  scale.min = min;
  scale.max = max;
  low = scale.log ? log10 (min) : min;
  high = scale.log ? log10 (max) : max;
  scale.factor = (scale.bottom - scale.top) / (high - low);
  scale.offset = scale.bottom + scale.factor * low;
  return scale;
}

/**
 * cw_scale_multiply:
 * @scale: a scale
 * @factor: positive
 *
 * Returns: a scale on which a value lies where @factor times it lies on @scale
 */
CwScale
cw_scale_multiply (const CwScale *scale, double factor)
{
  CwScale multiplied = *scale;

  multiplied.min /= factor;
  multiplied.max /= factor;
  if (scale->log)
    multiplied.offset -= scale->factor * log10 (factor);
  else
    multiplied.factor *= factor;
  return multiplied;
}

/**
 * cw_scale_get_y:
 * @scale: a scale
 * @value: a value
 *
 * Returns: where it lies, in pixels; far outside it is only as far as can be drawn, and NaN where
 *   @value is missing
 */
double
cw_scale_get_y (const CwScale *scale, double value)
{
  double y;

  if (isnan (value))
    return NAN;
  if (scale->log && value <= 0)
    return scale->bottom + FAR_AWAY;
  y = scale->offset - scale->factor * (scale->log ? log10 (value) : value);
  return CLAMP (y, scale->top - FAR_AWAY, scale->bottom + FAR_AWAY);
}

/**
 * cw_scale_get_value:
 * @scale: a scale
 * @y: a place, in pixels
 *
 * Returns: the value there
 */
double
cw_scale_get_value (const CwScale *scale, double y)
{
  double value = (scale->offset - y) / scale->factor;

  return scale->log ? pow (10, value) : value;
}

/** cw_scale_get_decimals: Returns: how many decimals the marks need when they are written out */
int
cw_scale_get_decimals (const CwScaleTicks *ticks)
{
  return CLAMP (-ticks->exponent, 0, MAX_DECIMALS);
}

/* A decimal is exact only as a quotient: 3 * 0.1 is not 0.3, but 3 / 10 is. */
static double
scaled (double number, double exponent)
{
  return exponent >= 0 ? number * pow (10, exponent) : number / pow (10, -exponent);
}

/* Marks at multiples of 1, 2 or 5 times a power of ten, the smallest that is at least @least. */
static void
find_even_ticks (const CwScale *scale, double least, CwScaleTicks *ticks)
{
  double exponent = floor (log10 (least));
  double leading = least / pow (10, exponent), step = 10, first, last;

  ticks->n = 0;
  if (leading <= 1 + 1e-9)
    step = 1;
  else if (leading <= 2 + 1e-9)
    step = 2;
  else if (leading <= 5 + 1e-9)
    step = 5;
  else
    {
      exponent += 1;
      step = 1;
    }
  first = ceil (scale->min / scaled (step, exponent) - 1e-9);
  last = floor (scale->max / scaled (step, exponent) + 1e-9);
  if (!(last - first < CW_SCALE_MAX_TICKS))
    return;
  for (double k = first; k <= last; k++)
    ticks->values[ticks->n++] = scaled (k * step, exponent);
  ticks->exponent = (int) exponent;
}

/* What a decade may be marked with, and the smallest distance in it, in decades. */
static const struct
{
  double gap;
  int n;
  double marks[8];
} decades[] = {
  { 0.0791, 8, { 1, 1.5, 2, 3, 4, 5, 6, 8 } },
  { 0.1249, 6, { 1, 1.5, 2, 3, 5, 7 } },
  { 0.3010, 3, { 1, 2, 5 } },
  { 0.4771, 2, { 1, 3 } },
  { 1.0, 1, { 1 } },
};

static gboolean
add_log_tick (const CwScale *scale, double mark, int decade, CwScaleTicks *ticks)
{
  double value = scaled (mark, decade);
  gboolean half = mark > 1.2 && mark < 1.8; /* 1.5 needs one decimal more */

  if (value < scale->min * (1 - 1e-12) || value > scale->max * (1 + 1e-12))
    return TRUE;
  if (ticks->n == CW_SCALE_MAX_TICKS)
    return FALSE;
  ticks->values[ticks->n++] = value;
  ticks->exponent = MIN (ticks->exponent, half ? decade - 1 : decade);
  return TRUE;
}

static void
find_log_ticks (const CwScale *scale, double distance, CwScaleTicks *ticks)
{
  int first = (int) floor (log10 (scale->min)), last = (int) floor (log10 (scale->max));
  gsize set = 0;
  int step = 1;

  while (set < G_N_ELEMENTS (decades) - 1 && decades[set].gap * scale->factor < distance)
    set++;
  while (step * scale->factor < distance || (last - first) / step >= CW_SCALE_MAX_TICKS)
    step++;
  for (int decade = first; decade <= last; decade++)
    if (decade % step == 0)
      for (int i = 0; i < decades[set].n; i++)
        if (!add_log_tick (scale, decades[set].marks[i], decade, ticks))
          return;
}

/**
 * cw_scale_find_ticks:
 * @scale: a scale
 * @distance: how far apart two marks must at least lie, in pixels
 * @ticks: (out): the marks, ascending
 *
 * Marks a linear scale at multiples of 1, 2 or 5 times a power of ten, a logarithmic one at the
 * same round numbers of each decade (1, 2, 5 …) as densely as there is room. Within half a decade
 * these would be too few, and even steps are natural there too.
 */
void
cw_scale_find_ticks (const CwScale *scale, double distance, CwScaleTicks *ticks)
{
  double per_pixel;

  g_return_if_fail (distance > 0);

  ticks->n = 0;
  ticks->exponent = 0;
  if (scale->log && scale->max / scale->min > 3.2)
    {
      find_log_ticks (scale, distance, ticks);
      return;
    }
  /* On a logarithmic scale equal steps are closest at the top. */
  per_pixel = scale->log ? scale->max * G_LN10 / scale->factor : 1 / scale->factor;
  find_even_ticks (scale, distance * per_pixel, ticks);
}
