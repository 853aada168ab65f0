/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-heat-map-private.h"

#include <math.h>

#include "cw-format.h"

#define PADDING 6.0
#define MOST_SQUEEZED 0.8 /* of a line of text */
#define MOST_NAME 0.3     /* of the width */
#define LEAST_CELL 6.0
#define WIDEST_CELL 120.0
#define CELL_HEIGHT 27.0
#define HIGHEST_NAME 110.0
#define CELL_GAP 1.0
#define NUMBER_GAP 3.0
#define OUTLINE 2.0
#define NAME_SLACK 3.0 /* letters that are turned, or cut to whole pixels, are wider */
#define SCALE_STEPS 21
#define SCALE_CELL 8.0
#define SCALE_HEIGHT 10.0

/* Blue for those that move together, orange for those that move against each other: nearly every
 * eye keeps them apart. On white and on dark grey, the latter less opaque, so that what is written
 * over them stays legible. */
static const struct
{
  CwColor together, against, alone;
  double opacity;
} colors[] = {
  { { 0x1c / 255.0, 0x71 / 255.0, 0xd8 / 255.0, 1 },
    { 0xd9 / 255.0, 0x73 / 255.0, 0x0d / 255.0, 1 },
    { 0, 0, 0, 0.05 },
    0.62 },
  { { 0x78 / 255.0, 0xae / 255.0, 0xed / 255.0, 1 },
    { 0xff / 255.0, 0xa3 / 255.0, 0x48 / 255.0, 1 },
    { 1, 1, 1, 0.06 },
    0.52 },
};

/* Where the cells lie. Names stand where lines of text begin, and above the columns. */
typedef struct
{
  const CwHeatMap *plot;
  const CwTheme *theme;
  PangoContext *numbers; /* owned: of numbers and of symbols, both of which are read one way */
  gboolean mirrored;
  gboolean upright;  /* the names of columns are turned … */
  gboolean squeezed; /* … and would even so lie over each other */
  gboolean numbered;
  double width, names_width, names_height, line;
  double left, top, cell_width, cell_height;
} Layout;

static double
measure_widest (const CwHeatMap *self, PangoContext *text, double *line)
{
  double widest = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      g_autoptr (PangoLayout) label = cw_text_new (text, CW_TEXT_LABEL, self->names[i]);
      double width;

      cw_text_get_size (label, &width, line);
      widest = MAX (widest, width);
    }
  return widest;
}

static double
measure_number (PangoContext *text)
{
  g_autofree char *number = cw_format_number (-0.88, 2);
  g_autoptr (PangoLayout) label = cw_text_new (text, CW_TEXT_LABEL, number);
  double width;

  cw_text_get_size (label, &width, NULL);
  return width;
}

static Layout
lay_out (const CwHeatMap *self, double width, PangoContext *text)
{
  Layout layout = { .plot = self, .width = width };
  double widest = measure_widest (self, text, &layout.line);

  layout.mirrored = pango_context_get_base_dir (text) == PANGO_DIRECTION_RTL;
  layout.numbers = cw_text_context_for_numbers (text);
  layout.names_width = MIN (widest + NAME_SLACK, width * MOST_NAME) + PADDING;
  layout.cell_width =
      CLAMP ((width - layout.names_width) / (double) self->n, LEAST_CELL, WIDEST_CELL);
  layout.cell_height = CELL_HEIGHT;
  layout.upright = widest + 2 * CELL_GAP > layout.cell_width;
  layout.squeezed = layout.upright && layout.cell_width < layout.line * MOST_SQUEEZED;
  layout.names_height =
      (layout.upright ? MIN (widest + NAME_SLACK, HIGHEST_NAME) : layout.line) + PADDING;
  layout.numbered = measure_number (layout.numbers) + 2 * NUMBER_GAP <= layout.cell_width;
  layout.left = layout.mirrored ? width - layout.names_width - (double) self->n * layout.cell_width
                                : layout.names_width;
  layout.top = layout.names_height;
  return layout;
}

/* The first column stands beside the names, wherever these are. */
static double
get_left (const Layout *layout, gsize column)
{
  gsize place = layout->mirrored ? layout->plot->n - 1 - column : column;

  return layout->left + (double) place * layout->cell_width;
}

