/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-table.h"

#include <glib/gi18n-lib.h>

#include "cw-portfolio-cells.h"
#include "cw-portfolio-edit.h"
#include "cw-portfolio-menu.h"
#include "cw-portfolio-titles.h"

/* With room for fewer digits than this the table leaves columns out. */
#define WIDE_DIGITS 94
#define MEDIUM_DIGITS 58

/* Making the widgets of a row takes a while: there are as many as fit a window at once, then a few
 * more a frame, until there are as many as a list keeps. */
#define FIRST_ROWS 8
#define ROWS_A_FRAME 1
#define ROWS_WITH_WIDGETS 224

struct _CwPortfolioTable
{
  GtkWidget parent_instance;

  CwHoldingsModel *portfolio; /* owned, nullable */
  CwPortfolioCells *cells;    /* owned */
  CwPortfolioWidth width;
  CwPortfolioWidth shown_width;
  guint width_source;
  GtkSortListModel *sorted;
  GtkSliceListModel *slice; /* owned, nullable: of what is sorted, as much as has come */

  GtkScrolledWindow *scrolled;
  GtkColumnView *view;
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_SCROLLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwPortfolioTable, cw_portfolio_table, GTK_TYPE_WIDGET)

/* --- columns --- */

static void
add_column (CwPortfolioTable *self, const CwPortfolioColumn *column)
{
  const char *title = g_dpgettext2 (GETTEXT_PACKAGE, "column", column->title);
  GtkColumnViewColumn *added =
      gtk_column_view_column_new (title, cw_portfolio_cells_new_factory (self->cells, column));
  GtkCustomSorter *sorter =
      gtk_custom_sorter_new (cw_portfolio_column_compare, (gpointer) column, NULL);

  gtk_column_view_column_set_sorter (added, GTK_SORTER (sorter));
  gtk_column_view_column_set_expand (added, column->get_number == NULL);
  gtk_column_view_append_column (self->view, added);
  g_object_unref (sorter);
  g_object_unref (added);
}

static void
add_edit_column (CwPortfolioTable *self)
{
  GtkColumnViewColumn *added = gtk_column_view_column_new (NULL, cw_portfolio_edit_new_factory ());

  gtk_column_view_append_column (self->view, added);
  g_object_unref (added);
}

static GtkColumnViewColumn *
get_column (CwPortfolioTable *self, guint i)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (self->view), i);

  return column;
}

static void
show_columns (CwPortfolioTable *self)
{
  guint n;
  const CwPortfolioColumn *columns = cw_portfolio_columns_get (&n);

  self->shown_width = self->width;
  for (guint i = 0; i < n; i++)
    gtk_column_view_column_set_visible (get_column (self, i), columns[i].from <= self->width);
  cw_portfolio_cells_set_narrow (self->cells, self->width == CW_PORTFOLIO_NARROW);
}

static gboolean
width_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwPortfolioTable *self = CW_PORTFOLIO_TABLE (widget);

  self->width_source = 0;
  if (self->shown_width != self->width)
    show_columns (self);
  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (CwPortfolioTable *self)
{
  g_signal_emit (self, signals[SIGNAL_SCROLLED], 0);
}

/* Larger text needs more room. */
static CwPortfolioWidth
choose_width (CwPortfolioTable *self, int width)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int digit = MAX (pango_font_metrics_get_approximate_digit_width (metrics), 1);
  gint64 n_digits = (gint64) width * PANGO_SCALE / digit;

  pango_font_metrics_unref (metrics);
  if (n_digits >= WIDE_DIGITS)
    return CW_PORTFOLIO_WIDE;
  return n_digits >= MEDIUM_DIGITS ? CW_PORTFOLIO_MEDIUM : CW_PORTFOLIO_NARROW;
}

/* Columns may not come and go while they are given their places. */
static void
cw_portfolio_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CwPortfolioTable *self = CW_PORTFOLIO_TABLE (widget);

  gtk_widget_allocate (GTK_WIDGET (self->scrolled), width, height, baseline, NULL);
  self->width = choose_width (self, width);
  if (self->width != self->shown_width && self->width_source == 0)
    self->width_source = gtk_widget_add_tick_callback (widget, width_cb, NULL, NULL);
  scrolled_cb (self);
}

static void
cw_portfolio_table_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (CW_PORTFOLIO_TABLE (widget)->scrolled), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

/* --- what a person does --- */

static void
activated_cb (CwPortfolioTable *self, guint position)
{
  g_autoptr (CwPortfolioItem) item =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->view)), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, cw_portfolio_item_get_symbol (item));
}

static const char *
find_action (guint key)
{
  if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    return "win.remove-holding";
  return key == GDK_KEY_F2 ? "win.edit-holding" : NULL;
}

static gboolean
key_pressed_cb (CwPortfolioTable *self, guint key)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  CwPortfolioItem *item =
      cw_portfolio_menu_find_item (root != NULL ? gtk_root_get_focus (root) : NULL);
  const char *action = find_action (key);

  if (item == NULL || action == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", cw_portfolio_item_get_symbol (item));
  return GDK_EVENT_STOP;
}

/* --- the widget --- */

static void
cw_portfolio_table_dispose (GObject *object)
{
  CwPortfolioTable *self = CW_PORTFOLIO_TABLE (object);
  GtkWidget *scrolled;

  cw_portfolio_table_set_portfolio (self, NULL);
  scrolled = (GtkWidget *) g_steal_pointer (&self->scrolled);
  g_clear_pointer (&scrolled, gtk_widget_unparent);
  g_clear_object (&self->cells);
  G_OBJECT_CLASS (cw_portfolio_table_parent_class)->dispose (object);
}

