/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "chart-cases.h"
#include "cw-frame-private.h"
#include "cw-png.h"

/*
 * What a chart costs: candles, volume, two averages and MACD at 1200 x 800, beside the plain way of
 * drawing the same picture candle by candle, in turns. Times are those of the thread's own work,
 * which a busy machine does not stretch. Read the ratios, not the milliseconds.
 */

#define WIDTH 1200
#define HEIGHT 800
#define ROUNDS 21
#define MOVES 20
#define MOST_SECONDS 4.0

typedef struct
{
  cairo_t *cr;
  CwFrame *frame;
  CwScene *scene;
  CwView view;
  cairo_surface_t *surface;
} Bench;

typedef void (*Work) (Bench *bench);

static cairo_status_t
count_cb (void *closure, const unsigned char *data, unsigned int length)
{
  *(gsize *) closure += length;
  return CAIRO_STATUS_SUCCESS;
}

static void
stroke_naively (Bench *bench, const CwPane *pane, gsize line)
{
  const double *values = bench->scene->lines[line].values;
  CwColor color = cw_legend_get_line_color (bench->scene, &bench->frame->theme, line);

  cairo_set_source_rgba (bench->cr, color.red, color.green, color.blue, color.alpha);
  cairo_set_line_width (bench->cr, 1.4);
  for (gsize i = bench->frame->first; i < bench->frame->end; i++)
    if (!isnan (values[i]))
      cairo_line_to (bench->cr, cw_frame_get_x_of_bar (bench->frame, (double) i),
                     cw_scale_get_y (&pane->scale, values[i]));
  cairo_stroke (bench->cr);
}

static void
draw_candle_naively (Bench *bench, const CwPane *pane, gsize i, double width)
{
  const CwSeries *series = bench->scene->series;
  const CwTheme *theme = &bench->frame->theme;
  const CwColor *color = series->close[i] >= series->open[i] ? &theme->up : &theme->down;
  double x = cw_frame_get_x_of_bar (bench->frame, (double) i);
  double open = cw_scale_get_y (&pane->scale, series->open[i]);
  double close = cw_scale_get_y (&pane->scale, series->close[i]);

  cairo_set_source_rgb (bench->cr, color->red, color->green, color->blue);
  cairo_set_line_width (bench->cr, 1);
  cairo_move_to (bench->cr, x, cw_scale_get_y (&pane->scale, series->high[i]));
  cairo_line_to (bench->cr, x, cw_scale_get_y (&pane->scale, series->low[i]));
  cairo_stroke (bench->cr);
  cairo_rectangle (bench->cr, x - width / 2, MIN (open, close), width,
                   MAX (fabs (open - close), 1));
  cairo_fill (bench->cr);
}

static void
fill_naively (Bench *bench, const CwPane *pane, const double *values, double width)
{
  double zero = cw_scale_get_y (&pane->scale, 0);

  for (gsize i = bench->frame->first; i < bench->frame->end; i++)
    {
      double x = cw_frame_get_x_of_bar (bench->frame, (double) i);
      double y = cw_scale_get_y (&pane->scale, values[i]);

      if (isnan (y))
        continue;
      cairo_set_source_rgba (bench->cr, 0.5, 0.5, 0.5, 0.5);
      cairo_rectangle (bench->cr, x - width / 2, MIN (y, zero), width, fabs (y - zero));
      cairo_fill (bench->cr);
    }
}

/* The same picture as a newcomer draws it: grid and texts are ours in both. */
static void
draw_naively (Bench *bench)
{
  double width = 0.7 / cw_frame_get_bars_per_pixel (bench->frame);
  const CwPane *panes = bench->frame->panes;

  cw_frame_paint_back (bench->frame, bench->cr);
  for (gsize i = bench->frame->first; i < bench->frame->end; i++)
    draw_candle_naively (bench, &panes[0], i, width);
  stroke_naively (bench, &panes[0], 0);
  stroke_naively (bench, &panes[0], 1);
  fill_naively (bench, &panes[1], bench->scene->series->volume, width);
  fill_naively (bench, &panes[2], bench->scene->lines[4].values, width);
  stroke_naively (bench, &panes[2], 2);
  stroke_naively (bench, &panes[2], 3);
  cw_frame_paint_cursor (bench->frame, bench->cr, -1, NAN);
}

static void
lay_out (Bench *bench)
{
  CwTheme theme;

  cw_theme_init_light (&theme);
  g_clear_pointer (&bench->frame, cw_frame_free);
  bench->frame = cw_frame_new (bench->scene, bench->view, WIDTH, HEIGHT, &theme, NULL);
}

static void
paint_back (Bench *bench)
{
  cw_frame_paint_back (bench->frame, bench->cr);
}

static void
paint_series (Bench *bench)
{
  cw_frame_paint_series (bench->frame, bench->cr);
}

static void
draw (Bench *bench)
{
  paint_back (bench);
  paint_series (bench);
  cw_frame_paint_cursor (bench->frame, bench->cr, -1, NAN);
}

