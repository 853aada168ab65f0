/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-report.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WIDTH 960.0
#define MARGIN 24.0
#define LEFT 64.0 /* of the lanes; the numbers stand before it */
#define LANES_WIDTH (WIDTH - MARGIN - LEFT)
#define HEADER 84.0
#define HEADING 30.0 /* of a mode, above its lanes */
#define AXIS 22.0    /* below them */
#define GAP 22.0     /* between the modes */

#define PITCH 18.0         /* from lane to lane, where there are few */
#define SMALLEST_PITCH 2.0 /* where there are many */
#define LANES_HEIGHT 450.0 /* that they shrink to keep */
#define NUMBER_PITCH 11.0  /* from which on bars are high enough for a number */
#define NUMBER_WIDTH 22.0  /* a bar that is wide enough for one */
#define MOST_TICKS 12

/** Picture: the text so far, and how it is laid out. */
typedef struct
{
  GString *svg;
  double y;       /* how far down it has come */
  double seconds; /* what the width stands for, the same for every mode */
  double step;    /* seconds between two ticks */
} Picture;

static const char style[] =
    "text{font-family:Cantarell,'Noto Sans','DejaVu Sans',sans-serif;font-size:12px;fill:#2e3436}"
    ".title{font-size:20px;font-weight:bold}.mode{font-size:14px;font-weight:bold}"
    ".dim{fill:#5e6368}.tick,.lane{font-size:10px;fill:#5e6368}"
    ".lane,.figures{text-anchor:end}.tick{text-anchor:middle}"
    ".number{font-size:10px;fill:#ffffff;text-anchor:middle}"
    ".track{fill:#f1f3f5}.bar{fill:#1c71d8}.failed{fill:#c0303b}"
    ".grid{stroke:#000000;stroke-opacity:0.09}"
    ".ideal{stroke:#2e3436;stroke-width:1.5;stroke-dasharray:4 3}";

static void
add_number (GString *svg, const char *attribute, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.2f", number);
  g_string_append_printf (svg, " %s=\"%s\"", attribute, text);
}

static void
add_text (GString *svg, const char *class, double x, double y, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (svg, "<text class=\"%s\"", class);
  add_number (svg, "x", x);
  add_number (svg, "y", y);
  g_string_append_printf (svg, ">%s</text>\n", escaped);
}

static void
add_count (GString *svg, const char *class, double x, double y, guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  add_text (svg, class, x, y, text);
}

/* Leaves the element open, for a title or nothing. */
static void
begin_rectangle (GString *svg, const char *class, double x, double y, double width, double height)
{
  g_string_append_printf (svg, "<rect class=\"%s\"", class);
  add_number (svg, "x", x);
  add_number (svg, "y", y);
  add_number (svg, "width", width);
  add_number (svg, "height", height);
  add_number (svg, "rx", MIN (3, MIN (width, height) / 4));
  g_string_append (svg, ">");
}

static void
add_vertical (GString *svg, const char *class, double x, double top, double bottom)
{
  g_string_append_printf (svg, "<line class=\"%s\"", class);
  add_number (svg, "x1", x);
  add_number (svg, "x2", x);
  add_number (svg, "y1", top);
  add_number (svg, "y2", bottom);
  g_string_append (svg, "/>\n");
}

static double
get_x (const Picture *picture, double seconds)
{
  return LEFT + LANES_WIDTH * CLAMP (seconds / picture->seconds, 0, 1);
}

static char *
format_seconds (double seconds)
{
  /* Translators: a duration in seconds */
  return g_strdup_printf (_ ("%.2f s"), seconds);
}

/* One, two or five times a power of ten. */
static double
find_step (double seconds)
{
  double power = pow (10, floor (log10 (seconds / MOST_TICKS)));

  if (MOST_TICKS * power >= seconds)
    return power;
  if (MOST_TICKS * 2 * power >= seconds)
    return 2 * power;
  return (MOST_TICKS * 5 * power >= seconds ? 5 : 10) * power;
}

static double
find_longest (const CwLabReport *report)
{
  double seconds = 0.001;

  for (guint i = 0; i < report->runs->len; i++)
    {
      const CwLabRun *run = g_ptr_array_index (report->runs, i);

      seconds = MAX (seconds, MAX (run->wall_seconds, run->ideal_seconds));
    }
  return seconds;
}

static char *
describe_run (const CwLabRun *run)
{
  g_autofree char *wall = format_seconds (run->wall_seconds);
  g_autofree char *ideal = format_seconds (run->ideal_seconds);
  g_autofree char *threads =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u thread", "%u threads", run->peak_threads),
                       run->peak_threads);
  g_autofree char *cpu = g_strdup_printf ("%.3f", run->cpu_seconds);
  g_autofree char *failed = NULL;

  if (run->n_failed > 0)
    failed = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, " · %u failed", " · %u failed",
                                           run->n_failed),
                              run->n_failed);
  /* Translators: measured and ideal duration, a number of threads, seconds of processor time, and
   * how many requests failed, if any: “4.01 s, ideally 4.00 s · 5 threads · CPU 0.009 s” */
  return g_strdup_printf (_ ("%s, ideally %s · %s · CPU %s s%s"), wall, ideal, threads, cpu,
                          failed != NULL ? failed : "");
}

static double
get_pitch (guint n_lanes)
{
  return CLAMP (LANES_HEIGHT / n_lanes, SMALLEST_PITCH, PITCH);
}

