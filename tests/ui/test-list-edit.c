/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <locale.h>
#include <math.h>

#include "cw-entry-text.h"
#include "cw-list-edit.h"
#include "cw-number-input.h"

/* Edits of lists as values, and what a person types. */

static GPtrArray *
new_entries (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = cw_entries_parse (text, &error);

  g_assert_no_error (error);
  return entries;
}

/* Every second symbol is held. */
static CwSymbolList *
new_list (const char *text)
{
  g_autoptr (GPtrArray) entries = new_entries (text);
  g_autoptr (GPtrArray) holdings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);

  for (guint i = 1; i < entries->len; i += 2)
    g_ptr_array_add (holdings,
                     cw_holding_new (((CwListEntry *) g_ptr_array_index (entries, i))->symbol, 10,
                                     NAN, NULL, NULL));
  return cw_symbol_list_new (3, "Test", entries, holdings);
}

/* Takes @list. */
static void
assert_is (CwSymbolList *list, const char *symbols, const char *held)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < list->n_entries; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", list->entries[i]->symbol);
  g_assert_cmpstr (text->str, ==, symbols);
  g_string_truncate (text, 0);
  for (gsize i = 0; i < list->n_holdings; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", list->holdings[i]->symbol);
  g_assert_cmpstr (text->str, ==, held);
  g_assert_cmpint (list->id, ==, 3);
  cw_symbol_list_unref (list);
}

#define STRV(...) ((const char *const[]){ __VA_ARGS__, NULL })

static CwRemovedEntry *
new_removed (const char *symbol, gint64 position, gboolean held)
{
  CwRemovedEntry *removed = g_new0 (CwRemovedEntry, 1);

  removed->position = position;
  removed->entry = cw_list_entry_new (symbol, NULL, NULL, NAN, NAN);
  removed->holding = held ? cw_holding_new (symbol, 1, 2, NULL, NULL) : NULL;
  return removed;
}

/* Each goes back to where it stood; what is there again stays as it is. */
static void
test_restore (void)
{
  g_autoptr (CwSymbolList) list = new_list ("B C");
  g_autoptr (GPtrArray) removed =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_removed_entry_free);

  assert_is (cw_list_edit_restore (list, removed), "B C", "C");
  g_ptr_array_add (removed, new_removed ("A", 0, TRUE));
  g_ptr_array_add (removed, new_removed ("C", 1, TRUE));
  g_ptr_array_add (removed, new_removed ("X", 2, FALSE));
  g_ptr_array_add (removed, new_removed ("Y", 99, FALSE));
  assert_is (cw_list_edit_restore (list, removed), "A B X C Y", "A C");
}

static void
test_add_and_remove (void)
{
  g_autoptr (CwSymbolList) list = new_list ("A B C D");
  g_autoptr (GPtrArray) some = new_entries ("X B Y");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  assert_is (cw_list_edit_add (list, some, -1), "A B C D X Y", "B D");
  assert_is (cw_list_edit_add (list, some, 0), "X Y A B C D", "B D");
  assert_is (cw_list_edit_add (list, some, 99), "A B C D X Y", "B D");
  assert_is (cw_list_edit_add (list, none, 0), "A B C D", "B D");
  assert_is (cw_list_edit_remove (list, STRV ("B")), "A C D", "D");
  assert_is (cw_list_edit_remove (list, STRV ("D", "X", "A")), "B C", "B");
  assert_is (cw_list_edit_remove (list, STRV ("X")), "A B C D", "B D");
  assert_is (cw_list_edit_remove (list, STRV (NULL)), "A B C D", "B D");
  assert_is (cw_symbol_list_ref (list), "A B C D", "B D");
}

static void
test_move (void)
{
  g_autoptr (CwSymbolList) list = new_list ("A B C D");

  assert_is (cw_list_edit_move (list, "A", 3), "B C D A", "B D");
  assert_is (cw_list_edit_move (list, "D", 0), "D A B C", "D B");
  assert_is (cw_list_edit_move (list, "B", 2), "A C B D", "B D");
  assert_is (cw_list_edit_move (list, "B", -5), "B A C D", "B D");
  assert_is (cw_list_edit_move (list, "B", 99), "A C D B", "D B");
  assert_is (cw_list_edit_move (list, "X", 0), "A B C D", "B D");
  g_assert_cmpint (cw_list_edit_find (list, "C"), ==, 2);
  g_assert_cmpint (cw_list_edit_find (list, "X"), ==, -1);
}

static void
test_replace_hold_and_rename (void)
{
  g_autoptr (CwSymbolList) list = new_list ("A B C D");
  g_autoptr (CwListEntry) noted = cw_list_entry_new ("C", "yahoo", "a note", 1, 2);
  g_autoptr (CwHolding) holding = cw_holding_new ("A", 5, 1, "GBp", "2020-02-29");
  g_autoptr (CwSymbolList) replaced = cw_list_edit_replace (list, noted);
  g_autoptr (CwSymbolList) renamed = cw_list_edit_rename (list, "Other");

  g_assert_cmpstr (replaced->entries[2]->note, ==, "a note");
  g_assert_cmpstr (list->entries[2]->note, ==, "");
  g_assert_false (cw_list_edit_is_same (list, replaced));
  assert_is (cw_list_edit_hold (list, "A", holding), "A B C D", "A B D");
  assert_is (cw_list_edit_hold (list, "B", NULL), "A B C D", "D");
  g_assert_cmpstr (renamed->name, ==, "Other");
  g_assert_false (cw_list_edit_is_same (list, renamed));
}

