/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame-private.h"

#include <math.h>

#define DATES_PADDING 5.0

/* The field between two guides, such as RSI's 30 and 70. */
#define BAND_OPACITY 0.05

static void
paint_band (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  const CwIndicator *indicator = cw_pane_get_indicator (pane, frame->scene);
  double top, bottom;

  if (!cw_pane_has_band (pane, frame->scene))
    return;
  top = cw_painter_snap_y (painter, cw_scale_get_y (&pane->scale, indicator->guides[1]));
  bottom = cw_painter_snap_y (painter, cw_scale_get_y (&pane->scale, indicator->guides[0]));
  cw_painter_set_color (painter, &frame->theme.lines[0], BAND_OPACITY);
  cw_painter_add_box (painter, 0, top, cw_painter_snap_x (painter, frame->plot_width), bottom);
  cw_painter_fill (painter);
}

static void
paint_level (const CwFrame *frame, CwPainter *painter, const CwPane *pane, double y)
{
  if (y > pane->top + 1 && y < pane->bottom - 1)
    cw_painter_fill_hline (painter, 0, frame->plot_width, y);
}

static void
paint_levels (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  const CwIndicator *indicator = cw_pane_get_indicator (pane, frame->scene);

  cw_painter_set_color (painter, &frame->theme.grid, 1);
  for (gsize i = 0; i < pane->n_ticks; i++)
    paint_level (frame, painter, pane, pane->ticks[i].y);
  cw_painter_set_color (painter, &frame->theme.axis, 1);
  for (gsize i = 0; indicator != NULL && i < G_N_ELEMENTS (indicator->guides); i++)
    if (isfinite (indicator->guides[i]))
      paint_level (frame, painter, pane, cw_scale_get_y (&pane->scale, indicator->guides[i]));
}

/* The grid keeps out of the legend, which is read more easily without. */
static void
paint_dates_grid (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  cw_painter_set_color (painter, &frame->theme.grid, 1);
  for (guint i = 0; i < frame->dates->len; i++)
    cw_painter_fill_vline (painter, g_array_index (frame->dates, CwDateTick, i).x,
                           pane->top + pane->legend_height + 2, pane->bottom);
}

/** cw_paint_grid: Paints the grid: it says where the marks of the axes are, and recedes. */
void
cw_paint_grid (const CwFrame *frame, CwPainter *painter)
{
  for (gsize i = 0; i < frame->n_panes; i++)
    {
      paint_dates_grid (frame, painter, &frame->panes[i]);
      paint_band (frame, painter, &frame->panes[i]);
      paint_levels (frame, painter, &frame->panes[i]);
    }
}

static void
paint_labels (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  cw_painter_set_color (painter, &frame->theme.dim_text, 1);
  for (gsize i = 0; i < pane->n_ticks; i++)
    {
      const CwValueTick *tick = &pane->ticks[i];

      if (tick->label != NULL)
        cw_text_paint (painter, tick->label, cw_frame_get_axis_x (frame, tick->width),
                       tick->y - tick->height / 2);
    }
}

static void
paint_dates (const CwFrame *frame, CwPainter *painter)
{
  for (guint i = 0; i < frame->dates->len; i++)
    {
      const CwDateTick *date = &g_array_index (frame->dates, CwDateTick, i);

      cw_painter_set_color (painter, date->major ? &frame->theme.text : &frame->theme.dim_text, 1);
      cw_text_paint (painter, date->label, date->x - date->width / 2,
                     frame->plot_height + DATES_PADDING);
    }
}

/** cw_paint_axes: Paints what separates the panes, and the marks' labels. */
void
cw_paint_axes (const CwFrame *frame, CwPainter *painter)
{
  for (gsize i = 0; i < frame->n_panes; i++)
    {
      cw_painter_set_color (painter, &frame->theme.axis, 1);
      cw_painter_fill_hline (painter, cw_frame_get_left (frame),
                             cw_frame_get_left (frame) + frame->width, frame->panes[i].bottom);
      paint_labels (frame, painter, &frame->panes[i]);
    }
  paint_dates (frame, painter);
}
