/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-table.h"

#include <glib/gi18n-lib.h>

#include "cw-chart-rows.h"
#include "cw-scene-table.h"

struct _CwChartTable
{
  GtkWidget parent_instance;

  GtkWidget *scroller; /* owned by being its parent */
  GtkColumnView *view;
};

G_DEFINE_FINAL_TYPE (CwChartTable, cw_chart_table, GTK_TYPE_WIDGET)

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), column == NULL ? 0 : 1);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  CwChartRow *bar = gtk_list_item_get_item (item);
  g_autofree char *text =
      cw_scene_table_dup_cell (cw_chart_row_get_scene (bar), GPOINTER_TO_SIZE (column),
                               cw_chart_row_get_index (bar));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
add_column (CwChartTable *self, CwScene *scene, gsize number)
{
  g_autofree char *title = cw_scene_table_dup_title (scene, number);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), GSIZE_TO_POINTER (number));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GSIZE_TO_POINTER (number));
  gtk_column_view_column_set_expand (column, number == 0);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
}

static void
remove_columns (CwChartTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
cw_chart_table_dispose (GObject *object)
{
  CwChartTable *self = CW_CHART_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_chart_table_parent_class)->dispose (object);
}

static void
cw_chart_table_class_init (CwChartTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_chart_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* The focus goes to the view's own parts: its headings and its list. */
static void
name_parts (CwChartTable *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The chart’s values"), -1);
  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (self->view)); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("The chart’s values"), -1);
}

static void
cw_chart_table_init (CwChartTable *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  name_parts (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/** cw_chart_table_set_scene: shows the bars of @scene (nullable) and what is drawn with them */
void
cw_chart_table_set_scene (CwChartTable *self, CwScene *scene)
{
  GtkSelectionModel *model;

  g_return_if_fail (CW_IS_CHART_TABLE (self));

  gtk_column_view_set_model (self->view, NULL);
  remove_columns (self);
  if (scene == NULL)
    return;
  for (gsize i = 0; i < cw_scene_table_get_n_columns (scene); i++)
    add_column (self, scene, i);
  model = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (cw_chart_rows_new (scene))));
  gtk_column_view_set_model (self->view, model);
  g_object_unref (model);
}
