/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-columns.h"

/* A triangle's width and height, and how far it stays away from its candle. */
#define WIDTH 9.0
#define HEIGHT 8.0
#define DISTANCE 4.0

/* The badges of dividends and splits stand on the pane's lower end. */
#define BADGE 13.0
#define BADGE_GAP 2.0

/* Where marks stand, and where the last of each kind ended: none covers another one. */
typedef struct
{
  const CwFrame *frame;
  CwPainter *painter;
  const CwPane *pane;
  double above, below, badges; /* the right edges of the last marks, in pixels */
} Marks;

static void
paint_triangle (const Marks *marks, double x, double tip, gboolean up)
{
  cairo_t *cr = marks->painter->cr;
  double base = up ? tip + HEIGHT : tip - HEIGHT;

  cw_painter_set_color (marks->painter, up ? &marks->frame->theme.up : &marks->frame->theme.down,
                        1);
  cairo_move_to (cr, x, tip);
  cairo_line_to (cr, x - WIDTH / 2, base);
  cairo_line_to (cr, x + WIDTH / 2, base);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* Holding is neither: a small ring. */
static void
paint_ring (const Marks *marks, double x, double y)
{
  cw_painter_set_color (marks->painter, &marks->frame->theme.dim_text, 1);
  cairo_set_line_width (marks->painter->cr, 1.25);
  cairo_new_sub_path (marks->painter->cr);
  cairo_arc (marks->painter->cr, x, y, 2.5, 0, 2 * G_PI);
  cairo_stroke (marks->painter->cr);
}

static gboolean
take_place (double *right_edge, double x, double width)
{
  if (x - width / 2 < *right_edge)
    return FALSE;
  *right_edge = x + width / 2;
  return TRUE;
}

/* Buying stands below the candle and points up, selling above it and points down. */
static void
paint_decision (Marks *marks, const CwEvent *event, double x)
{
  const CwScene *scene = marks->frame->scene;
  gboolean closes = cw_scene_draws_closes (scene);
  const CwScale *scale = &marks->pane->scale;
  double high = (closes ? scene->series->close : scene->high)[event->bar];
  double low = (closes ? scene->series->close : scene->low)[event->bar];

  if (event->action == CW_ACTION_SELL || event->action == CW_ACTION_AVOID)
    {
      if (take_place (&marks->above, x, WIDTH))
        paint_triangle (marks, x, cw_scale_get_y (scale, high) - DISTANCE, FALSE);
      return;
    }
  if (!take_place (&marks->below, x, WIDTH))
    return;
  if (event->action == CW_ACTION_BUY)
    paint_triangle (marks, x, cw_scale_get_y (scale, low) + DISTANCE, TRUE);
  else
    paint_ring (marks, x, cw_scale_get_y (scale, low) + DISTANCE + HEIGHT / 2);
}

static void
paint_badge (Marks *marks, const CwEvent *event, double x)
{
  const CwFrame *frame = marks->frame;
  gboolean split = event->kind == CW_EVENT_SPLIT;
  /* Translators: one letter, in a small circle on a chart: a split of shares */
  const char *letter = split ? C_ ("chart marker", "S")
                             /* Translators: one letter, in a small circle on a chart: a dividend */
                             : C_ ("chart marker", "D");
  g_autoptr (PangoLayout) label = NULL;
  double width, height, y = marks->pane->bottom - BADGE / 2 - BADGE_GAP;
  cairo_t *cr = marks->painter->cr;

  if (!take_place (&marks->badges, x, BADGE + 1))
    return;
  label = cw_texts_get (frame->texts, CW_TEXT_SMALL, letter);
  cw_text_get_size (label, &width, &height);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, BADGE / 2, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, frame->theme.background.red, frame->theme.background.green,
                        frame->theme.background.blue);
  cairo_fill_preserve (cr);
  cw_painter_set_color (marks->painter, split ? &frame->theme.text : &frame->theme.dim_text, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cw_text_paint (marks->painter, label, x - width / 2, y - height / 2);
}

/* Those that would be covered are left out, holds before buys and sells: hence the two rounds. */
static void
paint_round (Marks *marks, const GArray *events, gsize first, gboolean holds)
{
  const CwFrame *frame = marks->frame;

  for (gsize i = first; i < events->len; i++)
    {
      const CwEvent *event = &g_array_index (events, CwEvent, i);
      double x = cw_frame_get_x_in_plot (frame, (double) event->bar);

      if (event->bar >= frame->end)
        break;
      if (event->kind != CW_EVENT_DECISION)
        {
          if (!holds)
            paint_badge (marks, event, x);
        }
      else if ((event->action == CW_ACTION_HOLD) == holds)
        paint_decision (marks, event, x);
    }
}

/* Marks say something only as long as each of them still belongs to a bar that one can see. */
static gboolean
shows_holds (const CwFrame *frame)
{
  return cw_frame_get_bars_per_pixel (frame) * WIDTH <= 3;
}

/** cw_paint_events: Paints the marks of dividends, splits, and changes of the decision. */
void
cw_paint_events (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  const GArray *events = frame->scene->events;
  Marks marks = { frame, painter, pane, -INFINITY, -INFINITY, -INFINITY };
  gsize first;

  if (events == NULL)
    return;
  first = cw_events_seek (events, frame->first);
  paint_round (&marks, events, first, FALSE);
  marks.below = -INFINITY;
  if (shows_holds (frame))
    paint_round (&marks, events, first, TRUE);
}
