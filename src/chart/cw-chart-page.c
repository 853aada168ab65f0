/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"
#include "cw-quote.h"
#include "cw-scene-private.h"
#include "cw-text.h"

#define MARGIN 12.0
#define GAP 8.0
#define ROW_GAP 2.0
#define ARROW 8.0

/* Lower pictures leave out the price, which the legend names too, then the footer, then the name.
 */
#define HEIGHT_FOR_HEADING 100.0
#define HEIGHT_FOR_PRICE 320.0
#define HEIGHT_FOR_FOOTER 200.0

/* A picture of a chart: where its parts are put, from top to bottom. */
typedef struct
{
  const CwScene *scene;
  CwView view;
  const CwImageOptions *options;
  PangoContext *text;
  CwPainter painter;
  CwQuote quote;
  gboolean mirrored;
  double y;
} Page;

/* Where something lies that begins at @x as people read: from the left, or from the right. */
static double
get_left (const Page *page, double x, double width)
{
  return page->mirrored ? page->options->width - x - width : x;
}

/**
 * cw_chart_page_dup_title:
 * @scene: what is drawn
 * @options: how
 *
 * Returns: (transfer full): what the picture is called
 */
char *
cw_chart_page_dup_title (const CwScene *scene, const CwImageOptions *options)
{
  const CwSeriesInfo *info = &scene->series->info;

  if (options->title != NULL)
    return g_strdup (options->title);
  return g_strdup (info->name[0] != '\0' ? info->name : info->symbol);
}

static void
append_part (GString *to, const char *part)
{
  if (part[0] == '\0')
    return;
  if (to->len > 0)
    g_string_append (to, " · ");
  g_string_append (to, part);
}

static char *
dup_subtitle (const Page *page)
{
  const CwSeriesInfo *info = &page->scene->series->info;
  GString *text = g_string_new (NULL);

  if (page->options->title != NULL || info->name[0] != '\0')
    append_part (text, info->symbol);
  append_part (text, info->exchange);
  append_part (text, info->currency);
  return g_string_free (text, FALSE);
}

static char *
dup_range (const Page *page)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gsize first, end;

  if (!cw_scene_clip_view (page->scene, page->view, &first, &end))
    return g_strdup ("");
  from = cw_format_bar_date_short (page->scene->series, first);
  to = cw_format_bar_date_short (page->scene->series, end - 1);
  if (g_str_equal (from, to))
    return g_steal_pointer (&from);
  return g_strconcat (from, " – ", to, NULL);
}

static double
paint_text (Page *page,
            CwTextStyle style,
            const char *text,
            double x,
            double room,
            const CwColor *color,
            double baseline)
{
  g_autoptr (PangoLayout) layout = cw_text_new (page->text, style, text);
  double width;

  if (room <= 0)
    return 0;
  cw_text_get_size (layout, &width, NULL);
  if (width > room)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
      width = room;
    }
  cw_painter_set_color (&page->painter, color, 1);
  cw_text_paint (&page->painter, layout, get_left (page, x, width),
                 baseline - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  return width;
}

static double
measure (const Page *page, CwTextStyle style, const char *text, double *height, double *baseline)
{
  g_autoptr (PangoLayout) layout = cw_text_new (page->text, style, text);
  double width;

  cw_text_get_size (layout, &width, height);
  if (baseline != NULL)
    *baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
  return width;
}

/* Two words on one line: the second takes what the first leaves. */
static void
paint_title (Page *page)
{
  const CwTheme *theme = &page->options->theme;
  g_autofree char *title = cw_chart_page_dup_title (page->scene, page->options);
  g_autofree char *subtitle = dup_subtitle (page);
  double room = page->options->width - 2 * MARGIN, height, baseline, used;

  measure (page, CW_TEXT_TITLE, title, &height, &baseline);
  baseline += page->y;
  used = paint_text (page, CW_TEXT_TITLE, title, MARGIN, room, &theme->text, baseline) + GAP;
  if (room - used > 4 * GAP)
    paint_text (page, CW_TEXT_LABEL, subtitle, MARGIN + used, room - used, &theme->dim_text,
                baseline);
  page->y += height + ROW_GAP;
}

