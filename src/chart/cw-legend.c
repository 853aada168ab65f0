/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-legend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"

#define LEFT 12.0
#define TOP 5.0
#define ROW_HEIGHT 1.15 /* in lines of text */
#define NAME_GAP 4.0
#define ITEM_GAP 12.0

/* Where there is less room only the close is named. */
#define WIDTH_FOR_ALL_PRICES 420.0

/* How much of a pane its legend may take; what does not fit is left out. */
#define MOST_OF_PANE 0.45

typedef struct
{
  GArray *items;
  const CwScene *scene;
  CwPane *pane;
  gsize number;
  double width; /* of the plot */
  const CwTheme *theme;
  CwTexts *texts;
  double x, y, line_height; /* where the next item goes */
  gboolean full;
} Filling;

/** cw_legend_item_clear: @item: a #CwLegendItem whose text is given up */
void
cw_legend_item_clear (gpointer item)
{
  g_clear_object (&((CwLegendItem *) item)->name);
  g_clear_object (&((CwLegendItem *) item)->value);
}

/* How many colours the price line and the overlays before one of the indicators take. */
static gsize
count_overlay_colors (const CwScene *scene, gsize indicator)
{
  gsize n = cw_scene_draws_closes (scene) ? 1 : 0;

  for (gsize i = 0; i < indicator; i++)
    {
      const CwIndicator *before = scene->options.indicators[i].indicator;

      if (before->kind == CW_INDICATOR_OVERLAY)
        n += before->n_outputs > 3 ? before->n_outputs : 1;
    }
  return n;
}

/**
 * cw_legend_get_line_color:
 * @scene: a scene
 * @theme: its colours
 * @line: one of its lines
 *
 * Overlays share one row of colours, so that no two in the price pane are alike; each pane below
 * begins the row anew. The bands of one overlay are one thing and have one colour.
 *
 * Returns: the line's colour
 */
CwColor
cw_legend_get_line_color (const CwScene *scene, const CwTheme *theme, gsize line)
{
  gsize indicator = scene->lines[line].indicator, index;

  if (scene->options.indicators[indicator].indicator->kind == CW_INDICATOR_PANE)
    return theme->lines[scene->lines[line].output % CW_THEME_N_LINES];
  index = count_overlay_colors (scene, indicator);
  if (scene->options.indicators[indicator].indicator->n_outputs > 3)
    index += scene->lines[line].output;
  return theme->lines[index % CW_THEME_N_LINES];
}

/** cw_legend_get_other_color: Returns: the colour of a symbol beside the first, after the overlays'
 */
CwColor
cw_legend_get_other_color (const CwScene *scene, const CwTheme *theme, gsize other)
{
  gsize index = count_overlay_colors (scene, scene->options.n_indicators) + other;

  return theme->lines[index % CW_THEME_N_LINES];
}

static double
measure (CwTexts *texts, const char *text)
{
  g_autoptr (PangoLayout) layout = cw_texts_get (texts, CW_TEXT_LABEL, text);
  double width;

  cw_text_get_size (layout, &width, NULL);
  return width;
}

static double
measure_text (const Filling *filling, char *text)
{
  double width = measure (filling->texts, text);

  g_free (text);
  return width;
}

static double
measure_percents (const Filling *filling)
{
  const CwPane *pane = filling->pane;

  return MAX (measure_text (filling, cw_pane_format_place (pane, pane->scale.min)),
              measure_text (filling, cw_pane_format_place (pane, pane->scale.max)));
}

/* The widest value that the pane can show, so that nothing moves when the value changes. */
static double
measure_values (const Filling *filling, CwLegendSource source)
{
  const CwPane *pane = filling->pane;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (source == CW_LEGEND_HEADING || source == CW_LEGEND_EVENTS)
    return 0;
  if (source == CW_LEGEND_SINCE || source == CW_LEGEND_OTHER)
    return measure_percents (filling);
  if (source == CW_LEGEND_CHANGE)
    {
      double change = -MAX (pane->scale.max - pane->scale.min, pane->scale.max * 0.1);

      low = cw_format_signed (change, filling->scene->decimals);
      high = cw_format_percent (-99.99);
      return measure (filling->texts, low) + measure (filling->texts, high) + 16;
    }
  if (pane->compact)
    return measure (filling->texts, "888.8M");
  low = cw_pane_format_value (pane, pane->scale.min);
  high = cw_pane_format_value (pane, pane->scale.max);
  return MAX (measure (filling->texts, low), measure (filling->texts, high));
}

