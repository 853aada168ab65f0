/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-actions.h"

#include <glib/gi18n-lib.h>

#include "cw-chart-export.h"
#include "cw-chart-full.h"
#include "cw-chart-input.h"
#include "cw-chart-panel.h"
#include "cw-chart-theme.h"
#include "cw-name-dialog.h"
#include "cw-symbol.h"

/* A picture that is pasted somewhere is looked at on screens of any density. */
#define COPY_SCALE 2
#define COPY_LEAST_WIDTH 480
#define COPY_LEAST_HEIGHT 360

static CwChartView *
get_chart (GtkWidget *panel)
{
  return CW_CHART_VIEW (cw_chart_panel_get_chart (CW_CHART_PANEL (panel)));
}

static void
zoom_in_cb (GtkWidget *panel, const char *action, GVariant *parameter)
{
  cw_chart_input_zoom (get_chart (panel), CW_CHART_ZOOM_STEP);
}

static void
zoom_out_cb (GtkWidget *panel, const char *action, GVariant *parameter)
{
  cw_chart_input_zoom (get_chart (panel), 1 / CW_CHART_ZOOM_STEP);
}

static void
fit_cb (GtkWidget *panel, const char *action, GVariant *parameter)
{
  cw_chart_view_go_home (get_chart (panel));
}

static void
full_screen_cb (GtkWidget *panel, const char *action, GVariant *parameter)
{
  if (cw_chart_view_get_scene (get_chart (panel)) != NULL)
    cw_chart_full_show (get_chart (panel));
}

/* --- the clipboard --- */

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwChartPanel) panel = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cw_chart_render_finish (result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (texture == NULL)
    cw_chart_panel_say (panel, error->message);
  else
    {
      gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (panel)), texture);
      cw_chart_panel_say (panel, _ ("The picture is in the clipboard"));
    }
}

static void
copy_cb (GtkWidget *panel, const char *action, GVariant *parameter)
{
  CwChartView *chart = get_chart (panel);
  CwScene *scene = cw_chart_view_get_scene (chart);
  CwEngine *engine = cw_chart_panel_get_engine (CW_CHART_PANEL (panel));
  CwImageOptions options = {
    .format = CW_IMAGE_PNG,
    .width = MAX (gtk_widget_get_width (GTK_WIDGET (chart)), COPY_LEAST_WIDTH),
    .height = MAX (gtk_widget_get_height (GTK_WIDGET (chart)), COPY_LEAST_HEIGHT),
    .scale = COPY_SCALE,
  };

  if (scene == NULL || engine == NULL)
    return;
  cw_chart_theme_init_for_file (&options.theme);
  if (cw_chart_view_get_palette (chart) != CW_PALETTE_GREEN_RED)
    cw_theme_set_palette (&options.theme, cw_chart_view_get_palette (chart));
  cw_chart_render_async (cw_engine_get_workers (engine), scene, cw_chart_view_get_view (chart),
                         &options, NULL, copied_cb, g_object_ref (panel));
}

/* --- comparing --- */

static const char *
check_symbol (const char *text, gpointer panel)
{
  g_autofree char *symbol = cw_symbol_normalize (text, NULL);

  return symbol != NULL ? NULL : _ ("This is no ticker symbol");
}

static void
symbol_chosen (const char *text, gpointer panel)
{
  cw_chart_panel_compare (panel, text);
}

static void
compare_with_cb (GtkWidget *panel, const char *action, GVariant *parameter)
{
  CwNameQuestion question = { .heading = _ ("Compare With a Symbol"),
                              .accept = _ ("_Compare"),
                              .name = "",
                              .check = check_symbol,
                              .chosen = symbol_chosen,
                              .data = g_object_ref (panel),
                              .free_data = g_object_unref };

  cw_name_dialog_ask (GTK_WINDOW (gtk_widget_get_root (panel)), &question);
}

static void
compare_cb (GtkWidget *panel, const char *action, GVariant *symbol)
{
  cw_chart_panel_compare (CW_CHART_PANEL (panel), g_variant_get_string (symbol, NULL));
}

static void
compare_none_cb (GtkWidget *panel, const char *action, GVariant *parameter)
{
  cw_chart_panel_compare (CW_CHART_PANEL (panel), NULL);
}

static void
bind (GtkWidgetClass *klass, guint key, GdkModifierType modifiers, const char *action)
{
  gtk_widget_class_add_binding_action (klass, key, modifiers, action, NULL);
}

/**
 * cw_chart_actions_install:
 * @klass: the class of the chart's panel, whose properties are there
 *
 * Installs what can be done with a chart beside the window's actions, and the keys for it.
 */
void
cw_chart_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "chart.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (klass, "chart.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (klass, "chart.fit", NULL, fit_cb);
  gtk_widget_class_install_action (klass, "chart.full-screen", NULL, full_screen_cb);
  gtk_widget_class_install_action (klass, "chart.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "chart.compare", "s", compare_cb);
  gtk_widget_class_install_action (klass, "chart.compare-with", NULL, compare_with_cb);
  gtk_widget_class_install_action (klass, "chart.compare-none", NULL, compare_none_cb);
  gtk_widget_class_install_property_action (klass, "chart.percent", "percent");
  gtk_widget_class_install_property_action (klass, "chart.markers", "markers");
  gtk_widget_class_install_property_action (klass, "chart.table", "table");
  bind (klass, GDK_KEY_F11, 0, "chart.full-screen");
  bind (klass, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy");
  bind (klass, GDK_KEY_t, GDK_CONTROL_MASK, "chart.table");
}
