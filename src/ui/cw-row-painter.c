/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-painter.h"

#include <string.h>

#include "cw-row-ink.h"
#include "cw-row-measures.h"
#include "cw-sparkline.h"

/* Below this a word is not worth cutting short. */
#define LEAST_TAG 36

/* The texts of a row. */
enum
{
  SYMBOL,
  TAG,
  DETAIL,
  FIGURES,
  AGE,
  PRICE,
  CHANGE,
  N_PARTS
};

static const CwRowFont fonts[N_PARTS] = {
  [SYMBOL] = CW_ROW_FONT_SYMBOL,  [TAG] = CW_ROW_FONT_TAG,    [DETAIL] = CW_ROW_FONT_CAPTION,
  [FIGURES] = CW_ROW_FONT_FIGURE, [AGE] = CW_ROW_FONT_FIGURE, [PRICE] = CW_ROW_FONT_PRICE,
  [CHANGE] = CW_ROW_FONT_CHANGE,
};

typedef struct
{
  PangoLayout *layout; /* owned; NULL before there was ever something to say */
  gboolean shown;
  int natural; /* how wide it is where nothing is in its way, or -1 before it is measured */
} Part;

struct _CwRowPainter
{
  CwRowLook *look; /* owned */
  guint serial;    /* of the look that the parts were set in */
  Part parts[N_PARTS];
  CwDirection tag_direction, change_direction, line_direction;
  gboolean known, given_up;
  CwAnalysis *analysis; /* owned, nullable */
  GskRenderNode *line;  /* owned, NULL when it must be drawn anew */
  GdkRGBA line_color;   /* that it was drawn in */
};

/* Where the next thing is painted: what is taken from the right is not there any more. */
typedef struct
{
  GtkSnapshot *snapshot;
  CwRowInk ink;
  gboolean mirrored;
  int width; /* of the whole row */
  int start, end;
  int line[3]; /* where the lines begin */
} Canvas;

/** cw_row_painter_new: Returns: (transfer full): a painter that has nothing to say yet */
CwRowPainter *
cw_row_painter_new (CwRowLook *look)
{
  CwRowPainter *self = g_new0 (CwRowPainter, 1);

  self->look = cw_row_look_ref (look);
  return self;
}

/** cw_row_painter_free: @painter: (transfer full): a painter */
void
cw_row_painter_free (CwRowPainter *self)
{
  for (guint i = 0; i < N_PARTS; i++)
    g_clear_object (&self->parts[i].layout);
  g_clear_pointer (&self->line, gsk_render_node_unref);
  g_clear_pointer (&self->analysis, cw_analysis_unref);
  cw_row_look_unref (self->look);
  g_free (self);
}

/* --- what is said --- */

/* Returns whether anything else is to be seen. */
static gboolean
set_part (CwRowPainter *self, guint i, const char *text)
{
  Part *part = &self->parts[i];
  gboolean shown = text != NULL && text[0] != '\0';
  gboolean changed = part->shown != shown;

  part->shown = shown;
  if (!shown)
    return changed;
  if (part->layout == NULL)
    part->layout = cw_row_look_new_layout (self->look, fonts[i]);
  else if (g_str_equal (pango_layout_get_text (part->layout), text))
    return changed;
  pango_layout_set_width (part->layout, -1);
  pango_layout_set_text (part->layout, text, -1);
  part->natural = -1;
  return TRUE;
}

static gboolean
set_texts (CwRowPainter *self, const CwRowTexts *texts)
{
  const char *all[N_PARTS] = { texts->symbol, texts->tag,   texts->detail, texts->figures,
                               texts->age,    texts->price, texts->change };
  gboolean changed = FALSE;

  for (guint i = 0; i < N_PARTS; i++)
    changed = set_part (self, i, all[i]) || changed;
  return changed;
}

static gboolean
set_states (CwRowPainter *self, const CwRowTexts *texts)
{
  gboolean changed = self->tag_direction != texts->tag_direction
                     || self->change_direction != texts->change_direction
                     || self->line_direction != texts->line_direction || self->known != texts->known
                     || self->given_up != texts->given_up;

  self->tag_direction = texts->tag_direction;
  self->change_direction = texts->change_direction;
  self->line_direction = texts->line_direction;
  self->known = texts->known;
  self->given_up = texts->given_up;
  return changed;
}

static gboolean
has_same_line (const CwAnalysis *a, const CwAnalysis *b)
{
  if (a == b)
    return TRUE;
  return a != NULL && b != NULL && a->n_sparkline == b->n_sparkline
         && memcmp (a->sparkline, b->sparkline, a->n_sparkline * sizeof *a->sparkline) == 0;
}

static gboolean
set_analysis (CwRowPainter *self, CwAnalysis *analysis)
{
  gboolean changed = !has_same_line (self->analysis, analysis);

  if (changed)
    g_clear_pointer (&self->line, gsk_render_node_unref);
  if (analysis != NULL)
    cw_analysis_ref (analysis);
  g_clear_pointer (&self->analysis, cw_analysis_unref);
  self->analysis = analysis;
  return changed;
}