static void
add_ticks (Picture *picture, double bottom)
{
  int decimals = picture->step < 1 ? (int) ceil (-log10 (picture->step) - 1e-9) : 0;

  for (guint i = 0; i * picture->step <= picture->seconds * (1 + 1e-9); i++)
    {
      double x = get_x (picture, i * picture->step);
      g_autofree char *number = g_strdup_printf ("%.*f", decimals, i * picture->step);
      /* Translators: a moment on a time axis, in seconds */
      g_autofree char *label = g_strdup_printf (_ ("%s s"), number);

      add_vertical (picture->svg, "grid", x, picture->y, bottom);
      add_text (picture->svg, "tick", x, bottom + 14, label);
    }
}

static void
add_lane (const Picture *picture, guint lane, guint every, double pitch)
{
  double y = picture->y + (lane - 1) * pitch;

  begin_rectangle (picture->svg, "track", LEFT, y, LANES_WIDTH, pitch * 0.8);
  g_string_append (picture->svg, "</rect>\n");
  if (lane == 1 || lane % every == 0)
    add_count (picture->svg, "lane", LEFT - 8, y + pitch * 0.4 + 3.5, lane);
}

static void
add_lanes (const Picture *picture, guint n_lanes, double pitch)
{
  guint every = 1;

  while (every * pitch < NUMBER_PITCH)
    every = every == 1 ? 5 : 2 * every;
  for (guint lane = 1; lane <= n_lanes; lane++)
    add_lane (picture, lane, every, pitch);
}

static void
add_tooltip (GString *svg, const CwLabRequest *request)
{
  g_autofree char *start = format_seconds (request->start);
  g_autofree char *end = format_seconds (request->end);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (request->ok)
    /* Translators: a request's number, and when it began and ended */
    text = g_strdup_printf (_ ("Request %u, %s to %s"), request->request, start, end);
  else
    /* Translators: the same of a request that failed, and why */
    text = g_strdup_printf (_ ("Request %u, %s to %s, failed: %s"), request->request, start, end,
                            request->message != NULL ? request->message : "");
  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (svg, "<title>%s</title></rect>\n", escaped);
}

/* What failed is marked by more than its colour. */
static void
add_bar (const Picture *picture, const CwLabRequest *request, double pitch)
{
  double x = get_x (picture, request->start),
         width = MAX (get_x (picture, request->end) - x - 1, 1), height = pitch * 0.8,
         y = picture->y + (request->lane - 1) * pitch;
  g_autofree char *number = g_strdup_printf (request->ok ? "%u" : "✕ %u", request->request);

  begin_rectangle (picture->svg, request->ok ? "bar" : "failed", x, y, width, height);
  add_tooltip (picture->svg, request);
  if (pitch >= NUMBER_PITCH && width >= NUMBER_WIDTH)
    add_text (picture->svg, "number", x + width / 2, y + height / 2 + 3.5, number);
}

static void
add_run (Picture *picture, const CwLabRun *run)
{
  guint n_lanes = MAX (cw_lab_run_count_lanes (run), 1);
  double pitch = get_pitch (n_lanes), ideal = get_x (picture, run->ideal_seconds), bottom;
  g_autofree char *figures = describe_run (run);

  add_text (picture->svg, "mode", MARGIN, picture->y + 16, cw_lab_mode_get_title (run->mode));
  add_text (picture->svg, "figures", WIDTH - MARGIN, picture->y + 16, figures);
  picture->y += HEADING;
  bottom = picture->y + n_lanes * pitch;
  add_lanes (picture, n_lanes, pitch);
  add_ticks (picture, bottom);
  for (guint i = 0; i < run->n_requests; i++)
    if (run->requests[i].lane > 0)
      add_bar (picture, &run->requests[i], pitch);
  add_vertical (picture->svg, "ideal", ideal, picture->y - 4, bottom + 2);
  picture->y = bottom + AXIS + GAP;
}

static char *
make_title (const CwLabOptions *options)
{
  g_autofree char *delay = g_strdup_printf ("%g", options->delay);

  /* Translators: a number of requests, and how many seconds each takes */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u request that takes %s s",
                                       "%u requests that take %s s each", options->n_requests),
                          options->n_requests, delay);
}

static void
add_header (Picture *picture, const CwLabReport *report)
{
  g_autofree char *title = make_title (&report->options);

  add_text (picture->svg, "title", MARGIN, 42, title);
  add_text (picture->svg, "dim", MARGIN, 64,
            _ ("A row is a thread, or a place in the event loop; a bar is a request with its "
               "number. The dashed line is when nothing but the wait would take time."));
  picture->y = HEADER;
}

/**
 * cw_lab_report_to_svg:
 * @report: what came out of an experiment
 *
 * Draws the lanes of each mode over time, all on the same scale: a picture that needs no other
 * file, with its text as text.
 *
 * Returns: (transfer full): an SVG document
 */
char *
cw_lab_report_to_svg (const CwLabReport *report)
{
  Picture picture = { .svg = g_string_new (NULL) };
  g_autofree char *title = make_title (&report->options);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autoptr (GString) document = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  picture.seconds = find_longest (report);
  picture.step = find_step (picture.seconds);
  add_header (&picture, report);
  for (guint i = 0; i < report->runs->len; i++)
    add_run (&picture, g_ptr_array_index (report->runs, i));
  g_string_append_printf (
      document,
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\" "
      "viewBox=\"0 0 %d %d\">\n<title>%s</title>\n<style>%s</style>\n"
      "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n%s</svg>\n",
      (int) WIDTH, (int) ceil (picture.y), (int) WIDTH, (int) ceil (picture.y), escaped, style,
      picture.svg->str);
  g_string_free (picture.svg, TRUE);
  return g_string_free (g_steal_pointer (&document), FALSE);
}