static void
set_cell_color (const Layout *layout, CwPainter *painter, double value)
{
  int shade = layout->theme->dark ? 1 : 0;

  if (isnan (value))
    cw_painter_set_color (painter, &colors[shade].alone, 1);
  else
    cw_painter_set_color (painter, value < 0 ? &colors[shade].against : &colors[shade].together,
                          colors[shade].opacity * MIN (fabs (value), 1));
}

static void
paint_number (const Layout *layout, CwPainter *painter, double value, double left, double top)
{
  g_autofree char *text = cw_format_number (value, 2);
  g_autoptr (PangoLayout) label = cw_text_new (layout->numbers, CW_TEXT_LABEL, text);
  double width, height;

  cw_text_get_size (label, &width, &height);
  cw_painter_set_color (painter, &layout->theme->text, 1);
  cw_text_paint (painter, label, left + (layout->cell_width - CELL_GAP - width) / 2,
                 top + (layout->cell_height - CELL_GAP - height) / 2);
}

/* A symbol moves with itself, which says nothing. */
static void
paint_cell (const Layout *layout, CwPainter *painter, gsize row, gsize column)
{
  double left = cw_painter_snap_x (painter, get_left (layout, column));
  double top = cw_painter_snap_y (painter, layout->top + (double) row * layout->cell_height);
  double right = cw_painter_snap_x (painter, get_left (layout, column) + layout->cell_width);
  double value =
      row == column ? (double) NAN : layout->plot->matrix[row * layout->plot->n + column];

  set_cell_color (layout, painter, value);
  cw_painter_add_box (painter, left, top, right - CELL_GAP, top + layout->cell_height - CELL_GAP);
  cw_painter_fill (painter);
  if (layout->numbered && !isnan (value))
    paint_number (layout, painter, value, left, top);
}

static PangoLayout *
make_name (const Layout *layout, gsize symbol, double room)
{
  PangoLayout *name = cw_text_new (layout->numbers, CW_TEXT_LABEL, layout->plot->names[symbol]);

  pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (name, (int) (room * PANGO_SCALE));
  pango_layout_set_auto_dir (name, FALSE);
  return name;
}

