/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scene.h"

#include <math.h>
#include <string.h>

#include "cw-format.h"
#include "cw-heikin-ashi.h"
#include "cw-scene-private.h"
#include "cw-sessions.h"

static gboolean
knows_any (const double *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      return TRUE;
  return FALSE;
}

/* How many places after the last bar what is shown needs. */
static gsize
count_ahead (const CwSceneOptions *options)
{
  int most = 0;

  for (gsize i = 0; i < options->n_indicators; i++)
    for (gsize j = 0; j < options->indicators[i].indicator->n_outputs; j++)
      most = MAX (most, options->indicators[i].indicator->outputs[j].ahead);
  return (gsize) most;
}

static gsize
count_lines (const CwSceneOptions *options)
{
  gsize n = 0;

  for (gsize i = 0; i < options->n_indicators; i++)
    n += options->indicators[i].indicator->n_outputs;
  return n;
}

/* Some lines are drawn so many bars away from where they are known. */
static void
move_values (double *values, gsize n, int shift)
{
  gsize distance = MIN ((gsize) ABS (shift), n);
  double *gap = shift > 0 ? values : values + (n - distance);

  if (n == 0)
    return;
  if (shift > 0)
    memmove (values + distance, values, (n - distance) * sizeof *values);
  else if (shift < 0)
    memmove (values, values + distance, (n - distance) * sizeof *values);
  for (gsize i = 0; i < distance; i++)
    gap[i] = NAN;
}

static void
add_line (CwScene *scene, gsize indicator, gsize output, double *values)
{
  const CwIndicatorOutput *is = &scene->options.indicators[indicator].indicator->outputs[output];
  gsize n_bars = scene->series->n_bars, n = scene->places->n_bars;

  for (gsize i = MIN (n_bars + (gsize) is->ahead, n); i < n; i++)
    values[i] = NAN;
  move_values (values, n_bars, is->shift);
  scene->lines[scene->n_lines++] = (CwSceneLine){ .indicator = indicator,
                                                  .output = output,
                                                  .values = values,
                                                  .pyramid = cw_pyramid_new (values, values, n) };
}

/* On all places, since what stands ahead is known from bars that are there. */
static void
compute_indicator (CwScene *scene, gsize indicator, const gint64 *sessions, double *values)
{
  const CwSeries *series = scene->places;
  const CwIndicatorSpec *spec = &scene->options.indicators[indicator];
  CwBars bars = { .n = series->n_bars,
                  .open = series->open,
                  .high = series->high,
                  .low = series->low,
                  .close = series->close,
                  .volume = series->volume,
                  .session = sessions };
  double *out[CW_INDICATOR_MAX_OUTPUTS] = { NULL };
  gsize n_outputs = spec->indicator->n_outputs;

  for (gsize i = 0; i < n_outputs; i++)
    out[i] = values + i * series->n_bars;
  if (spec->indicator->run (&bars, spec->params, out) != CW_CALC_OK)
    for (gsize i = 0; i < n_outputs * series->n_bars; i++)
      values[i] = NAN;
  for (gsize i = 0; i < n_outputs; i++)
    add_line (scene, indicator, i, out[i]);
}

static void
compute_indicators (CwScene *scene)
{
  g_autofree gint64 *sessions = cw_series_dup_sessions (scene->places);
  gsize n = scene->places->n_bars;
  double *at;

  scene->values = at = g_new (double, n *count_lines (&scene->options));
  for (gsize i = 0; i < scene->options.n_indicators; i++)
    {
      compute_indicator (scene, i, sessions, at);
      at += n * scene->options.indicators[i].indicator->n_outputs;
    }
}

static CwSeries *
make_places (const CwScene *scene)
{
  gsize n = count_ahead (&scene->options);

  return n > 0 && scene->series->n_bars > 0 ? cw_sessions_append (scene->series, n)
                                            : cw_series_ref (scene->series);
}

static void
choose_prices (CwScene *scene)
{
  const CwSeries *series = scene->series;
  gsize n = series->n_bars;

  scene->open = series->open;
  scene->high = series->high;
  scene->low = series->low;
  scene->close = series->close;
  if (scene->options.type != CW_CHART_HEIKIN_ASHI)
    return;
  scene->averages = g_new (double, 4 * n);
  cw_heikin_ashi (series, scene->averages);
  scene->open = scene->averages;
  scene->high = scene->averages + n;
  scene->low = scene->averages + 2 * n;
  scene->close = scene->averages + 3 * n;
}

static void
add_extras (CwScene *scene, const CwSceneExtras *extras)
{
  g_return_if_fail (extras->n_others <= CW_SCENE_MAX_OTHERS);
  g_return_if_fail (extras->n_levels <= CW_SCENE_MAX_LEVELS);

  for (gsize i = 0; i < extras->n_others; i++)
    cw_other_init (&scene->others[scene->n_others++], scene->series, extras->others[i]);
  for (gsize i = 0; i < extras->n_levels; i++)
    if (isfinite (extras->levels[i].price) && extras->levels[i].price > 0)
      scene->levels[scene->n_levels++] = extras->levels[i];
}

