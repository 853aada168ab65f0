/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "cw-chart-view.h"
#include "cw-measure.h"
#include "cw-series-builder.h"
#include "cw-until.h"

#define N_BARS 300
#define DAY 86400

typedef struct
{
  GtkWidget *window;
  CwChartView *chart;
  CwScene *scene;
} Fixture;

static CwSeries *
new_series (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("TEST", CW_INTERVAL_1D);

  builder->now = 1619035200;
  for (int i = 0; i < N_BARS; i++)
    {
      double close = 100 + 10 * sin (i / 20.0);

      cw_series_builder_add_bar (builder, 1619035200 - (gint64) (N_BARS - i) * DAY, close - 1,
                                 close + 2, close - 2, close, close, 1e6 + i);
    }
  return cw_series_builder_end (builder);
}

static void
await_drawn (Fixture *fixture)
{
  CW_UNTIL (cw_chart_view_is_drawn (fixture->chart));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) series = new_series ();
  CwSceneOptions options;

  cw_scene_options_init (&options);
  fixture->scene = cw_scene_new (series, &options);
  fixture->window = gtk_window_new ();
  fixture->chart = g_object_new (CW_TYPE_CHART_VIEW, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->chart));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_false (cw_chart_view_is_drawn (fixture->chart));
  cw_chart_view_set_scene (fixture->chart, fixture->scene,
                           cw_view_for_range (series, CW_RANGE_6MO));
  await_drawn (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  cw_scene_unref (fixture->scene);
}

static GtkEventController *
find_controller (Fixture *fixture, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_error ("no %s", g_type_name (type));
}

static gboolean
press (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         key, 0, modifiers, &handled);
  return handled;
}

static double
get_width (Fixture *fixture)
{
  CwView view = cw_chart_view_get_view (fixture->chart);

  return view.last - view.first;
}

static void
test_zoom_keys (Fixture *fixture, gconstpointer data)
{
  double width = get_width (fixture);

  g_assert_true (press (fixture, GDK_KEY_plus, 0));
  g_assert_cmpfloat (get_width (fixture), <, width);
  await_drawn (fixture);
  g_assert_true (press (fixture, GDK_KEY_minus, 0));
  g_assert_true (press (fixture, GDK_KEY_minus, 0));
  g_assert_cmpfloat (get_width (fixture), >, width);
  g_assert_true (press (fixture, GDK_KEY_0, GDK_CONTROL_MASK));
  g_assert_cmpfloat_with_epsilon (get_width (fixture), width, 1e-9);
}

static void
test_keys_that_are_for_others (Fixture *fixture, gconstpointer data)
{
  g_assert_false (press (fixture, GDK_KEY_Left, GDK_ALT_MASK));
  g_assert_false (press (fixture, GDK_KEY_r, GDK_CONTROL_MASK));
  g_assert_false (press (fixture, GDK_KEY_Tab, 0));
  g_assert_false (press (fixture, GDK_KEY_Escape, 0));
}

static void
assert_describes_bar (Fixture *fixture, gsize bar)
{
  g_autofree char *text = cw_scene_describe_bar (fixture->scene, bar);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->chart),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);
}

static void
test_cursor_keys (Fixture *fixture, gconstpointer data)
{
  g_assert_true (press (fixture, GDK_KEY_Left, 0));
  assert_describes_bar (fixture, N_BARS - 1);
  g_assert_true (press (fixture, GDK_KEY_Left, 0));
  assert_describes_bar (fixture, N_BARS - 2);
  g_assert_true (press (fixture, GDK_KEY_Right, 0));
  g_assert_true (press (fixture, GDK_KEY_Right, 0));
  assert_describes_bar (fixture, N_BARS - 1);
  g_assert_true (press (fixture, GDK_KEY_Page_Up, 0));
  assert_describes_bar (fixture, N_BARS - 21);
  g_assert_true (press (fixture, GDK_KEY_Home, 0));
  assert_describes_bar (fixture, 0);
  g_assert_cmpfloat (cw_chart_view_get_view (fixture->chart).first, <=, 0);
  g_assert_true (press (fixture, GDK_KEY_End, 0));
  assert_describes_bar (fixture, N_BARS - 1);
  g_assert_cmpfloat (cw_chart_view_get_view (fixture->chart).last, >=, N_BARS - 1);
}

static void
test_label (Fixture *fixture, gconstpointer data)
{
  g_autofree char *description =
      cw_scene_describe (fixture->scene, cw_chart_view_get_view (fixture->chart));

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->chart), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->chart),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Price chart of TEST");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->chart),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
}