/* Drawn, not written: few fonts have arrows. */
static void
paint_arrow (Page *page, double x, double baseline, gboolean up)
{
  double height = ARROW * 0.8, top = baseline - height - 0.5;
  cairo_t *cr = page->painter.cr;

  x = get_left (page, x, ARROW);
  cairo_move_to (cr, x, up ? top + height : top);
  cairo_line_to (cr, x + ARROW, up ? top + height : top);
  cairo_line_to (cr, x + ARROW / 2, up ? top : top + height);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static double
paint_change (Page *page, double x, double baseline)
{
  const CwTheme *theme = &page->options->theme;
  g_autofree char *change = cw_format_signed (page->quote.change, page->scene->decimals);
  g_autofree char *percent = cw_format_percent (page->quote.change_percent);
  /* Translators: a change in money and in percent: +0.39 (+0.29 %) */
  g_autofree char *both = g_strdup_printf (_ ("%s (%s)"), change, percent);
  gboolean up = page->quote.change > 0, down = page->quote.change < 0;
  const CwColor *color = up ? &theme->up : down ? &theme->down : &theme->dim_text;

  if (isnan (page->quote.change))
    return x;
  cw_painter_set_color (&page->painter, color, 1);
  if (up || down)
    {
      paint_arrow (page, x, baseline, up);
      x += ARROW + GAP / 2;
    }
  return x
         + paint_text (page, CW_TEXT_STRONG, both, x, page->options->width - MARGIN - x, color,
                       baseline);
}

static void
paint_price (Page *page)
{
  const CwTheme *theme = &page->options->theme;
  g_autofree char *price = cw_format_number (page->quote.price, page->scene->decimals);
  g_autofree char *range = dup_range (page);
  double right = page->options->width - MARGIN, x = MARGIN, height, baseline, width, row;

  measure (page, CW_TEXT_PRICE, price, &height, &baseline);
  baseline += page->y;
  if (!isnan (page->quote.price))
    {
      x += paint_text (page, CW_TEXT_PRICE, price, x, right - x, &theme->text, baseline) + GAP;
      x = paint_change (page, x, baseline) + 2 * GAP;
    }
  page->y += height;
  width = measure (page, CW_TEXT_LABEL, range, &row, NULL);
  if (width <= right - x)
    {
      paint_text (page, CW_TEXT_LABEL, range, right - width, width + 1, &theme->dim_text, baseline);
      return;
    }
  measure (page, CW_TEXT_LABEL, range, &height, &baseline);
  paint_text (page, CW_TEXT_LABEL, range, MARGIN, right - MARGIN, &theme->dim_text,
              page->y + ROW_GAP + baseline);
  page->y += row + ROW_GAP;
}

static void
paint_heading (Page *page)
{
  if (page->options->height < HEIGHT_FOR_HEADING)
    return;
  page->y = MARGIN - 2;
  paint_title (page);
  if (page->options->height >= HEIGHT_FOR_PRICE)
    paint_price (page);
  page->y = ceil (page->y + GAP);
}

static char *
dup_source (const Page *page)
{
  const char *source = page->scene->series->info.source;

  if (source[0] == '\0')
    return g_strdup ("");
  /* Translators: %s is who gave the prices, for example Yahoo Finance */
  return g_strdup_printf (_ ("Source: %s"), source);
}

static char *
dup_as_of (const Page *page)
{
  const CwSeries *series = page->scene->series;
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *date = NULL;

  if (page->quote.time == 0)
    return g_strdup ("");
  if (series->info.market_time == 0 && !cw_interval_is_intraday (series->interval))
    date = cw_format_bar_date_short (series, series->n_bars - 1);
  else
    {
      moment = cw_series_get_local_time (series, page->quote.time);
      /* Translators: the moment of a price with its time zone, as g_date_time_format() reads it:
       * 17 Mar 2020 16:00 EDT */
      date = g_date_time_format (moment, _ ("%-d %b %Y %H:%M %Z"));
    }
  /* Translators: %s is the date of a price */
  return g_strdup_printf (_ ("As of %s"), date);
}

/* Returns the height that the footer takes. */
static double
paint_footer (Page *page)
{
  const CwTheme *theme = &page->options->theme;
  g_autofree char *source = dup_source (page);
  g_autofree char *as_of = dup_as_of (page);
  double right = page->options->width - MARGIN, height, baseline, width, as_of_width;

  if (page->options->height < HEIGHT_FOR_FOOTER || (source[0] == '\0' && as_of[0] == '\0'))
    return 0;
  width = measure (page, CW_TEXT_LABEL, source, NULL, NULL);
  as_of_width = measure (page, CW_TEXT_LABEL, as_of, &height, &baseline);
  baseline += page->options->height - height - GAP;
  paint_text (page, CW_TEXT_LABEL, as_of, MAX (right - as_of_width, MARGIN), as_of_width + 1,
              &theme->dim_text, baseline);
  paint_text (page, CW_TEXT_LABEL, source, MARGIN,
              MIN (width + 1, right - as_of_width - 2 * GAP - MARGIN), &theme->dim_text, baseline);
  return ceil (height + GAP + GAP / 2);
}

static void
paint_background (Page *page)
{
  if (!(page->options->theme.background.alpha > 0))
    return;
  cw_painter_set_color (&page->painter, &page->options->theme.background, 1);
  cw_painter_add_box (&page->painter, 0, 0, page->options->width, page->options->height);
  cw_painter_fill (&page->painter);
}

static void
paint_chart (Page *page, CwScene *scene, PangoContext *text, double height)
{
  const CwImageOptions *options = page->options;
  CwTheme theme = options->theme;
  cairo_t *cr = page->painter.cr;
  g_autoptr (CwTexts) texts = cw_texts_new (text);
  g_autoptr (CwFrame) frame = NULL;

  theme.background.alpha = 0; /* painted already, and perhaps not opaque */
  frame = cw_frame_new_with_heights (scene, page->view, options->width, height, &theme, texts,
                                     options->heights);
  cairo_save (cr);
  cairo_translate (cr, 0, page->y);
  cw_frame_paint_back (frame, cr);
  cw_frame_paint_series (frame, cr);
  cw_frame_paint_cursor (frame, cr, -1, NAN);
  cairo_restore (cr);
}

static PangoContext *
make_text_context (const CwImageOptions *options)
{
  PangoContext *text = cw_text_context_new ();

  if (options->direction == CW_IMAGE_LEFT_TO_RIGHT)
    pango_context_set_base_dir (text, PANGO_DIRECTION_LTR);
  else if (options->direction == CW_IMAGE_RIGHT_TO_LEFT)
    pango_context_set_base_dir (text, PANGO_DIRECTION_RTL);
  return text;
}

/**
 * cw_chart_page_paint:
 * @scene: what is drawn
 * @view: which bars of it
 * @options: how; its size is that of the whole picture
 * @cr: where
 *
 * Paints a chart with its heading and its footer: whose prices these are, the last of them, from
 * when to when, who gave them and when.
 */
void
cw_chart_page_paint (CwScene *scene, CwView view, const CwImageOptions *options, cairo_t *cr)
{
  PangoContext *text = make_text_context (options);
  PangoContext *numbers = cw_text_context_for_numbers (text);
  Page page = { scene,
                view,
                options,
                numbers,
                cw_painter_new (cr),
                cw_quote_from_series (scene->series),
                pango_context_get_base_dir (text) == PANGO_DIRECTION_RTL,
                0 };
  double footer;

  paint_background (&page);
  paint_heading (&page);
  footer = paint_footer (&page);
  paint_chart (&page, scene, text, MAX (options->height - page.y - footer, 1));
  g_object_unref (numbers);
  g_object_unref (text);
}
