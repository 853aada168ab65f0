/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-chart-image.h"
#include "cw-format.h"
#include "cw-html-svg.h"

/* One picture for a desk and for paper, one for a phone, whose letters would be too small on the
 * other. */
#define BROAD_WIDTH 960
#define BROAD_HEIGHT 620
#define NARROW_WIDTH 400
#define NARROW_HEIGHT 440

static CwScene *
make_scene (const CwSeries *series, gboolean narrow)
{
  static const char *const indicators[] = { "sma:50", "sma:200", "macd:12,26,9", "rsi:14" };
  CwSceneOptions options;

  cw_scene_options_init (&options);
  options.markers = TRUE;
  options.volume = !narrow;
  for (gsize i = 0; i < (narrow ? 2 : G_N_ELEMENTS (indicators)); i++)
    {
      CwIndicatorSpec spec;

      if (cw_indicator_spec_parse (indicators[i], &spec))
        cw_scene_options_add (&options, &spec);
    }
  return cw_scene_new (series, &options);
}

static gboolean
add_picture (GString *to,
             const CwReportFrame *frame,
             const CwSeries *series,
             guint number,
             gboolean narrow,
             GError **error)
{
  g_autoptr (CwScene) scene = make_scene (series, narrow);
  g_autofree char *id = g_strdup_printf ("%c%u", narrow ? 'n' : 'b', number);
  CwImageOptions options = { .format = CW_IMAGE_SVG,
                             .width = narrow ? NARROW_WIDTH : BROAD_WIDTH,
                             .height = narrow ? NARROW_HEIGHT : BROAD_HEIGHT,
                             .scale = 1 };
  g_autoptr (GBytes) svg = NULL;

  cw_html_svg_init_theme (&options.theme);
  svg = cw_chart_render (scene, cw_scene_get_view (scene, frame->range), &options, error);
  if (svg == NULL)
    return FALSE;
  g_string_append_printf (to, "<div class=\"%s\">\n", narrow ? "narrow" : "broad");
  cw_html_svg_add (to, svg, id);
  g_string_append (to, "</div>\n");
  return TRUE;
}

static void
add_heading (GString *to, const CwSeriesInfo *info)
{
  const char *const parts[] = { info->symbol, info->exchange, info->currency };
  GString *line = g_string_new (NULL);

  cw_html_add_element (to, "h2", NULL, info->name[0] != '\0' ? info->name : info->symbol);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
  cw_html_add_element (to, "p", "dim", line->str);
  g_string_free (line, TRUE);
}

/* The arrow says what the colour says. */
static void
add_price (GString *to, const CwAnalysis *analysis)
{
  const CwQuote *quote = &analysis->quote;
  int decimals = cw_format_find_decimals (analysis->series);
  gboolean up = quote->change > 0, down = quote->change < 0;
  g_autofree char *price = cw_format_number (quote->price, decimals);
  g_autofree char *change = cw_format_signed (quote->change, decimals);
  g_autofree char *percent = cw_format_percent (quote->change_percent);
  g_autofree char *both = g_strdup_printf ("%s%s (%s)",
                                           up     ? "▲ "
                                           : down ? "▼ "
                                                  : "",
                                           change, percent);

  g_string_append (to, "<p class=\"price\">");
  cw_html_add_text (to, price);
  if (!isnan (quote->change))
    {
      g_string_append (to, " ");
      cw_html_add_element (to, "span", up ? "up" : down ? "down" : "plain", both);
    }
  g_string_append (to, "</p>\n");
}

static void
add_source (GString *to, const CwReportFrame *frame, const CwAnalysis *analysis)
{
  g_autofree char *moment = cw_report_describe_moment (analysis->series, analysis->quote.time);
  g_autofree char *age = cw_report_describe_age (frame->now - analysis->quote.time);
  /* Translators: who gave a price, when it was, and how old it was when the report was made */
  g_autofree char *text = g_strdup_printf (_ ("Source: %s · as of %s · %s"),
                                           analysis->series->info.source, moment, age);

  cw_html_add_element (to, "p", "dim", text);
}

static gboolean
add_pictures (
    GString *to, const CwReportFrame *frame, const CwSeries *series, guint number, GError **error)
{
  g_string_append (to, "<div class=\"chart\">\n");
  for (int narrow = FALSE; narrow <= TRUE; narrow++)
    if (!add_picture (to, frame, series, number, narrow, error))
      return FALSE;
  g_string_append (to, "</div>\n");
  return TRUE;
}

/**
 * cw_report_write_symbol:
 * @frame: what all parts share
 * @analysis: what is known of a symbol, with bars
 * @number: the symbol's place on the page
 * @error: return location for an error of `CW_IMAGE_ERROR`
 *
 * Writes what a page says of one symbol. It takes as long as two charts: call it on a worker.
 *
 * Returns: (transfer full) (nullable): a part of a page
 */
char *
cw_report_write_symbol (const CwReportFrame *frame,
                        const CwAnalysis *analysis,
                        guint number,
                        GError **error)
{
  GString *to = g_string_new (NULL);

  g_string_append_printf (to, "<div class=\"symbol\" id=\"symbol-%u\">\n", number);
  add_heading (to, &analysis->series->info);
  add_price (to, analysis);
  add_source (to, frame, analysis);
  if (!add_pictures (to, frame, analysis->series, number, error))
    {
      g_string_free (to, TRUE);
      return NULL;
    }
  g_string_append (to, "<div class=\"cards\">\n");
  cw_report_add_decision (to, _ ("Short term"), analysis->short_term, TRUE, analysis->track_record);
  cw_report_add_decision (to, _ ("Long term"), analysis->long_term, FALSE, NULL);
  cw_report_add_risk (to, frame, analysis->series, number);
  cw_report_add_figures (to, analysis);
  cw_report_add_scenarios (to, frame, analysis->series);
  g_string_append (to, "</div>\n");
  g_string_append (to, "</div>\n");
  return g_string_free (to, FALSE);
}
