/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-cell.h"

#define LINE_SPACING 2

struct _CwPortfolioCell
{
  GtkWidget parent_instance;

  CwPortfolioFillFunc fill;
  CwPortfolioItem *item; /* owned, nullable */
  guint version;         /* of the item, as it is shown */
  gboolean narrow;

  GtkLabel *text;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (CwPortfolioCell, cw_portfolio_cell, GTK_TYPE_WIDGET)

static void
cw_portfolio_cell_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_object (&CW_PORTFOLIO_CELL (object)->item);
  while (child != NULL)
    {
      gtk_widget_unparent (child);
      child = gtk_widget_get_first_child (GTK_WIDGET (object));
    }
  G_OBJECT_CLASS (cw_portfolio_cell_parent_class)->dispose (object);
}

static void
cw_portfolio_cell_class_init (CwPortfolioCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_portfolio_cell_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "portfoliocell");
}

static void
cw_portfolio_cell_init (CwPortfolioCell *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), LINE_SPACING);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

static GtkLabel *
new_label (CwPortfolioCell *self, gboolean is_number)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  if (!is_number)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
set_classes (GtkLabel *label, const char *style, CwDirection direction)
{
  const char *classes[] = { style, "numeric", NULL, NULL };

  if (direction != CW_DIRECTION_NONE)
    classes[2] = cw_direction_get_css_class (direction);
  else if (g_str_equal (style, "caption"))
    classes[2] = "dim-label";
  gtk_widget_set_css_classes (GTK_WIDGET (label), classes);
}

/**
 * cw_portfolio_cell_new:
 * @fill: shows an item in it
 * @is_number: whether it is aligned as numbers are
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
cw_portfolio_cell_new (CwPortfolioFillFunc fill, gboolean is_number)
{
  CwPortfolioCell *self = g_object_new (CW_TYPE_PORTFOLIO_CELL, NULL);

  self->fill = fill;
  self->text = new_label (self, is_number);
  self->detail = new_label (self, is_number);
  set_classes (self->text, is_number ? "cell" : "heading", CW_DIRECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
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

/** cw_portfolio_cell_update: Returns: whether the item said something else than was shown */
gboolean
cw_portfolio_cell_update (CwPortfolioCell *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_CELL (self), FALSE);

  if (self->item == NULL || self->version == cw_portfolio_item_get_version (self->item))
    return FALSE;
  show (self);
  return TRUE;
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
  g_return_if_fail (CW_IS_PORTFOLIO_CELL (self));

  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL);
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
  g_return_if_fail (CW_IS_PORTFOLIO_CELL (self));

  set_classes (self->text, "cell", of_detail ? CW_DIRECTION_NONE : direction);
  set_classes (self->detail, "caption", direction);
}
