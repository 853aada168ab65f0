/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-input.h"

#include <math.h>

/* One step of the wheel, and one press of + or −. */
#define ZOOM_STEP 1.2
/* What Page Up and Down move by, and the share of the view that a sideways step of the wheel does.
 */
#define BARS_A_PAGE 20

#define DRAG_START "cw-drag-start"

static void
zoom (CwChartView *chart, double factor, double around)
{
  CwView view = cw_chart_view_get_view (chart);

  cw_chart_view_wander (chart,
                        cw_view_zoom (view, cw_chart_view_get_n_bars (chart), factor, around));
}

static void
pan (CwChartView *chart, CwView from, double bars)
{
  cw_chart_view_wander (chart, cw_view_pan (from, cw_chart_view_get_n_bars (chart), bars));
}

/* --- keys --- */

static gboolean
zoom_at_cursor (CwChartView *chart, double factor)
{
  CwView view = cw_chart_view_get_view (chart);
  gssize cursor = cw_chart_view_get_cursor (chart);

  zoom (chart, factor, cursor >= 0 ? (double) cursor : (view.first + view.last) / 2);
  return GDK_EVENT_STOP;
}

static void
bring_into_sight (CwChartView *chart, gssize bar)
{
  CwView view = cw_chart_view_get_view (chart);

  if ((double) bar - 0.5 < view.first)
    pan (chart, view, (double) bar - 0.5 - view.first);
  else if ((double) bar + 0.5 > view.last)
    pan (chart, view, (double) bar + 0.5 - view.last);
}

static gboolean
step_to (CwChartView *chart, gssize bar)
{
  gssize last = (gssize) cw_chart_view_get_n_bars (chart) - 1;

  bar = CLAMP (bar, 0, last);
  bring_into_sight (chart, bar);
  cw_chart_view_set_cursor (chart, bar, NAN);
  return GDK_EVENT_STOP;
}

static gboolean
control_key_pressed (CwChartView *chart, guint key)
{
  if (key != GDK_KEY_0 && key != GDK_KEY_KP_0)
    return GDK_EVENT_PROPAGATE;
  cw_chart_view_go_home (chart);
  return GDK_EVENT_STOP;
}

/* Time goes from left to right in every language, and so do the arrows. */
static gboolean
key_pressed_cb (CwChartView *chart, guint key, guint code, GdkModifierType modifiers)
{
  gssize n = (gssize) cw_chart_view_get_n_bars (chart);
  gssize cursor = cw_chart_view_get_cursor (chart);
  gssize at = cursor >= 0 ? cursor : n;

  if ((modifiers & GDK_ALT_MASK) != 0 || n == 0)
    return GDK_EVENT_PROPAGATE;
  if ((modifiers & GDK_CONTROL_MASK) != 0)
    return control_key_pressed (chart, key);
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return step_to (chart, at - 1);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return step_to (chart, at + 1);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return step_to (chart, at - BARS_A_PAGE);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return step_to (chart, at + BARS_A_PAGE);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return step_to (chart, 0);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return step_to (chart, n - 1);
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      return zoom_at_cursor (chart, ZOOM_STEP);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return zoom_at_cursor (chart, 1 / ZOOM_STEP);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* --- pointer --- */

static void
motion_cb (CwChartView *chart, double x, double y)
{
  cw_chart_view_set_cursor (chart, cw_chart_view_get_bar_at (chart, x, y), y);
}

static void
leave_cb (CwChartView *chart)
{
  cw_chart_view_set_cursor (chart, -1, NAN);
}

static gboolean
scroll_cb (CwChartView *chart, double dx, double dy)
{
  CwView view = cw_chart_view_get_view (chart);
  gssize cursor = cw_chart_view_get_cursor (chart);

  if (cw_chart_view_get_n_bars (chart) == 0)
    return GDK_EVENT_PROPAGATE;
  if (fabs (dy) > 0)
    zoom (chart, pow (ZOOM_STEP, -dy), cursor >= 0 ? (double) cursor : view.last);
  if (fabs (dx) > 0)
    pan (chart, cw_chart_view_get_view (chart), dx * (view.last - view.first) / BARS_A_PAGE);
  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (CwChartView *chart, double x, double y, GObject *gesture)
{
  CwView view = cw_chart_view_get_view (chart);

  gtk_widget_grab_focus (GTK_WIDGET (chart));
  g_object_set_data_full (gesture, DRAG_START, g_memdup2 (&view, sizeof view), g_free);
}

static void
drag_update_cb (CwChartView *chart, double dx, double dy, GtkGesture *gesture)
{
  const CwView *start = g_object_get_data (G_OBJECT (gesture), DRAG_START);

  if (!gtk_drag_check_threshold (GTK_WIDGET (chart), 0, 0, (int) dx, 0))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  pan (chart, *start, -dx * cw_chart_view_get_bars_per_pixel (chart));
}

static void
attach (CwChartView *chart, GtkEventController *controller)
{
  gtk_widget_add_controller (GTK_WIDGET (chart), controller);
}

/**
 * cw_chart_input_attach:
 * @chart: a chart view
 *
 * Lets the pointer and the keys work on the chart. The pointer, the arrow keys, Page Up and Down,
 * Home and End move the cursor from bar to bar; the wheel, + and − zoom; dragging pans; Ctrl+0
 * brings back the view that was set.
 */
void
cw_chart_input_attach (CwChartView *chart)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), chart);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), chart);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), chart);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), chart);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), chart);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), chart);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), chart);
  attach (chart, keys);
  attach (chart, motion);
  attach (chart, scroll);
  attach (chart, GTK_EVENT_CONTROLLER (drag));
}
