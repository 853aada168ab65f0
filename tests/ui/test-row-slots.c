/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-row-selection.h"
#include "row-samples.h"

/* Rows on screen: however they are sorted, searched and moved, each place stays where it is and
 * shows the right row, and what is marked stays marked. */

#define N_ROWS 1000
#define MOST_AT_ONCE 16

typedef struct
{
  GListStore *rows;
  CwRowSlots *slots;
  CwRowSelection *selection;
  guint n_pieces, largest_piece, n_rearranged, n_choices;
  CwRow *picked; /* unowned */
} Fixture;

static void
count_cb (Fixture *fixture, guint position, guint n_removed, guint n_added)
{
  fixture->n_pieces++;
  /* Beyond those that have widgets, a place costs nothing. */
  if (position < 200)
    fixture->largest_piece = MAX (fixture->largest_piece, n_added);
}

static void
increase_cb (guint *counter)
{
  (*counter)++;
}

static void
picked_cb (Fixture *fixture, CwRow *row)
{
  fixture->picked = row;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->rows = g_list_store_new (CW_TYPE_ROW);
  fixture->slots = cw_row_slots_new ();
  fixture->selection = cw_row_selection_new (fixture->slots);
  g_signal_connect_swapped (fixture->selection, "items-changed", G_CALLBACK (count_cb), fixture);
  g_signal_connect_swapped (fixture->slots, "rearranged", G_CALLBACK (increase_cb),
                            &fixture->n_rearranged);
  g_signal_connect_swapped (fixture->selection, "choice-changed", G_CALLBACK (increase_cb),
                            &fixture->n_choices);
  g_signal_connect_swapped (fixture->selection, "picked", G_CALLBACK (picked_cb), fixture);
  cw_row_slots_set_model (fixture->slots, G_LIST_MODEL (fixture->rows));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->selection);
  g_assert_finalize_object (fixture->slots);
  g_assert_finalize_object (fixture->rows);
}

static void
add_row (Fixture *fixture, const RowSample *sample)
{
  g_autoptr (CwRow) row = row_sample_new (sample);

  g_list_store_append (fixture->rows, row);
}

static void
add_many (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("S%03u", i);

      g_ptr_array_add (rows, row_sample_new (&(RowSample){ .symbol = symbol }));
    }
  g_list_store_splice (fixture->rows, 0, 0, rows->pdata, rows->len);
}

static guint
count_slots (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->selection));
}

static void
await_all (Fixture *fixture)
{
  while (!cw_row_slots_are_settled (fixture->slots))
    g_main_context_iteration (NULL, TRUE);
}

static char *
read_order (Fixture *fixture)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < count_slots (fixture); i++)
    {
      g_autoptr (CwRowSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->selection), i);

      g_assert_true (cw_row_slot_get_row (slot) == cw_row_slots_get_row (fixture->slots, i));
      g_string_append_printf (order, "%s%s", i > 0 ? " " : "",
                              cw_row_get_symbol (cw_row_slot_get_row (slot)));
    }
  return g_string_free (order, FALSE);
}

static void
assert_order (Fixture *fixture, const char *expected)
{
  g_autofree char *order = read_order (fixture);

  g_assert_cmpstr (order, ==, expected);
}

/* --- pace --- */

static void
test_in_pieces (Fixture *fixture, gconstpointer data)
{
  add_many (fixture);
  g_assert_cmpuint (cw_row_slots_get_n_rows (fixture->slots), ==, N_ROWS);
  g_assert_cmpuint (count_slots (fixture), ==, MOST_AT_ONCE);
  await_all (fixture);
  g_assert_cmpuint (count_slots (fixture), ==, N_ROWS);
  g_assert_cmpuint (fixture->n_pieces, >, 20);
  g_assert_cmpuint (fixture->largest_piece, <=, MOST_AT_ONCE);

  cw_row_slots_set_needle (fixture->slots, "s77");
  g_assert_cmpuint (count_slots (fixture), ==, 10);
  fixture->n_pieces = fixture->largest_piece = 0;
  cw_row_slots_set_needle (fixture->slots, NULL);
  g_assert_cmpuint (count_slots (fixture), ==, MOST_AT_ONCE);
  await_all (fixture);
  g_assert_cmpuint (count_slots (fixture), ==, N_ROWS);
  g_assert_cmpuint (fixture->n_pieces, >, 20);
  g_assert_cmpuint (fixture->largest_piece, <=, MOST_AT_ONCE);
}

/* A search that comes while rows are still on their way. */
static void
test_in_between (Fixture *fixture, gconstpointer data)
{
  add_many (fixture);
  g_main_context_iteration (NULL, TRUE);
  cw_row_slots_set_needle (fixture->slots, "s99");
  g_assert_cmpuint (count_slots (fixture), ==, 10);
  g_assert_true (cw_row_slots_are_settled (fixture->slots));
  cw_row_slots_set_needle (fixture->slots, NULL);
  g_list_store_remove (fixture->rows, N_ROWS - 1);
  await_all (fixture);
  g_assert_cmpuint (count_slots (fixture), ==, N_ROWS - 1);
  cw_row_slots_set_model (fixture->slots, NULL);
  g_assert_cmpuint (count_slots (fixture), ==, 0);
}

