/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-pace.h"

/* Rows that a search hid come back in pieces, in their order, and all of them. */

#define N_ROWS 1000
#define N_FOUND 5
#define MOST_AT_ONCE 16

typedef struct
{
  GListStore *rows;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  CwRowPace *pace;
  gboolean searching;
  guint n_pieces, largest_piece;
} Fixture;

static gboolean
matches (gpointer item, gpointer data)
{
  Fixture *fixture = data;
  guint position;

  return !fixture->searching
         || (g_list_store_find (fixture->rows, item, &position) && position < N_FOUND);
}

static void
count_cb (Fixture *fixture, guint position, guint n_removed, guint n_added)
{
  fixture->n_pieces++;
  /* Beyond those that have widgets, a row costs nothing. */
  if (position < 200)
    fixture->largest_piece = MAX (fixture->largest_piece, n_added);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->rows = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autoptr (GtkStringObject) row = gtk_string_object_new (text);

      g_list_store_append (fixture->rows, row);
    }
  fixture->filter = gtk_custom_filter_new (matches, fixture, NULL);
  fixture->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (fixture->rows)),
                                                 GTK_FILTER (g_object_ref (fixture->filter)));
  fixture->pace = cw_row_pace_new (G_LIST_MODEL (fixture->filtered));
  g_signal_connect_swapped (cw_row_pace_get_model (fixture->pace), "items-changed",
                            G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GListModel *model = g_object_ref (cw_row_pace_get_model (fixture->pace));

  cw_row_pace_free (fixture->pace);
  g_assert_finalize_object (model);
  g_assert_finalize_object (fixture->filtered);
  g_object_unref (fixture->filter);
  g_assert_finalize_object (fixture->rows);
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (cw_row_pace_get_model (fixture->pace));
}

static void
search (Fixture *fixture, gboolean searching)
{
  cw_row_pace_begin (fixture->pace);
  fixture->searching = searching;
  gtk_filter_changed (GTK_FILTER (fixture->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
assert_all_in_order (Fixture *fixture)
{
  GListModel *model = cw_row_pace_get_model (fixture->pace);

  g_assert_cmpuint (count_rows (fixture), ==, N_ROWS);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (GObject) shown = g_list_model_get_item (model, i);
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), i);

      g_assert_true (shown == row);
    }
}

static void
wait_until_over (Fixture *fixture)
{
  while (!cw_row_pace_is_over (fixture->pace))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_in_pieces (Fixture *fixture, gconstpointer data)
{
  assert_all_in_order (fixture);
  search (fixture, TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, N_FOUND);
  fixture->n_pieces = fixture->largest_piece = 0;
  search (fixture, FALSE);
  g_assert_cmpuint (count_rows (fixture), ==, MOST_AT_ONCE);
  wait_until_over (fixture);
  assert_all_in_order (fixture);
  g_assert_cmpuint (fixture->n_pieces, >, 20);
  g_assert_cmpuint (fixture->largest_piece, <=, MOST_AT_ONCE);
}

/* A search that comes while rows are still on their way. */
static void
test_in_between (Fixture *fixture, gconstpointer data)
{
  search (fixture, TRUE);
  search (fixture, FALSE);
  g_main_context_iteration (NULL, TRUE);
  search (fixture, TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, N_FOUND);
  search (fixture, FALSE);
  wait_until_over (fixture);
  assert_all_in_order (fixture);
}

/* Nothing is held up that has its widgets already. */
static void
test_all_at_once (Fixture *fixture, gconstpointer data)
{
  cw_row_pace_begin (fixture->pace);
  g_assert_true (cw_row_pace_is_over (fixture->pace));
  assert_all_in_order (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/ui/row-pace/in-pieces", Fixture, NULL, set_up, test_in_pieces, tear_down);
  g_test_add ("/ui/row-pace/in-between", Fixture, NULL, set_up, test_in_between, tear_down);
  g_test_add ("/ui/row-pace/all-at-once", Fixture, NULL, set_up, test_all_at_once, tear_down);
  return g_test_run ();
}
