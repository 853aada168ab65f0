/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-chart-view-private.h"
#include "cw-measure.h"

static char *
dup_description (CwChartView *self)
{
  if (self->measure_from >= 0)
    return cw_scene_describe_measure (self->scene, (gsize) self->measure_from,
                                      (gsize) self->measure_to);
  if (self->cursor_bar >= 0)
    return cw_scene_describe_bar (self->scene, (gsize) self->cursor_bar);
  return cw_scene_describe (self->scene, self->view);
}

/**
 * cw_chart_view_describe:
 * @self: a chart view
 *
 * Says in words what the chart shows, what is measured, or what the bar under the cursor is. Where
 * keys did that, a label says it too: nothing announces a description that changes.
 */
void
cw_chart_view_describe (CwChartView *self)
{
  g_autofree char *description = NULL;
  gboolean by_keys = isnan (self->cursor_y) && self->cursor_bar >= 0;

  if (self->scene == NULL)
    {
      cw_chart_view_tell (self, "");
      return;
    }
  description = dup_description (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
  cw_chart_view_tell (self, by_keys || self->measure_from >= 0 ? description : "");
}

/** cw_chart_view_name: says whose chart it is */
void
cw_chart_view_name (CwChartView *self)
{
  const CwSeries *series = cw_scene_get_series (self->scene);
  /* Translators: %s is a ticker symbol */
  g_autofree char *label = g_strdup_printf (_ ("Price chart of %s"), series->info.symbol);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
