/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-risk-item.h"
#include "cw-risk-telling.h"

#define HIGHEST 320

/* A view makes widgets for two hundred rows at once, which takes longer than a frame. */
#define ROWS_AT_FIRST 20
#define ROWS_IN_A_FRAME 2

struct _CwRiskTable
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned by being its parent */
  GtkColumnView *view;
  GListStore *items;       /* owned, of CwRiskItem: all */
  GtkSliceListModel *some; /* owned: the first of them, or all if a person wants to see them */
  GtkWidget *more;
  guint tick; /* while rows come */
};

G_DEFINE_FINAL_TYPE (CwRiskTable, cw_risk_table, GTK_TYPE_WIDGET)

static const char *const titles[CW_N_RISK_COLUMNS] = {
  [CW_RISK_COLUMN_SYMBOL] = N_ ("Symbol"),
  /* Translators: what part of a portfolio a symbol is, in percent */
  [CW_RISK_COLUMN_WEIGHT] = N_ ("Weight"),
  [CW_RISK_COLUMN_BETA] = N_ ("Beta"),
  /* Translators: what would happen to a price, a guess */
  [CW_RISK_COLUMN_CHANGE] = N_ ("Hypothetical"),
  /* Translators: what did happen to a price at that time, beside what would, a guess; short */
  [CW_RISK_COLUMN_ACTUAL] = N_ ("Actual"),
};

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean is_text = GPOINTER_TO_UINT (column) == CW_RISK_COLUMN_SYMBOL;

  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), is_text ? 0 : 1);
  if (is_text)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  g_object_set_data (G_OBJECT (label), "cw-column", column);
  gtk_list_item_set_child (item, label);
}

/* The view's rows take the focus, and have no name of their own. */
static void
name_row (GtkWidget *label, const char *name)
{
  GtkWidget *cell = gtk_widget_get_parent (label);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static char *
describe_row (CwRiskItem *row)
{
  g_autofree char *symbol = cw_risk_item_dup_text (row, CW_RISK_COLUMN_SYMBOL);
  g_autofree char *change = cw_risk_item_dup_text (row, CW_RISK_COLUMN_CHANGE);

  return g_strjoin (", ", symbol, change, NULL);
}

static void
fill_cb (CwRiskItem *row, GtkLabel *label)
{
  CwRiskColumn column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), "cw-column"));
  g_autofree char *text = cw_risk_take_number (cw_risk_item_dup_text (row, column));
  g_autofree char *name = column == CW_RISK_COLUMN_CHANGE ? describe_row (row) : NULL;

  if (name != NULL)
    name_row (GTK_WIDGET (label), name);

  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  CwRiskItem *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  fill_cb (row, GTK_LABEL (label));
  g_signal_connect_object (row, "changed", G_CALLBACK (fill_cb), label, 0);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item),
                                        gtk_list_item_get_child (item));
}

static void
add_column (CwRiskTable *self, guint number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (_ (titles[number]), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), GUINT_TO_POINTER (number));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (number));
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), GUINT_TO_POINTER (number));
  gtk_column_view_column_set_expand (column, number == CW_RISK_COLUMN_SYMBOL);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
}

/* The focus goes to the view's own parts: its headings and its list. */
static void
name_parts (CwRiskTable *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The scenario, symbol by symbol"), -1);
  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (self->view)); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("The scenario, symbol by symbol"), -1);
}

static void
cw_risk_table_dispose (GObject *object)
{
  CwRiskTable *self = CW_RISK_TABLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->some);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (cw_risk_table_parent_class)->dispose (object);
}

static void
cw_risk_table_class_init (CwRiskTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_risk_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static gboolean
let_in_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  CwRiskTable *self = CW_RISK_TABLE (widget);
  guint size = gtk_slice_list_model_get_size (self->some) + ROWS_IN_A_FRAME;

  gtk_slice_list_model_set_size (self->some, MIN (size, ROWS_AT_FIRST));
  if (size < ROWS_AT_FIRST)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
let_in (CwRiskTable *self)
{
  if (self->tick == 0 && gtk_slice_list_model_get_size (self->some) < ROWS_AT_FIRST)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), let_in_cb, NULL, NULL);
}

static void
show_all_cb (CwRiskTable *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  gtk_slice_list_model_set_size (self->some, G_MAXUINT);
  gtk_widget_hide (self->more);
}

static GtkWidget *
new_view (CwRiskTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkSelectionModel *model =
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->some))));

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (model));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  for (guint i = 0; i < CW_N_RISK_COLUMNS; i++)
    add_column (self, i);
  name_parts (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HIGHEST);
  return scroller;
}

static void
cw_risk_table_init (CwRiskTable *self)
{
  self->items = g_list_store_new (CW_TYPE_RISK_ITEM);
  self->some =
      gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->items)), 0, ROWS_IN_A_FRAME);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (show_all_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), new_view (self));
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* The rows stay, and get other symbols: while histories come, there are more with each study. */
static void
make_places (CwRiskTable *self, guint n)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = before; i < n; i++)
    g_ptr_array_add (added, cw_risk_item_new ());
  if (before != n)
    g_list_store_splice (self->items, MIN (before, n), before - MIN (before, n), added->pdata,
                         added->len);
}

static void
offer_all (CwRiskTable *self, gsize n)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: how many symbols there are; a few of them are shown */
      g_dngettext (GETTEXT_PACKAGE, "Show All %d Symbol", "Show All %d Symbols", (gulong) n),
      (int) n);

  gtk_button_set_label (GTK_BUTTON (self->more), text);
  gtk_widget_set_visible (self->more,
                          n > MAX (gtk_slice_list_model_get_size (self->some), ROWS_AT_FIRST));
}

/** cw_risk_table_show: @study: a study with a basket, whose symbols are shown from now on, once a
 * scenario is applied
 */
void
cw_risk_table_show (CwRiskTable *self, const CwRiskStudy *study)
{
  const CwBasket *basket = study->basket;

  g_return_if_fail (CW_IS_RISK_TABLE (self));

  make_places (self, (guint) basket->n_symbols);
  for (gsize i = 0; i < basket->n_symbols; i++)
    {
      g_autoptr (CwRiskItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), (guint) i);

      cw_risk_item_set (item, basket->names[i], basket->weights[i], study->betas[i]);
    }
  offer_all (self, basket->n_symbols);
  let_in (self);
}

/**
 * cw_risk_table_apply:
 * @self: a table
 * @study: the study that it shows
 * @market_return: what the market does
 * @scenario: which of the named scenarios that is, or %CW_RISK_NO_SCENARIO
 *
 * Puts every symbol into a scenario.
 */
void
cw_risk_table_apply (CwRiskTable *self,
                     const CwRiskStudy *study,
                     double market_return,
                     gsize scenario)
{
  g_return_if_fail (CW_IS_RISK_TABLE (self));

  for (gsize i = 0; i < study->basket->n_symbols; i++)
    {
      g_autoptr (CwRiskItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), (guint) i);

      cw_risk_item_apply (item, market_return,
                          scenario != CW_RISK_NO_SCENARIO
                              ? cw_risk_study_get_actual (study, scenario, i)
                              : (double) NAN);
    }
}
