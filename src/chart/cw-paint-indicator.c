/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame-private.h"

#include <math.h>

#include "cw-columns.h"
#include "cw-paint-line.h"

#define LINE_WIDTH 1.4
#define THIN_LINE_WIDTH 1.0
#define BAND_OPACITY 0.08
#define CLOUD_OPACITY 0.13
#define HISTOGRAM_OPACITY 0.6

/* The indicators whose values are single points, not a line. */
static gboolean
is_dotted (const CwIndicator *indicator)
{
  return g_str_equal (indicator->id, "psar");
}

static gboolean
is_band (const CwIndicator *indicator)
{
  return indicator->kind == CW_INDICATOR_OVERLAY && indicator->n_outputs == 3;
}

/* Two of the outputs bound a cloud whose colour says which of them is higher. */
static gboolean
find_cloud (const CwIndicator *indicator, gsize *first, gsize *second)
{
  *first = *second = indicator->n_outputs;
  for (gsize i = 0; i < indicator->n_outputs; i++)
    if (g_str_equal (indicator->outputs[i].name, "ichimoku_span_a"))
      *first = i;
    else if (g_str_equal (indicator->outputs[i].name, "ichimoku_span_b"))
      *second = i;
  return *first < indicator->n_outputs && *second < indicator->n_outputs;
}

static gboolean
query (const CwColumn *column,
       const double *values,
       const CwPyramid *pyramid,
       double *min,
       double *max)
{
  if (column->end - column->first > 1)
    return cw_pyramid_query (pyramid, column->first, column->end, min, max);
  *min = *max = values[column->first];
  return !isnan (*min);
}

static void
add_from_zero (const CwPainter *painter, const CwPane *pane, const CwColumn *column, double value)
{
  double zero = cw_painter_snap_y (painter, cw_scale_get_y (&pane->scale, 0));
  double end = cw_painter_snap_y (painter, cw_scale_get_y (&pane->scale, value));

  if (end < zero || end > zero)
    cw_painter_add_box (painter, column->bar_left, MIN (zero, end), column->bar_right,
                        MAX (zero, end));
}

static void
paint_histogram (const CwFrame *frame,
                 CwPainter *painter,
                 const CwPane *pane,
                 const CwSceneLine *line,
                 gboolean positive)
{
  CwColumns columns = cw_columns_new (frame, painter);

  cw_painter_set_color (painter, positive ? &frame->theme.up : &frame->theme.down,
                        HISTOGRAM_OPACITY);
  for (gsize i = 0; i < columns.n; i++)
    {
      CwColumn column = cw_columns_get (&columns, i);
      double min, max, value;

      if (!query (&column, line->values, line->pyramid, &min, &max))
        continue;
      value = positive ? max : min;
      if ((value > 0) == positive)
        add_from_zero (painter, pane, &column, value);
    }
  cw_painter_fill (painter);
}

static void
paint_dots (const CwFrame *frame, CwPainter *painter, const CwPane *pane, const CwSceneLine *line)
{
  CwColumns columns = cw_columns_new (frame, painter);
  double dot = (columns.narrow ? 1 : 2) * columns.hairline;

  for (gsize i = 0; i < columns.n; i++)
    {
      CwColumn column = cw_columns_get (&columns, i);
      double ends[2];

      if (!query (&column, line->values, line->pyramid, &ends[0], &ends[1]))
        continue;
      for (int end = 0; end < (columns.size > 1 ? 2 : 1); end++)
        {
          double top =
              cw_painter_snap_y (painter, cw_scale_get_y (&pane->scale, ends[end]) - dot / 2);

          cw_painter_add_box (painter, column.wick_left, top, column.wick_left + dot, top + dot);
        }
    }
  cw_painter_fill (painter);
}

/* What stands elsewhere than where it is known frames the picture; it is not what it is about. */
static gboolean
is_shifted (const CwScene *scene, gsize line)
{
  return cw_scene_get_output (scene, line)->shift != 0;
}

static void
paint_output (
    const CwFrame *frame, CwPainter *painter, const CwPane *pane, gsize line, gboolean dotted)
{
  const CwSceneLine *of = &frame->scene->lines[line];
  CwColor color = cw_legend_get_line_color (frame->scene, &frame->theme, line);

  cw_painter_set_color (painter, &color, 1);
  if (dotted)
    paint_dots (frame, painter, pane, of);
  else
    cw_paint_line (frame, painter, pane, of->values, of->pyramid,
                   is_shifted (frame->scene, line) ? THIN_LINE_WIDTH : LINE_WIDTH);
}

/** cw_paint_indicator: Paints all that an indicator gives: columns first, lines over them. */
void
cw_paint_indicator (const CwFrame *frame, CwPainter *painter, const CwPane *pane, gsize indicator)
{
  const CwScene *scene = frame->scene;
  const CwIndicator *is = scene->options.indicators[indicator].indicator;
  gsize line = cw_scene_find_line (scene, indicator), first, second;

  if (find_cloud (is, &first, &second))
    cw_paint_cloud (frame, painter, pane, &scene->lines[line + first], &scene->lines[line + second],
                    CLOUD_OPACITY);
  if (is_band (is))
    {
      CwColor color = cw_legend_get_line_color (scene, &frame->theme, line);

      cw_painter_set_color (painter, &color, BAND_OPACITY);
      cw_paint_between_lines (frame, painter, pane, &scene->lines[line], &scene->lines[line + 2]);
    }
  for (gsize i = 0; i < is->n_outputs; i++)
    if (is->outputs[i].histogram)
      for (int positive = FALSE; positive <= TRUE; positive++)
        paint_histogram (frame, painter, pane, &scene->lines[line + i], positive);
  /* The first output is what the indicator is named after, so it lies on top. */
  for (gsize i = is->n_outputs; i > 0; i--)
    if (!is->outputs[i - 1].histogram)
      paint_output (frame, painter, pane, line + i - 1, is_dotted (is));
}

/**
 * cw_paint_volume:
 *
 * Paints the volumes. Where several bars share a column the greatest of them stands there: the
 * axis then says the same at every zoom.
 */
void
cw_paint_volume (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  const CwScene *scene = frame->scene;
  CwColumns columns = cw_columns_new (frame, painter);

  cw_painter_set_color (painter, &frame->theme.volume, 1);
  for (gsize i = 0; i < columns.n; i++)
    {
      CwColumn column = cw_columns_get (&columns, i);
      double min, max;

      if (query (&column, scene->series->volume, scene->volumes, &min, &max))
        add_from_zero (painter, pane, &column, max);
    }
  cw_painter_fill (painter);
}
