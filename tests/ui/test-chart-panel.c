/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "cw-chart-export-dialog.h"
#include "cw-chart-panel.h"
#include "cw-chart-table.h"
#include "cw-chart-view.h"
#include "cw-series-builder.h"
#include "cw-until.h"
#include "cw-widget-samples.h"

#define N_BARS 300
#define DAY 86400
#define LAST_DAY 1619035200

typedef struct
{
  GtkWidget *window;
  CwChartPanel *panel;
  CwEngine *engine;
  CwSeries *series;
} Fixture;

static CwSeries *
new_series_of (const char *symbol, int n_bars)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);

  builder->now = LAST_DAY;
  for (int i = 0; i < n_bars; i++)
    {
      double close = 100 + 10 * sin (i / 20.0);

      cw_series_builder_add_bar (builder, LAST_DAY - (gint64) (N_BARS - i) * DAY, close - 1,
                                 close + 2, close - 2, close, close, 1e6 + i);
    }
  return cw_series_builder_end (builder);
}

static CwSeries *
new_series (void)
{
  return new_series_of ("TEST", N_BARS);
}

static void
await_drawn (Fixture *fixture)
{
  CW_UNTIL (cw_chart_panel_is_drawn (fixture->panel));
}

static CwChartView *
get_chart (Fixture *fixture)
{
  return CW_CHART_VIEW (cw_chart_panel_get_chart (fixture->panel));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->engine = cw_engine_new_deaf ();
  fixture->series = new_series ();
  fixture->panel = g_object_new (CW_TYPE_CHART_PANEL, NULL);
  fixture->window = cw_window_new_around (GTK_WIDGET (fixture->panel), 700, 600);
  cw_chart_panel_set_engine (fixture->panel, fixture->engine);
  cw_chart_panel_set_series (fixture->panel, fixture->series);
  gtk_window_present (GTK_WINDOW (fixture->window));
  await_drawn (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_chart_panel_set_engine (fixture->panel, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  cw_engine_shut_down (fixture->engine);
  g_object_unref (fixture->engine);
  cw_series_unref (fixture->series);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->panel), action, NULL));
}

static const CwSceneOptions *
get_options (Fixture *fixture)
{
  return cw_scene_get_options (cw_chart_panel_get_scene (fixture->panel));
}

static void
test_toggles (Fixture *fixture, gconstpointer data)
{
  g_assert_false (get_options (fixture)->percent);
  act (fixture, "chart.percent");
  await_drawn (fixture);
  g_assert_true (get_options (fixture)->percent);
  act (fixture, "chart.markers");
  await_drawn (fixture);
  g_assert_true (get_options (fixture)->markers);
  act (fixture, "chart.percent");
  await_drawn (fixture);
  g_assert_false (get_options (fixture)->percent);
  g_assert_true (get_options (fixture)->markers);
  cw_chart_panel_set_chart_type (fixture->panel, CW_CHART_HEIKIN_ASHI);
  await_drawn (fixture);
  g_assert_cmpint (get_options (fixture)->type, ==, CW_CHART_HEIKIN_ASHI);
}

/* The same data as a table, the latest day first, and the chart back again. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *table =
      GTK_COLUMN_VIEW (cw_find_widget (GTK_WIDGET (fixture->panel), GTK_TYPE_COLUMN_VIEW));

  g_assert_null (gtk_column_view_get_model (table));
  act (fixture, "chart.table");
  g_assert_true (gtk_widget_get_child_visible (
      cw_find_widget (GTK_WIDGET (fixture->panel), CW_TYPE_CHART_TABLE)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table))), ==,
                    N_BARS);
  /* Date, four prices, volume, two averages, three lines of MACD, RSI. */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (table)), ==, 12);
  act (fixture, "chart.table");
  g_assert_null (gtk_column_view_get_model (table));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (table)), ==, 0);
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  CwView home = cw_chart_panel_get_view (fixture->panel), view;

  act (fixture, "chart.zoom-in");
  view = cw_chart_panel_get_view (fixture->panel);
  g_assert_cmpfloat (view.last - view.first, <, home.last - home.first);
  act (fixture, "chart.fit");
  view = cw_chart_panel_get_view (fixture->panel);
  g_assert_cmpfloat_with_epsilon (view.first, home.first, 1e-9);
  act (fixture, "chart.zoom-out");
  act (fixture, "chart.fit");
}

/* What is toggled does not move what somebody looks at. */
static void
test_toggles_keep_the_view (Fixture *fixture, gconstpointer data)
{
  CwView view, after;

  act (fixture, "chart.zoom-in");
  act (fixture, "chart.zoom-in");
  view = cw_chart_panel_get_view (fixture->panel);
  act (fixture, "chart.percent");
  await_drawn (fixture);
  after = cw_chart_panel_get_view (fixture->panel);
  g_assert_cmpfloat_with_epsilon (after.first, view.first, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.last, view.last, 1e-9);
}