static void
test_wheel (Fixture *fixture, gconstpointer data)
{
  GtkEventController *scroll = find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  double width = get_width (fixture);
  gboolean handled = FALSE;
  CwView before;

  g_signal_emit_by_name (scroll, "scroll", 0.0, -1.0, &handled);
  g_assert_true (handled);
  g_assert_cmpfloat (get_width (fixture), <, width);
  await_drawn (fixture);
  before = cw_chart_view_get_view (fixture->chart);
  g_signal_emit_by_name (scroll, "scroll", -1.0, 0.0, &handled);
  g_assert_cmpfloat (cw_chart_view_get_view (fixture->chart).first, <, before.first);
  g_assert_cmpfloat_with_epsilon (get_width (fixture), before.last - before.first, 1e-9);
}

static void
test_pointer_marks_a_bar (Fixture *fixture, gconstpointer data)
{
  GtkEventController *motion = find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  int width = gtk_widget_get_width (GTK_WIDGET (fixture->chart));

  g_signal_emit_by_name (motion, "motion", width / 2.0, 60.0);
  /* The cursor is a layer of its own: what lies under it stays drawn. */
  g_assert_true (cw_chart_view_is_drawn (fixture->chart));
  g_signal_emit_by_name (motion, "leave");
  g_assert_true (cw_chart_view_is_drawn (fixture->chart));
}

static void
test_without_a_scene (Fixture *fixture, gconstpointer data)
{
  cw_chart_view_set_scene (fixture->chart, NULL, (CwView){ 0, 0 });
  g_assert_null (cw_chart_view_get_scene (fixture->chart));
  g_assert_false (cw_chart_view_is_drawn (fixture->chart));
  g_assert_false (press (fixture, GDK_KEY_plus, 0));
  g_assert_false (press (fixture, GDK_KEY_Home, 0));
}

static void
test_follows_the_style (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_false (cw_chart_view_is_drawn (fixture->chart));
  await_drawn (fixture);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_false (cw_chart_view_is_drawn (fixture->chart));
  await_drawn (fixture);
}

static gboolean
measures (Fixture *fixture, gssize from, gssize to)
{
  gssize is_from, is_to;

  return cw_chart_view_get_measure (fixture->chart, &is_from, &is_to) && is_from == from
         && is_to == to;
}

static char *
dup_words (Fixture *fixture)
{
  char *words;

  g_object_get (fixture->chart, "words", &words, NULL);
  return words;
}

static void
test_control_keys_zoom (Fixture *fixture, gconstpointer data)
{
  double width = get_width (fixture);

  g_assert_true (press (fixture, GDK_KEY_plus, GDK_CONTROL_MASK));
  g_assert_cmpfloat (get_width (fixture), <, width);
  g_assert_true (press (fixture, GDK_KEY_minus, GDK_CONTROL_MASK));
  g_assert_cmpfloat_with_epsilon (get_width (fixture), width, 1e-9);
}

static void
test_keys_measure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *expected = cw_scene_describe_measure (fixture->scene, N_BARS - 21, N_BARS - 1);
  g_autofree char *words = NULL;
  g_autofree char *after = NULL;

  g_assert_true (press (fixture, GDK_KEY_End, 0));
  g_assert_true (press (fixture, GDK_KEY_Page_Up, GDK_SHIFT_MASK));
  g_assert_true (measures (fixture, N_BARS - 1, N_BARS - 21));
  words = dup_words (fixture);
  g_assert_cmpstr (words, ==, expected);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->chart),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, expected);
  g_assert_true (press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_true (measures (fixture, N_BARS - 1, N_BARS - 20));
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  g_assert_false (measures (fixture, N_BARS - 1, N_BARS - 20));
  g_assert_false (press (fixture, GDK_KEY_Escape, 0));
  /* What stays is the bar under the cursor. */
  assert_describes_bar (fixture, N_BARS - 20);
  after = dup_words (fixture);
  g_assert_true (g_str_has_prefix (after, "Tue") || strchr (after, ':') != NULL);
}

/* A key without Shift ends measuring. */
static void
test_moving_on_ends_measuring (Fixture *fixture, gconstpointer data)
{
  g_assert_true (press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK));
  g_assert_true (measures (fixture, N_BARS - 1, N_BARS - 1));
  g_assert_true (press (fixture, GDK_KEY_Left, 0));
  g_assert_false (measures (fixture, N_BARS - 1, N_BARS - 1));
  assert_describes_bar (fixture, N_BARS - 2);
}

