/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-cells.h"

#define COLUMN_KEY "cw-portfolio-column"
#define WIDTH_KEY "cw-portfolio-column-width"

struct _CwPortfolioCells
{
  GObject parent_instance;

  GPtrArray *bound; /* owned, of the unowned CwPortfolioCell that show an item now */
  guint next;       /* from where on they are looked through for what is outdated */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CwPortfolioCells, cw_portfolio_cells, G_TYPE_OBJECT)

/* --- names --- */

/* GTK 4.8 has no label for a row but the one that its widget is given: the first cell gives it. */
static void
name_row (CwPortfolioCell *cell)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (cell));
  GtkWidget *row = place != NULL ? gtk_widget_get_parent (place) : NULL;
  g_autofree char *text = NULL;

  if (row == NULL || gtk_widget_get_prev_sibling (place) != NULL)
    return;
  text = cw_portfolio_item_describe (cw_portfolio_cell_get_item (cell));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* --- making and using again --- */

static void
setup_cb (CwPortfolioCells *self, GtkListItem *list_item, GtkListItemFactory *factory)
{
  const CwPortfolioColumn *column = g_object_get_data (G_OBJECT (factory), COLUMN_KEY);

  gtk_list_item_set_child (list_item, cw_portfolio_cell_new (column->fill, column->is_number,
                                                             g_object_get_data (G_OBJECT (factory),
                                                                                WIDTH_KEY)));
}

static void
bind_cb (CwPortfolioCells *self, GtkListItem *list_item)
{
  CwPortfolioCell *cell = CW_PORTFOLIO_CELL (gtk_list_item_get_child (list_item));

  cw_portfolio_cell_set_narrow (cell, self->narrow);
  cw_portfolio_cell_set_item (cell, CW_PORTFOLIO_ITEM (gtk_list_item_get_item (list_item)));
  name_row (cell);
  g_ptr_array_add (self->bound, cell);
}

static void
unbind_cb (CwPortfolioCells *self, GtkListItem *list_item)
{
  CwPortfolioCell *cell = CW_PORTFOLIO_CELL (gtk_list_item_get_child (list_item));

  cw_portfolio_cell_set_item (cell, NULL);
  g_ptr_array_remove_fast (self->bound, cell);
}

/**
 * cw_portfolio_cells_new_factory:
 * @self: cells
 * @column: what they show
 *
 * Returns: (transfer full): what makes the cells of a column; the first column's give their rows a
 *   name
 */
GtkListItemFactory *
cw_portfolio_cells_new_factory (CwPortfolioCells *self, const CwPortfolioColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, (gpointer) column);
  g_object_set_data_full (G_OBJECT (factory), WIDTH_KEY, g_rc_box_new0 (int), g_rc_box_release);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

/* --- the object --- */

static void
cw_portfolio_cells_finalize (GObject *object)
{
  g_ptr_array_unref (CW_PORTFOLIO_CELLS (object)->bound);
  G_OBJECT_CLASS (cw_portfolio_cells_parent_class)->finalize (object);
}

static void
cw_portfolio_cells_class_init (CwPortfolioCellsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_portfolio_cells_finalize;
}

static void
cw_portfolio_cells_init (CwPortfolioCells *self)
{
  self->bound = g_ptr_array_new ();
}

/** cw_portfolio_cells_new: Returns: (transfer full): no cells yet */
CwPortfolioCells *
cw_portfolio_cells_new (void)
{
  return g_object_new (CW_TYPE_PORTFOLIO_CELLS, NULL);
}

/** cw_portfolio_cells_set_narrow: @narrow: whether the cells say what other columns would have room
 * for */
void
cw_portfolio_cells_set_narrow (CwPortfolioCells *self, gboolean narrow)
{
  g_return_if_fail (CW_IS_PORTFOLIO_CELLS (self));

  self->narrow = narrow;
  for (guint i = 0; i < self->bound->len; i++)
    cw_portfolio_cell_set_narrow (g_ptr_array_index (self->bound, i), narrow);
}

/**
 * cw_portfolio_cells_update:
 * @self: cells
 * @budget: for how many there is time now
 *
 * Shows in what is in sight what was computed since; goes on another time where it stopped.
 *
 * Returns: whether all of these are up to date
 */
gboolean
cw_portfolio_cells_update (CwPortfolioCells *self, guint budget)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_CELLS (self), TRUE);

  for (guint i = 0; i < self->bound->len && budget > 0; i++)
    {
      CwPortfolioCell *cell;

      self->next = (self->next + 1) % self->bound->len;
      cell = g_ptr_array_index (self->bound, self->next);
      if (!cw_portfolio_cell_update (cell))
        continue;
      name_row (cell);
      budget--;
    }
  return budget > 0;
}

/** cw_portfolio_cells_show_again: shows anew what changes with time alone */
void
cw_portfolio_cells_show_again (CwPortfolioCells *self)
{
  g_return_if_fail (CW_IS_PORTFOLIO_CELLS (self));
  for (guint i = 0; i < self->bound->len; i++)
    cw_portfolio_cell_show_again (g_ptr_array_index (self->bound, i));
}
