/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-ink.h"

#include <adwaita.h>

#include "cw-row-measures.h"

/* What the style's own dim labels are dimmed to, and the bars that keep a place. */
#define DIM 0.55f
#define DIM_STRONG 0.9f
#define BAR 0.08f
#define BAR_STRONG 0.25f
#define TAG 0.12f
#define RING 0.25f
#define RING_STRONG 0.8f

#define BAR_RADIUS 6
#define RING_WIDTH 2
#define CHECK_SIZE 16

static GdkRGBA
fade (const GdkRGBA *color, float alpha)
{
  GdkRGBA faded = *color;

  faded.alpha *= alpha;
  return faded;
}

/** cw_row_ink_of: Returns: the colours of a row that @widget shows */
CwRowInk
cw_row_ink_of (GtkWidget *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  CwRowInk ink;

  ink.strong = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  gtk_style_context_get_color (context, &ink.text);
  ink.dim = fade (&ink.text, ink.strong ? DIM_STRONG : DIM);
  ink.bar = fade (&ink.text, ink.strong ? BAR_STRONG : BAR);
  if (!gtk_style_context_lookup_color (context, "cw_up_color", &ink.up))
    ink.up = ink.text;
  if (!gtk_style_context_lookup_color (context, "cw_down_color", &ink.down))
    ink.down = ink.text;
  return ink;
}

/** cw_row_ink_get: Returns: (transfer none): the colour of what went this way */
const GdkRGBA *
cw_row_ink_get (const CwRowInk *ink, CwDirection direction)
{
  switch (direction)
    {
    case CW_DIRECTION_UP:
      return &ink->up;
    case CW_DIRECTION_DOWN:
      return &ink->down;
    case CW_DIRECTION_NONE:
    default:
      return &ink->text;
    }
}

static GskRoundedRect
make_box (float x, int y, int width, int height, float radius)
{
  GskRoundedRect box;

  gsk_rounded_rect_init_from_rect (
      &box, &GRAPHENE_RECT_INIT (x, (float) y, (float) width, (float) height), radius);
  return box;
}

static void
fill_box (GtkSnapshot *snapshot, const GskRoundedRect *box, const GdkRGBA *color)
{
  gtk_snapshot_push_rounded_clip (snapshot, box);
  gtk_snapshot_append_color (snapshot, color, &box->bounds);
  gtk_snapshot_pop (snapshot);
}

static void
frame_box (GtkSnapshot *snapshot, const GskRoundedRect *box, const GdkRGBA *color, float width)
{
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  gtk_snapshot_append_border (snapshot, box, widths, colors);
}

/** cw_row_ink_fill: paints a bar that keeps the place of what will be there */
void
cw_row_ink_fill (const CwRowInk *ink, GtkSnapshot *snapshot, float x, int y, int width, int height)
{
  GskRoundedRect box = make_box (x, y, width, height, BAR_RADIUS);

  fill_box (snapshot, &box, &ink->bar);
}

/** cw_row_ink_fill_tag: paints what a word beside the symbol stands on */
void
cw_row_ink_fill_tag (const CwRowInk *ink,
                     GtkSnapshot *snapshot,
                     CwDirection direction,
                     float x,
                     int y,
                     int width,
                     int height)
{
  const GdkRGBA *color = cw_row_ink_get (ink, direction);
  GdkRGBA faded = fade (color, TAG);
  GskRoundedRect box = make_box (x, y, width, height, (float) height / 2);

  fill_box (snapshot, &box, &faded);
  if (ink->strong)
    frame_box (snapshot, &box, color, 1);
}

static void
paint_check (GtkWidget *widget, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) check =
      gtk_icon_theme_lookup_icon (theme, "object-select-symbolic", NULL, CHECK_SIZE,
                                  gtk_widget_get_scale_factor (widget),
                                  gtk_widget_get_direction (widget),
                                  GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (check), snapshot, CHECK_SIZE,
                                            CHECK_SIZE, color, 1);
}

/** cw_row_ink_paint_mark: paints whether the row has been chosen */
void
cw_row_ink_paint_mark (
    const CwRowInk *ink, GtkWidget *widget, GtkSnapshot *snapshot, float x, int y, gboolean chosen)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GskRoundedRect ring = make_box (x, y, MARK_SIZE, MARK_SIZE, MARK_SIZE / 2.0f);
  GdkRGBA ground = ink->text, check = { 1, 1, 1, 1 };
  float inset = (MARK_SIZE - CHECK_SIZE) / 2.0f;

  if (!chosen)
    {
      GdkRGBA faded = fade (&ink->text, ink->strong ? RING_STRONG : RING);

      frame_box (snapshot, &ring, &faded, RING_WIDTH);
      return;
    }
  gtk_style_context_lookup_color (context, "accent_bg_color", &ground);
  gtk_style_context_lookup_color (context, "accent_fg_color", &check);
  fill_box (snapshot, &ring, &ground);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + inset, (float) y + inset));
  paint_check (widget, snapshot, &check);
  gtk_snapshot_restore (snapshot);
}
