/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-input.h"

#include <glib/gi18n-lib.h>

#include "cw-chart-view-private.h"

/* How far a key moves the end of a pane. */
#define STEP 12.0

/**
 * cw_chart_panes_move:
 * @chart: a chart view
 * @separator: the pane whose lower end is moved
 * @y: where to, in pixels
 *
 * Returns: whether there is such a pane
 */
gboolean
cw_chart_panes_move (CwChartView *chart, gssize separator, double y)
{
  const CwFrame *frame = cw_chart_view_get_frame (chart);
  CwPaneHeights heights = cw_chart_view_get_heights (chart);

  if (frame == NULL || separator < 0 || (gsize) separator + 1 >= cw_frame_get_n_panes (frame))
    return FALSE;
  cw_frame_move_separator (frame, (gsize) separator, y, &heights);
  cw_chart_view_set_heights (chart, &heights);
  return TRUE;
}

static void
tell (CwChartView *chart, gssize separator)
{
  g_autofree char *words =
      /* Translators: the numbers of two fields of a chart, one above the other, counted from 1 */
      g_strdup_printf (_ ("The line between pane %d and pane %d"), (int) separator + 1,
                       (int) separator + 2);

  cw_chart_view_tell (chart, words);
}

static gboolean
choose (CwChartView *chart, const CwFrame *frame, gssize separator)
{
  gssize last = (gssize) cw_frame_get_n_panes (frame) - 2;

  if (last < 0)
    return FALSE;
  separator = CLAMP (separator, 0, last);
  cw_chart_view_mark_separator (chart, separator);
  tell (chart, separator);
  return TRUE;
}

static gboolean
move (CwChartView *chart, const CwFrame *frame, double distance)
{
  gssize separator = MAX (cw_chart_view_get_separator (chart), 0);

  if (!choose (chart, frame, separator))
    return FALSE;
  separator = cw_chart_view_get_separator (chart);
  return cw_chart_panes_move (chart, separator,
                              cw_frame_get_separator_y (frame, (gsize) separator) + distance);
}

/** cw_chart_panes_key_pressed: Returns: whether a key, with Ctrl and Shift, was for the panes */
gboolean
cw_chart_panes_key_pressed (CwChartView *chart, guint key)
{
  const CwFrame *frame = cw_chart_view_get_frame (chart);
  gssize separator = cw_chart_view_get_separator (chart);

  if (frame == NULL)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move (chart, frame, -STEP);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move (chart, frame, STEP);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return choose (chart, frame, separator - 1);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return choose (chart, frame, separator + 1);
    default:
      return FALSE;
    }
}