static void
break_row (Filling *filling)
{
  double next = filling->y + filling->line_height;
  double most = (filling->pane->bottom - filling->pane->top) * MOST_OF_PANE;

  if (filling->x <= LEFT)
    return;
  filling->x = LEFT;
  if (next + filling->line_height - filling->pane->top > most)
    filling->full = TRUE;
  filling->y = next;
}

static void
add_item (Filling *filling, CwLegendSource source, gsize line, const char *name, CwColor color)
{
  CwLegendItem item = { .source = source, .line = line, .pane = filling->number, .color = color };
  double name_width, width;

  item.name = cw_texts_get (filling->texts, CW_TEXT_LABEL, name);
  cw_text_get_size (item.name, &name_width, NULL);
  width = name_width + (name_width > 0 ? NAME_GAP : 0) + measure_values (filling, source);
  if (filling->x + width > filling->width - LEFT)
    break_row (filling);
  if (filling->full || filling->x + width > filling->width - 2)
    {
      g_object_unref (item.name);
      return;
    }
  item.value = cw_texts_make_empty (filling->texts, CW_TEXT_LABEL);
  item.x = filling->x;
  item.y = filling->y;
  item.value_x = filling->x + name_width + (name_width > 0 ? NAME_GAP : 0);
  filling->x += width + ITEM_GAP;
  g_array_append_val (filling->items, item);
}

/* Who is compared with whom, and how far each of them went. */
static void
add_comparison (Filling *filling)
{
  const CwScene *scene = filling->scene;
  CwColor own = cw_scene_draws_closes (scene) ? filling->theme->accent : filling->theme->text;

  if (!cw_scene_counts_percent (scene))
    return;
  break_row (filling);
  add_item (filling, CW_LEGEND_SINCE, 0, scene->series->info.symbol, own);
  for (gsize i = 0; i < scene->n_others; i++)
    add_item (filling, CW_LEGEND_OTHER, i, scene->others[i].series->info.symbol,
              cw_legend_get_other_color (scene, filling->theme, i));
}

static void
add_prices (Filling *filling)
{
  CwColor dim = filling->theme->dim_text;

  if (filling->scene->averages != NULL)
    add_item (filling, CW_LEGEND_HEADING, 0, _ ("Heikin-Ashi"), dim);
  if (!cw_scene_draws_closes (filling->scene) && filling->width >= WIDTH_FOR_ALL_PRICES)
    {
      /* Translators: short for open, high, low, close, in a chart's legend */
      add_item (filling, CW_LEGEND_OPEN, 0, C_ ("chart legend", "O"), dim);
      add_item (filling, CW_LEGEND_HIGH, 0, C_ ("chart legend", "H"), dim);
      add_item (filling, CW_LEGEND_LOW, 0, C_ ("chart legend", "L"), dim);
      add_item (filling, CW_LEGEND_CLOSE, 0, C_ ("chart legend", "C"), dim);
    }
  else
    add_item (filling, CW_LEGEND_CLOSE, 0, _ ("Close"), dim);
  add_item (filling, CW_LEGEND_CHANGE, 0, "", dim);
}

static void
add_indicator (Filling *filling, gsize indicator)
{
  const CwIndicatorSpec *spec = &filling->scene->options.indicators[indicator];
  gsize line = cw_scene_find_line (filling->scene, indicator);
  gboolean single = spec->indicator->n_outputs == 1;
  char label[96];

  cw_indicator_spec_print_label (spec, label, sizeof label);
  if (!single)
    add_item (filling, CW_LEGEND_HEADING, 0, label, filling->theme->dim_text);
  for (gsize i = 0; i < spec->indicator->n_outputs; i++)
    {
      const CwIndicatorOutput *output = &spec->indicator->outputs[i];
      const char *name = single ? label : g_dgettext (GETTEXT_PACKAGE, output->label);
      CwColor color = cw_legend_get_line_color (filling->scene, filling->theme, line + i);

      add_item (filling, CW_LEGEND_LINE, line + i, name,
                output->histogram ? filling->theme->dim_text : color);
    }
}

static void
add_overlays (Filling *filling)
{
  const CwSceneOptions *options = &filling->scene->options;

  break_row (filling);
  for (gsize i = 0; i < options->n_indicators; i++)
    if (options->indicators[i].indicator->kind == CW_INDICATOR_OVERLAY)
      add_indicator (filling, i);
}

/* Few bars have any: they are told below the other rows, where no room is kept for them. */
static void
add_events (Filling *filling)
{
  filling->x = LEFT;
  filling->full = filling->y + filling->line_height > filling->pane->bottom;
  add_item (filling, CW_LEGEND_EVENTS, 0, "", filling->theme->text);
}

static void
mirror (CwLegendItem *item, double width)
{
  double name_width;

  cw_text_get_size (item->name, &name_width, NULL);
  item->x = width - item->x - name_width;
  item->value_x = width - item->value_x;
  item->mirrored = TRUE;
}

