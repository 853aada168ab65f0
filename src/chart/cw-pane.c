/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-pane.h"

#include <math.h>

#include "cw-format.h"

/* Values from here on are written with a letter: 120K. */
#define LARGE_VALUE 1e5

/* An overlay far from the prices may widen the scale by this share of it at either end, no more:
 * the prices are what one came to see. */
#define OVERLAY_REACH 0.5

/* How far marks are apart, in lines of text: the lower a pane, the closer. */
#define LEAST_TICK_DISTANCE 1.5
#define MOST_TICK_DISTANCE 2.9
#define LINES_A_MARK 8.0

/* Figures reach neither as high nor as low as letters do: this much of a line they need. */
#define FIGURE_HEIGHT 0.85

#define ROOM_FOR_MARKS 16.0

typedef struct
{
  double min, max;
} Bounds;

static void
widen (Bounds *bounds, double min, double max)
{
  if (isfinite (min) && !(bounds->min <= min))
    bounds->min = min;
  if (isfinite (max) && !(bounds->max >= max))
    bounds->max = max;
}

static Bounds
bounds_of_line (const CwScene *scene, gsize line, const CwSight *sight)
{
  Bounds bounds;

  cw_pyramid_query (scene->lines[line].pyramid, sight->first_place, sight->end_place, &bounds.min,
                    &bounds.max);
  return bounds;
}

/* What lies a little beyond the prices is taken in, what lies far away is not. */
static void
widen_within (Bounds *all, const Bounds *prices, double reach, Bounds own)
{
  /* All of them are positive, like the prices, unless there is nothing to be seen of them. */
  if (own.max >= prices->min - reach && own.min <= prices->max + reach)
    widen (all, MAX (own.min, MAX (prices->min - reach, prices->min / 2)),
           MIN (own.max, prices->max + reach));
}

/* Where one has moved on to the sessions to come there are only lines. */
static Bounds
bounds_of_overlays (const CwScene *scene, const CwSight *sight)
{
  Bounds all = { NAN, NAN };

  for (gsize i = 0; i < scene->n_lines; i++)
    if (scene->options.indicators[scene->lines[i].indicator].indicator->kind
        == CW_INDICATOR_OVERLAY)
      {
        Bounds own = bounds_of_line (scene, i, sight);

        widen (&all, own.min, own.max);
      }
  return all;
}

static Bounds
bounds_of_prices (const CwPane *pane, const CwScene *scene, const CwSight *sight)
{
  const CwPyramid *pyramid = cw_scene_draws_closes (scene) ? scene->closes : scene->prices;
  Bounds prices, all;
  double reach;

  if (!cw_pyramid_query (pyramid, sight->first, sight->end, &prices.min, &prices.max))
    return bounds_of_overlays (scene, sight);
  all = prices;
  reach = MAX (prices.max - prices.min, prices.max * 0.01) * OVERLAY_REACH;
  for (gsize i = 0; i < scene->n_lines; i++)
    if (scene->options.indicators[scene->lines[i].indicator].indicator->kind
        == CW_INDICATOR_OVERLAY)
      widen_within (&all, &prices, reach, bounds_of_line (scene, i, sight));
  for (gsize i = 0; i < scene->n_levels; i++)
    widen_within (&all, &prices, reach, (Bounds){ scene->levels[i].price, scene->levels[i].price });
  for (gsize i = 0; i < scene->n_others; i++)
    {
      double factor = pane->base / pane->other_bases[i];
      Bounds own;

      cw_pyramid_query (scene->others[i].pyramid, sight->first, sight->end, &own.min, &own.max);
      widen (&all, own.min * factor, own.max * factor);
    }
  return all;
}

static Bounds
bounds_of_volume (const CwScene *scene, const CwSight *sight)
{
  Bounds bounds;

  cw_pyramid_query (scene->volumes, sight->first, sight->end, &bounds.min, &bounds.max);
  bounds.min = 0;
  if (!(bounds.max > 0))
    bounds.max = 1;
  return bounds;
}

static Bounds
bounds_of_indicator (const CwScene *scene, gsize indicator, const CwSight *sight)
{
  const CwIndicator *is = scene->options.indicators[indicator].indicator;
  gsize line = cw_scene_find_line (scene, indicator);
  Bounds bounds = { NAN, NAN };

  for (gsize i = 0; i < is->n_outputs; i++)
    {
      Bounds own = bounds_of_line (scene, line + i, sight);

      widen (&bounds, own.min, own.max);
      if (is->outputs[i].histogram)
        widen (&bounds, 0, 0);
    }
  if (isfinite (is->lower))
    bounds.min = is->lower;
  if (isfinite (is->upper))
    bounds.max = is->upper;
  return bounds;
}

