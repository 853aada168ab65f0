/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report-private.h"

#include <math.h>

#include "cw-drawdown-plot.h"
#include "cw-heat-map.h"
#include "cw-histogram-plot.h"
#include "cw-html-svg.h"

/* As wide as a card on a desk; on a phone it is made smaller with its card. */
#define WIDTH 440

/* A picture that cannot be drawn is left out: the figures beside it say the same. */
static void
add_plot (GString *to, CwPlot *plot, const char *id)
{
  CwTheme theme;
  g_autoptr (GBytes) svg = NULL;

  cw_html_svg_init_theme (&theme);
  svg = cw_plot_render_svg (plot, &theme, WIDTH);
  if (svg == NULL)
    return;
  g_string_append (to, "<div class=\"plot\">\n");
  cw_html_svg_add (to, svg, id);
  g_string_append (to, "</div>\n");
}

static void
add_histogram (GString *to, const CwReportReturns *returns, const char *id)
{
  const CwHistogramData data = { .returns = returns->values,
                                 .n = returns->n,
                                 .mean = returns->risk->mean,
                                 .deviation = returns->risk->deviation,
                                 .confidence = returns->confidence,
                                 .value_at_risk = returns->var->value,
                                 .shortfall = returns->var->shortfall };
  g_autoptr (CwPlot) plot = cw_histogram_plot_new (&data);

  cw_html_add_element (to, "h3", NULL, cw_plot_get_title (plot));
  add_plot (to, plot, id);
}

static void
add_drawdown (GString *to, const CwReportReturns *returns, const char *id)
{
  const CwDrawdown *worst = &returns->risk->drawdown;
  const CwDrawdownData data = { .first_day = returns->first_day,
                                .days = returns->days,
                                .returns = returns->values,
                                .n = returns->n,
                                .peak = worst->peak,
                                .trough = worst->trough,
                                .recovery = worst->recovery };
  g_autoptr (CwPlot) plot = cw_drawdown_plot_new (&data);

  cw_html_add_element (to, "h3", NULL, cw_plot_get_title (plot));
  add_plot (to, plot, id);
  cw_html_add_element (to, "p", "dim", cw_plot_get_description (plot));
}

/**
 * cw_report_add_plots:
 * @to: a page
 * @returns: daily returns, and what was measured of them
 * @id: unique on the page
 *
 * Adds cards with pictures of how the returns were distributed and how far they fell; nothing if
 * there are none.
 */
void
cw_report_add_plots (GString *to, const CwReportReturns *returns, const char *id)
{
  g_autofree char *histogram = g_strconcat (id, "h", NULL);
  g_autofree char *drawdown = g_strconcat (id, "d", NULL);

  if (returns->n == 0)
    return;
  g_string_append (to, "<div class=\"card\">\n");
  add_histogram (to, returns, histogram);
  g_string_append (to, "</div>\n<div class=\"card\">\n");
  add_drawdown (to, returns, drawdown);
  g_string_append (to, "</div>\n");
}

/**
 * cw_report_add_heat_map:
 * @to: a page
 * @returns: the joined returns of several symbols
 * @matrix: their correlations, row by row
 * @id: unique on the page
 *
 * Adds a map of the correlations; nothing if there are more symbols than one could read, which the
 * table shows all the same.
 */
void
cw_report_add_heat_map (GString *to, const CwReturns *returns, const double *matrix, const char *id)
{
  const CwHeatMapData data = { (const char *const *) returns->symbols, matrix, returns->n_symbols };
  g_autoptr (CwPlot) plot = NULL;

  if (returns->n_symbols > CW_HEAT_MAP_MOST)
    return;
  plot = cw_heat_map_new (&data);
  add_plot (to, plot, id);
}
