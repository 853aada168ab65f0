/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-panel.h"

#include <string.h>

#include "cw-chart-panel-private.h"
#include "cw-indicator-menu.h"

/** cw_chart_panel_set_range: shows the bars of @range */
void
cw_chart_panel_set_range (CwChartPanel *self, CwRange range)
{
  CwScene *scene;

  g_return_if_fail (CW_IS_CHART_PANEL (self));
  self->range = range;
  scene = cw_chart_view_get_scene (self->chart);
  if (scene != NULL)
    cw_chart_view_set_view (self->chart, cw_scene_get_view (scene, range));
  cw_chart_panel_fetch_history (self);
}

/** cw_chart_panel_set_interval: makes each bar cover @interval, a day or more */
void
cw_chart_panel_set_interval (CwChartPanel *self, CwInterval interval)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));
  if (self->interval == interval)
    return;
  self->interval = interval;
  cw_chart_panel_start_making (self);
}

/** cw_chart_panel_set_chart_type: draws prices in another way */
void
cw_chart_panel_set_chart_type (CwChartPanel *self, CwChartType type)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));
  if (self->options.type == type)
    return;
  self->options.type = type;
  cw_chart_panel_options_changed (self);
}

/** cw_chart_panel_set_log_scale: whether equal ratios of prices look equally high */
void
cw_chart_panel_set_log_scale (CwChartPanel *self, gboolean log_scale)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));
  if (self->options.log_scale == log_scale)
    return;
  self->options.log_scale = log_scale;
  cw_chart_panel_options_changed (self);
}

/* The panes behind it keep the heights that somebody gave them. */
static gboolean
remove_indicator (CwChartPanel *self, const CwIndicatorSpec *spec)
{
  CwPaneHeights heights = cw_chart_view_get_heights (self->chart);
  gsize position = 0;

  while (position < self->options.n_indicators
         && !cw_indicator_spec_equal (&self->options.indicators[position], spec))
    position++;
  if (!cw_scene_options_remove (&self->options, spec))
    return FALSE;
  position += 2;
  memmove (&heights.weights[position], &heights.weights[position + 1],
           (CW_FRAME_MAX_PANES - position - 1) * sizeof *heights.weights);
  heights.weights[CW_FRAME_MAX_PANES - 1] = 0;
  cw_chart_view_set_heights (self->chart, &heights);
  return TRUE;
}

/**
 * cw_chart_panel_toggle_indicator:
 * @self: a panel
 * @text: an indicator with its parameters, for example `sma:20`, or `volume`
 *
 * Shows what was hidden, hides what was shown.
 *
 * Returns: whether it could: %FALSE if there is no such indicator, or no room for another
 */
gboolean
cw_chart_panel_toggle_indicator (CwChartPanel *self, const char *text)
{
  CwIndicatorSpec spec;

  g_return_val_if_fail (CW_IS_CHART_PANEL (self) && text != NULL, FALSE);

  if (g_str_equal (text, CW_INDICATOR_VOLUME))
    self->options.volume = !self->options.volume;
  else if (!cw_indicator_spec_parse (text, &spec))
    return FALSE;
  else if (!remove_indicator (self, &spec) && !cw_scene_options_add (&self->options, &spec))
    return FALSE;
  cw_chart_panel_options_changed (self);
  return TRUE;
}

/** cw_chart_panel_set_palette: in which colours prices rise and fall */
void
cw_chart_panel_set_palette (CwChartPanel *self, CwPalette palette)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));
  cw_chart_view_set_palette (self->chart, palette);
}

/** cw_chart_panel_get_palette: Returns: in which colours prices rise and fall */
CwPalette
cw_chart_panel_get_palette (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), CW_PALETTE_GREEN_RED);
  return cw_chart_view_get_palette (self->chart);
}

/** cw_chart_panel_get_heights: Returns: how high somebody made the panes */
CwPaneHeights
cw_chart_panel_get_heights (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), (CwPaneHeights){ { 0 } });
  return cw_chart_view_get_heights (self->chart);
}