static Bounds
find_bounds (const CwPane *pane, const CwScene *scene, const CwSight *sight)
{
  switch (pane->kind)
    {
    case CW_PANE_PRICE:
      return bounds_of_prices (pane, scene, sight);
    case CW_PANE_VOLUME:
      return bounds_of_volume (scene, sight);
    case CW_PANE_INDICATOR:
    default:
      return bounds_of_indicator (scene, pane->indicator, sight);
    }
}

/** cw_pane_get_indicator: Returns: (transfer none) (nullable): what an indicator's pane shows */
const CwIndicator *
cw_pane_get_indicator (const CwPane *pane, const CwScene *scene)
{
  if (pane->kind != CW_PANE_INDICATOR)
    return NULL;
  return scene->options.indicators[pane->indicator].indicator;
}

/** cw_pane_has_band: Returns: whether two guides mark what is usual, as 30 and 70 do for RSI */
gboolean
cw_pane_has_band (const CwPane *pane, const CwScene *scene)
{
  const CwIndicator *indicator = cw_pane_get_indicator (pane, scene);

  return indicator != NULL && indicator->guides[0] < indicator->guides[1];
}

/* Where there is a band its ends are all that needs a mark. */
static void
mark_band (const CwPane *pane, const CwScene *scene, CwScaleTicks *ticks)
{
  const CwIndicator *indicator = cw_pane_get_indicator (pane, scene);

  *ticks = (CwScaleTicks){ .n = 2, .values = { indicator->guides[0], indicator->guides[1] } };
}

/* A label that would reach into the next pane is left out, and so is one that would touch the label
 * before it: the lines stay. */
static gboolean
has_room (const CwPane *pane, const CwValueTick *tick)
{
  if (tick->y - tick->height / 2 < pane->top || tick->y + tick->height / 2 > pane->bottom)
    return FALSE;
  for (const CwValueTick *other = pane->ticks; other < tick; other++)
    if (other->label != NULL && fabs (other->y - tick->y) < tick->height * FIGURE_HEIGHT)
      return FALSE;
  return TRUE;
}

static void
add_tick (CwPane *pane, double value, CwTexts *texts)
{
  CwValueTick *tick = &pane->ticks[pane->n_ticks++];
  g_autofree char *label = cw_pane_format_axis_value (pane, value);

  tick->y = cw_scale_get_y (&pane->scale, value);
  tick->label = cw_texts_get (texts, CW_TEXT_LABEL, label);
  cw_text_get_size (tick->label, &tick->width, &tick->height);
  if (!has_room (pane, tick))
    g_clear_object (&tick->label);
}

/* Round percents lie at prices that are not round; equal ratios on a logarithmic axis. */
static void
find_percent_ticks (const CwPane *pane, double distance, CwScaleTicks *ticks)
{
  const CwScale *prices = &pane->scale;
  double base = pane->base;
  CwScale percents =
      prices->log
          ? cw_scale_new (TRUE, prices->min / base, prices->max / base, prices->top, prices->bottom)
          : cw_scale_new (FALSE, 100 * (prices->min / base - 1), 100 * (prices->max / base - 1),
                          prices->top, prices->bottom);

  cw_scale_find_ticks (&percents, distance, ticks);
  for (gsize i = 0; i < ticks->n; i++)
    ticks->values[i] = prices->log ? base * ticks->values[i] : base * (1 + ticks->values[i] / 100);
  if (prices->log)
    ticks->exponent += 2;
}

static void
find_ticks (CwPane *pane, const CwScene *scene, double line_height, CwScaleTicks *ticks)
{
  double lines = (pane->bottom - pane->top) / line_height;
  double distance =
      line_height * CLAMP (lines / LINES_A_MARK, LEAST_TICK_DISTANCE, MOST_TICK_DISTANCE);

  if (cw_pane_has_band (pane, scene))
    mark_band (pane, scene, ticks);
  else if (!isnan (pane->base))
    find_percent_ticks (pane, distance, ticks);
  else
    cw_scale_find_ticks (&pane->scale, distance, ticks);
}

static void
choose_precision (CwPane *pane, const CwScene *scene, const CwScaleTicks *ticks)
{
  double size = MAX (fabs (pane->scale.min), fabs (pane->scale.max));

  pane->exponent = ticks->exponent;
  pane->axis_decimals = cw_scale_get_decimals (ticks);
  if (!isnan (pane->base))
    pane->decimals = scene->decimals;
  else if (pane->kind == CW_PANE_PRICE)
    pane->decimals = pane->axis_decimals = MAX (scene->decimals, pane->axis_decimals);
  else
    {
      pane->compact = pane->kind == CW_PANE_VOLUME || size >= LARGE_VALUE;
      pane->decimals = MAX (2, pane->axis_decimals + 1);
    }
}