/* The letters are other ones: nothing that was set in them is of use. */
static void
forget_layouts (CwRowPainter *self)
{
  self->serial = self->look->serial;
  for (guint i = 0; i < N_PARTS; i++)
    {
      Part *part = &self->parts[i];
      g_autoptr (PangoLayout) before = g_steal_pointer (&part->layout);

      if (before == NULL)
        continue;
      part->layout = cw_row_look_new_layout (self->look, fonts[i]);
      pango_layout_set_text (part->layout, pango_layout_get_text (before), -1);
      part->natural = -1;
    }
}

/**
 * cw_row_painter_take:
 * @painter: a painter
 * @texts: what the row says
 * @analysis: (nullable): whose line to draw, if any
 *
 * Returns: whether anything else is to be seen than before
 */
gboolean
cw_row_painter_take (CwRowPainter *self, const CwRowTexts *texts, CwAnalysis *analysis)
{
  gboolean changed = set_texts (self, texts);

  changed = set_states (self, texts) || changed;
  return set_analysis (self, analysis) || changed;
}

/* --- places --- */

static void
refresh (CwRowPainter *self)
{
  cw_row_look_refresh (self->look);
  if (self->serial != self->look->serial)
    forget_layouts (self);
}

static gboolean
has_prices (CwRowPainter *self)
{
  return cw_arrangement_shows (&self->look->arrangement, CW_COLUMN_PRICE)
         || cw_arrangement_shows (&self->look->arrangement, CW_COLUMN_CHANGE);
}

/* Measured when it is needed, which it is not as long as the row is out of sight. */
static int
get_natural (CwRowPainter *self, guint i)
{
  Part *part = &self->parts[i];

  if (!part->shown)
    return 0;
  if (part->natural < 0)
    pango_layout_get_pixel_size (part->layout, &part->natural, NULL);
  return part->natural;
}

static int
find_price_width (CwRowPainter *self)
{
  if (!has_prices (self) || (self->given_up && !self->known))
    return 0;
  return MAX (self->look->price_width, MAX (get_natural (self, PRICE), get_natural (self, CHANGE)));
}

/** cw_row_painter_find_middle: Returns: how far from the row's end the line of the year ends */
int
cw_row_painter_find_middle (CwRowPainter *self)
{
  int width;

  refresh (self);
  width = find_price_width (self);
  return width > 0 ? width + COLUMN_GAP : 0;
}

static float
find_x (const Canvas *canvas, int start, int width)
{
  return (float) (canvas->mirrored ? canvas->width - start - width : start);
}

