/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-paint.h"

#include <math.h>
#include <pango/pangocairo.h>

#define PITCH 16.0         /* from lane to lane, where there are few */
#define SMALLEST_PITCH 4.0 /* where there are many */
#define LANES_HEIGHT 224.0 /* that they shrink to keep */
#define GAP 3.0            /* between lanes that are high enough */
#define GAP_PITCH 9.0
#define TEXT_PITCH 14.0 /* from which on a bar is high enough for text */
#define TEXT_SIZE 10    /* pixels */
#define TEXT_MARGIN 4.0
#define MIN_TEXT_WIDTH 48.0 /* of a bar that gets any */
#define QUEUE_HEIGHT 2.0
#define MIN_BAR 1.5 /* what takes no time is seen all the same */
#define FAILED_HEIGHT 3.0
#define CANCELLED_ALPHA 0.45
#define OUTLINE 1.5f

/** cw_activity_paint_get_pitch: Returns: pixels from one lane to the next */
double
cw_activity_paint_get_pitch (guint n_lanes)
{
  return floor (CLAMP (LANES_HEIGHT / MAX (n_lanes, 1), SMALLEST_PITCH, PITCH));
}

/** cw_activity_paint_get_start: Returns: when its bar begins: when it no longer only waited */
gint64
cw_activity_paint_get_start (const CwSpan *span)
{
  guint i = 0;

  while (i + 1 < span->n_marks && span->marks[i].phase == CW_PHASE_QUEUED)
    i++;
  return span->marks[i].start;
}

static double
get_height (guint n_lanes)
{
  double pitch = cw_activity_paint_get_pitch (n_lanes);

  return pitch - (pitch >= GAP_PITCH ? GAP : 1);
}

static double
get_top (const CwSpan *span, guint n_lanes)
{
  return (span->lane - 1) * cw_activity_paint_get_pitch (n_lanes);
}

/* --- what lies behind --- */

static void
paint_grid (GtkSnapshot *snapshot,
            const CwTimeWindow *window,
            const CwActivityColors *colors,
            int width,
            double height)
{
  gint64 step = cw_time_window_find_step (window, width);

  for (gint64 t = cw_time_window_first_tick (window, step); t < window->end; t += step)
    {
      float x = (float) floor (cw_time_window_get_x (window, t, width));

      gtk_snapshot_append_color (snapshot, &colors->grid,
                                 &GRAPHENE_RECT_INIT (x, 0, 1, (float) height));
    }
}

/** cw_activity_paint_tracks: draws empty lanes and the lines of the time axis */
void
cw_activity_paint_tracks (GtkSnapshot *snapshot,
                          guint n_lanes,
                          const CwTimeWindow *window,
                          const CwActivityColors *colors,
                          int width)
{
  double pitch = cw_activity_paint_get_pitch (n_lanes);
  float height = (float) get_height (n_lanes);

  for (guint i = 0; i < n_lanes; i++)
    gtk_snapshot_append_color (snapshot, &colors->track,
                               &GRAPHENE_RECT_INIT (0, (float) (i * pitch), (float) width, height));
  paint_grid (snapshot, window, colors, width, n_lanes * pitch);
}

/* --- what has ended --- */

/** Brush: what all bars of a drawing have in common. */
typedef struct
{
  cairo_t *cr;
  const CwTimeWindow *window;
  const CwActivityColors *colors;
  PangoLayout *layout; /* nullable: where bars are too low for text */
  guint n_lanes;
  int width;
} Brush;

static void
fill (const Brush *brush,
      const GdkRGBA *color,
      double alpha,
      double x,
      double y,
      double width,
      double height)
{
  cairo_set_source_rgba (brush->cr, (double) color->red, (double) color->green,
                         (double) color->blue, (double) color->alpha * alpha);
  cairo_rectangle (brush->cr, x, y, width, height);
  cairo_fill (brush->cr);
}

static double
get_x (const Brush *brush, gint64 time)
{
  return cw_time_window_get_x (brush->window, time, brush->width);
}