/**
 * cw_pane_find_base:
 * @scene: what is drawn
 * @first: the first bar in sight
 * @end: the one after the last
 *
 * Returns: the close from which percents count, NaN where the axis tells prices
 */
double
cw_pane_find_base (const CwScene *scene, gsize first, gsize end)
{
  return cw_scene_counts_percent (scene) && first < end ? scene->series->close[first] : NAN;
}

/** cw_pane_get_other_scale: Returns: where another symbol's prices lie: its base at the base */
CwScale
cw_pane_get_other_scale (const CwPane *pane, gsize other)
{
  return cw_scale_multiply (&pane->scale, pane->base / pane->other_bases[other]);
}

static void
find_bases (CwPane *pane, const CwScene *scene, gsize first, gsize end)
{
  pane->base = pane->kind == CW_PANE_PRICE ? cw_pane_find_base (scene, first, end) : NAN;
  for (gsize i = 0; i < scene->n_others; i++)
    pane->other_bases[i] = cw_other_find_base (&scene->others[i], first, end);
}

/* Marks stand under the candles, and badges under them. */
static double
find_room_for_marks (const CwPane *pane, const CwScene *scene)
{
  return pane->kind == CW_PANE_PRICE && scene->events != NULL && scene->events->len > 0
             ? MIN (ROOM_FOR_MARKS, (pane->bottom - pane->top) / 8)
             : 0;
}

/**
 * cw_pane_settle:
 * @pane: a pane that knows its kind, its place and how much its legend needs
 * @scene: what is drawn
 * @sight: what of it is in sight
 * @texts: the font, and what was said in it
 *
 * Finds the pane's scale and its marks for what is in sight.
 */
void
cw_pane_settle (CwPane *pane, const CwScene *scene, const CwSight *sight, CwTexts *texts)
{
  g_autoptr (PangoLayout) sample = cw_texts_get (texts, CW_TEXT_LABEL, "0");
  gboolean log = pane->kind == CW_PANE_PRICE && scene->options.log_scale;
  double line_height, margin;
  CwScaleTicks ticks;
  Bounds bounds;

  cw_pane_clear (pane);
  find_bases (pane, scene, sight->first, sight->end);
  bounds = find_bounds (pane, scene, sight);
  cw_text_get_size (sample, NULL, &line_height);
  margin = pane->kind == CW_PANE_VOLUME ? 0 : MIN (line_height / 2, (pane->bottom - pane->top) / 8);
  pane->scale = cw_scale_new (log, bounds.min, bounds.max, pane->top + pane->legend_height + margin,
                              pane->bottom - margin - find_room_for_marks (pane, scene));
  find_ticks (pane, scene, line_height, &ticks);
  choose_precision (pane, scene, &ticks);
  for (gsize i = 0; i < ticks.n; i++)
    if (pane->kind != CW_PANE_VOLUME || ticks.values[i] > 0)
      add_tick (pane, ticks.values[i], texts);
}

/** cw_pane_clear: Gives up the marks of a pane. */
void
cw_pane_clear (CwPane *pane)
{
  for (gsize i = 0; i < pane->n_ticks; i++)
    g_clear_object (&pane->ticks[i].label);
  pane->n_ticks = 0;
}

/** cw_pane_get_axis_width: Returns: the width of the widest label, in pixels */
double
cw_pane_get_axis_width (const CwPane *pane)
{
  double width = 0;

  for (gsize i = 0; i < pane->n_ticks; i++)
    if (pane->ticks[i].label != NULL)
      width = MAX (width, pane->ticks[i].width);
  return width;
}

/** cw_pane_format_value: Returns: (transfer full): one of the pane's values, as a legend says it */
char *
cw_pane_format_value (const CwPane *pane, double value)
{
  return pane->compact ? cw_format_compact (value) : cw_format_number (value, pane->decimals);
}

/** cw_pane_format_place: Returns: (transfer full): a value as the pane's axis counts, precisely */
char *
cw_pane_format_place (const CwPane *pane, double value)
{
  return isnan (pane->base) ? cw_pane_format_value (pane, value)
                            : cw_format_percent (100 * (value / pane->base - 1));
}

/* Marks are exact multiples, so this one is exactly zero or far from it. */
static gboolean
is_zero (double value)
{
  return !(value < 0) && !(value > 0);
}

/** cw_pane_format_axis_value: Returns: (transfer full): a value as the pane's axis says it */
char *
cw_pane_format_axis_value (const CwPane *pane, double value)
{
  if (!isnan (pane->base))
    return cw_format_percent_to (100 * (value / pane->base - 1), pane->axis_decimals);
  if (is_zero (value))
    return g_strdup ("0");
  return pane->compact ? cw_format_compact_multiple (value, pane->exponent)
                       : cw_format_number (value, pane->axis_decimals);
}
