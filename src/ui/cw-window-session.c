/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-session.h"

#include "cw-indicator-menu.h"

#define SCHEMA APPLICATION_ID ".Session"
#define PATH "/io/github/candlewick/Candlewick/session/"
#define DEMO_PATH "/io/github/candlewick/Candlewick/demo/session/"
#define KEY "cw-window-session"
#define SMALLEST 200 /* what is smaller was never a window */

/* The actions whose states are the chart's, as they are called in both places. */
static const char *const chart_actions[] = { "range", "interval", "chart-type", "log-scale" };

/* GSettings would end the program where the schema is not installed, or is an older one. */
static GSettings *
open_settings (CwWindow *window)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  if (schema == NULL)
    return NULL;
  return g_settings_new_full (schema, NULL,
                              cw_source_is_demo (cw_window_get_source (window)) ? DEMO_PATH : PATH);
}

static CwChartPanel *
get_panel (CwWindow *window)
{
  return cw_symbol_page_get_chart_panel (cw_window_get_page (window));
}

/* --- the window --- */

static void
save_size (CwWindow *window, GSettings *settings)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (window)));
  if (width < SMALLEST || height < SMALLEST)
    return;
  g_settings_set_uint (settings, "width", (guint) width);
  g_settings_set_uint (settings, "height", (guint) height);
}

/* A window that is shown already has the size that somebody gave it. */
static void
restore_size (CwWindow *window, GSettings *settings)
{
  guint width = g_settings_get_uint (settings, "width");
  guint height = g_settings_get_uint (settings, "height");

  if (gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;
  if (width >= SMALLEST && height >= SMALLEST)
    gtk_window_set_default_size (GTK_WINDOW (window), (int) width, (int) height);
  if (g_settings_get_boolean (settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (window));
}

/* --- the chart --- */

static void
save_indicators (CwWindow *window, GSettings *settings)
{
  const CwSceneOptions *options = cw_chart_panel_get_options (get_panel (window));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) specs = NULL;

  for (gsize i = 0; i < options->n_indicators; i++)
    {
      char text[64];

      cw_indicator_spec_print (&options->indicators[i], text, sizeof text);
      g_strv_builder_add (builder, text);
    }
  specs = g_strv_builder_end (builder);
  g_settings_set_strv (settings, "indicators", (const char *const *) specs);
  g_settings_set_boolean (settings, "volume", options->volume);
}

static void
restore_indicators (CwWindow *window, GSettings *settings)
{
  CwChartPanel *panel = get_panel (window);
  g_auto (GStrv) specs = g_settings_get_strv (settings, "indicators");

  if (cw_chart_panel_get_options (panel)->volume != g_settings_get_boolean (settings, "volume"))
    cw_chart_panel_toggle_indicator (panel, CW_INDICATOR_VOLUME);
  for (gsize i = 0; specs[i] != NULL; i++)
    {
      CwIndicatorSpec spec;

      if (cw_indicator_spec_parse (specs[i], &spec)
          && !cw_scene_options_has (cw_chart_panel_get_options (panel), &spec))
        cw_chart_panel_toggle_indicator (panel, specs[i]);
    }
}

static void
save_panes (CwWindow *window, GSettings *settings)
{
  CwPaneHeights heights = cw_chart_panel_get_heights (get_panel (window));

  g_settings_set_value (settings, "panes",
                        g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, heights.weights,
                                                   G_N_ELEMENTS (heights.weights),
                                                   sizeof *heights.weights));
}

static void
restore_panes (CwWindow *window, GSettings *settings)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, "panes");
  CwPaneHeights heights = { { 0 } };
  gsize n;
  const double *weights = g_variant_get_fixed_array (value, &n, sizeof *weights);

  if (n != G_N_ELEMENTS (heights.weights))
    return;
  for (gsize i = 0; i < n; i++)
    heights.weights[i] = weights[i] > 0 && weights[i] < 1e6 ? weights[i] : 0;
  cw_chart_panel_set_heights (get_panel (window), &heights);
}

/* What cannot be a state, the action leaves alone. */
static void
restore_chart (CwWindow *window, GSettings *settings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (chart_actions); i++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (settings, chart_actions[i]);

      g_action_group_change_action_state (G_ACTION_GROUP (window), chart_actions[i], value);
    }
  restore_indicators (window, settings);
  restore_panes (window, settings);
}

static void
save_chart (CwWindow *window, GSettings *settings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (chart_actions); i++)
    {
      g_autoptr (GVariant) state =
          g_action_group_get_action_state (G_ACTION_GROUP (window), chart_actions[i]);

      g_settings_set_value (settings, chart_actions[i], state);
    }
  save_indicators (window, settings);
  save_panes (window, settings);
}

/* --- the place --- */

static gboolean
is_unsaved (CwWindow *window)
{
  CwSymbolList *list = cw_lists_get_current (cw_window_get_lists (window));

  return list == NULL || list->id == CW_LISTS_UNSAVED;
}

/* A list that is not kept leaves no trace. */
static void
save_place (CwWindow *window, GSettings *settings)
{
  CwRow *row = cw_symbol_page_get_row (cw_window_get_page (window));

  if (!cw_lists_is_loaded (cw_window_get_lists (window)) || is_unsaved (window))
    return;
  g_settings_set_int64 (settings, "list", cw_lists_get_current (cw_window_get_lists (window))->id);
  g_settings_set_string (settings, "symbol", row != NULL ? cw_row_get_symbol (row) : "");
}

static void
restore_symbol (CwWindow *window, GSettings *settings)
{
  g_autofree char *symbol = g_settings_get_string (settings, "symbol");
  CwRow *row = cw_watchlist_find (cw_window_get_watchlist (window), symbol);

  if (!is_unsaved (window) && row != NULL)
    cw_window_show_row (window, row);
}

/* The lists are read from the disk; once they are there, the place is found again. */
static void
lists_changed_cb (CwLists *lists, gpointer window)
{
  g_autoptr (GSettings) settings = NULL;

  if (!cw_lists_is_loaded (lists))
    return;
  g_signal_handlers_disconnect_by_func (lists, lists_changed_cb, window);
  settings = open_settings (window);
  if (settings != NULL)
    restore_symbol (window, settings);
}

static void
restore_place (CwWindow *window, GSettings *settings)
{
  CwLists *lists = cw_window_get_lists (window);

  cw_lists_begin_with (lists, g_settings_get_int64 (settings, "list"));
  g_signal_connect_object (lists, "changed", G_CALLBACK (lists_changed_cb), window,
                           G_CONNECT_AFTER);
}

/* --- both ways --- */

/**
 * cw_window_session_restore:
 * @window: a window that has just opened a source
 *
 * Brings the window to where it was left: its size, unless it is shown already, the chart, and as
 * soon as they are read the list and the symbol.
 */
void
cw_window_session_restore (CwWindow *window)
{
  g_autoptr (GSettings) settings = open_settings (window);

  if (settings == NULL)
    return;
  restore_size (window, settings);
  restore_chart (window, settings);
  restore_place (window, settings);
  /* What is saved before anything was restored would be the usual state. */
  g_object_set_data (G_OBJECT (window), KEY, window);
}

/** cw_window_session_save: remembers how @window is left, while its source is open still */
void
cw_window_session_save (CwWindow *window)
{
  g_autoptr (GSettings) settings = NULL;

  if (g_object_get_data (G_OBJECT (window), KEY) == NULL || cw_window_get_source (window) == NULL)
    return;
  settings = open_settings (window);
  g_settings_delay (settings);
  save_size (window, settings);
  save_chart (window, settings);
  save_place (window, settings);
  g_settings_apply (settings);
}