static void
test_sameness (void)
{
  g_autoptr (CwSymbolList) list = new_list ("A B C D");
  g_autoptr (CwSymbolList) again = new_list ("A B C D");
  g_autoptr (CwSymbolList) moved = cw_list_edit_move (list, "A", 1);
  g_autoptr (CwSymbolList) sold = cw_list_edit_hold (list, "B", NULL);

  g_assert_true (cw_list_edit_is_same (list, list));
  g_assert_true (cw_list_edit_is_same (list, again));
  g_assert_false (cw_list_edit_is_same (list, moved));
  g_assert_false (cw_list_edit_is_same (list, sold));
}

static void
test_import (void)
{
  static const char symbols[] = "Symbol,Note\nB,known\nX,new\n";
  static const char held[] = "Symbol,Shares\nA,3\nY,4\n";
  g_autoptr (CwSymbolList) list = new_list ("A B C D");
  g_autoptr (CwImportPreview) watched = cw_watchlist_csv_read (symbols, sizeof symbols - 1);
  g_autoptr (CwImportPreview) owned = cw_holdings_csv_read (held, sizeof held - 1);
  g_autoptr (CwSymbolList) longer = cw_list_edit_import (list, watched);

  g_assert_cmpstr (cw_symbol_list_find_entry (longer, "B")->note, ==, "known");
  g_assert_cmpstr (cw_symbol_list_find_entry (longer, "X")->note, ==, "new");
  assert_is (cw_symbol_list_ref (longer), "A B C D X", "B D");
  assert_is (cw_list_edit_import (list, owned), "A B C D Y", "A B D Y");
}

static void
test_entries_are_parsed (void)
{
  g_autoptr (GPtrArray) entries = new_entries (" aapl, Yahoo:msft;ibm\taapl ");
  g_autoptr (GPtrArray) none = new_entries (" , ");
  g_autoptr (GError) error = NULL;
  const CwListEntry *second;

  g_assert_cmpuint (entries->len, ==, 3);
  second = g_ptr_array_index (entries, 1);
  g_assert_cmpstr (second->symbol, ==, "MSFT");
  g_assert_cmpstr (second->provider, ==, "yahoo");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (cw_entries_parse ("aapl nobody:msft", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (cw_entries_parse ("aapl ../x", &error));
  g_assert_nonnull (error);
}

static void
test_numbers_are_parsed (void)
{
  static const struct
  {
    const char *text;
    double value;
  } good[] = {
    { "1", 1 },   { "1.5", 1.5 }, { "1 234.5", 1234.5 }, { "1\u202f234", 1234 }, { "1’234", 1234 },
    { "-3", -3 }, { "−3", -3 },   { "+2", 2 },           { ".5", 0.5 },          { "12,5", 12.5 },
  };
  static const char *const bad[] = { "",      "ten", "1.2.3",  "1e9",   "0x10",  "nan",  "-",
                                     "1,5 %", "inf", "12 USD", "1,234", "1,5,2", "1,5.2" };
  guint n_checked = 0;
  double value = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++, n_checked++)
    {
      g_assert_true (cw_number_input_parse (good[i].text, &value));
      g_assert_cmpfloat_with_epsilon (value, good[i].value, 1e-12);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++, n_checked++)
    g_assert_false (cw_number_input_parse (bad[i], &value));
  g_assert_cmpuint (n_checked, ==, 23);
}

static void
test_numbers_are_written (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0.1, "0.1" }, { 100, "100" }, { 1234.5, "1234.5" }, { NAN, "" }, { 1e9, "1000000000" },
  };
  guint n_checked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      g_autofree char *text = cw_number_input_format (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpuint (n_checked, ==, 5);
}

/* Where the comma is the decimal point; skipped where no such language is installed. */
static void
test_numbers_follow_the_language (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autofree char *text = NULL;
  double value = 0;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German locale");
      return;
    }
  g_assert_true (cw_number_input_parse ("1.234,5", &value));
  g_assert_cmpfloat_with_epsilon (value, 1234.5, 1e-12);
  /* A point where no thousands can end is that of another language, and never passed over. */
  g_assert_true (cw_number_input_parse ("12.5", &value));
  g_assert_cmpfloat_with_epsilon (value, 12.5, 1e-12);
  g_assert_true (cw_number_input_parse ("1.234", &value));
  g_assert_cmpfloat_with_epsilon (value, 1234, 1e-12);
  text = cw_number_input_format (1234.5);
  g_assert_cmpstr (text, ==, "1234,5");
  g_assert_nonnull (setlocale (LC_NUMERIC, before));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/list-edit/add-and-remove", test_add_and_remove);
  g_test_add_func ("/ui/list-edit/restore", test_restore);
  g_test_add_func ("/ui/list-edit/move", test_move);
  g_test_add_func ("/ui/list-edit/replace-hold-and-rename", test_replace_hold_and_rename);
  g_test_add_func ("/ui/list-edit/sameness", test_sameness);
  g_test_add_func ("/ui/list-edit/import", test_import);
  g_test_add_func ("/ui/list-edit/entries-are-parsed", test_entries_are_parsed);
  g_test_add_func ("/ui/list-edit/numbers-are-parsed", test_numbers_are_parsed);
  g_test_add_func ("/ui/list-edit/numbers-are-written", test_numbers_are_written);
  g_test_add_func ("/ui/list-edit/numbers-follow-the-language", test_numbers_follow_the_language);
  return g_test_run ();
}