/**
 * cw_scene_new:
 * @series: what is drawn
 * @options: how
 *
 * Computes the indicators on the series' prices, and prepares what makes drawing cost pixels
 * instead of bars. Takes time that grows with the bars: call it on a worker.
 *
 * Returns: (transfer full): the scene
 */
CwScene *
cw_scene_new (const CwSeries *series, const CwSceneOptions *options)
{
  return cw_scene_new_with_extras (series, options, NULL);
}

/**
 * cw_scene_new_with_extras:
 * @series: what is drawn
 * @options: how; the axis counts in percent wherever there are others to compare with
 * @extras: (nullable): what is drawn beside it; levels that are no prices are left out
 *
 * As cw_scene_new().
 *
 * Returns: (transfer full): the scene
 */
CwScene *
cw_scene_new_with_extras (const CwSeries *series,
                          const CwSceneOptions *options,
                          const CwSceneExtras *extras)
{
  CwScene *scene;

  g_return_val_if_fail (series != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->n_indicators <= CW_SCENE_MAX_INDICATORS, NULL);

  scene = g_atomic_rc_box_new0 (CwScene);
  scene->series = cw_series_ref (series);
  scene->options = *options;
  scene->places = make_places (scene);
  scene->decimals = cw_format_find_decimals (series);
  choose_prices (scene);
  scene->has_volume = knows_any (series->volume, series->n_bars);
  scene->prices = cw_pyramid_new (scene->low, scene->high, series->n_bars);
  if (cw_scene_draws_closes (scene))
    scene->closes = cw_pyramid_new (series->close, series->close, series->n_bars);
  if (options->volume && scene->has_volume)
    scene->volumes = cw_pyramid_new (series->volume, series->volume, series->n_bars);
  compute_indicators (scene);
  if (extras != NULL)
    add_extras (scene, extras);
  if (options->markers)
    scene->events = cw_events_find (series);
  return scene;
}

/** cw_scene_ref: Returns: (transfer full): another reference to the same scene */
CwScene *
cw_scene_ref (CwScene *scene)
{
  g_return_val_if_fail (scene != NULL, NULL);
  return g_atomic_rc_box_acquire (scene);
}

static void
clear_scene (gpointer data)
{
  CwScene *scene = data;

  for (gsize i = 0; i < scene->n_lines; i++)
    cw_pyramid_free (scene->lines[i].pyramid);
  cw_pyramid_free (scene->prices);
  cw_pyramid_free (scene->closes);
  cw_pyramid_free (scene->volumes);
  for (gsize i = 0; i < scene->n_others; i++)
    cw_other_clear (&scene->others[i]);
  g_clear_pointer (&scene->events, g_array_unref);
  g_free (scene->averages);
  g_free (scene->values);
  cw_series_unref (scene->places);
  cw_series_unref (scene->series);
}

/** cw_scene_unref: @scene: (transfer full): a scene whose reference is given up */
void
cw_scene_unref (CwScene *scene)
{
  g_return_if_fail (scene != NULL);
  g_atomic_rc_box_release_full (scene, clear_scene);
}

/** cw_scene_get_series: Returns: (transfer none): what the scene shows */
const CwSeries *
cw_scene_get_series (const CwScene *scene)
{
  g_return_val_if_fail (scene != NULL, NULL);
  return scene->series;
}

/** cw_scene_get_options: Returns: (transfer none): how the scene shows it */
const CwSceneOptions *
cw_scene_get_options (const CwScene *scene)
{
  g_return_val_if_fail (scene != NULL, NULL);
  return &scene->options;
}

/** cw_scene_find_line: Returns: the index of the first line of @indicator */
gsize
cw_scene_find_line (const CwScene *scene, gsize indicator)
{
  gsize line = 0;

  for (gsize i = 0; i < indicator; i++)
    line += scene->options.indicators[i].indicator->n_outputs;
  return line;
}

/** cw_scene_get_output: Returns: (transfer none): what the table says about a line */
const CwIndicatorOutput *
cw_scene_get_output (const CwScene *scene, gsize line)
{
  const CwSceneLine *of = &scene->lines[line];

  return &scene->options.indicators[of->indicator].indicator->outputs[of->output];
}

/** cw_scene_draws_closes: Returns: whether of each bar only the close is drawn */
gboolean
cw_scene_draws_closes (const CwScene *scene)
{
  return scene->options.type == CW_CHART_LINE || scene->options.type == CW_CHART_AREA;
}

/** cw_scene_counts_percent: Returns: whether the price axis counts from the first close in sight */
gboolean
cw_scene_counts_percent (const CwScene *scene)
{
  return scene->options.percent || scene->n_others > 0;
}
