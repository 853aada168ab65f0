/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-input.h"

#include <math.h>

/* The share of the view that a sideways step of the wheel moves by. */
#define STEPS_A_VIEW 20.0

#define DRAG "cw-chart-drag"
#define PINCH_START "cw-chart-pinch-start"

/* What dragging does was settled where it began. */
typedef enum
{
  DRAG_PANS,
  DRAG_MEASURES,
  DRAG_RESIZES,
} DragKind;

typedef struct
{
  DragKind kind;
  double x, y;      /* where it began */
  CwView view;      /* what was in sight */
  gssize bar;       /* which bar was there */
  gssize separator; /* the end of which pane was there */
} Drag;

static void
zoom (CwChartView *chart, CwView from, double factor, double around)
{
  cw_chart_view_wander (chart,
                        cw_view_zoom (from, cw_chart_view_get_n_places (chart), factor, around));
}

static void
pan (CwChartView *chart, CwView from, double bars)
{
  cw_chart_view_wander (chart, cw_view_pan (from, cw_chart_view_get_n_places (chart), bars));
}

static gssize
find_separator (CwChartView *chart, double y)
{
  const CwFrame *frame = cw_chart_view_get_frame (chart);

  return frame != NULL ? cw_frame_get_separator_at (frame, y) : -1;
}

/* --- moving and scrolling --- */

static void
motion_cb (CwChartView *chart, double x, double y)
{
  cw_chart_view_set_cursor (chart, cw_chart_view_get_bar_at (chart, x, y), y);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (chart),
                                   find_separator (chart, y) >= 0 ? "ns-resize" : NULL);
}

static void
leave_cb (CwChartView *chart)
{
  cw_chart_view_set_cursor (chart, -1, NAN);
}

/* With Shift the wheel goes sideways, as it does everywhere. */
static gboolean
scroll_cb (CwChartView *chart, double dx, double dy, GtkEventController *scroll)
{
  CwView view = cw_chart_view_get_view (chart);
  gssize cursor = cw_chart_view_get_cursor (chart);
  GdkModifierType state = gtk_event_controller_get_current_event_state (scroll);

  if (cw_chart_view_get_n_bars (chart) == 0)
    return GDK_EVENT_PROPAGATE;
  cw_chart_glide_stop (chart);
  if ((state & GDK_SHIFT_MASK) != 0 && !(fabs (dx) > 0))
    {
      dx = dy;
      dy = 0;
    }
  if (fabs (dy) > 0)
    zoom (chart, view, pow (CW_CHART_ZOOM_STEP, -dy), cursor >= 0 ? (double) cursor : view.last);
  if (fabs (dx) > 0)
    pan (chart, cw_chart_view_get_view (chart), dx * (view.last - view.first) / STEPS_A_VIEW);
  return GDK_EVENT_STOP;
}

/* --- dragging --- */

static void
drag_begin_cb (CwChartView *chart, double x, double y, GtkGesture *gesture)
{
  Drag drag = { .x = x,
                .y = y,
                .view = cw_chart_view_get_view (chart),
                .bar = cw_chart_view_get_bar_at (chart, x, y),
                .separator = find_separator (chart, y) };
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (chart));
  cw_chart_glide_stop (chart);
  if (drag.separator >= 0)
    drag.kind = DRAG_RESIZES;
  else if ((state & GDK_SHIFT_MASK) != 0 && drag.bar >= 0)
    drag.kind = DRAG_MEASURES;
  cw_chart_view_set_measure (chart, -1, -1);
  g_object_set_data_full (G_OBJECT (gesture), DRAG, g_memdup2 (&drag, sizeof drag), g_free);
}

static void
measure_to (CwChartView *chart, const Drag *drag, double x, double y)
{
  gssize bar = cw_chart_view_get_bar_at (chart, x, drag->y);
  gssize last = (gssize) cw_chart_view_get_n_bars (chart) - 1;

  if (bar < 0)
    return;
  cw_chart_view_set_cursor (chart, bar, y);
  /* Behind the last bar there is no price to measure to. */
  cw_chart_view_set_measure (chart, MIN (drag->bar, last), MIN (bar, last));
}

