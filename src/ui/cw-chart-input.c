/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-input.h"

#include <math.h>

/* What Page Up and Down move by. */
#define BARS_A_PAGE 20

static void
pan (CwChartView *chart, CwView from, double bars)
{
  cw_chart_view_wander (chart, cw_view_pan (from, cw_chart_view_get_n_places (chart), bars));
}

/**
 * cw_chart_input_zoom:
 * @chart: a chart view
 * @factor: how many times larger everything becomes
 *
 * Zooms at the cursor, or in the middle where there is none.
 */
void
cw_chart_input_zoom (CwChartView *chart, double factor)
{
  CwView view = cw_chart_view_get_view (chart);
  gssize cursor = cw_chart_view_get_cursor (chart);
  double around = cursor >= 0 ? (double) cursor : (view.first + view.last) / 2;

  cw_chart_view_wander (chart,
                        cw_view_zoom (view, cw_chart_view_get_n_places (chart), factor, around));
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

/* With Shift the way from where the cursor stood is measured, as far as there are prices. */
static gboolean
step_to (CwChartView *chart, gssize bar, gboolean measures)
{
  gssize last_bar = (gssize) cw_chart_view_get_n_bars (chart) - 1;
  gssize last = measures ? last_bar : (gssize) cw_chart_view_get_n_places (chart) - 1;
  gssize from = cw_chart_view_get_cursor (chart), to;

  bar = CLAMP (bar, 0, last);
  if (!cw_chart_view_get_measure (chart, &from, &to))
    from = cw_chart_view_get_cursor (chart);
  bring_into_sight (chart, bar);
  cw_chart_view_set_cursor (chart, bar, NAN);
  if (measures)
    cw_chart_view_set_measure (chart, from >= 0 ? MIN (from, last_bar) : last_bar, bar);
  else if (cw_chart_view_get_measure (chart, &from, &to))
    cw_chart_view_set_measure (chart, -1, -1);
  return GDK_EVENT_STOP;
}

/* Leaves what was begun, one thing after the other; with nothing left it is for others. */
static gboolean
leave (CwChartView *chart)
{
  gssize from, to;

  if (cw_chart_view_get_measure (chart, &from, &to))
    cw_chart_view_set_measure (chart, -1, -1);
  else if (cw_chart_view_get_separator (chart) >= 0)
    cw_chart_view_mark_separator (chart, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
zoom_key_pressed (CwChartView *chart, guint key)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      cw_chart_input_zoom (chart, CW_CHART_ZOOM_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      cw_chart_input_zoom (chart, 1 / CW_CHART_ZOOM_STEP);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
control_key_pressed (CwChartView *chart, guint key, GdkModifierType modifiers)
{
  if (key == GDK_KEY_0 || key == GDK_KEY_KP_0)
    {
      cw_chart_view_go_home (chart);
      return GDK_EVENT_STOP;
    }
  if ((modifiers & GDK_SHIFT_MASK) != 0 && cw_chart_panes_key_pressed (chart, key))
    return GDK_EVENT_STOP;
  return zoom_key_pressed (chart, key);
}

/* Time goes from left to right in every language, and so do the arrows. */
static gboolean
key_pressed_cb (CwChartView *chart, guint key, guint code, GdkModifierType modifiers)
{
  gssize n = (gssize) cw_chart_view_get_n_bars (chart);
  gssize cursor = cw_chart_view_get_cursor (chart);
  gssize at = cursor >= 0 ? cursor : n;
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;

  if ((modifiers & GDK_ALT_MASK) != 0 || n == 0)
    return GDK_EVENT_PROPAGATE;
  cw_chart_glide_stop (chart);
  if ((modifiers & GDK_CONTROL_MASK) != 0)
    return control_key_pressed (chart, key, modifiers);
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return step_to (chart, at - 1, shift);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return step_to (chart, at + 1, shift);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return step_to (chart, at - BARS_A_PAGE, shift);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return step_to (chart, at + BARS_A_PAGE, shift);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return step_to (chart, 0, shift);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return step_to (chart, n - 1, shift);
    case GDK_KEY_Escape:
      return leave (chart);
    default:
      return zoom_key_pressed (chart, key);
    }
}

/** cw_chart_keys_attach: lets the keys work on the chart */
void
cw_chart_keys_attach (CwChartView *chart)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), chart);
  gtk_widget_add_controller (GTK_WIDGET (chart), keys);
}

/**
 * cw_chart_input_attach:
 * @chart: a chart view
 *
 * Lets the pointer and the keys work on the chart. The pointer, the arrow keys, Page Up and Down,
 * Home and End move the cursor from bar to bar, and with Shift they measure; the wheel, a pinch, +
 * and − zoom; dragging and sideways scrolling pan, and a swipe glides on; Ctrl+0 and a double click
 * bring back the view that was set. Dragging a line between two panes makes one of them higher, and
 * so do Ctrl+Shift with the arrows; with Page Up and Down these choose the line.
 */
void
cw_chart_input_attach (CwChartView *chart)
{
  cw_chart_keys_attach (chart);
  cw_chart_pointer_attach (chart);
}
