/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-entry-text.h"
#include "cw-lists.h"
#include "cw-until.h"

/* Lists on a real store, without a window: what is seen at once, what is kept, what is taken back.
 */

#define STRV(...) ((const char *const[]){ __VA_ARGS__, NULL })

typedef struct
{
  char *directory;
  CwStore *store;
  CwLists *lists;
  guint n_changed, n_failed;
} Fixture;

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static void
open_lists (Fixture *fixture)
{
  fixture->store = cw_store_new (fixture->directory, NULL);
  fixture->lists = cw_lists_new (fixture->store);
  g_signal_connect_swapped (fixture->lists, "changed", G_CALLBACK (count_cb), &fixture->n_changed);
  g_signal_connect_swapped (fixture->lists, "failed", G_CALLBACK (count_cb), &fixture->n_failed);
  cw_lists_load (fixture->lists);
  while (!cw_lists_is_loaded (fixture->lists))
    g_main_context_iteration (NULL, TRUE);
}

/* The store carries out every edit that was begun before it is closed. */
static void
close_lists (Fixture *fixture)
{
  cw_lists_shut_down (fixture->lists);
  cw_store_free (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->lists);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("candlewick-lists-XXXXXX", &error);
  g_assert_no_error (error);
  open_lists (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_lists (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_free (fixture->directory);
}

static void
open_again (Fixture *fixture)
{
  close_lists (fixture);
  open_lists (fixture);
}

static gint64
get_id (Fixture *fixture)
{
  return cw_lists_get_current (fixture->lists)->id;
}

static guint
add (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) entries = cw_entries_parse (text, NULL);

  return cw_lists_add (fixture->lists, get_id (fixture), entries, CW_LIST_END);
}

static void
assert_lists (Fixture *fixture, const char *expected)
{
  GPtrArray *all = cw_lists_get_all (fixture->lists);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (all, i);

      g_string_append_printf (text, "%s%s[",
                              list == cw_lists_get_current (fixture->lists) ? "*" : "", list->name);
      for (gsize j = 0; j < list->n_entries; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? " " : "", list->entries[j]->symbol);
      g_string_append_c (text, ']');
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
await_current (Fixture *fixture, const char *name)
{
  CW_UNTIL (g_str_equal (cw_lists_get_current (fixture->lists)->name, name));
}

static void
test_edits_are_seen_at_once_and_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) removed = NULL;

  assert_lists (fixture, "*Watchlist[]");
  g_assert_cmpuint (add (fixture, "A B C D"), ==, 4);
  g_assert_cmpuint (add (fixture, "B X"), ==, 1);
  assert_lists (fixture, "*Watchlist[A B C D X]");
  cw_lists_move (fixture->lists, get_id (fixture), "X", 0);
  cw_lists_move (fixture->lists, get_id (fixture), "A", 99);
  removed = cw_lists_remove (fixture->lists, get_id (fixture), STRV ("C"));
  g_assert_cmpuint (removed->len, ==, 1);
  g_assert_cmpint (((CwRemovedEntry *) g_ptr_array_index (removed, 0))->position, ==, 2);
  assert_lists (fixture, "*Watchlist[X B D A]");
  open_again (fixture);
  assert_lists (fixture, "*Watchlist[X B D A]");
}

static void
test_what_changes_nothing_tells_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) removed = NULL;
  guint before;

  add (fixture, "A B");
  before = fixture->n_changed;
  g_assert_cmpuint (add (fixture, "A"), ==, 0);
  cw_lists_move (fixture->lists, get_id (fixture), "A", 0);
  cw_lists_move (fixture->lists, get_id (fixture), "X", 0);
  removed = cw_lists_remove (fixture->lists, get_id (fixture), STRV ("X"));
  g_assert_cmpuint (removed->len, ==, 0);
  cw_lists_choose (fixture->lists, get_id (fixture));
  cw_lists_choose (fixture->lists, 4711);
  cw_lists_load (fixture->lists);
  for (int i = 0; i < 20; i++)
    {
      g_usleep (5000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_cmpuint (fixture->n_changed, ==, before);
}

static void
test_removal_is_restored_with_its_holding (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwHolding) holding = cw_holding_new ("B", 3, 4, "USD", "2020-01-02");
  g_autoptr (CwListEntry) entry = cw_list_entry_new ("B", "yahoo", "a note", 1, NAN);
  g_autoptr (GPtrArray) removed = NULL;
  const CwSymbolList *list;

  add (fixture, "A B C");
  cw_lists_edit_entry (fixture->lists, get_id (fixture), entry);
  cw_lists_set_holding (fixture->lists, get_id (fixture), holding);
  removed = cw_lists_remove (fixture->lists, get_id (fixture), STRV ("B", "C", "X"));
  assert_lists (fixture, "*Watchlist[A]");
  cw_lists_restore (fixture->lists, get_id (fixture), removed);
  assert_lists (fixture, "*Watchlist[A B C]");
  cw_lists_restore (fixture->lists, get_id (fixture), removed);
  open_again (fixture);
  assert_lists (fixture, "*Watchlist[A B C]");
  list = cw_lists_get_current (fixture->lists);
  g_assert_cmpstr (list->entries[1]->note, ==, "a note");
  g_assert_cmpstr (list->entries[1]->provider, ==, "yahoo");
  g_assert_cmpuint (list->n_holdings, ==, 1);
  g_assert_cmpfloat_with_epsilon (list->holdings[0]->shares, 3, 1e-9);
  cw_lists_remove_holding (fixture->lists, get_id (fixture), "B");
  cw_lists_remove_holding (fixture->lists, get_id (fixture), "B");
  open_again (fixture);
  g_assert_cmpuint (cw_lists_get_current (fixture->lists)->n_holdings, ==, 0);
}

