/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scene.h"

#include <string.h>

static const char *const type_names[CW_N_CHART_TYPES] = {
  [CW_CHART_CANDLES] = "candles",
  [CW_CHART_BARS] = "bars",
  [CW_CHART_LINE] = "line",
  [CW_CHART_AREA] = "area",
  [CW_CHART_HEIKIN_ASHI] = "heikin-ashi",
};

/**
 * cw_chart_type_parse:
 * @text: for example `candles`
 * @type: (out): where the type goes
 *
 * Returns: whether @text names a chart type
 */
gboolean
cw_chart_type_parse (const char *text, CwChartType *type)
{
  g_return_val_if_fail (text != NULL && type != NULL, FALSE);

  for (guint i = 0; i < CW_N_CHART_TYPES; i++)
    if (g_str_equal (type_names[i], text))
      {
        *type = (CwChartType) i;
        return TRUE;
      }
  return FALSE;
}

/** cw_chart_type_to_string: Returns: (transfer none): for example `candles` */
const char *
cw_chart_type_to_string (CwChartType type)
{
  g_return_val_if_fail (type < CW_N_CHART_TYPES, NULL);
  return type_names[type];
}

/** cw_scene_options_init: @options: (out): becomes candles with volume and nothing else */
void
cw_scene_options_init (CwSceneOptions *options)
{
  g_return_if_fail (options != NULL);
  memset (options, 0, sizeof *options);
  options->type = CW_CHART_CANDLES;
  options->volume = TRUE;
}

static gboolean
find_spec (const CwSceneOptions *options, const CwIndicatorSpec *spec, gsize *position)
{
  for (gsize i = 0; i < options->n_indicators; i++)
    if (cw_indicator_spec_equal (&options->indicators[i], spec))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_scene_options_add:
 * @options: options
 * @spec: an indicator with its parameters
 *
 * Returns: whether it is shown now and was not before; there is room for
 *   %CW_SCENE_MAX_INDICATORS
 */
gboolean
cw_scene_options_add (CwSceneOptions *options, const CwIndicatorSpec *spec)
{
  gsize position;

  g_return_val_if_fail (options != NULL && spec != NULL && spec->indicator != NULL, FALSE);

  if (options->n_indicators == CW_SCENE_MAX_INDICATORS || find_spec (options, spec, &position))
    return FALSE;
  options->indicators[options->n_indicators++] = *spec;
  return TRUE;
}

/**
 * cw_scene_options_remove:
 * @options: options
 * @spec: an indicator with its parameters
 *
 * Returns: whether it was shown; the order of the others stays
 */
gboolean
cw_scene_options_remove (CwSceneOptions *options, const CwIndicatorSpec *spec)
{
  gsize position;

  g_return_val_if_fail (options != NULL && spec != NULL, FALSE);

  if (!find_spec (options, spec, &position))
    return FALSE;
  options->n_indicators--;
  memmove (&options->indicators[position], &options->indicators[position + 1],
           (options->n_indicators - position) * sizeof *spec);
  return TRUE;
}

/** cw_scene_options_has: Returns: whether @spec is shown with just these parameters */
gboolean
cw_scene_options_has (const CwSceneOptions *options, const CwIndicatorSpec *spec)
{
  gsize position;

  g_return_val_if_fail (options != NULL && spec != NULL, FALSE);
  return find_spec (options, spec, &position);
}