/* Runs up to the bar as a thin line, under whatever ran on the lane meanwhile. */
static void
paint_queue (const Brush *brush, const CwSpan *span)
{
  double left = MAX (get_x (brush, cw_span_get_start (span)), 0);
  double right = get_x (brush, cw_activity_paint_get_start (span));
  double middle = get_top (span, brush->n_lanes) + get_height (brush->n_lanes) / 2;

  if (right > left)
    fill (brush, &brush->colors->phases[CW_PHASE_QUEUED], 1, left, middle - QUEUE_HEIGHT / 2,
          right - left, QUEUE_HEIGHT);
}

static void
paint_phases (const Brush *brush, const CwSpan *span)
{
  double alpha = span->state == CW_SPAN_CANCELLED ? CANCELLED_ALPHA : 1;
  double top = get_top (span, brush->n_lanes), height = get_height (brush->n_lanes);
  guint n_ended = span->state == CW_SPAN_UNDER_WAY ? span->n_marks - 1 : span->n_marks;

  for (guint i = 0; i < n_ended; i++)
    {
      double left = get_x (brush, span->marks[i].start);
      double right = get_x (brush, cw_span_get_phase_end (span, i, 0));

      if (span->marks[i].phase != CW_PHASE_QUEUED && right > 0)
        fill (brush, &brush->colors->phases[span->marks[i].phase], alpha, left, top,
              MAX (right - left, i + 1 == span->n_marks ? MIN_BAR : 0), height);
    }
}

/* A bar and a cross, so that it is not the colour alone that says it. */
static void
paint_failure (const Brush *brush, const CwSpan *span)
{
  double left = get_x (brush, cw_activity_paint_get_start (span));
  double right = MAX (get_x (brush, span->end), left + MIN_BAR);
  double top = get_top (span, brush->n_lanes), height = get_height (brush->n_lanes);
  double arm = height / 4, x = right + arm + 2, y = top + height / 2;
  double thick = MIN (FAILED_HEIGHT, height / 2);

  fill (brush, &brush->colors->failed, 1, left, top + height - thick, right - left, thick);
  cairo_set_line_width (brush->cr, 1.5);
  cairo_move_to (brush->cr, x - arm, y - arm);
  cairo_line_to (brush->cr, x + arm, y + arm);
  cairo_move_to (brush->cr, x - arm, y + arm);
  cairo_line_to (brush->cr, x + arm, y - arm);
  cairo_stroke (brush->cr);
}

static void
paint_symbol (const Brush *brush, const CwSpan *span)
{
  double left = get_x (brush, cw_activity_paint_get_start (span));
  double right = get_x (brush, span->state == CW_SPAN_UNDER_WAY ? brush->window->now : span->end);
  double top = get_top (span, brush->n_lanes), height = get_height (brush->n_lanes);
  int text_height;

  if (brush->layout == NULL || span->symbol == NULL || right - left < MIN_TEXT_WIDTH)
    return;
  pango_layout_set_text (brush->layout, span->symbol, -1);
  pango_layout_set_width (brush->layout, (int) ((right - left - 2 * TEXT_MARGIN) * PANGO_SCALE));
  pango_layout_get_pixel_size (brush->layout, NULL, &text_height);
  cairo_set_source_rgba (brush->cr, (double) brush->colors->bar_text.red,
                         (double) brush->colors->bar_text.green,
                         (double) brush->colors->bar_text.blue, 1);
  cairo_move_to (brush->cr, left + TEXT_MARGIN, top + (height - text_height) / 2);
  pango_cairo_show_layout (brush->cr, brush->layout);
}