static void
test_keys_resize_panes (Fixture *fixture, gconstpointer data)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  g_autofree char *words = NULL;
  double y = cw_frame_get_separator_y (cw_chart_view_get_frame (fixture->chart), 0);

  g_assert_cmpint (cw_chart_view_get_separator (fixture->chart), ==, -1);
  g_assert_true (press (fixture, GDK_KEY_Up, both));
  g_assert_cmpint (cw_chart_view_get_separator (fixture->chart), ==, 0);
  words = dup_words (fixture);
  g_assert_cmpstr (words, ==, "The line between pane 1 and pane 2");
  await_drawn (fixture);
  g_assert_cmpfloat (cw_frame_get_separator_y (cw_chart_view_get_frame (fixture->chart), 0), <, y);
  g_assert_true (press (fixture, GDK_KEY_Down, both));
  await_drawn (fixture);
  g_assert_cmpfloat_with_epsilon (
      cw_frame_get_separator_y (cw_chart_view_get_frame (fixture->chart), 0), y, 1.5);
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  g_assert_cmpint (cw_chart_view_get_separator (fixture->chart), ==, -1);
}

static void
test_dragging_pans (Fixture *fixture, gconstpointer data)
{
  GtkEventController *drag = find_controller (fixture, GTK_TYPE_GESTURE_DRAG);
  CwView before = cw_chart_view_get_view (fixture->chart), after;

  g_signal_emit_by_name (drag, "drag-begin", 200.0, 80.0);
  g_signal_emit_by_name (drag, "drag-update", 100.0, 0.0);
  after = cw_chart_view_get_view (fixture->chart);
  g_assert_cmpfloat (after.first, <, before.first);
  g_assert_cmpfloat_with_epsilon (after.last - after.first, before.last - before.first, 1e-9);
}

static void
test_dragging_a_separator (Fixture *fixture, gconstpointer data)
{
  GtkEventController *drag = find_controller (fixture, GTK_TYPE_GESTURE_DRAG);
  double y = cw_frame_get_separator_y (cw_chart_view_get_frame (fixture->chart), 0);
  CwView before = cw_chart_view_get_view (fixture->chart);

  g_signal_emit_by_name (drag, "drag-begin", 200.0, y + 1);
  g_signal_emit_by_name (drag, "drag-update", 0.0, -60.0);
  await_drawn (fixture);
  g_assert_cmpfloat_with_epsilon (
      cw_frame_get_separator_y (cw_chart_view_get_frame (fixture->chart), 0), y - 60, 2.5);
  g_assert_cmpfloat_with_epsilon (cw_chart_view_get_view (fixture->chart).first, before.first,
                                  1e-9);
}

static void
test_double_click_fits (Fixture *fixture, gconstpointer data)
{
  double width = get_width (fixture);

  g_assert_true (press (fixture, GDK_KEY_plus, 0));
  g_assert_cmpfloat (get_width (fixture), <, width);
  await_drawn (fixture);
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_GESTURE_CLICK), "pressed", 1, 200.0,
                         80.0);
  g_assert_cmpfloat (get_width (fixture), <, width);
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_GESTURE_CLICK), "pressed", 2, 200.0,
                         80.0);
  g_assert_cmpfloat_with_epsilon (get_width (fixture), width, 1e-9);
}

static void
test_pinch_zooms (Fixture *fixture, gconstpointer data)
{
  GtkEventController *pinch = find_controller (fixture, GTK_TYPE_GESTURE_ZOOM);
  double width = get_width (fixture);

  g_signal_emit_by_name (pinch, "begin", NULL);
  g_signal_emit_by_name (pinch, "scale-changed", 2.0);
  g_assert_cmpfloat_with_epsilon (get_width (fixture), width / 2, 1e-6);
  g_signal_emit_by_name (pinch, "scale-changed", 1.0);
  g_assert_cmpfloat_with_epsilon (get_width (fixture), width, 1e-6);
}

/* After a swipe the picture glides on by itself, and a key stops it. */
static void
test_swipe_glides (Fixture *fixture, gconstpointer data)
{
  GtkEventController *drag = find_controller (fixture, GTK_TYPE_GESTURE_DRAG);
  GtkEventController *swipe = find_controller (fixture, GTK_TYPE_GESTURE_SWIPE);
  CwView before = cw_chart_view_get_view (fixture->chart);

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (fixture->chart)), "gtk-enable-animations",
                TRUE, NULL);
  g_signal_emit_by_name (drag, "drag-begin", 200.0, 80.0);
  g_signal_emit_by_name (swipe, "swipe", 900.0, 0.0);
  CW_UNTIL (cw_chart_view_get_view (fixture->chart).first < before.first);
  g_assert_true (press (fixture, GDK_KEY_End, 0));
  before = cw_chart_view_get_view (fixture->chart);
  for (int i = 0; i < 5; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpfloat_with_epsilon (cw_chart_view_get_view (fixture->chart).first, before.first,
                                  1e-9);
}