/* --- order --- */

static const RowSample companies[] = {
  { "D", "delta", 40, 1, 10, 30, 400, 1, TRUE },    { "B", "Bravo", 20, -3, 0, 70, 100, -3, TRUE },
  { "A", "alpha", 10, 2, 30, 50, 0, 3, TRUE },      { "E", "Échelle", 0, 0, 0, 0, 0, 0, FALSE },
  { "C", "Charlie", 30, 1, 20, 60, 300, 0, FALSE },
};

static void
arrange (Fixture *fixture, const char *text)
{
  CwArrangement arrangement;

  g_assert_true (cw_arrangement_parse (text, &arrangement));
  cw_row_slots_set_arrangement (fixture->slots, &arrangement);
}

/* What is not known stands at the end both ways, and what is equal in the list's own order. */
static void
test_sorting (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *arrangement, *order;
  } cases[] = {
    { "own rising name", "D B A E C" },       { "symbol rising name", "A B C D E" },
    { "symbol falling name", "E D C B A" },   { "name rising name", "A B C D E" },
    { "price rising name", "A B C D E" },     { "price falling name", "D C B A E" },
    { "change rising name", "B D C A E" },    { "change falling name", "A D C B E" },
    { "decision falling name", "A D B E C" }, { "decision rising name", "B D A E C" },
    { "pe rising name", "D C A B E" },        { "pe falling name", "A C D B E" },
    { "rsi rising name", "D A C B E" },       { "volume falling name", "D C B A E" },
    { "year falling name", "D B A C E" },     { "age rising name", "D B A C E" },
  };
  guint n_checked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (companies); i++)
    add_row (fixture, &companies[i]);
  fixture->n_pieces = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      arrange (fixture, cases[i].arrangement);
      g_test_message ("%s", cases[i].arrangement);
      assert_order (fixture, cases[i].order);
    }
  g_assert_cmpuint (n_checked, ==, 16);
  /* No place came or went: nobody makes a widget for a new order. */
  g_assert_cmpuint (fixture->n_pieces, ==, 0);
}

/* A value that changes takes its row elsewhere, a little later and only where that matters. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  RowSample dearer = companies[2];
  g_autoptr (CwRow) row = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (companies); i++)
    add_row (fixture, &companies[i]);
  row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 2);
  arrange (fixture, "price falling name");
  fixture->n_rearranged = 0;
  dearer.price = 35;
  row_sample_apply (row, &dearer);
  cw_row_slots_outdate (fixture->slots);
  cw_row_slots_outdate (fixture->slots);
  assert_order (fixture, "D C B A E");
  await_all (fixture);
  assert_order (fixture, "D A C B E");
  g_assert_cmpuint (fixture->n_rearranged, ==, 1);

  arrange (fixture, "own rising name");
  cw_row_slots_outdate (fixture->slots);
  g_assert_true (cw_row_slots_are_settled (fixture->slots));
}

/* A name that comes late is found all the same. */
static void
test_late_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwRow) row = NULL;

  add_row (fixture, &(RowSample){ .symbol = "A" });
  add_row (fixture, &companies[0]);
  row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 0);
  cw_row_slots_set_needle (fixture->slots, "alph");
  g_assert_cmpuint (count_slots (fixture), ==, 0);
  row_sample_apply (row, &companies[2]);
  cw_row_slots_outdate (fixture->slots);
  await_all (fixture);
  assert_order (fixture, "A");
}

/* --- marks --- */

static gboolean
is_marked (Fixture *fixture, guint position)
{
  return gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->selection), position);
}

static void
assert_marked (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) marks = g_string_new (NULL);

  for (guint i = 0; i < count_slots (fixture); i++)
    g_string_append_c (marks, is_marked (fixture, i) ? '#' : '.');
  g_assert_cmpstr (marks->str, ==, expected);
}

static void
count_told_cb (guint *n_told, guint position, guint n)
{
  *n_told += n;
}