static PangoLayout *
new_layout (PangoContext *context, guint n_lanes)
{
  PangoFontDescription *font;
  PangoLayout *layout;

  if (cw_activity_paint_get_pitch (n_lanes) < TEXT_PITCH)
    return NULL;
  layout = pango_layout_new (context);
  font = pango_font_description_copy (pango_context_get_font_description (context));
  pango_font_description_set_absolute_size (font, TEXT_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_free (font);
  return layout;
}

static gboolean
is_in (const CwSpan *span, const CwTimeWindow *window)
{
  return span->state == CW_SPAN_UNDER_WAY || span->end >= window->start;
}

static void
for_each_in_window (const Brush *brush,
                    const GArray *spans,
                    void (*paint) (const Brush *, const CwSpan *))
{
  for (guint i = 0; i < spans->len; i++)
    {
      const CwSpan *span = &g_array_index (spans, CwSpan, i);

      if (is_in (span, brush->window))
        paint (brush, span);
    }
}

static void
paint_failure_if_any (const Brush *brush, const CwSpan *span)
{
  if (span->state == CW_SPAN_FAILED)
    paint_failure (brush, span);
}

/**
 * cw_activity_paint_ended:
 * @cr: what to draw on
 * @spans: (element-type CwSpan): what has a lane
 * @n_lanes: how many lanes there are
 * @window: the stretch of time that @width stands for
 * @colors: what to draw with
 * @width: in pixels
 * @context: for the text
 *
 * Draws every phase that is over.
 */
void
cw_activity_paint_ended (cairo_t *cr,
                         const GArray *spans,
                         guint n_lanes,
                         const CwTimeWindow *window,
                         const CwActivityColors *colors,
                         int width,
                         PangoContext *context)
{
  g_autoptr (PangoLayout) layout = new_layout (context, n_lanes);
  Brush brush = { cr, window, colors, layout, n_lanes, width };

  for_each_in_window (&brush, spans, paint_queue);
  for_each_in_window (&brush, spans, paint_phases);
  for_each_in_window (&brush, spans, paint_failure_if_any);
  for_each_in_window (&brush, spans, paint_symbol);
}

/* --- what is under way --- */

/** cw_activity_paint_running: draws the phases that are not over, up to now */
void
cw_activity_paint_running (GtkSnapshot *snapshot,
                           const GArray *spans,
                           guint n_lanes,
                           const CwTimeWindow *window,
                           const CwActivityColors *colors,
                           int width)
{
  float height = (float) get_height (n_lanes);

  for (guint i = 0; i < spans->len; i++)
    {
      const CwSpan *span = &g_array_index (spans, CwSpan, i);
      const CwPhaseMark *mark = &span->marks[span->n_marks - 1];
      double left = MAX (cw_time_window_get_x (window, mark->start, width), 0);
      double right = cw_time_window_get_x (window, window->now, width);

      if (span->state == CW_SPAN_UNDER_WAY && right > left)
        gtk_snapshot_append_color (snapshot, &colors->phases[mark->phase],
                                   &GRAPHENE_RECT_INIT ((float) left,
                                                        (float) get_top (span, n_lanes),
                                                        (float) (right - left), height));
    }
}

/** cw_activity_paint_outline: draws a frame around the bar of the one that is looked at */
void
cw_activity_paint_outline (GtkSnapshot *snapshot,
                           const CwSpan *span,
                           guint n_lanes,
                           const CwTimeWindow *window,
                           const CwActivityColors *colors,
                           int width)
{
  const float widths[4] = { OUTLINE, OUTLINE, OUTLINE, OUTLINE };
  const GdkRGBA sides[4] = { colors->accent, colors->accent, colors->accent, colors->accent };
  double left = cw_time_window_get_x (window, cw_activity_paint_get_start (span), width) - 1;
  double right =
      cw_time_window_get_x (window, span->state == CW_SPAN_UNDER_WAY ? window->now : span->end,
                            width);
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect,
                                   &GRAPHENE_RECT_INIT ((float) left,
                                                        (float) get_top (span, n_lanes),
                                                        (float) MAX (right + 1 - left, 4),
                                                        (float) get_height (n_lanes)),
                                   2);
  gtk_snapshot_append_border (snapshot, &rect, widths, sides);
}