static void
test_heights_stay (Fixture *fixture, gconstpointer data)
{
  CwPaneHeights heights = { { 10, 20, 0, 0, 30, 40 } }, after;

  cw_chart_view_set_heights (get_chart (fixture), &heights);
  /* The indicators are two averages, MACD and RSI; when MACD goes, RSI takes its height along. */
  g_assert_true (cw_chart_panel_toggle_indicator (fixture->panel, "macd:12,26,9"));
  await_drawn (fixture);
  after = cw_chart_panel_get_heights (fixture->panel);
  g_assert_cmpfloat_with_epsilon (after.weights[0], 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.weights[1], 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.weights[4], 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.weights[5], 0, 1e-9);
}

static void
test_levels (Fixture *fixture, gconstpointer data)
{
  const CwLevel levels[] = { { CW_LEVEL_TARGET, 105 }, { CW_LEVEL_COST, 95 } };
  g_autofree char *words = NULL;

  cw_chart_panel_set_levels (fixture->panel, levels, 2);
  g_assert_true (cw_chart_panel_is_busy (fixture->panel));
  await_drawn (fixture);
  words = cw_scene_describe (cw_chart_panel_get_scene (fixture->panel),
                             cw_chart_panel_get_view (fixture->panel));
  g_assert_nonnull (strstr (words, "Target 105.00."));
  g_assert_nonnull (strstr (words, "Average cost 95.00."));
  /* The same again is no reason to draw. */
  cw_chart_panel_set_levels (fixture->panel, levels, 2);
  g_assert_false (cw_chart_panel_is_busy (fixture->panel));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GdkTexture **texture = data;

  *texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
say_cb (CwChartPanel *panel, const char *message, char **said)
{
  g_free (*said);
  *said = g_strdup (message);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *said = NULL;

  g_signal_connect (fixture->panel, "failed", G_CALLBACK (say_cb), &said);
  act (fixture, "chart.copy");
  CW_UNTIL (said != NULL);
  g_assert_cmpstr (said, ==, "The picture is in the clipboard");
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->panel)), NULL,
                                    read_cb, &texture);
  CW_UNTIL (texture != NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==,
                   2 * gtk_widget_get_width (GTK_WIDGET (get_chart (fixture))));
  g_signal_handlers_disconnect_by_data (fixture->panel, &said);
}

/* Does what a key does for a widget that has the focus, if there is a shortcut for it. */
static gboolean
press_shortcut (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                    ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                    : 0;

      for (guint j = 0; j < n; j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  return FALSE;
}

static GtkWindow *
find_full_screen (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
        return window;
    }
  return NULL;
}

static CwChartView *
open_full_screen (Fixture *fixture)
{
  GtkWindow *full;

  g_assert_true (press_shortcut (GTK_WIDGET (fixture->panel), GDK_KEY_F11, 0));
  full = find_full_screen (fixture);
  g_assert_nonnull (full);
  return CW_CHART_VIEW (cw_find_widget (GTK_WIDGET (full), CW_TYPE_CHART_VIEW));
}

static void
test_full_screen (Fixture *fixture, gconstpointer data)
{
  static const guint keys[] = { GDK_KEY_Escape, GDK_KEY_F11 };
  guint n_left = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_nonnull (open_full_screen (fixture));
      g_assert_true (
          press_shortcut (GTK_WIDGET (find_full_screen (fixture)), keys[i], (GdkModifierType) 0));
      while (find_full_screen (fixture) != NULL)
        g_main_context_iteration (NULL, TRUE);
      n_left++;
    }
  g_assert_cmpuint (n_left, ==, 2);
}

static void
show_series (Fixture *fixture, CwSeries *series)
{
  cw_chart_panel_set_series (fixture->panel, series);
  await_drawn (fixture);
}

/* What comes while it fills the screen comes there too, and does not move what one looks at. */
static void
test_full_screen_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) longer = new_series_of ("TEST", N_BARS + 1);
  g_autoptr (CwSeries) other = new_series_of ("OTHER", 50);
  CwChartView *large = open_full_screen (fixture);
  GtkWindow *full = find_full_screen (fixture);
  CwView view;

  g_assert_cmpuint (cw_chart_view_get_n_bars (large), ==, N_BARS);
  show_series (fixture, longer);
  g_assert_cmpuint (cw_chart_view_get_n_bars (large), ==, N_BARS + 1);
  g_assert_cmpfloat_with_epsilon (cw_chart_view_get_view (large).last, N_BARS + 0.5, 1e-9);

  cw_chart_view_wander (large, (CwView){ 20, 60 });
  show_series (fixture, fixture->series);
  g_assert_cmpuint (cw_chart_view_get_n_bars (large), ==, N_BARS);
  view = cw_chart_view_get_view (large);
  g_assert_cmpfloat_with_epsilon (view.last - view.first, 40, 1e-9);

  act (fixture, "chart.percent");
  await_drawn (fixture);
  g_assert_true (cw_scene_get_options (cw_chart_view_get_scene (large))->percent);

  show_series (fixture, other);
  g_assert_cmpuint (cw_chart_view_get_n_bars (large), ==, 50);
  g_assert_cmpstr (gtk_window_get_title (full), ==, "OTHER");
  gtk_window_destroy (full);
  show_series (fixture, fixture->series);
}