static gboolean
are_same_levels (const CwChartPanel *self, const CwLevel *levels, gsize n_levels)
{
  if (self->n_levels != n_levels)
    return FALSE;
  for (gsize i = 0; i < n_levels; i++)
    if (levels[i].kind != self->levels[i].kind || levels[i].price > self->levels[i].price
        || levels[i].price < self->levels[i].price)
      return FALSE;
  return TRUE;
}

/**
 * cw_chart_panel_set_levels:
 * @self: a panel
 * @levels: (array length=n_levels): the prices that somebody noted for the symbol shown
 * @n_levels: how many; more than %CW_SCENE_MAX_LEVELS are too many
 *
 * Draws a line at each of them. Another symbol begins without.
 */
void
cw_chart_panel_set_levels (CwChartPanel *self, const CwLevel *levels, gsize n_levels)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self) && n_levels <= CW_SCENE_MAX_LEVELS);

  if (are_same_levels (self, levels, n_levels))
    return;
  self->n_levels = n_levels;
  if (n_levels > 0)
    memcpy (self->levels, levels, n_levels * sizeof *levels);
  cw_chart_panel_start_making (self);
}

/**
 * cw_chart_panel_compare:
 * @self: a panel
 * @symbol: (nullable): a symbol as somebody typed it; %NULL for nobody any more
 *
 * Compares with a symbol, or gives it up where it is compared with already.
 */
void
cw_chart_panel_compare (CwChartPanel *self, const char *symbol)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CW_IS_CHART_PANEL (self));
  if (symbol == NULL)
    cw_chart_others_clear (self->others);
  else if (!cw_chart_others_toggle (self->others, symbol, &error))
    cw_chart_panel_say (self, error->message);
}

/** cw_chart_panel_offer_indicators: @favourites: (array zero-terminated=1): which indicators the
 * menu offers first, for example `sma:20` */
void
cw_chart_panel_offer_indicators (CwChartPanel *self, const char *const *favourites)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self) && favourites != NULL);
  cw_indicator_menu_offer (self->indicators_button, favourites);
  cw_indicator_menu_show_state (self->indicators_button, &self->options);
}

/** cw_chart_panel_get_options: Returns: (transfer none): what of the chart is shown */
const CwSceneOptions *
cw_chart_panel_get_options (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return &self->options;
}

/** cw_chart_panel_set_heights: how high the panes are */
void
cw_chart_panel_set_heights (CwChartPanel *self, const CwPaneHeights *heights)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self) && heights != NULL);
  cw_chart_view_set_heights (self->chart, heights);
}

/** cw_chart_panel_get_engine: Returns: (transfer none) (nullable): whose workers draw */
CwEngine *
cw_chart_panel_get_engine (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return self->engine;
}

/** cw_chart_panel_is_busy: Returns: whether bars or a scene are on their way */
gboolean
cw_chart_panel_is_busy (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), FALSE);
  return self->making != NULL || self->fetching != NULL
         || (self->others != NULL && cw_chart_others_is_busy (self->others));
}

/** cw_chart_panel_is_drawn: Returns: whether the newest scene has been drawn */
gboolean
cw_chart_panel_is_drawn (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), FALSE);
  return !cw_chart_panel_is_busy (self) && cw_chart_view_is_drawn (self->chart);
}

/** cw_chart_panel_get_scene: Returns: (transfer none) (nullable): what is on screen */
CwScene *
cw_chart_panel_get_scene (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return cw_chart_view_get_scene (self->chart);
}

/** cw_chart_panel_get_view: Returns: which bars are in sight */
CwView
cw_chart_panel_get_view (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), (CwView){ 0 });
  return cw_chart_view_get_view (self->chart);
}

/** cw_chart_panel_get_ranges: Returns: (transfer none): the range buttons, hidden at first */
GtkWidget *
cw_chart_panel_get_ranges (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return self->ranges;
}

/** cw_chart_panel_get_tools: Returns: (transfer none): the other buttons, hidden at first */
GtkWidget *
cw_chart_panel_get_tools (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return self->tools;
}

/** cw_chart_panel_get_chart: Returns: (transfer none): the chart's widget */
GtkWidget *
cw_chart_panel_get_chart (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return GTK_WIDGET (self->chart);
}
