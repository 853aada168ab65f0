/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "cw-row-list.h"
#include "cw-until.h"
#include "cw-watchlist-item.h"
#include "row-samples.h"

/* The list's widget by itself: what its rows are made of, and what they do when much changes. */

#define N_ROWS 600
/* Above this many a list view of GTK 4.8 makes no more. */
#define MOST_WIDGETS 260

typedef struct
{
  GListStore *rows;
  GtkWidget *window;
  CwRowList *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->rows = g_list_store_new (CW_TYPE_ROW);
  fixture->list = g_object_new (CW_TYPE_ROW_LIST, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->list));
  cw_row_list_set_rows (fixture->list, G_LIST_MODEL (fixture->rows));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->rows);
}

static void
add (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("S%03u", i);
      g_autoptr (CwRow) row = row_sample_new (
          &(RowSample){ .symbol = symbol, .name = symbol, .price = 1 + i, .change_percent = 1 });

      g_list_store_append (fixture->rows, row);
    }
  CW_UNTIL (cw_row_list_is_up_to_date (fixture->list));
}

static CwRow *
get_row (Fixture *fixture, guint position)
{
  g_autoptr (CwRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), position);

  return row;
}

static void
collect (GtkWidget *widget, GPtrArray *items)
{
  if (CW_IS_WATCHLIST_ITEM (widget) && cw_watchlist_item_get_row (CW_WATCHLIST_ITEM (widget)))
    g_ptr_array_add (items, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, items);
}

static GPtrArray *
list_items (Fixture *fixture)
{
  GPtrArray *items = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->list), items);
  return items;
}

static GtkWidget *
find_item (Fixture *fixture, CwRow *row)
{
  g_autoptr (GPtrArray) items = list_items (fixture);

  for (guint i = 0; i < items->len; i++)
    if (cw_watchlist_item_get_row (g_ptr_array_index (items, i)) == row)
      return g_ptr_array_index (items, i);
  return NULL;
}

static gboolean
is_in_sight (Fixture *fixture, CwRow *row)
{
  GtkWidget *item = find_item (fixture, row);
  graphene_rect_t bounds;

  return item != NULL && gtk_widget_compute_bounds (item, GTK_WIDGET (fixture->list), &bounds)
         && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height
                <= (float) gtk_widget_get_height (GTK_WIDGET (fixture->list));
}

static int
measure (GtkWidget *item)
{
  int height;

  gtk_widget_measure (item, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

static void
arrange (Fixture *fixture, const char *text)
{
  CwArrangement arrangement;

  g_assert_true (cw_arrangement_parse (text, &arrangement));
  cw_row_list_set_arrangement (fixture->list, &arrangement);
}

/* However many rows there are, few have a widget; and a new order makes none. */
static void
test_few_widgets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  add (fixture, N_ROWS);
  before = list_items (fixture);
  g_assert_cmpuint (before->len, >=, 200);
  g_assert_cmpuint (before->len, <=, MOST_WIDGETS);
  arrange (fixture, "price falling name,price");
  CW_UNTIL (cw_row_list_is_up_to_date (fixture->list));
  after = list_items (fixture);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    g_assert_true (g_ptr_array_find (before, g_ptr_array_index (after, i), NULL));
  g_assert_nonnull (find_item (fixture, get_row (fixture, N_ROWS - 1)));
  g_assert_null (find_item (fixture, get_row (fixture, 0)));
}

/* What a row says never changes its size; what rows show does, for all of them alike. */
static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  int height;

  add (fixture, 5);
  items = list_items (fixture);
  g_assert_cmpuint (items->len, ==, 5);
  height = measure (g_ptr_array_index (items, 0));
  g_assert_cmpint (height, >=, 28);
  row_sample_apply (get_row (fixture, 1),
                    &(RowSample){ .symbol = "S001",
                                  .name = "A name that goes on and on and on "
                                          "until there is no room left for it",
                                  .price = 123456789 });
  row_sample_fail (get_row (fixture, 2), "No such thing, and a long sentence that says why");
  CW_UNTIL (cw_row_list_is_up_to_date (fixture->list));
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (measure (g_ptr_array_index (items, i)), ==, height);
  arrange (fixture, "own rising name,price,rsi,volume");
  CW_UNTIL (cw_row_list_is_up_to_date (fixture->list));
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (measure (g_ptr_array_index (items, i)), >, height);
}

/* The row whose page is shown takes another place and stays in sight. */
static void
test_current_stays_in_sight (Fixture *fixture, gconstpointer data)
{
  CwRow *first;

  add (fixture, N_ROWS);
  first = get_row (fixture, 0);
  cw_row_list_set_current (fixture->list, first);
  CW_UNTIL (is_in_sight (fixture, first));
  arrange (fixture, "price falling name,price");
  CW_UNTIL (cw_row_list_is_up_to_date (fixture->list) && is_in_sight (fixture, first));
  arrange (fixture, "own rising name,price");
  CW_UNTIL (cw_row_list_is_up_to_date (fixture->list) && is_in_sight (fixture, first));
}

/* A row that failed offers to try again; when it comes after all, it does not. */
static void
test_retry (Fixture *fixture, gconstpointer data)
{
  GtkWidget *item, *button;

  add (fixture, 2);
  item = find_item (fixture, get_row (fixture, 1));
  g_assert_null (gtk_widget_get_first_child (item));
  row_sample_fail (get_row (fixture, 1), "gone");
  CW_UNTIL (cw_row_list_is_up_to_date (fixture->list));
  button = gtk_widget_get_first_child (item);
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.retry");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (item), ==, "gone");
  row_sample_apply (get_row (fixture, 1), &(RowSample){ .symbol = "S001", .price = 3 });
  CW_UNTIL (cw_row_list_is_up_to_date (fixture->list));
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_null (gtk_widget_get_tooltip_text (item));
}

#define ADD(name, function) \
  g_test_add ("/ui/row-list/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  adw_init ();
  ADD ("few-widgets", test_few_widgets);
  ADD ("sizes", test_sizes);
  ADD ("current-stays-in-sight", test_current_stays_in_sight);
  ADD ("retry", test_retry);
  return g_test_run ();
}
