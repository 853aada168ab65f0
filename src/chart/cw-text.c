/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-text.h"

#include <glib/gi18n-lib.h>

#define OWN_FONT "Cantarell, Sans 11"
#define OWN_SIZE 11         /* points */
#define OWN_RESOLUTION 96.0 /* dots an inch: 11 points are 14.67 pixels */

static const struct
{
  double size; /* in relation to the context's own font */
  PangoWeight weight;
} styles[] = {
  [CW_TEXT_LABEL] = { 0.82, PANGO_WEIGHT_NORMAL }, [CW_TEXT_SMALL] = { 0.65, PANGO_WEIGHT_BOLD },
  [CW_TEXT_STRONG] = { 0.82, PANGO_WEIGHT_BOLD },  [CW_TEXT_TITLE] = { 1.15, PANGO_WEIGHT_BOLD },
  [CW_TEXT_PRICE] = { 1.4, PANGO_WEIGHT_BOLD },
};

/* The direction of the language that the program speaks: that of any of its words. */
static PangoDirection
find_direction (PangoContext *context)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);

  pango_layout_set_text (layout, _ ("Volume"), -1);
  return pango_layout_get_direction (layout, 0);
}

/**
 * cw_text_context_new:
 *
 * Makes a context for pictures that no screen stands behind: letters are neither hinted nor moved
 * to whole pixels, so that they have the same shape and width at every scale and on every machine.
 *
 * Returns: (transfer full): the context; it belongs to the calling thread
 */
PangoContext *
cw_text_context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string (OWN_FONT);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, OWN_RESOLUTION);
  pango_context_set_font_description (context, font);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_base_dir (context, find_direction (context));
  cairo_font_options_destroy (options);
  pango_font_description_free (font);
  return context;
}

/**
 * cw_text_context_for_numbers:
 * @context: a font and the direction in which people read
 *
 * In a text from right to left “+0.39 (+0.29 %)” would be turned around. Words bring their own
 * direction with them, so the context for what has none can always be one from left to right.
 *
 * Returns: (transfer full): @context, or one like it whose base direction is from left to right
 */
PangoContext *
cw_text_context_for_numbers (PangoContext *context)
{
  PangoContext *own;

  if (pango_context_get_base_dir (context) == PANGO_DIRECTION_LTR)
    return g_object_ref (context);
  own = pango_font_map_create_context (pango_context_get_font_map (context));
  pango_context_set_base_dir (own, PANGO_DIRECTION_LTR);
  pango_context_set_language (own, pango_context_get_language (context));
  pango_context_set_font_description (own, pango_context_get_font_description (context));
  pango_context_set_round_glyph_positions (own, pango_context_get_round_glyph_positions (context));
  pango_cairo_context_set_resolution (own, pango_cairo_context_get_resolution (context));
  pango_cairo_context_set_font_options (own, pango_cairo_context_get_font_options (context));
  return own;
}

static PangoFontDescription *
dup_font (PangoContext *context, CwTextStyle style)
{
  PangoFontDescription *font =
      pango_font_description_copy (pango_context_get_font_description (context));
  double size = pango_font_description_get_size (font);

  size = (size > 0 ? size : OWN_SIZE * PANGO_SCALE) * styles[style].size;
  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, (int) (size + 0.5));
  pango_font_description_set_weight (font, styles[style].weight);
  return font;
}

/**
 * cw_text_new:
 * @context: the font's family, size and scale
 * @style: what kind of text it is
 * @text: the text, plain
 *
 * Returns: (transfer full): a layout of @text on one line, with figures of equal width
 */
PangoLayout *
cw_text_new (PangoContext *context, CwTextStyle style, const char *text)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = dup_font (context, style);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return layout;
}

/**
 * cw_text_set:
 * @layout: a text
 * @text: what it says from now on; where it said so before, nothing has to be measured again
 */
void
cw_text_set (PangoLayout *layout, const char *text)
{
  if (!g_str_equal (pango_layout_get_text (layout), text))
    pango_layout_set_text (layout, text, -1);
}

/**
 * cw_text_get_size:
 * @layout: a text
 * @width: (out) (optional): how wide it is, in pixels
 * @height: (out) (optional): how high its line is
 */
void
cw_text_get_size (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = (double) logical.width / PANGO_SCALE;
  if (height != NULL)
    *height = (double) logical.height / PANGO_SCALE;
}

/**
 * cw_text_paint:
 * @painter: a painter
 * @layout: a text
 * @x: its left edge
 * @y: its upper edge
 *
 * Draws the text in the painter's colour, its baseline on whole pixels.
 */
void
cw_text_paint (const CwPainter *painter, PangoLayout *layout, double x, double y)
{
  double baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;

  cairo_move_to (painter->cr, cw_painter_snap_x (painter, x),
                 cw_painter_snap_y (painter, y + baseline) - baseline);
  pango_cairo_show_layout (painter->cr, layout);
}
