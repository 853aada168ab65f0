/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-drawdown-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How many steps through all days a person takes who goes up or down instead of sideways. */
#define STEPS_THROUGH_ALL 20

static void
fill (CwDrawdownCurve *self, const CwDrawdownData *data)
{
  double value = 1, highest = 1;

  self->parent.n_items = data->n > 0 ? (gssize) data->n + 1 : 0;
  self->days = g_new0 (gint64, data->n + 1);
  self->depths = g_new0 (double, data->n + 1);
  self->days[0] = data->first_day;
  for (gsize i = 0; i < data->n; i++)
    {
      value *= 1 + data->returns[i];
      highest = MAX (highest, value);
      self->days[i + 1] = data->days[i];
      self->depths[i + 1] = 1 - value / highest;
      self->deepest = MAX (self->deepest, self->depths[i + 1]);
    }
}

static char *
describe (const CwDrawdownCurve *self)
{
  g_autofree char *depth = cw_plot_format_share (self->deepest, 1);
  g_autofree char *peak = NULL, *trough = NULL, *recovery = NULL;

  if (!(self->deepest > 0))
    return g_strdup (_ ("It never stood below an earlier value."));
  peak = cw_plot_format_day (self->days[self->peak]);
  trough = cw_plot_format_day (self->days[self->trough]);
  if (self->recovery == CW_DRAWDOWN_NEVER)
    return g_strdup_printf (
        /* Translators: how deep a fall was, in percent, and its first and its lowest day */
        _ ("The deepest fall was %s, from %s to %s, and has not been made up for yet."), depth,
        peak, trough);
  recovery = cw_plot_format_day (self->days[self->recovery]);
  return g_strdup_printf (
      /* Translators: how deep a fall was, in percent; its first day, its lowest day, and the day on
       * which the old height was reached again */
      _ ("The deepest fall was %s, from %s to %s; it was made up for by %s."), depth, peak, trough,
      recovery);
}

static char *
describe_item (const CwPlot *plot, gssize item)
{
  const CwDrawdownCurve *self = (const CwDrawdownCurve *) plot;
  g_autofree char *day = cw_plot_format_day (self->days[item]);
  g_autofree char *depth = cw_plot_format_share (self->depths[item], 2);

  if (!(self->depths[item] > 0))
    /* Translators: %s is a day */
    return g_strdup_printf (_ ("%s: as high as never before"), day);
  /* Translators: a day, and how far below its highest value something stood, in percent */
  return g_strdup_printf (_ ("%s: %s below the highest value before"), day, depth);
}

static gssize
step_to (const CwPlot *plot, gssize item, int across, int down)
{
  return item + across + down * MAX (plot->n_items / STEPS_THROUGH_ALL, 1);
}

static void
clear (CwPlot *plot)
{
  CwDrawdownCurve *self = (CwDrawdownCurve *) plot;

  g_free (self->days);
  g_free (self->depths);
}

static const CwPlotClass klass = {
  .size = sizeof (CwDrawdownCurve),
  .get_height = cw_drawdown_get_height,
  .paint = cw_drawdown_paint,
  .paint_picked = cw_drawdown_paint_picked,
  .find = cw_drawdown_find_item,
  .step = step_to,
  .describe_item = describe_item,
  .clear = clear,
};

/**
 * cw_drawdown_plot_new:
 * @data: returns with their days, and where the deepest fall lies
 *
 * Returns: (transfer full): how far below its highest value before something stood, day by day
 */
CwPlot *
cw_drawdown_plot_new (const CwDrawdownData *data)
{
  CwDrawdownCurve *self = cw_plot_alloc (&klass);

  fill (self, data);
  self->peak = MIN (data->peak, data->n);
  self->trough = MIN (data->trough, data->n);
  self->recovery = data->recovery <= data->n ? data->recovery : CW_DRAWDOWN_NEVER;
  /* Translators: the title of a curve that says how far below its highest value something stood */
  self->parent.title = g_strdup (_ ("Drawdown"));
  self->parent.description = describe (self);
  return &self->parent;
}

/** cw_drawdown_plot_get_depth: Returns: how far below it stood, 0.2 is 20 %; item 0 is before the
 * first return
 */
double
cw_drawdown_plot_get_depth (const CwPlot *plot, gssize item)
{
  g_return_val_if_fail (item >= 0 && item < plot->n_items, 0);
  return ((const CwDrawdownCurve *) plot)->depths[item];
}
