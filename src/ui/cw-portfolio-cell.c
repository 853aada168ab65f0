/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-cell.h"

#include "cw-row-ink.h"

#define LINE_SPACING 2
#define CAPTION 0.82     /* what the style's own captions are scaled by */
#define LEAST_WIDTH 72   /* of words, which may be cut off */
#define TABULAR "tnum=1" /* digits that stay where they are when they change */

typedef struct
{
  PangoLayout *layout; /* owned */
  CwDirection direction;
  gboolean is_shown;
} Line;

/* Drawn, and not made of labels: a price that changes asks for no new layout of the table. */
struct _CwPortfolioCell
{
  GtkWidget parent_instance;

  CwPortfolioFillFunc fill;
  CwPortfolioItem *item; /* owned, nullable */
  guint version;         /* of the item, as it is shown */
  gboolean narrow;
  gboolean is_number;
  int *column_width; /* reference-counted: of the widest text that was in the column */

  Line text;
  Line detail;
};

G_DEFINE_FINAL_TYPE (CwPortfolioCell, cw_portfolio_cell, GTK_TYPE_WIDGET)

/* --- how large it is --- */

static int
get_line_width (const Line *line)
{
  int width = 0;

  if (!line->is_shown)
    return 0;
  pango_layout_set_width (line->layout, -1);
  pango_layout_get_pixel_size (line->layout, &width, NULL);
  return width;
}

static int
get_line_height (const Line *line)
{
  int height;

  pango_layout_get_pixel_size (line->layout, NULL, &height);
  return height;
}

/* Returns whether the column must be wider. */
static gboolean
widen_column (CwPortfolioCell *self)
{
  int width = MAX (get_line_width (&self->text), get_line_width (&self->detail));

  if (width <= *self->column_width)
    return FALSE;
  *self->column_width = width;
  return TRUE;
}

/* Rows are of one height, whether there is a second line or not. */
static void
cw_portfolio_cell_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  CwPortfolioCell *self = CW_PORTFOLIO_CELL (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural =
          get_line_height (&self->text) + LINE_SPACING + get_line_height (&self->detail);
      return;
    }
  widen_column (self);
  *natural = *self->column_width;
  *minimum = self->is_number ? *natural : MIN (*natural, LEAST_WIDTH);
}

/* --- drawing --- */

static void
paint_line (
    CwPortfolioCell *self, GtkSnapshot *snapshot, const Line *line, int y, const GdkRGBA *color)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  PangoRectangle place;
  int x = 0;

  if (!self->is_number)
    pango_layout_set_width (line->layout, width * PANGO_SCALE);
  pango_layout_get_pixel_extents (line->layout, NULL, &place);
  if (self->is_number != is_rtl)
    x = width - place.width;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - place.x), (float) y));
  gtk_snapshot_append_layout (snapshot, line->layout, color);
  gtk_snapshot_restore (snapshot);
}

static const GdkRGBA *
choose_color (const CwRowInk *ink, CwDirection direction, const GdkRGBA *usual)
{
  return direction == CW_DIRECTION_NONE ? usual : cw_row_ink_get (ink, direction);
}

static void
cw_portfolio_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwPortfolioCell *self = CW_PORTFOLIO_CELL (widget);
  CwRowInk ink = cw_row_ink_of (widget);
  int first = get_line_height (&self->text);
  int second = self->detail.is_shown ? LINE_SPACING + get_line_height (&self->detail) : 0;
  int y = (gtk_widget_get_height (widget) - first - second) / 2;

  paint_line (self, snapshot, &self->text, y, choose_color (&ink, self->text.direction, &ink.text));
  if (self->detail.is_shown)
    paint_line (self, snapshot, &self->detail, y + first + LINE_SPACING,
                choose_color (&ink, self->detail.direction, &ink.dim));
}

/* --- the widget --- */

static void
cw_portfolio_cell_dispose (GObject *object)
{
  CwPortfolioCell *self = CW_PORTFOLIO_CELL (object);

  g_clear_object (&self->item);
  g_clear_object (&self->text.layout);
  g_clear_object (&self->detail.layout);
  g_clear_pointer (&self->column_width, g_rc_box_release);
  G_OBJECT_CLASS (cw_portfolio_cell_parent_class)->dispose (object);
}

static void
cw_portfolio_cell_class_init (CwPortfolioCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_portfolio_cell_dispose;
  widget_class->measure = cw_portfolio_cell_measure;
  widget_class->snapshot = cw_portfolio_cell_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_css_name (widget_class, "portfoliocell");
}

static void
cw_portfolio_cell_init (CwPortfolioCell *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

static void
init_line (CwPortfolioCell *self, Line *line, PangoWeight weight, double scale)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new (TABULAR));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  line->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "");
  pango_layout_set_attributes (line->layout, attributes);
  if (!self->is_number)
    pango_layout_set_ellipsize (line->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (line->layout, TRUE);
  pango_attr_list_unref (attributes);
}

