/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-heat-map-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"

/* The pair with the greatest number, or with the smallest if @sign is −1. */
static gssize
find_extreme (const CwHeatMap *self, double sign)
{
  gssize best = CW_PLOT_NOTHING;

  for (gsize i = 1; i < self->n; i++)
    for (gsize j = 0; j < i; j++)
      {
        gsize item = i * self->n + j;

        if (isfinite (self->matrix[item])
            && (best < 0 || sign * self->matrix[item] > sign * self->matrix[best]))
          best = (gssize) item;
      }
  return best;
}

static char *
describe_pair (const CwHeatMap *self, gssize item)
{
  gsize row = (gsize) item / self->n, column = (gsize) item % self->n;
  g_autofree char *number = cw_format_number (self->matrix[item], 2);

  /* Translators: two symbols and the correlation between them: AAPL and MSFT 0.71 */
  return g_strdup_printf (_ ("%s and %s %s"), self->names[row], self->names[column], number);
}

static char *
describe (const CwHeatMap *self)
{
  gssize highest = find_extreme (self, 1), lowest = find_extreme (self, -1);
  g_autofree char *high = NULL, *low = NULL;
  g_autofree char *head = g_strdup_printf (
      /* Translators: of how many symbols a picture shows the correlations */
      g_dngettext (GETTEXT_PACKAGE, "Correlations of the daily returns of %d symbol.",
                   "Correlations of the daily returns of %d symbols.", (gulong) self->n),
      (int) self->n);

  if (highest < 0)
    return g_steal_pointer (&head);
  high = describe_pair (self, highest);
  low = describe_pair (self, lowest);
  /* Translators: a sentence; two pairs of symbols with the correlations between them */
  return g_strdup_printf (_ ("%s Highest: %s. Lowest: %s."), head, high, low);
}

static char *
describe_item (const CwPlot *plot, gssize item)
{
  const CwHeatMap *self = (const CwHeatMap *) plot;

  if ((gsize) item / self->n == (gsize) item % self->n)
    return g_strdup (self->names[(gsize) item / self->n]);
  return describe_pair (self, item);
}

static gssize
step_to (const CwPlot *plot, gssize item, int across, int down)
{
  gssize n = (gssize) ((const CwHeatMap *) plot)->n;
  gssize row = CLAMP (item / n + down, 0, n - 1), column = CLAMP (item % n + across, 0, n - 1);

  return row * n + column;
}

static void
clear (CwPlot *plot)
{
  CwHeatMap *self = (CwHeatMap *) plot;

  g_strfreev (self->names);
  g_free (self->matrix);
}

static const CwPlotClass klass = {
  .size = sizeof (CwHeatMap),
  .mirrors = TRUE,
  .get_height = cw_heat_map_get_height,
  .paint = cw_heat_map_paint,
  .paint_picked = cw_heat_map_paint_picked,
  .find = cw_heat_map_find,
  .step = step_to,
  .describe_item = describe_item,
  .clear = clear,
};

/**
 * cw_heat_map_new:
 * @data: at most %CW_HEAT_MAP_MOST symbols and how they move with each other
 *
 * Returns: (transfer full): a map of the correlations
 */
CwPlot *
cw_heat_map_new (const CwHeatMapData *data)
{
  CwHeatMap *self = cw_plot_alloc (&klass);

  self->n = MIN (data->n, CW_HEAT_MAP_MOST);
  self->names = g_new0 (char *, self->n + 1);
  self->matrix = g_new (double, self->n * self->n + 1);
  for (gsize i = 0; i < self->n; i++)
    {
      self->names[i] = g_strdup (data->names[i]);
      for (gsize j = 0; j < self->n; j++)
        self->matrix[i * self->n + j] = data->matrix[i * data->n + j];
    }
  self->parent.n_items = (gssize) (self->n * self->n);
  self->parent.title = g_strdup (_ ("Correlation"));
  self->parent.description = describe (self);
  return &self->parent;
}

/** cw_heat_map_get: Returns: the correlation in a cell, counted row by row */
double
cw_heat_map_get (const CwPlot *plot, gssize item)
{
  g_return_val_if_fail (item >= 0 && item < plot->n_items, (double) NAN);
  return ((const CwHeatMap *) plot)->matrix[item];
}