/* Paints a part, cut short if it has to be; returns how wide it became. */
static int
paint_part (
    CwRowPainter *self, Canvas *canvas, guint i, int start, int y, int room, const GdkRGBA *color)
{
  Part *part = &self->parts[i];
  int natural = get_natural (self, i);
  int width = MIN (natural, room);

  if (width <= 0)
    return 0;
  pango_layout_set_ellipsize (part->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (part->layout, natural > room ? room * PANGO_SCALE : -1);
  gtk_snapshot_save (canvas->snapshot);
  gtk_snapshot_translate (canvas->snapshot,
                          &GRAPHENE_POINT_INIT (find_x (canvas, start, width), (float) y));
  gtk_snapshot_append_layout (canvas->snapshot, part->layout, color);
  gtk_snapshot_restore (canvas->snapshot);
  return width;
}

/* --- parts --- */

static void
paint_prices (CwRowPainter *self, Canvas *canvas)
{
  int width = find_price_width (self);

  if (width == 0)
    return;
  if (!self->known)
    cw_row_ink_fill (&canvas->ink, canvas->snapshot, find_x (canvas, canvas->end - width, width),
                     canvas->line[0], width, self->look->line_height[CW_ROW_FONT_PRICE]);
  paint_part (self, canvas, PRICE, canvas->end - get_natural (self, PRICE), canvas->line[0], width,
              &canvas->ink.text);
  paint_part (self, canvas, CHANGE, canvas->end - get_natural (self, CHANGE), canvas->line[1],
              width, cw_row_ink_get (&canvas->ink, self->change_direction));
  canvas->end -= width + COLUMN_GAP;
}

static void
paint_line (CwRowPainter *self, Canvas *canvas, int height)
{
  GdkRGBA color = *cw_row_ink_get (&canvas->ink, self->line_direction);
  int start = canvas->end - SPARKLINE_WIDTH;

  if (self->given_up || !cw_arrangement_shows (&self->look->arrangement, CW_COLUMN_SPARKLINE)
      || start - COLUMN_GAP - canvas->start < self->look->symbol_width + LEAST_TAG)
    return;
  canvas->end = start - COLUMN_GAP;
  if (self->analysis == NULL)
    return;
  if (!gdk_rgba_equal (&color, &self->line_color))
    g_clear_pointer (&self->line, gsk_render_node_unref);
  self->line_color = color;
  if (self->line == NULL)
    self->line = cw_sparkline_draw (self->analysis, &color, SPARKLINE_WIDTH, SPARKLINE_HEIGHT);
  if (self->line == NULL)
    return;
  gtk_snapshot_save (canvas->snapshot);
  gtk_snapshot_translate (canvas->snapshot,
                          &GRAPHENE_POINT_INIT (find_x (canvas, start, SPARKLINE_WIDTH),
                                                (float) ((height - SPARKLINE_HEIGHT) / 2)));
  gtk_snapshot_append_node (canvas->snapshot, self->line);
  gtk_snapshot_restore (canvas->snapshot);
}

static void
paint_tag (CwRowPainter *self, Canvas *canvas, int start)
{
  int height = self->look->line_height[CW_ROW_FONT_TAG];
  int room = canvas->end - start;
  int width = MIN (get_natural (self, TAG) + 2 * TAG_PADDING, room);
  int y = canvas->line[0] + (self->look->line_height[CW_ROW_FONT_SYMBOL] - height) / 2;

  if (!self->parts[TAG].shown || room < LEAST_TAG)
    return;
  cw_row_ink_fill_tag (&canvas->ink, canvas->snapshot, self->tag_direction,
                       find_x (canvas, start, width), y, width, height);
  paint_part (self, canvas, TAG, start + TAG_PADDING, y, width - 2 * TAG_PADDING,
              cw_row_ink_get (&canvas->ink, self->tag_direction));
}

static void
paint_symbol (CwRowPainter *self, Canvas *canvas)
{
  int tag = self->parts[TAG].shown ? get_natural (self, TAG) + 2 * TAG_PADDING + TAG_GAP : 0;
  int room = canvas->end - canvas->start;
  int width =
      paint_part (self, canvas, SYMBOL, canvas->start, canvas->line[0],
                  MIN (room, MAX (room - tag, self->look->symbol_width)), &canvas->ink.text);

  paint_tag (self, canvas, canvas->start + width + TAG_GAP);
}

static void
paint_details (CwRowPainter *self, Canvas *canvas, int row_end)
{
  int age = get_natural (self, AGE);
  int room = canvas->end - canvas->start - (age > 0 ? age + TAG_GAP : 0);
  gboolean has_detail = self->parts[DETAIL].shown;

  paint_part (self, canvas, AGE, canvas->end - age, canvas->line[1], age, &canvas->ink.dim);
  paint_part (self, canvas, has_detail ? DETAIL : FIGURES, canvas->start, canvas->line[1], room,
              &canvas->ink.dim);
  /* Beside it there is nothing in the third line, so it has the whole row. */
  if (has_detail)
    paint_part (self, canvas, FIGURES, canvas->start, canvas->line[2], row_end - canvas->start,
                &canvas->ink.dim);
}

static void
find_lines (CwRowPainter *self, Canvas *canvas, int height)
{
  const int *line_height = self->look->line_height;

  canvas->line[0] = (height - cw_row_look_get_height (self->look)) / 2;
  canvas->line[1] = canvas->line[0]
                    + MAX (line_height[CW_ROW_FONT_SYMBOL], line_height[CW_ROW_FONT_PRICE])
                    + LINE_GAP;
  canvas->line[2] = canvas->line[1] + line_height[CW_ROW_FONT_FIGURE] + LINE_GAP;
}

/**
 * cw_row_painter_paint:
 * @painter: a painter
 * @widget: the row's, whose size and style count
 * @snapshot: what is painted into
 * @reserved: how much of the middle a button takes
 * @chosen: whether the row is among those that were chosen
 */
void
cw_row_painter_paint (
    CwRowPainter *self, GtkWidget *widget, GtkSnapshot *snapshot, int reserved, gboolean chosen)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  Canvas canvas = { .snapshot = snapshot, .width = width, .end = width };
  int upper_lines;

  refresh (self);
  canvas.mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  canvas.ink = cw_row_ink_of (widget);
  find_lines (self, &canvas, height);
  upper_lines = canvas.line[1] + self->look->line_height[CW_ROW_FONT_FIGURE];
  if (self->look->choosing)
    {
      cw_row_ink_paint_mark (&canvas.ink, widget, snapshot, find_x (&canvas, 0, MARK_SIZE),
                             (height - MARK_SIZE) / 2, chosen);
      canvas.start = MARK_SIZE + COLUMN_GAP;
    }
  paint_prices (self, &canvas);
  if (reserved > 0)
    canvas.end -= reserved + COLUMN_GAP;
  else
    paint_line (self, &canvas, canvas.line[0] + upper_lines);
  paint_symbol (self, &canvas);
  paint_details (self, &canvas, width);
}