/**
 * cw_portfolio_cell_new:
 * @fill: shows an item in it
 * @is_number: whether it is aligned as numbers are
 * @column_width: how wide the column's widest text was, in a box that its cells share
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
cw_portfolio_cell_new (CwPortfolioFillFunc fill, gboolean is_number, int *column_width)
{
  CwPortfolioCell *self = g_object_new (CW_TYPE_PORTFOLIO_CELL, NULL);

  self->fill = fill;
  self->is_number = is_number;
  self->column_width = g_rc_box_acquire (column_width);
  self->text.is_shown = TRUE;
  init_line (self, &self->text, is_number ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD, 1);
  init_line (self, &self->detail, PANGO_WEIGHT_NORMAL, CAPTION);
  return GTK_WIDGET (self);
}

static void
show (CwPortfolioCell *self)
{
  self->version = cw_portfolio_item_get_version (self->item);
  self->fill (self, self->item, self->narrow);
}

/** cw_portfolio_cell_set_item: @item: (nullable): what to show from now on */
void
cw_portfolio_cell_set_item (CwPortfolioCell *self, CwPortfolioItem *item)
{
  g_return_if_fail (CW_IS_PORTFOLIO_CELL (self));

  g_set_object (&self->item, item);
  if (item != NULL)
    show (self);
}

/** cw_portfolio_cell_get_item: Returns: (transfer none) (nullable): what is shown */
CwPortfolioItem *
cw_portfolio_cell_get_item (CwPortfolioCell *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_CELL (self), NULL);
  return self->item;
}

/** cw_portfolio_cell_set_narrow: @narrow: whether it says what other columns would have room for */
void
cw_portfolio_cell_set_narrow (CwPortfolioCell *self, gboolean narrow)
{
  g_return_if_fail (CW_IS_PORTFOLIO_CELL (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->item != NULL)
    show (self);
}

/** cw_portfolio_cell_show_again: shows the item anew, for what changes with time alone */
void
cw_portfolio_cell_show_again (CwPortfolioCell *self)
{
  g_return_if_fail (CW_IS_PORTFOLIO_CELL (self));
  if (self->item != NULL)
    show (self);
}

/** cw_portfolio_cell_is_in_sight: Returns: whether its row is not scrolled away: a list keeps many
 * more rows than it shows */
gboolean
cw_portfolio_cell_is_in_sight (CwPortfolioCell *self)
{
  GtkWidget *place, *row, *list;
  GtkAllocation at;

  g_return_val_if_fail (CW_IS_PORTFOLIO_CELL (self), FALSE);

  place = gtk_widget_get_parent (GTK_WIDGET (self));
  row = place != NULL ? gtk_widget_get_parent (place) : NULL;
  list = row != NULL ? gtk_widget_get_parent (row) : NULL;
  if (list == NULL)
    return FALSE;
  gtk_widget_get_allocation (row, &at);
  return at.y + at.height > 0 && at.y < gtk_widget_get_height (list);
}

/** cw_portfolio_cell_update: Returns: whether it is in sight and its item said something else than
 * was shown */
gboolean
cw_portfolio_cell_update (CwPortfolioCell *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_CELL (self), FALSE);

  if (self->item == NULL || self->version == cw_portfolio_item_get_version (self->item)
      || !cw_portfolio_cell_is_in_sight (self))
    return FALSE;
  show (self);
  return TRUE;
}

static gboolean
set_line (Line *line, const char *text)
{
  gboolean is_shown = text != NULL;

  if (is_shown == line->is_shown
      && (!is_shown || g_str_equal (pango_layout_get_text (line->layout), text)))
    return FALSE;
  line->is_shown = is_shown;
  pango_layout_set_text (line->layout, is_shown ? text : "", -1);
  return TRUE;
}

/* What a label would tell. */
static void
tell (CwPortfolioCell *self, const char *text, const char *detail)
{
  g_autofree char *both = detail != NULL ? g_strconcat (text, ", ", detail, NULL) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  both != NULL ? both : text, -1);
}

/**
 * cw_portfolio_cell_say:
 * @self: a cell
 * @text: its first line
 * @detail: (nullable): what stands below it
 */
void
cw_portfolio_cell_say (CwPortfolioCell *self, const char *text, const char *detail)
{
  gboolean changed;

  g_return_if_fail (CW_IS_PORTFOLIO_CELL (self));

  changed = set_line (&self->text, text);
  changed = set_line (&self->detail, detail) || changed;
  if (!changed)
    return;
  tell (self, text, detail);
  if (widen_column (self))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cw_portfolio_cell_set_direction:
 * @self: a cell
 * @direction: which way it went
 * @of_detail: whether only the second line says so
 */
void
cw_portfolio_cell_set_direction (CwPortfolioCell *self, CwDirection direction, gboolean of_detail)
{
  CwDirection of_text = of_detail ? CW_DIRECTION_NONE : direction;

  g_return_if_fail (CW_IS_PORTFOLIO_CELL (self));

  if (self->text.direction == of_text && self->detail.direction == direction)
    return;
  self->text.direction = of_text;
  self->detail.direction = direction;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