static void
test_lists_come_and_go (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwSymbolList) deleted = NULL;
  gint64 position;

  add (fixture, "A");
  cw_lists_create (fixture->lists, "Second");
  await_current (fixture, "Second");
  add (fixture, "B C");
  cw_lists_create (fixture->lists, "Third");
  await_current (fixture, "Third");
  cw_lists_rename (fixture->lists, get_id (fixture), "Last");
  g_assert_true (cw_lists_has_name (fixture->lists, "SECOND", 0));
  g_assert_false (cw_lists_has_name (fixture->lists, "Last", get_id (fixture)));
  g_assert_false (cw_lists_has_name (fixture->lists, "Third", 0));
  cw_lists_choose (fixture->lists,
                   ((CwSymbolList *) g_ptr_array_index (cw_lists_get_all (fixture->lists), 1))->id);
  deleted = cw_symbol_list_ref (cw_lists_get_current (fixture->lists));
  position = cw_lists_delete (fixture->lists, get_id (fixture));
  assert_lists (fixture, "Watchlist[A]*Last[]");
  cw_lists_undelete (fixture->lists, deleted, position);
  await_current (fixture, "Second");
  assert_lists (fixture, "Watchlist[A]*Second[B C]Last[]");
  open_again (fixture);
  assert_lists (fixture, "*Watchlist[A]Second[B C]Last[]");
}

static void
test_unsaved_list_is_kept_on_demand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = cw_entries_parse ("X Y", NULL);

  add (fixture, "A");
  cw_lists_open_unsaved (fixture->lists, "Unsaved", entries);
  add (fixture, "Z");
  assert_lists (fixture, "*Unsaved[X Y Z]Watchlist[A]");
  open_again (fixture);
  assert_lists (fixture, "*Watchlist[A]");
  cw_lists_open_unsaved (fixture->lists, "Unsaved", entries);
  cw_lists_keep (fixture->lists, "Kept");
  await_current (fixture, "Kept");
  assert_lists (fixture, "Watchlist[A]*Kept[X Y]");
}

/* An edit while the lists are being read is not overwritten by what was read before it. */
static void
test_reading_does_not_overtake_edits (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("S%d", i);

      cw_lists_load (fixture->lists);
      add (fixture, symbol);
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (cw_lists_get_current (fixture->lists)->n_entries, ==, (gsize) i + 1);
    }
  for (int i = 0; i < 100; i++)
    {
      g_usleep (2000);
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (cw_lists_get_current (fixture->lists)->n_entries, ==, 20);
    }
}

/* What the store refuses is said and taken back. */
static void
test_refused_edit_is_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwListEntry) absurd = cw_list_entry_new ("A", NULL, NULL, 5, 1);

  add (fixture, "A B");
  cw_lists_edit_entry (fixture->lists, get_id (fixture), absurd);
  CW_UNTIL (fixture->n_failed > 0
            && !isfinite (cw_lists_get_current (fixture->lists)->entries[0]->target_low));
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  assert_lists (fixture, "*Watchlist[A B]");
  fixture->n_failed = 0;
}

static void
test_without_a_store (void)
{
  g_autoptr (CwLists) lists = cw_lists_new (NULL);
  g_autoptr (GPtrArray) entries = cw_entries_parse ("A B", NULL);
  g_autoptr (GPtrArray) removed = NULL;

  g_assert_true (cw_lists_is_loaded (lists));
  g_assert_false (cw_lists_are_stored (lists));
  g_assert_cmpuint (cw_lists_add (lists, CW_LISTS_UNSAVED, entries, CW_LIST_END), ==, 2);
  removed = cw_lists_remove (lists, CW_LISTS_UNSAVED, STRV ("A"));
  cw_lists_restore (lists, CW_LISTS_UNSAVED, removed);
  g_assert_cmpstr (cw_lists_get_current (lists)->entries[0]->symbol, ==, "A");
  cw_lists_load (lists);
  g_assert_cmpuint (cw_lists_get_current (lists)->n_entries, ==, 2);
}

#define ADD(name, function) \
  g_test_add ("/ui/lists-store/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("edits-are-seen-at-once-and-kept", test_edits_are_seen_at_once_and_kept);
  ADD ("what-changes-nothing-tells-nothing", test_what_changes_nothing_tells_nothing);
  ADD ("removal-is-restored-with-its-holding", test_removal_is_restored_with_its_holding);
  ADD ("lists-come-and-go", test_lists_come_and_go);
  ADD ("unsaved-list-is-kept-on-demand", test_unsaved_list_is_kept_on_demand);
  ADD ("reading-does-not-overtake-edits", test_reading_does_not_overtake_edits);
  ADD ("refused-edit-is-taken-back", test_refused_edit_is_taken_back);
  g_test_add_func ("/ui/lists-store/without-a-store", test_without_a_store);
  return g_test_run ();
}