static void
cw_portfolio_table_class_init (CwPortfolioTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_portfolio_table_dispose;
  widget_class->size_allocate = cw_portfolio_table_size_allocate;
  widget_class->measure = cw_portfolio_table_measure;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", CW_TYPE_PORTFOLIO_TABLE, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SCROLLED] = g_signal_new ("scrolled", CW_TYPE_PORTFOLIO_TABLE, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_controllers (CwPortfolioTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  cw_portfolio_menu_attach (GTK_WIDGET (self->view));
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
}

static void
cw_portfolio_table_init (CwPortfolioTable *self)
{
  guint n;
  const CwPortfolioColumn *columns = cw_portfolio_columns_get (&n);

  self->cells = cw_portfolio_cells_new ();
  self->width = self->shown_width = CW_PORTFOLIO_WIDE;
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_single_click_activate (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "holdings");
  for (guint i = 0; i < n; i++)
    add_column (self, &columns[i]);
  add_edit_column (self);
  cw_portfolio_titles_align (self->view);
  cw_portfolio_titles_name (self->view);
  add_controllers (self);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->view));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->scrolled), GTK_WIDGET (self));
}

static void
forget_portfolio (CwPortfolioTable *self)
{
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->slice);
  self->sorted = NULL;
  g_clear_object (&self->portfolio);
}

/**
 * cw_portfolio_table_set_portfolio:
 * @self: a table
 * @portfolio: (nullable): whose holdings to show
 */
void
cw_portfolio_table_set_portfolio (CwPortfolioTable *self, CwHoldingsModel *portfolio)
{
  g_autoptr (GtkSortListModel) sorted = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkSorter *sorter;

  g_return_if_fail (CW_IS_PORTFOLIO_TABLE (self));

  if (self->scrolled == NULL || portfolio == self->portfolio)
    return;
  forget_portfolio (self);
  if (portfolio == NULL)
    return;
  self->portfolio = g_object_ref (portfolio);
  sorter = gtk_column_view_get_sorter (self->view);
  sorted = gtk_sort_list_model_new (g_object_ref (cw_holdings_model_get_model (portfolio)),
                                    g_object_ref (sorter));
  self->sorted = sorted;
  self->slice = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (sorted)), 0, FIRST_ROWS);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->slice)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

/* --- keeping it up to date --- */

/** cw_portfolio_table_hold_back: to be called when many holdings may be about to come: from now on
 * cw_portfolio_table_update() lets them in */
void
cw_portfolio_table_hold_back (CwPortfolioTable *self)
{
  guint n;

  g_return_if_fail (CW_IS_PORTFOLIO_TABLE (self));

  n = self->slice != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->slice)) : 0;
  if (self->slice != NULL && n < ROWS_WITH_WIDGETS)
    gtk_slice_list_model_set_size (self->slice, MAX (n, FIRST_ROWS));
}

/* Returns whether all are in. */
static gboolean
let_in (CwPortfolioTable *self)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->sorted)), ROWS_WITH_WIDGETS);
  guint size = gtk_slice_list_model_get_size (self->slice);

  if (size == G_MAXUINT)
    return TRUE;
  gtk_slice_list_model_set_size (self->slice, size < n ? size + ROWS_A_FRAME : G_MAXUINT);
  return size >= n;
}

static gboolean
is_in_order (CwPortfolioTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  g_autoptr (CwPortfolioItem) before = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwPortfolioItem) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), i);

      if (before != NULL && gtk_sorter_compare (sorter, before, item) == GTK_ORDERING_LARGER)
        return FALSE;
      g_set_object (&before, item);
    }
  return TRUE;
}

/** cw_portfolio_table_sort_again: puts the holdings into the order that the table is sorted by, if
 * they are not any more */
void
cw_portfolio_table_sort_again (CwPortfolioTable *self)
{
  g_return_if_fail (CW_IS_PORTFOLIO_TABLE (self));

  if (self->portfolio != NULL && !is_in_order (self))
    gtk_sorter_changed (gtk_column_view_get_sorter (self->view), GTK_SORTER_CHANGE_DIFFERENT);
}

/**
 * cw_portfolio_table_update:
 * @self: a table
 * @budget: for how many cells there is time now
 *
 * Shows what was computed since.
 *
 * Returns: whether all holdings are in and all cells up to date
 */
gboolean
cw_portfolio_table_update (CwPortfolioTable *self, guint budget)
{
  gboolean all_in;

  g_return_val_if_fail (CW_IS_PORTFOLIO_TABLE (self), TRUE);

  if (self->portfolio == NULL)
    return TRUE;
  all_in = let_in (self);
  return cw_portfolio_cells_update (self->cells, budget) && all_in;
}

/** cw_portfolio_table_show_ages: says anew how old each price is */
void
cw_portfolio_table_show_ages (CwPortfolioTable *self)
{
  g_return_if_fail (CW_IS_PORTFOLIO_TABLE (self));
  cw_portfolio_cells_show_again (self->cells);
}

/**
 * cw_portfolio_table_sort:
 * @self: a table
 * @column: by which column; numbers with the largest first; anything else is the list's own order
 */
void
cw_portfolio_table_sort (CwPortfolioTable *self, const char *column)
{
  guint n;
  const CwPortfolioColumn *columns = cw_portfolio_columns_get (&n);

  g_return_if_fail (CW_IS_PORTFOLIO_TABLE (self) && column != NULL);

  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (columns[i].id, column))
      gtk_column_view_sort_by_column (self->view, get_column (self, i),
                                      columns[i].get_number != NULL ? GTK_SORT_DESCENDING
                                                                    : GTK_SORT_ASCENDING);
}
