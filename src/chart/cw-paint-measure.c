/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame.h"

#include <math.h>

#include "cw-frame-private.h"
#include "cw-measure.h"

#define FIELD_OPACITY 0.1
#define EDGE_OPACITY 0.7
#define LABEL_PADDING 8.0

static void
paint_field (const CwFrame *frame, CwPainter *painter, double left, double right)
{
  cw_painter_set_color (painter, &frame->theme.accent, FIELD_OPACITY);
  cw_painter_add_box (painter, cw_painter_snap_x (painter, left), 0,
                      cw_painter_snap_x (painter, right), frame->plot_height);
  cw_painter_fill (painter);
  cw_painter_set_color (painter, &frame->theme.accent, EDGE_OPACITY);
  cw_painter_fill_vline (painter, left, 0, frame->plot_height);
  cw_painter_fill_vline (painter, right, 0, frame->plot_height);
}

/* From close to close, so that one sees which two prices are meant. */
static void
paint_way (const CwFrame *frame, CwPainter *painter, gsize from, gsize to)
{
  const CwPane *pane = &frame->panes[0];
  const double *close = frame->scene->series->close;

  cairo_set_line_width (painter->cr, 1.5);
  cairo_move_to (painter->cr, cw_frame_get_x_in_plot (frame, (double) from),
                 cw_scale_get_y (&pane->scale, close[from]));
  cairo_line_to (painter->cr, cw_frame_get_x_in_plot (frame, (double) to),
                 cw_scale_get_y (&pane->scale, close[to]));
  cairo_stroke (painter->cr);
}

static void
paint_words (const CwFrame *frame, CwPainter *painter, gsize from, gsize to, double middle)
{
  const CwPane *pane = &frame->panes[0];
  g_autofree char *words = cw_scene_describe_measure (frame->scene, from, to);
  g_autoptr (PangoLayout) label = cw_texts_get (frame->texts, CW_TEXT_STRONG, words);
  const double *close = frame->scene->series->close;
  const CwColor *color = close[to] >= close[from] ? &frame->theme.up : &frame->theme.down;
  double width, height, most;

  cw_text_get_size (label, &width, &height);
  most = MAX (frame->plot_width - width - LABEL_PADDING, LABEL_PADDING);
  cw_paint_label (painter, label, CLAMP (middle - width / 2, LABEL_PADDING, most),
                  pane->bottom - height - LABEL_PADDING, color, 1);
}

/**
 * cw_frame_paint_measure:
 * @frame: a frame
 * @cr: where to draw
 * @from: the bar at which somebody began to measure
 * @to: the bar at which the pointer is now
 *
 * Paints what was selected to be measured, over everything else: the way from one close to the
 * other, whichever is earlier, and how far it is.
 */
void
cw_frame_paint_measure (CwFrame *frame, cairo_t *cr, gsize from, gsize to)
{
  gsize first = MIN (from, to), last = MAX (from, to);
  double left, right;
  CwPainter painter;

  g_return_if_fail (frame != NULL && cr != NULL);

  if (last >= frame->scene->series->n_bars)
    return;
  cairo_save (cr);
  cairo_translate (cr, frame->plot_left, 0);
  painter = cw_painter_new (cr);
  cw_painter_clip (&painter, 0, 0, frame->plot_width, frame->plot_height);
  left = cw_frame_get_x_in_plot (frame, (double) first);
  right = cw_frame_get_x_in_plot (frame, (double) last);
  paint_field (frame, &painter, left, right);
  paint_way (frame, &painter, first, last);
  paint_words (frame, &painter, first, last, (left + right) / 2);
  cairo_restore (cr);
}
