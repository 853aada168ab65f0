/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "bench-stages.h"

#include <string.h>
#include <time.h>

#include "chart-body.h"
#include "chart-cases.h"
#include "cw-analyse.h"
#include "cw-frame.h"
#include "cw-yahoo-chart.h"

#define ROUNDS 25
#define WIDTH 1200
#define HEIGHT 800
/* A tenth more than linear is noise. */
#define LINEAR 11.0
/* A picture has as many pixels, whatever it shows. */
#define NOT_AT_ALL 2.5

typedef struct
{
  guint n_bars;
  char *body;
  gsize length;
  char *copy; /* as long as the body */
  CwSeries *series;
  CwScene *scene;
  CwView view;
  CwImageOptions image;
  cairo_surface_t *surface;
  cairo_t *cr;
  double sink; /* so that nothing is left out */
} Bench;

typedef void (*Work) (Bench *bench);

/* --- the work --- */

static void
parse (Bench *bench)
{
  cw_series_unref (cw_yahoo_chart_parse (bench->body, bench->length, "X", CW_INTERVAL_1D, "Bench",
                                         G_MAXINT32, NULL));
}

static void
copy_body (Bench *bench)
{
  memcpy (bench->copy, bench->body, bench->length);
  bench->sink += bench->copy[bench->length / 2];
}

static void
analyse (Bench *bench)
{
  CwAnalyseInput input = { .symbol = (char *) "X",
                           .series = bench->series,
                           .options = CW_LOAD_OPTIONS_ANALYSIS,
                           .market = cw_market_growth_unknown (),
                           .now = bench->series->time[bench->series->n_bars - 1] + 86400,
                           .complete = TRUE };

  cw_analysis_unref (cw_analyse (&input));
}

/* What an exponential average is, and the least that anything along a series is. */
static void
recur (Bench *bench)
{
  double average = bench->series->close[0];

  for (gsize i = 1; i < bench->series->n_bars; i++)
    average += (bench->series->close[i] - average) * 0.1;
  bench->sink += average;
}

static void
draw (Bench *bench)
{
  g_autoptr (CwFrame) frame =
      cw_frame_new (bench->scene, bench->view, WIDTH, HEIGHT, &bench->image.theme, NULL);

  cw_frame_paint_back (frame, bench->cr);
  cw_frame_paint_series (frame, bench->cr);
  cw_frame_paint_cursor (frame, bench->cr, -1, 0);
}

static void
fill (Bench *bench)
{
  cairo_set_source_rgb (bench->cr, 1, 1, 1);
  cairo_paint (bench->cr);
}

static void
export_png (Bench *bench)
{
  g_bytes_unref (cw_chart_render (bench->scene, bench->view, &bench->image, NULL));
}

static cairo_status_t
ignore_cb (void *closure, const unsigned char *data, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

/* The picture without our encoder. */
static void
export_by_cairo (Bench *bench)
{
  draw (bench);
  cairo_surface_write_to_png_stream (bench->surface, ignore_cb, NULL);
}

/* --- around it --- */

static void
begin (Bench *bench, guint n_bars)
{
  ChartCase of = { .walk = { .n_bars = n_bars, .price = 100, .volatility = 0.02, .decimals = 2 },
                   .indicators = { "sma:20", "sma:50", "macd:12,26,9" } };

  bench->n_bars = n_bars;
  bench->body = chart_body_make (n_bars);
  bench->length = strlen (bench->body);
  bench->copy = g_malloc (bench->length);
  bench->series = chart_make_series (&of.walk);
  bench->scene = chart_make_scene (&of);
  bench->view = chart_make_view (&of, bench->scene);
  bench->image = (CwImageOptions){ .format = CW_IMAGE_PNG,
                                   .width = WIDTH,
                                   .height = HEIGHT,
                                   .scale = 1,
                                   .direction = CW_IMAGE_LEFT_TO_RIGHT };
  cw_theme_init_light (&bench->image.theme);
  bench->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  bench->cr = cairo_create (bench->surface);
}

static void
end (Bench *bench)
{
  cairo_destroy (bench->cr);
  cairo_surface_destroy (bench->surface);
  cw_scene_unref (bench->scene);
  cw_series_unref (bench->series);
  g_free (bench->copy);
  g_free (bench->body);
}

static double
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

static double
time_one (Bench *bench, Work work)
{
  double start = get_cpu_us ();

  work (bench);
  return get_cpu_us () - start;
}

static const struct
{
  const char *name, *limit_name;
  Work work, limit;
  double most_growth;
} stages[] = {
  { "parse", "copying the bytes", parse, copy_body, LINEAR },
  { "analysis", "one bare recurrence", analyse, recur, LINEAR },
  { "draw", "filling the picture", draw, fill, NOT_AT_ALL },
  { "export", "drawing, and cairo’s PNG", export_png, export_by_cairo, NOT_AT_ALL },
};

/**
 * bench_stages_run:
 * @n_bars: the fewer bars
 *
 * Returns: (transfer full) (element-type Stage): what each stage costs, with @n_bars and with ten
 *   times as many, all in turns
 */
GArray *
bench_stages_run (guint n_bars)
{
  GArray *results = g_array_new (FALSE, TRUE, sizeof (Stage));
  Bench benches[2] = { 0 };

  g_array_set_size (results, G_N_ELEMENTS (stages));
  begin (&benches[0], n_bars);
  begin (&benches[1], n_bars * 10);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
      for (guint size = 0; size < 2; size++)
        {
          Stage *stage = &g_array_index (results, Stage, i);
          double cost = time_one (&benches[size], stages[i].work);
          double limit = time_one (&benches[size], stages[i].limit);

          stage->name = stages[i].name;
          stage->limit_name = stages[i].limit_name;
          stage->most_growth = stages[i].most_growth;
          stage->cost[size] = round == 0 ? cost : MIN (stage->cost[size], cost);
          stage->limit[size] = round == 0 ? limit : MIN (stage->limit[size], limit);
        }
  end (&benches[0]);
  end (&benches[1]);
  return results;
}