static void
drag_update_cb (CwChartView *chart, double dx, double dy, GtkGesture *gesture)
{
  const Drag *drag = g_object_get_data (G_OBJECT (gesture), DRAG);
  double moved = drag != NULL && drag->kind == DRAG_RESIZES ? dy : dx;

  if (drag == NULL || !gtk_drag_check_threshold (GTK_WIDGET (chart), 0, 0, (int) moved, 0))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (drag->kind == DRAG_RESIZES)
    cw_chart_panes_move (chart, drag->separator, drag->y + dy);
  else if (drag->kind == DRAG_MEASURES)
    measure_to (chart, drag, drag->x + dx, drag->y + dy);
  else
    pan (chart, drag->view, -dx * cw_chart_view_get_bars_per_pixel (chart));
}

static void
swipe_cb (CwChartView *chart, double velocity_x, double velocity_y, GtkGesture *gesture)
{
  GtkGesture *other = g_object_get_data (G_OBJECT (gesture), DRAG);
  const Drag *drag = g_object_get_data (G_OBJECT (other), DRAG);

  if (drag != NULL && drag->kind == DRAG_PANS)
    cw_chart_glide_start (chart, velocity_x);
}

/* What a touchpad's fingers leave behind is scrolling, whose direction is the view's, not the
 * picture's. */
static void
decelerate_cb (CwChartView *chart, double velocity_x, double velocity_y)
{
  if (fabs (velocity_x) > fabs (velocity_y))
    cw_chart_glide_start (chart, -velocity_x);
}

/* --- pinching and clicking --- */

static void
pinch_begin_cb (CwChartView *chart, GdkEventSequence *sequence, GtkGesture *gesture)
{
  CwView view = cw_chart_view_get_view (chart);

  cw_chart_glide_stop (chart);
  g_object_set_data_full (G_OBJECT (gesture), PINCH_START, g_memdup2 (&view, sizeof view), g_free);
}

static void
pinch_cb (CwChartView *chart, double scale, GtkGesture *gesture)
{
  const CwView *start = g_object_get_data (G_OBJECT (gesture), PINCH_START);
  double x, y, middle;
  gssize bar = -1;

  if (start == NULL || cw_chart_view_get_n_bars (chart) == 0)
    return;
  middle = (start->first + start->last) / 2;
  if (gtk_gesture_is_active (gesture) && gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    bar = cw_chart_view_get_bar_at (chart, x, y);
  zoom (chart, *start, scale, bar >= 0 ? (double) bar : middle);
}

static void
pressed_cb (CwChartView *chart, int n_press, double x, double y, GtkGesture *gesture)
{
  if (n_press != 2 || find_separator (chart, y) >= 0)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  cw_chart_view_go_home (chart);
}

static void
attach (CwChartView *chart, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (chart), GTK_EVENT_CONTROLLER (controller));
}

static void
attach_motion (CwChartView *chart)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), chart);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), chart);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), chart);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), chart);
  g_signal_connect_swapped (scroll, "decelerate", G_CALLBACK (decelerate_cb), chart);
  attach (chart, motion);
  attach (chart, scroll);
}

/** cw_chart_pointer_attach: lets the pointer and fingers work on the chart */
void
cw_chart_pointer_attach (CwChartView *chart)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  attach_motion (chart);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), chart);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), chart);
  g_signal_connect_swapped (swipe, "swipe", G_CALLBACK (swipe_cb), chart);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), chart);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), chart);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), chart);
  /* Both are the chart's for as long as it lives. */
  g_object_set_data (G_OBJECT (swipe), DRAG, drag);
  gtk_gesture_group (drag, swipe);
  attach (chart, drag);
  attach (chart, swipe);
  attach (chart, pinch);
  attach (chart, click);
}
