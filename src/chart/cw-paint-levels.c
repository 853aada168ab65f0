/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-paint-line.h"

#define OTHER_WIDTH 1.6
#define NAME_PADDING 8.0
#define NAME_GAP 1.0
#define NAME_OPACITY 0.8

static const char *
name_of (CwLevelKind kind)
{
  /* Translators: a horizontal line in a chart: the price that a share of a holding cost, on average
   */
  return kind == CW_LEVEL_COST ? _ ("Average cost") : _ ("Target");
}

/* A level's line is drawn in long dashes if somebody aims at it, plainly if somebody paid it. */
static void
stroke_level (const CwPainter *painter, double width, double y, gboolean dashed)
{
  double hairline = cw_painter_get_hairline (painter);
  double dashes[2] = { 8 * hairline, 4 * hairline };
  double middle = cw_painter_snap_y (painter, y - hairline / 2) + hairline / 2;

  cairo_save (painter->cr);
  if (dashed)
    cairo_set_dash (painter->cr, dashes, 2, 0);
  cairo_set_line_width (painter->cr, hairline);
  cairo_move_to (painter->cr, 0, middle);
  cairo_line_to (painter->cr, cw_painter_snap_x (painter, width), middle);
  cairo_stroke (painter->cr);
  cairo_restore (painter->cr);
}

static gboolean
is_in_sight (const CwPane *pane, double y)
{
  return y >= pane->top + pane->legend_height && y <= pane->bottom;
}

/** cw_paint_levels: Paints the lines of prices that somebody cares about, under the bars. */
void
cw_paint_levels (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  cw_painter_set_color (painter, &frame->theme.dim_text, 1);
  for (gsize i = 0; i < frame->scene->n_levels; i++)
    {
      const CwLevel *level = &frame->scene->levels[i];
      double y = cw_scale_get_y (&pane->scale, level->price);

      if (is_in_sight (pane, y))
        stroke_level (painter, frame->plot_width, y, level->kind == CW_LEVEL_TARGET);
    }
}

/* Names stand over the oldest bars, which matter least, above the line where there is room. */
static void
paint_name (const CwFrame *frame, CwPainter *painter, CwLevelKind kind, double y)
{
  const CwPane *pane = &frame->panes[0];
  g_autoptr (PangoLayout) name = cw_texts_get (frame->texts, CW_TEXT_LABEL, name_of (kind));
  double width, height, x = NAME_PADDING;

  cw_text_get_size (name, &width, &height);
  y -= height + NAME_GAP;
  if (y < pane->top + pane->legend_height)
    y += height + 2 * NAME_GAP + 1;
  cairo_set_source_rgba (painter->cr, frame->theme.background.red, frame->theme.background.green,
                         frame->theme.background.blue, NAME_OPACITY);
  cw_painter_add_box (painter, cw_painter_snap_x (painter, x - 3), cw_painter_snap_y (painter, y),
                      cw_painter_snap_x (painter, x + width + 3),
                      cw_painter_snap_y (painter, y + height));
  cw_painter_fill (painter);
  cw_painter_set_color (painter, &frame->theme.dim_text, 1);
  cw_text_paint (painter, name, x, y);
}

/** cw_paint_level_tags: Paints what these prices are called, and how high they are, as tags. */
void
cw_paint_level_tags (const CwFrame *frame, CwPainter *painter)
{
  for (gsize i = 0; i < frame->scene->n_levels; i++)
    {
      const CwLevel *level = &frame->scene->levels[i];
      double y = cw_scale_get_y (&frame->panes[0].scale, level->price);

      if (is_in_sight (&frame->panes[0], y))
        paint_name (frame, painter, level->kind, y);
      if (frame->level_tags[i] != NULL)
        cw_paint_tag (frame, painter, frame->level_tags[i], frame->level_ys[i],
                      &frame->theme.dim_text);
    }
}

/** cw_paint_others: Paints the symbols that are compared, as lines that begin where the first does.
 */
void
cw_paint_others (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  for (gsize i = 0; i < frame->scene->n_others; i++)
    {
      const CwOther *other = &frame->scene->others[i];
      CwColor color = cw_legend_get_other_color (frame->scene, &frame->theme, i);
      CwPane own = *pane;

      if (isnan (pane->other_bases[i]))
        continue;
      own.scale = cw_pane_get_other_scale (pane, i);
      cw_painter_set_color (painter, &color, 1);
      cw_paint_line_over_gaps (frame, painter, &own, other->values, other->pyramid, OTHER_WIDTH);
    }
}