/**
 * cw_legend_fill:
 * @items: (element-type CwLegendItem): where the pane's items are added
 * @scene: what is drawn
 * @pane: a settled pane; learns how much room its legend needs
 * @number: the pane's number
 * @width: of the plot, in pixels
 * @mirrored: whether rows begin at the right, as they do where people read so
 * @theme: its colours
 * @text: its font
 *
 * Puts names and values in rows at the pane's upper left. Room for the widest value is kept, so
 * that nothing moves with the pointer.
 */
void
cw_legend_fill (GArray *items,
                const CwScene *scene,
                CwPane *pane,
                gsize number,
                double width,
                gboolean mirrored,
                const CwTheme *theme,
                CwTexts *texts)
{
  Filling filling = { items, scene, pane, number, width, theme, texts, LEFT, pane->top + TOP, 0 };
  guint n_before = items->len;
  g_autoptr (PangoLayout) sample = cw_texts_get (texts, CW_TEXT_LABEL, "0");

  cw_text_get_size (sample, NULL, &filling.line_height);
  filling.line_height = ceil (filling.line_height * ROW_HEIGHT);
  if (pane->kind == CW_PANE_PRICE)
    {
      add_prices (&filling);
      add_comparison (&filling);
      add_overlays (&filling);
    }
  else if (pane->kind == CW_PANE_VOLUME)
    add_item (&filling, CW_LEGEND_VOLUME, 0, _ ("Volume"), theme->dim_text);
  else
    add_indicator (&filling, pane->indicator);
  if (filling.x > LEFT)
    filling.y += filling.line_height;
  pane->legend_height = filling.y - pane->top;
  if (pane->kind == CW_PANE_PRICE && scene->events != NULL)
    add_events (&filling);
  if (mirrored)
    for (guint i = n_before; i < items->len; i++)
      mirror (&g_array_index (items, CwLegendItem, i), width);
}

static char *
format_since (double value, double base)
{
  return cw_format_percent (100 * (value / base - 1));
}

static char *
format_change (const CwSeries *series, int decimals, gsize bar)
{
  g_autofree char *change = NULL;
  g_autofree char *percent = NULL;
  double before;

  if (bar == 0)
    return g_strdup ("");
  before = series->close[bar - 1];
  change = cw_format_signed (series->close[bar] - before, decimals);
  percent = cw_format_percent (100 * (series->close[bar] - before) / before);
  /* Translators: a change in money and in percent: +0.39 (+0.29 %) */
  return g_strdup_printf (_ ("%s (%s)"), change, percent);
}

/* Of a session to come nothing is known but what stands ahead of the last bar. */
static char *
format_unknown (CwLegendSource source)
{
  gboolean is_words =
      source == CW_LEGEND_HEADING || source == CW_LEGEND_EVENTS || source == CW_LEGEND_CHANGE;

  return g_strdup (is_words ? "" : CW_FORMAT_NO_VALUE);
}

/**
 * cw_legend_format:
 * @item: an item
 * @scene: what is drawn
 * @pane: the item's pane
 * @bar: a bar's index, or that of a session to come
 *
 * Returns: (transfer full): the value of @bar; a dash where there is none
 */
char *
cw_legend_format (const CwLegendItem *item, const CwScene *scene, const CwPane *pane, gsize bar)
{
  const CwSeries *series = scene->series;

  if (bar >= series->n_bars && item->source != CW_LEGEND_LINE)
    return format_unknown (item->source);
  switch (item->source)
    {
    case CW_LEGEND_OPEN:
      return cw_format_number (scene->open[bar], scene->decimals);
    case CW_LEGEND_HIGH:
      return cw_format_number (scene->high[bar], scene->decimals);
    case CW_LEGEND_LOW:
      return cw_format_number (scene->low[bar], scene->decimals);
    case CW_LEGEND_CLOSE:
      return cw_format_number (scene->close[bar], scene->decimals);
    case CW_LEGEND_CHANGE:
      return format_change (series, scene->decimals, bar);
    case CW_LEGEND_VOLUME:
      return cw_format_compact (series->volume[bar]);
    case CW_LEGEND_LINE:
      return cw_pane_format_value (pane, scene->lines[item->line].values[bar]);
    case CW_LEGEND_SINCE:
      return format_since (series->close[bar], pane->base);
    case CW_LEGEND_OTHER:
      return format_since (scene->others[item->line].values[bar], pane->other_bases[item->line]);
    case CW_LEGEND_EVENTS:
      return cw_events_describe (scene->events, series, bar);
    case CW_LEGEND_HEADING:
    default:
      return g_strdup ("");
    }
}
