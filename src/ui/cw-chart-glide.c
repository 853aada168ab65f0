/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-input.h"

#include <math.h>

#define GLIDE "cw-chart-glide"

/* Slower than this nobody sees it move, in pixels a second. */
#define SLOWEST 40.0

/* After so many seconds the speed is a third of what it was. */
#define FADING 0.3

typedef struct
{
  double velocity; /* of the picture, in pixels a second */
  gint64 time;     /* of the last frame, in microseconds */
} Glide;

static gboolean
glide_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwChartView *chart = CW_CHART_VIEW (widget);
  Glide *glide = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = glide->time > 0 ? (double) (now - glide->time) / G_USEC_PER_SEC : 0;
  double bars = glide->velocity * seconds * cw_chart_view_get_bars_per_pixel (chart);
  CwView before = cw_chart_view_get_view (chart), view;

  glide->time = now;
  if (seconds <= 0)
    return G_SOURCE_CONTINUE;
  view = cw_view_pan (before, cw_chart_view_get_n_places (chart), -bars);
  cw_chart_view_wander (chart, view);
  glide->velocity *= exp (-seconds / FADING);
  /* At the end of all bars there is nothing to glide on. */
  if (fabs (glide->velocity) > SLOWEST && fabs (view.first - before.first) > 1e-9)
    return G_SOURCE_CONTINUE;
  g_object_set_data (G_OBJECT (chart), GLIDE, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
moves_things (CwChartView *chart)
{
  gboolean enabled = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (chart)), "gtk-enable-animations", &enabled,
                NULL);
  return enabled;
}

/** cw_chart_glide_stop: stops at once */
void
cw_chart_glide_stop (CwChartView *chart)
{
  guint id = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chart), GLIDE));

  if (id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (chart), id);
  g_object_set_data (G_OBJECT (chart), GLIDE, NULL);
}

/**
 * cw_chart_glide_start:
 * @chart: a chart view
 * @velocity: of the picture, to the right, in pixels a second
 *
 * Lets the picture glide on after the hand has let go of it, more and more slowly; not where a
 * person wants nothing to move by itself.
 */
void
cw_chart_glide_start (CwChartView *chart, double velocity)
{
  Glide *glide;
  guint id;

  cw_chart_glide_stop (chart);
  if (!(fabs (velocity) > SLOWEST) || !moves_things (chart)
      || cw_chart_view_get_n_bars (chart) == 0)
    return;
  glide = g_new0 (Glide, 1);
  glide->velocity = velocity;
  id = gtk_widget_add_tick_callback (GTK_WIDGET (chart), glide_cb, glide, g_free);
  g_object_set_data (G_OBJECT (chart), GLIDE, GUINT_TO_POINTER (id));
}