static void
test_current (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->selection);
  guint n_told = 0;

  g_signal_connect_swapped (model, "selection-changed", G_CALLBACK (count_told_cb), &n_told);
  for (gsize i = 0; i < G_N_ELEMENTS (companies); i++)
    add_row (fixture, &companies[i]);
  assert_marked (fixture, ".....");
  g_assert_cmpuint (n_told, ==, 0);
  g_assert_true (gtk_selection_model_select_item (model, 1, TRUE));
  g_assert_cmpstr (cw_row_get_symbol (fixture->picked), ==, "B");
  assert_marked (fixture, ".#...");
  g_assert_cmpuint (n_told, ==, 1);
  /* A list view makes much ado about each place that it is told of, so it is told of few. */
  arrange (fixture, "symbol falling name");
  assert_marked (fixture, "...#.");
  g_assert_cmpuint (n_told, ==, 3);
  cw_row_slots_set_needle (fixture->slots, "delta");
  assert_marked (fixture, ".");
  cw_row_slots_set_needle (fixture->slots, NULL);
  await_all (fixture);
  assert_marked (fixture, "...#.");
  fixture->picked = NULL;
  cw_row_selection_set_current (fixture->selection, NULL);
  assert_marked (fixture, ".....");
  g_assert_null (fixture->picked);
}

/* As a list view asks for it: with Ctrl one more or less, with Shift a range, Ctrl+A all. */
static void
test_choosing (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->selection);

  for (gsize i = 0; i < G_N_ELEMENTS (companies); i++)
    add_row (fixture, &companies[i]);
  gtk_selection_model_select_item (model, 0, TRUE);
  gtk_selection_model_select_item (model, 2, FALSE);
  g_assert_true (cw_row_selection_is_choosing (fixture->selection));
  assert_marked (fixture, "#.#..");
  gtk_selection_model_unselect_item (model, 0);
  assert_marked (fixture, "..#..");
  gtk_selection_model_select_range (model, 1, 3, TRUE);
  assert_marked (fixture, ".###.");
  /* Moving about chooses nothing, and shows no page. */
  fixture->picked = NULL;
  gtk_selection_model_select_item (model, 4, TRUE);
  assert_marked (fixture, ".###.");
  g_assert_null (fixture->picked);
  arrange (fixture, "symbol rising name");
  assert_marked (fixture, "##..#");
  cw_row_slots_set_needle (fixture->slots, "alpha");
  g_assert_cmpuint (cw_row_selection_get_n_chosen (fixture->selection), ==, 3);
  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (cw_row_selection_get_n_chosen (fixture->selection), ==, 0);
  gtk_selection_model_select_all (model);
  g_assert_cmpuint (cw_row_selection_get_n_chosen (fixture->selection), ==, 1);
  g_assert_cmpuint (fixture->n_choices, >=, 5);

  cw_row_selection_set_choosing (fixture->selection, FALSE);
  cw_row_slots_set_needle (fixture->slots, NULL);
  await_all (fixture);
  /* The row whose page is shown is marked again. */
  assert_marked (fixture, "...#.");
}

static gboolean
is_priced (CwRow *row)
{
  return cw_row_get_analysis (row) != NULL;
}

static void
test_chosen_rows_that_go (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) left = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (companies); i++)
    add_row (fixture, &companies[i]);
  cw_row_selection_choose_all (fixture->selection);
  g_assert_cmpuint (cw_row_selection_get_n_chosen (fixture->selection), ==, 5);
  g_assert_true (cw_row_selection_any_chosen (fixture->selection, is_priced));
  g_hash_table_add (left, cw_row_slots_get_row (fixture->slots, 3));
  cw_row_selection_keep (fixture->selection, left);
  g_assert_cmpuint (cw_row_selection_get_n_chosen (fixture->selection), ==, 1);
  g_assert_true (
      cw_row_selection_is_chosen (fixture->selection, cw_row_slots_get_row (fixture->slots, 3)));
  g_assert_false (cw_row_selection_any_chosen (fixture->selection, is_priced));
}

/* --- arrangements as text --- */

static void
test_text (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *again; /* NULL where it says nothing */
  } cases[] = {
    { "own rising symbol,name,price", "own rising symbol,name,price" },
    { "change falling price,name", "change falling symbol,name,price" },
    { "pe rising pe,no-such-column", "pe rising symbol,pe" },
    { "sparkline rising name", NULL },
    { "no-such-column rising name", NULL },
    { "price sideways name", NULL },
    { "price", NULL },
    { "", NULL },
  };
  guint n_checked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      CwArrangement arrangement = { 0 };
      gboolean understood = cw_arrangement_parse (cases[i].text, &arrangement);
      g_autofree char *again = understood ? cw_arrangement_print (&arrangement) : NULL;

      g_assert_cmpstr (again, ==, cases[i].again);
    }
  g_assert_cmpuint (n_checked, ==, 8);
}

#define ADD(name, function) \
  g_test_add ("/ui/row-slots/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("in-pieces", test_in_pieces);
  ADD ("in-between", test_in_between);
  ADD ("sorting", test_sorting);
  ADD ("live", test_live);
  ADD ("late-name", test_late_name);
  ADD ("current", test_current);
  ADD ("choosing", test_choosing);
  ADD ("chosen-rows-that-go", test_chosen_rows_that_go);
  ADD ("text", test_text);
  return g_test_run ();
}