/* Behind the last bar keys lead to the sessions to come, where something stands there. */
static void
test_keys_go_ahead (Fixture *fixture, gconstpointer data)
{
  CwSeries *series = (CwSeries *) cw_scene_get_series (fixture->scene);
  CwSceneOptions options;
  CwIndicatorSpec ichimoku;
  g_autoptr (CwScene) cloudy = NULL;
  g_autofree char *words = NULL;
  gssize from, to;

  g_assert_true (press (fixture, GDK_KEY_End, 0));
  g_assert_true (press (fixture, GDK_KEY_Right, 0));
  g_assert_cmpint (cw_chart_view_get_cursor (fixture->chart), ==, N_BARS - 1);

  cw_scene_options_init (&options);
  g_assert_true (cw_indicator_spec_parse ("ichimoku", &ichimoku));
  g_assert_true (cw_scene_options_add (&options, &ichimoku));
  cloudy = cw_scene_new (series, &options);
  cw_chart_view_set_scene (fixture->chart, cloudy, cw_scene_get_view (cloudy, CW_RANGE_6MO));
  await_drawn (fixture);
  g_assert_cmpuint (cw_chart_view_get_n_places (fixture->chart), ==, N_BARS + 26);
  g_assert_true (press (fixture, GDK_KEY_End, 0));
  g_assert_cmpint (cw_chart_view_get_cursor (fixture->chart), ==, N_BARS - 1);
  g_assert_true (press (fixture, GDK_KEY_Page_Down, 0));
  g_assert_cmpint (cw_chart_view_get_cursor (fixture->chart), ==, N_BARS + 19);
  g_object_get (fixture->chart, "words", &words, NULL);
  g_assert_nonnull (strstr (words, "no prices yet"));
  g_assert_true (press (fixture, GDK_KEY_Page_Down, 0));
  g_assert_cmpint (cw_chart_view_get_cursor (fixture->chart), ==, N_BARS + 25);
  await_drawn (fixture);

  /* There is nothing to measure but prices. */
  g_assert_true (press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK));
  g_assert_true (cw_chart_view_get_measure (fixture->chart, &from, &to));
  g_assert_cmpint (from, ==, N_BARS - 1);
  g_assert_cmpint (to, ==, N_BARS - 1);
}

/* Bars that come later do not move what somebody looks at. */
static void
test_live_bars_keep_the_view (Fixture *fixture, gconstpointer data)
{
  const CwSeries *series = cw_scene_get_series (fixture->scene);
  g_autoptr (CwSeries) older = cw_series_slice (series, series->time[0], series->time[N_BARS - 2]);
  g_autoptr (CwScene) before = cw_scene_new (older, cw_scene_get_options (fixture->scene));
  CwView home = cw_view_for_range (older, CW_RANGE_6MO), view;

  cw_chart_view_set_scene (fixture->chart, before, home);
  cw_chart_view_update_scene (fixture->chart, fixture->scene,
                              cw_view_for_range (series, CW_RANGE_6MO));
  /* Who has not looked around sees the new bar. */
  g_assert_cmpfloat (cw_chart_view_get_view (fixture->chart).last, >, N_BARS - 1);

  cw_chart_view_set_scene (fixture->chart, before, home);
  await_drawn (fixture);
  g_assert_true (press (fixture, GDK_KEY_Home, 0));
  view = cw_chart_view_get_view (fixture->chart);
  cw_chart_view_update_scene (fixture->chart, fixture->scene,
                              cw_view_for_range (series, CW_RANGE_6MO));
  g_assert_cmpfloat_with_epsilon (cw_chart_view_get_view (fixture->chart).first, view.first, 1e-9);
  g_assert_cmpfloat_with_epsilon (cw_chart_view_get_view (fixture->chart).last, view.last, 1e-9);
  g_assert_cmpint (cw_chart_view_get_cursor (fixture->chart), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/ui/chart-view/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("zoom-keys", test_zoom_keys);
  ADD ("keys-that-are-for-others", test_keys_that_are_for_others);
  ADD ("cursor-keys", test_cursor_keys);
  ADD ("label", test_label);
  ADD ("wheel", test_wheel);
  ADD ("pointer-marks-a-bar", test_pointer_marks_a_bar);
  ADD ("without-a-scene", test_without_a_scene);
  ADD ("follows-the-style", test_follows_the_style);
  ADD ("control-keys-zoom", test_control_keys_zoom);
  ADD ("keys-measure", test_keys_measure);
  ADD ("moving-on-ends-measuring", test_moving_on_ends_measuring);
  ADD ("keys-resize-panes", test_keys_resize_panes);
  ADD ("dragging-pans", test_dragging_pans);
  ADD ("dragging-a-separator", test_dragging_a_separator);
  ADD ("double-click-fits", test_double_click_fits);
  ADD ("pinch-zooms", test_pinch_zooms);
  ADD ("swipe-glides", test_swipe_glides);
  ADD ("keys-go-ahead", test_keys_go_ahead);
  ADD ("live-bars-keep-the-view", test_live_bars_keep_the_view);
  return g_test_run ();
}