static double
get_ink_width (PangoLayout *name)
{
  PangoRectangle logical;

  pango_layout_get_extents (name, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

static void
paint_row_name (const Layout *layout, CwPainter *painter, gsize row)
{
  double room = layout->names_width - PADDING;
  g_autoptr (PangoLayout) name = make_name (layout, row, room);
  double left = layout->mirrored ? layout->width - room : 0;

  pango_layout_set_alignment (name, PANGO_ALIGN_LEFT);
  cw_text_paint (painter, name, left,
                 layout->top + (double) row * layout->cell_height
                     + (layout->cell_height - CELL_GAP - layout->line) / 2);
}

static void
paint_column_name (const Layout *layout, CwPainter *painter, gsize column)
{
  double left = get_left (layout, column);
  double room = layout->upright ? layout->names_height - PADDING : layout->cell_width;
  g_autoptr (PangoLayout) name = make_name (layout, column, room);

  if (!layout->upright)
    {
      pango_layout_set_alignment (name, PANGO_ALIGN_CENTER);
      cw_text_paint (painter, name, left, 0);
      return;
    }
  cairo_save (painter->cr);
  cairo_translate (painter->cr, left + (layout->cell_width - CELL_GAP - layout->line) / 2,
                   layout->names_height - PADDING);
  cairo_rotate (painter->cr, -G_PI / 2);
  pango_layout_set_alignment (name, PANGO_ALIGN_LEFT);
  cairo_move_to (painter->cr, 0, 0);
  pango_cairo_show_layout (painter->cr, name);
  cairo_restore (painter->cr);
}

static void
paint_names (const Layout *layout, CwPainter *painter)
{
  cw_painter_set_color (painter, &layout->theme->text, 1);
  for (gsize i = 0; i < layout->plot->n; i++)
    {
      paint_row_name (layout, painter, i);
      /* The rows are in the same order. */
      if (!layout->squeezed)
        paint_column_name (layout, painter, i);
    }
}

static double
get_scale_top (const Layout *layout)
{
  return layout->top + (double) layout->plot->n * layout->cell_height + 2 * PADDING;
}

/* What the colours say: from −1 to 1. */
static void
paint_scale (const Layout *layout, CwPainter *painter)
{
  double width = SCALE_STEPS * SCALE_CELL, top = get_scale_top (layout);
  double left =
      layout->mirrored ? layout->width - layout->names_width - width : layout->names_width;

  for (int i = 0; i < SCALE_STEPS; i++)
    {
      set_cell_color (layout, painter, 2.0 * i / (SCALE_STEPS - 1) - 1);
      cw_painter_add_box (painter, cw_painter_snap_x (painter, left + i * SCALE_CELL),
                          cw_painter_snap_y (painter, top),
                          cw_painter_snap_x (painter, left + (i + 1) * SCALE_CELL),
                          cw_painter_snap_y (painter, top + SCALE_HEIGHT));
      cw_painter_fill (painter);
    }
  for (int mark = -1; mark <= 1; mark++)
    {
      g_autofree char *text = cw_format_signed (mark, 0);
      g_autoptr (PangoLayout) label = cw_text_new (layout->numbers, CW_TEXT_LABEL, text);
      double label_width = get_ink_width (label);

      cw_painter_set_color (painter, &layout->theme->dim_text, 1);
      cw_text_paint (painter, label,
                     CLAMP (left + (mark + 1) * width / 2 - label_width / 2, left,
                            left + width - label_width),
                     top + SCALE_HEIGHT + 2);
    }
}

/** cw_heat_map_get_height: as every plot has it */
double
cw_heat_map_get_height (const CwPlot *plot, double width, PangoContext *text)
{
  const CwHeatMap *self = (const CwHeatMap *) plot;
  Layout layout;

  if (self->n == 0)
    return 1;
  layout = lay_out (self, width, text);
  g_object_unref (layout.numbers);
  return ceil (get_scale_top (&layout) + SCALE_HEIGHT + 2 + layout.line);
}

/** cw_heat_map_paint: as every plot has it */
void
cw_heat_map_paint (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter)
{
  const CwHeatMap *self = (const CwHeatMap *) plot;
  Layout layout;

  if (self->n == 0)
    return;
  layout = lay_out (self, canvas->width, canvas->text);
  layout.theme = canvas->theme;
  paint_names (&layout, painter);
  for (gsize row = 0; row < self->n; row++)
    for (gsize column = 0; column < self->n; column++)
      paint_cell (&layout, painter, row, column);
  paint_scale (&layout, painter);
  g_object_unref (layout.numbers);
}

/** cw_heat_map_paint_picked: as every plot has it */
void
cw_heat_map_paint_picked (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter)
{
  Layout layout = lay_out ((const CwHeatMap *) plot, canvas->width, canvas->text);
  gsize row = (gsize) canvas->picked / layout.plot->n;

  cw_painter_set_color (painter, &canvas->theme->text, 1);
  cairo_set_line_width (painter->cr, OUTLINE);
  cairo_rectangle (painter->cr, get_left (&layout, (gsize) canvas->picked % layout.plot->n) + 1,
                   layout.top + (double) row * layout.cell_height + 1,
                   layout.cell_width - CELL_GAP - OUTLINE, layout.cell_height - CELL_GAP - OUTLINE);
  cairo_stroke (painter->cr);
  g_object_unref (layout.numbers);
}

/** cw_heat_map_find: as every plot has it: the cell at a point */
gssize
cw_heat_map_find (const CwPlot *plot, const CwPlotCanvas *canvas, double x, double y)
{
  const CwHeatMap *self = (const CwHeatMap *) plot;
  Layout layout = lay_out (self, canvas->width, canvas->text);
  gssize column = (gssize) floor ((x - layout.left) / layout.cell_width);
  gssize row = (gssize) floor ((y - layout.top) / layout.cell_height);
  gssize n = (gssize) self->n;

  g_object_unref (layout.numbers);
  if (column < 0 || column >= n || row < 0 || row >= n)
    return CW_PLOT_NOTHING;
  return row * n + (layout.mirrored ? n - 1 - column : column);
}