/* A pointer does not move once. */
static void
move_cursor (Bench *bench)
{
  static gssize step = 0;
  gssize n = (gssize) (bench->frame->end - bench->frame->first);

  for (int i = 0; i < MOVES; i++, step++)
    cw_frame_paint_cursor (bench->frame, bench->cr, (gssize) bench->frame->first + step % n,
                           100 + (double) (step % 500));
}

static void
encode (Bench *bench)
{
  g_bytes_unref (cw_png_encode (bench->surface, 1, NULL));
}

static void
encode_by_cairo (Bench *bench)
{
  gsize n = 0;

  cairo_surface_write_to_png_stream (bench->surface, count_cb, &n);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* Runs all kinds of work in turns; the medians, in milliseconds, go to @medians. */
static void
measure (Bench *bench, const Work *works, gsize n, double *medians)
{
  g_autofree double *times = g_new0 (double, n *ROUNDS);
  gint64 begin = g_get_monotonic_time ();
  int rounds = 0;

  while (
      rounds < ROUNDS
      && (rounds < 3 || (double) (g_get_monotonic_time () - begin) < MOST_SECONDS * G_USEC_PER_SEC))
    {
      for (gsize i = 0; i < n; i++)
        {
          double start = get_cpu_ms ();

          works[i](bench);
          times[i * ROUNDS + (gsize) rounds] = get_cpu_ms () - start;
        }
      rounds++;
    }
  for (gsize i = 0; i < n; i++)
    {
      qsort (times + i * ROUNDS, (gsize) rounds, sizeof (double), compare);
      medians[i] = times[i * ROUNDS + (gsize) rounds / 2];
    }
}

static Bench
begin (gsize n_bars, double *scene_ms)
{
  ChartCase of = { .name = "bench",
                   .walk = { n_bars, 100, 0.0005, .pace = CHART_MINUTES },
                   .indicators = { "sma:20", "sma:50", "macd" } };
  g_autoptr (CwSeries) series = chart_make_series (&of.walk);
  g_autoptr (CwScene) first = chart_make_scene (&of);
  Bench bench = { 0 };
  double start = get_cpu_ms ();

  bench.scene = cw_scene_new (series, cw_scene_get_options (first));
  *scene_ms = get_cpu_ms () - start;
  bench.view = chart_make_view (&of, bench.scene);
  bench.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  bench.cr = cairo_create (bench.surface);
  lay_out (&bench);
  return bench;
}

static void
end (Bench *bench)
{
  cw_frame_free (bench->frame);
  cairo_destroy (bench->cr);
  cairo_surface_destroy (bench->surface);
  cw_scene_unref (bench->scene);
}

static void
say (const char *what, double ratio, double goal)
{
  g_print ("  %-52s %8.3f  goal %.3f  %s\n", what, ratio, goal,
           ratio <= goal ? "reached" : "MISSED");
}

static void
bench_png (Bench *bench)
{
  static const Work works[] = { encode, encode_by_cairo };
  double ms[G_N_ELEMENTS (works)];
  g_autoptr (GBytes) ours = cw_png_encode (bench->surface, 1, NULL);
  gsize theirs = 0;

  cairo_surface_write_to_png_stream (bench->surface, count_cb, &theirs);
  measure (bench, works, G_N_ELEMENTS (works), ms);
  g_print ("PNG of 1260 bars: %.2f ms, %zu bytes; cairo %.2f ms, %zu bytes\n", ms[0],
           g_bytes_get_size (ours), ms[1], theirs);
  say ("PNG time, of cairo's", ms[0] / ms[1], 1 / 2.0);
  say ("PNG bytes, of cairo's", (double) g_bytes_get_size (ours) / (double) theirs, 1.45);
}

int
main (void)
{
  static const gsize sizes[] = { 1260, 100000, 1000000 };
  static const double goals[] = { 0.65, 1 / 100.0, 1 / 300.0 };
  static const Work works[] = {
    draw, draw_naively, lay_out, paint_back, paint_series, move_cursor
  };
  double first_draw = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double ms[G_N_ELEMENTS (works)], scene_ms, whole;
      Bench bench = begin (sizes[i], &scene_ms);

      measure (&bench, works, G_N_ELEMENTS (works), ms);
      ms[5] /= MOVES;
      whole = ms[0] + ms[2];
      first_draw = i == 0 ? whole : first_draw;
      g_print ("%zu bars: draw %.2f ms (back %.2f, series %.2f), layout %.2f, cursor %.3f; "
               "naive %.2f; scene %.2f\n",
               sizes[i], ms[0], ms[3], ms[4], ms[2], ms[5], ms[1], scene_ms);
      say ("draw, of the naive drawing", ms[0] / ms[1], goals[i]);
      say ("layout and draw, of 1260 bars'", whole / first_draw, 1.2);
      say ("cursor, of layout and draw", ms[5] / whole, 0.05);
      if (i == 0)
        bench_png (&bench);
      end (&bench);
    }
  return 0;
}