static void
test_menu_keys (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
  } keys[] = { { GDK_KEY_Menu, 0 }, { GDK_KEY_F10, GDK_SHIFT_MASK } };
  GtkWidget *menu = cw_find_widget (GTK_WIDGET (fixture->panel), GTK_TYPE_POPOVER_MENU);
  guint n_opened = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->panel)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      menu = child;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_true (
          press_shortcut (GTK_WIDGET (get_chart (fixture)), keys[i].key, keys[i].modifiers));
      g_assert_true (gtk_widget_get_visible (menu));
      gtk_popover_popdown (GTK_POPOVER (menu));
      g_assert_false (gtk_widget_get_visible (menu));
      n_opened++;
    }
  g_assert_cmpuint (n_opened, ==, 2);
}

static void
test_table_key (Fixture *fixture, gconstpointer data)
{
  gboolean table;

  g_assert_true (press_shortcut (GTK_WIDGET (fixture->panel), GDK_KEY_t, GDK_CONTROL_MASK));
  g_object_get (fixture->panel, "table", &table, NULL);
  g_assert_true (table);
  g_assert_true (press_shortcut (GTK_WIDGET (fixture->panel), GDK_KEY_t, GDK_CONTROL_MASK));
  g_object_get (fixture->panel, "table", &table, NULL);
  g_assert_false (table);
}

static void
test_comparing_with_nonsense (Fixture *fixture, gconstpointer data)
{
  g_autofree char *said = NULL;

  g_signal_connect (fixture->panel, "failed", G_CALLBACK (say_cb), &said);
  cw_chart_panel_compare (fixture->panel, "not a symbol");
  g_assert_nonnull (said);
  g_assert_false (cw_chart_panel_is_busy (fixture->panel));
  g_signal_handlers_disconnect_by_data (fixture->panel, &said);
}

/* A symbol on its way is given up by asking for it once more. */
static void
test_comparing_is_taken_back (Fixture *fixture, gconstpointer data)
{
  cw_chart_panel_compare (fixture->panel, "OTHER");
  g_assert_true (cw_chart_panel_is_busy (fixture->panel));
  cw_chart_panel_compare (fixture->panel, "other");
  await_drawn (fixture);
  cw_chart_panel_compare (fixture->panel, "OTHER");
  cw_chart_panel_compare (fixture->panel, NULL);
  await_drawn (fixture);
}

static void
test_keys_tell (Fixture *fixture, gconstpointer data)
{
  GtkWidget *words = NULL;
  g_autofree char *expected = NULL;

  cw_chart_view_set_cursor (get_chart (fixture), 200, NAN);
  expected = cw_scene_describe_bar (cw_chart_panel_get_scene (fixture->panel), 200);
  words = gtk_widget_get_next_sibling (GTK_WIDGET (get_chart (fixture)));
  g_assert_true (gtk_widget_get_visible (words));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (words)), ==, expected);
  cw_chart_view_set_cursor (get_chart (fixture), 200, 50);
  g_assert_false (gtk_widget_get_visible (words));
}

static CwImageOptions answer;

static void
export_chosen_cb (GtkWindow *parent, const CwImageOptions *options)
{
  answer = *options;
}

static void
test_export_dialog (Fixture *fixture, gconstpointer data)
{
  CwImageOptions usual = { .format = CW_IMAGE_PNG, .width = 900, .height = 500, .scale = 2 };
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *dialog = NULL;

  cw_theme_init_light (&usual.theme);
  answer = (CwImageOptions){ 0 };
  cw_chart_export_dialog_ask (GTK_WINDOW (fixture->window), &usual, export_chosen_cb);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = window;
    }
  g_assert_nonnull (dialog);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (cw_find_widget (dialog, GTK_TYPE_DROP_DOWN)),
                              CW_IMAGE_SVG);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (cw_find_widget (dialog, GTK_TYPE_SPIN_BUTTON)), 1000);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (cw_find_widget (dialog, GTK_TYPE_CHECK_BUTTON)),
                               TRUE);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "export");
  g_assert_cmpint (answer.format, ==, CW_IMAGE_SVG);
  g_assert_cmpfloat_with_epsilon (answer.width, 1000, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.height, 500, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.scale, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.theme.background.alpha, 0, 1e-9);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#define ADD(name, function) \
  g_test_add ("/ui/chart-panel/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("toggles", test_toggles);
  ADD ("table", test_table);
  ADD ("zoom", test_zoom);
  ADD ("toggles-keep-the-view", test_toggles_keep_the_view);
  ADD ("heights-stay", test_heights_stay);
  ADD ("levels", test_levels);
  ADD ("copy", test_copy);
  ADD ("full-screen", test_full_screen);
  ADD ("full-screen-follows", test_full_screen_follows);
  ADD ("menu-keys", test_menu_keys);
  ADD ("table-key", test_table_key);
  ADD ("comparing-with-nonsense", test_comparing_with_nonsense);
  ADD ("comparing-is-taken-back", test_comparing_is_taken_back);
  ADD ("keys-tell", test_keys_tell);
  ADD ("export-dialog", test_export_dialog);
  return g_test_run ();
}
