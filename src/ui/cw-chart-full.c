/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-full.h"

#include <adwaita.h>

static void
add_shortcut (GtkEventController *shortcuts, guint key)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, 0),
                                                          gtk_named_action_new ("window.close")));
}

static char *
dup_title (CwChartView *chart)
{
  const CwSeriesInfo *info = &cw_scene_get_series (cw_chart_view_get_scene (chart))->info;

  return g_strdup (info->name[0] != '\0' ? info->name : info->symbol);
}

static gboolean
shows_same_symbol (CwChartView *a, CwChartView *b)
{
  return g_str_equal (cw_scene_get_series (cw_chart_view_get_scene (a))->info.symbol,
                      cw_scene_get_series (cw_chart_view_get_scene (b))->info.symbol);
}

/* Newer bars and another way of showing them come here too, and whoever has looked around goes on
 * to see the same days. While another symbol's chart is being made the old one stays. */
static void
follow_cb (CwChartView *large, CwChartView *chart)
{
  CwScene *scene = cw_chart_view_get_scene (chart);
  g_autofree char *title = NULL;

  if (scene == NULL)
    return;
  if (shows_same_symbol (large, chart))
    cw_chart_view_update_scene (large, scene, cw_chart_view_get_home (chart));
  else
    cw_chart_view_set_scene (large, scene, cw_chart_view_get_home (chart));
  title = dup_title (chart);
  gtk_window_set_title (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (large))), title);
}

/**
 * cw_chart_full_show:
 * @chart: a chart view with a scene
 *
 * Shows the same bars alone on the whole screen, until Escape or F11, and follows as newer ones
 * come. What is zoomed there leaves the other chart as it is.
 *
 * Returns: (transfer none): the window that fills the screen
 */
GtkWindow *
cw_chart_full_show (CwChartView *chart)
{
  g_autofree char *title = dup_title (chart);
  GtkWidget *window = adw_window_new ();
  CwChartView *large = g_object_new (CW_TYPE_CHART_VIEW, NULL);
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  CwPaneHeights heights = cw_chart_view_get_heights (chart);

  cw_chart_view_set_palette (large, cw_chart_view_get_palette (chart));
  cw_chart_view_set_heights (large, &heights);
  cw_chart_view_set_scene (large, cw_chart_view_get_scene (chart), cw_chart_view_get_view (chart));
  add_shortcut (shortcuts, GDK_KEY_F11);
  add_shortcut (shortcuts, GDK_KEY_Escape);
  gtk_widget_add_controller (window, shortcuts);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (chart))));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (large));
  g_signal_connect_object (chart, "scene-changed", G_CALLBACK (follow_cb), large,
                           G_CONNECT_SWAPPED);
  gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (large));
  return GTK_WINDOW (window);
}
