/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-look.h"

#include "cw-row-measures.h"

/* What captions are smaller by, as the style has it for its own. */
#define CAPTION_SCALE 0.82

/* The widest of what usually stands there. */
#define USUAL_PRICE "88,888.88"
#define USUAL_CHANGE "▲ +88.88 %"
#define SHORT_SYMBOL "MMMM"

static const struct
{
  PangoWeight weight;
  double scale;
  gboolean equal_digits;
  gboolean is_number;
} fonts[CW_N_ROW_FONTS] = {
  [CW_ROW_FONT_SYMBOL] = { PANGO_WEIGHT_BOLD, 1, FALSE },
  [CW_ROW_FONT_TAG] = { PANGO_WEIGHT_SEMIBOLD, CAPTION_SCALE, FALSE },
  [CW_ROW_FONT_PRICE] = { PANGO_WEIGHT_SEMIBOLD, 1, TRUE, TRUE },
  [CW_ROW_FONT_CAPTION] = { PANGO_WEIGHT_NORMAL, CAPTION_SCALE, FALSE },
  [CW_ROW_FONT_FIGURE] = { PANGO_WEIGHT_NORMAL, CAPTION_SCALE, TRUE },
  [CW_ROW_FONT_CHANGE] = { PANGO_WEIGHT_NORMAL, CAPTION_SCALE, TRUE, TRUE },
};

static PangoAttrList *
new_attributes (CwRowFont font)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (fonts[font].weight));
  if (fonts[font].scale < 1)
    pango_attr_list_insert (attributes, pango_attr_scale_new (fonts[font].scale));
  if (fonts[font].equal_digits)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  return attributes;
}

static void
measure_text (CwRowLook *look, CwRowFont font, const char *text, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = cw_row_look_new_layout (look, font);

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, width, height);
}

static void
measure (CwRowLook *look)
{
  int price_width, change_width;

  for (CwRowFont i = 0; i < CW_N_ROW_FONTS; i++)
    measure_text (look, i, USUAL_PRICE, NULL, &look->line_height[i]);
  measure_text (look, CW_ROW_FONT_PRICE, USUAL_PRICE, &price_width, NULL);
  measure_text (look, CW_ROW_FONT_CHANGE, USUAL_CHANGE, &change_width, NULL);
  look->price_width = MAX (price_width, change_width);
  measure_text (look, CW_ROW_FONT_SYMBOL, SHORT_SYMBOL, &look->symbol_width, NULL);
}

/**
 * cw_row_look_new:
 * @list: whose letters and colours rows have; it is to live longer
 *
 * Returns: (transfer full): how rows look that nobody has arranged
 */
CwRowLook *
cw_row_look_new (GtkWidget *list)
{
  CwRowLook *look = g_rc_box_new0 (CwRowLook);

  look->list = list;
  look->arrangement = cw_arrangement_get_default ();
  for (CwRowFont i = 0; i < CW_N_ROW_FONTS; i++)
    look->attributes[i] = new_attributes (i);
  return look;
}

/** cw_row_look_ref: Returns: (transfer full): another reference to the same look */
CwRowLook *
cw_row_look_ref (CwRowLook *look)
{
  return g_rc_box_acquire (look);
}

static void
clear_look (gpointer data)
{
  CwRowLook *look = data;

  for (CwRowFont i = 0; i < CW_N_ROW_FONTS; i++)
    pango_attr_list_unref (look->attributes[i]);
  g_clear_object (&look->numbers);
}

/** cw_row_look_unref: @look: (transfer full): a look */
void
cw_row_look_unref (CwRowLook *look)
{
  g_rc_box_release_full (look, clear_look);
}

/** cw_row_look_refresh: works out the measures anew if the letters have changed since */
void
cw_row_look_refresh (CwRowLook *look)
{
  guint serial = pango_context_get_serial (gtk_widget_get_pango_context (look->list));

  if (look->context_serial == serial)
    return;
  look->context_serial = serial;
  look->serial++;
  g_clear_object (&look->numbers);
  look->numbers = gtk_widget_create_pango_context (look->list);
  pango_context_set_base_dir (look->numbers, PANGO_DIRECTION_LTR);
  measure (look);
}

/** cw_row_look_set_arrangement: shows other parts of each row, which are to be told */
void
cw_row_look_set_arrangement (CwRowLook *look, const CwArrangement *arrangement)
{
  look->arrangement = *arrangement;
}

/** cw_row_look_set_choosing: lets each row have room for a mark, or not; rows are to be told */
void
cw_row_look_set_choosing (CwRowLook *look, gboolean choosing)
{
  look->choosing = choosing;
}

/** cw_row_look_new_layout: Returns: (transfer full): a layout without a text yet */
PangoLayout *
cw_row_look_new_layout (CwRowLook *look, CwRowFont font)
{
  gboolean is_number = fonts[font].is_number && look->numbers != NULL;
  PangoLayout *layout =
      pango_layout_new (is_number ? look->numbers : gtk_widget_get_pango_context (look->list));

  if (is_number)
    pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_attributes (layout, look->attributes[font]);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/** cw_row_look_get_height: Returns: how high each row is */
int
cw_row_look_get_height (CwRowLook *look)
{
  const CwArrangement *arrangement = &look->arrangement;
  int height;

  cw_row_look_refresh (look);
  height = MAX (look->line_height[CW_ROW_FONT_SYMBOL], look->line_height[CW_ROW_FONT_PRICE])
           + LINE_GAP + look->line_height[CW_ROW_FONT_FIGURE];
  if (cw_arrangement_has_figures (arrangement)
      && cw_arrangement_shows (arrangement, CW_COLUMN_NAME))
    height += LINE_GAP + look->line_height[CW_ROW_FONT_FIGURE];
  return MAX (height, SPARKLINE_HEIGHT);
}

/** cw_row_look_get_width: Returns: how wide each row is at the least */
int
cw_row_look_get_width (CwRowLook *look)
{
  const CwArrangement *arrangement = &look->arrangement;
  int width;

  cw_row_look_refresh (look);
  /* Where room is short the line of the year gives way. */
  width = look->symbol_width + (look->choosing ? MARK_SIZE + COLUMN_GAP : 0);
  if (cw_arrangement_shows (arrangement, CW_COLUMN_PRICE)
      || cw_arrangement_shows (arrangement, CW_COLUMN_CHANGE))
    width += look->price_width + COLUMN_GAP;
  return width;
}
