/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-desk.h"
#include "cw-store-peek.h"

/* Lists and holdings in the real window, with a store of their own, across restarts. */

/* A latency that no test waits for. */
#define NEVER_MS 20000
#define MANY 60
/* Hundredths of a second that the pointer rests at each step of a drag, at the very most. */
#define LONGEST_REST 64

static void
restart (CwDesk *desk)
{
  cw_desk_quit (desk);
  cw_desk_start (desk, NULL);
}

static void
await_row (CwDesk *desk, const char *name)
{
  cw_desk_await (desk, CW_ROLE_LIST_ITEM, name);
}

static void
move_by (CwDesk *desk, const char *symbol, int places)
{
  cw_program_act (desk->program, "move-by", g_variant_new ("(si)", symbol, places));
}

static void
assert_stored (CwDesk *desk, const char *expected)
{
  g_autofree char *stored = cw_store_peek_describe (desk->directory);

  g_assert_cmpstr (stored, ==, expected);
}

/* --- lists --- */

static void
test_symbols_are_kept (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_await (desk, CW_ROLE_PUSH_BUTTON, "Explore the Demo Market");
  cw_desk_act (desk, "add-symbol", "aapl, yahoo:msft ibm");
  cw_desk_act (desk, "add-symbol", "nobody:orcl");
  await_row (desk, "IBM, International Business");
  move_by (desk, "IBM", -2);
  cw_desk_await_order (desk, "IBM AAPL MSFT");
  cw_program_act (desk->program, "move-symbol", g_variant_new ("(ssb)", "IBM", "AAPL", TRUE));
  cw_desk_await_order (desk, "AAPL IBM MSFT");
  restart (desk);
  await_row (desk, "AAPL, Apple Inc.");
  cw_desk_await_order (desk, "AAPL IBM MSFT");
  cw_desk_act (desk, "show-symbol", "IBM");
  cw_program_press (desk->program, "alt+Down");
  cw_desk_await_order (desk, "AAPL MSFT IBM");
  cw_program_press (desk->program, "alt+Up");
  cw_desk_await_order (desk, "AAPL IBM MSFT");
  cw_desk_quit (desk);
  assert_stored (desk, "Watchlist[AAPL IBM MSFT]");
}

static gboolean
has_stored (CwDesk *desk, const char *expected)
{
  g_autofree char *stored = cw_store_peek_describe (desk->directory);

  return g_str_equal (stored, expected);
}

/* Drags until the store has the order: a program that is slow may miss where the pointer was. */
static void
drag_until (
    CwDesk *desk, const char *symbol, const char *onto, CwDeskPlace place, const char *expected)
{
  g_autofree char *list = g_strdup_printf ("Watchlist[%s]", expected);
  int patience = 2;

  while (!has_stored (desk, list))
    {
      g_assert_cmpint (patience, <=, LONGEST_REST);
      cw_desk_drag (desk, symbol, onto, place, patience);
      for (int i = 0; i < patience && !has_stored (desk, list); i++)
        g_usleep (G_USEC_PER_SEC / 10);
      patience *= 2;
    }
  cw_desk_await_order (desk, expected);
}

/* With the pointer, which takes a row and drops it between others. */
static void
test_dragging (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT IBM ORCL");
  await_row (desk, "ORCL, Oracle Corporation, 76.66");
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  assert_stored (desk, "Watchlist[AAPL MSFT IBM ORCL]");
  drag_until (desk, "AAPL", "IBM", CW_DESK_BELOW, "MSFT IBM AAPL ORCL");
  drag_until (desk, "ORCL", "MSFT", CW_DESK_ABOVE, "ORCL MSFT IBM AAPL");
  /* What was dragged comes back to where it was dropped. */
  cw_desk_act (desk, "remove-symbol", "ORCL");
  cw_desk_await_order (desk, "MSFT IBM AAPL");
  cw_desk_press (desk, "Undo");
  cw_desk_await_order (desk, "ORCL MSFT IBM AAPL");
  restart (desk);
  cw_desk_await_order (desk, "ORCL MSFT IBM AAPL");
  /* And a drag is taken back by another. */
  await_row (desk, "AAPL, Apple Inc.");
  drag_until (desk, "AAPL", "ORCL", CW_DESK_ABOVE, "AAPL ORCL MSFT IBM");
  /* Where nothing is, is below the last. */
  drag_until (desk, "ORCL", "IBM", CW_DESK_FAR_BELOW, "AAPL MSFT IBM ORCL");
  cw_desk_quit (desk);
  assert_stored (desk, "Watchlist[AAPL MSFT IBM ORCL]");
}

/* A sorted list says why nothing can be dropped in it, and how that is changed. */
static void
test_dragging_what_is_sorted (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "MSFT IBM AAPL");
  await_row (desk, "AAPL, Apple Inc.");
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  cw_desk_act (desk, "sort-list", "symbol");
  cw_desk_await_order (desk, "AAPL IBM MSFT");
  for (int patience = 2; !cw_desk_says (desk, "A sorted list has no order"); patience *= 2)
    {
      g_assert_cmpint (patience, <=, LONGEST_REST);
      cw_desk_drag (desk, "AAPL", "MSFT", CW_DESK_BELOW, patience);
      g_usleep (G_USEC_PER_SEC / 5);
    }
  cw_desk_await_order (desk, "AAPL IBM MSFT");
  assert_stored (desk, "Watchlist[MSFT IBM AAPL]");
  cw_desk_press (desk, "Own Order");
  cw_desk_await_order (desk, "MSFT IBM AAPL");
  drag_until (desk, "AAPL", "MSFT", CW_DESK_ABOVE, "AAPL MSFT IBM");
  cw_desk_quit (desk);
}

static void
test_removing_is_kept_and_undone (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT IBM");
  await_row (desk, "IBM, International Business");
  cw_desk_act (desk, "remove-symbol", "MSFT");
  cw_desk_await_order (desk, "AAPL IBM");
  assert_stored (desk, "Watchlist[AAPL IBM]");
  cw_desk_press (desk, "Undo");
  cw_desk_await_order (desk, "AAPL MSFT IBM");
  await_row (desk, "MSFT, Microsoft Corporation, 260.58");
  cw_desk_quit (desk);
  assert_stored (desk, "Watchlist[AAPL MSFT IBM]");
}

static void
test_several_lists (CwDesk *desk, gconstpointer data)
{
  g_autoptr (GVariant) first = NULL;

  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT");
  await_row (desk, "MSFT, Microsoft");
  first = cw_program_get_state (desk->program, "show-list");
  g_assert_false (cw_program_is_enabled (desk->program, "delete-list"));
  cw_desk_act (desk, "new-list", NULL);
  cw_desk_type (desk, "Name", "WATCHLIST");
  cw_desk_await (desk, CW_ROLE_LABEL, "There is a list of this name already");
  cw_desk_type (desk, "Name", "Banks & Co_x");
  cw_desk_press (desk, "Create");
  cw_desk_await (desk, CW_ROLE_LABEL, "Nothing in This List");
  cw_desk_await (desk, 0, "List: Banks & Co_x");
  cw_desk_act (desk, "add-symbol", "IBM AAPL");
  cw_desk_await_order (desk, "IBM AAPL");
  cw_desk_act (desk, "rename-list", NULL);
  cw_desk_type (desk, "Name", "Old ones");
  cw_desk_press (desk, "Rename");
  cw_desk_await (desk, 0, "List: Old ones");
  cw_program_act (desk->program, "show-list", g_variant_ref (first));
  cw_desk_await_order (desk, "AAPL MSFT");
  cw_desk_quit (desk);
  assert_stored (desk, "Watchlist[AAPL MSFT]Old ones[IBM AAPL]");
}

static void
test_deleting_a_list_can_be_undone (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL");
  cw_desk_act (desk, "new-list", NULL);
  cw_desk_type (desk, "Name", "Second");
  cw_desk_press (desk, "Create");
  cw_desk_await (desk, 0, "List: Second");
  cw_desk_act (desk, "add-symbol", "IBM");
  cw_desk_await_order (desk, "IBM");
  cw_desk_act (desk, "delete-list", NULL);
  cw_desk_await_order (desk, "AAPL");
  assert_stored (desk, "Watchlist[AAPL]");
  cw_desk_press (desk, "Undo");
  cw_desk_await_order (desk, "IBM");
  cw_desk_quit (desk);
  assert_stored (desk, "Watchlist[AAPL]Second[IBM]");
}

static void
test_named_symbols_are_not_kept (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL");
  cw_desk_await_order (desk, "AAPL");
  cw_desk_quit (desk);
  cw_desk_start (desk, (const char *const[]){ "ibm", "Yahoo:ORCL", NULL });
  cw_desk_await_order (desk, "IBM ORCL");
  cw_desk_act (desk, "add-symbol", "MSFT");
  cw_desk_await_order (desk, "IBM ORCL MSFT");
  assert_stored (desk, "Watchlist[AAPL]");
  cw_desk_act (desk, "keep-list", NULL);
  cw_desk_type (desk, "Name", "Kept");
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, 0, "List: Kept");
  cw_desk_await_order (desk, "IBM ORCL MSFT");
  cw_desk_quit (desk);
  assert_stored (desk, "Watchlist[AAPL]Kept[IBM ORCL MSFT]");
}

static void
test_another_program_adds (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL");
  cw_desk_await_order (desk, "AAPL");
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  cw_store_peek_add (desk->directory, "ORCL");
  cw_desk_act (desk, "refresh", NULL);
  cw_desk_await_order (desk, "AAPL ORCL");
  cw_desk_quit (desk);
}

/* --- never blank --- */

static void
add_many (CwDesk *desk)
{
  g_autoptr (GString) symbols = g_string_new (NULL);

  for (guint i = 1; i <= MANY; i++)
    g_string_append_printf (symbols, "SIM%04u ", i);
  cw_desk_act (desk, "add-symbol", symbols->str);
  cw_program_await_enabled (desk->program, "cancel-loading", TRUE);
  cw_program_await_enabled (desk->program, "refresh", TRUE);
}

static guint
count_priced (CwDesk *desk)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (desk->bus);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const CwAccessible *item = g_ptr_array_index (list, i);

      n += item->role == CW_ROLE_LIST_ITEM && strchr (item->name, '%') != NULL;
    }
  return n;
}

static void
await_priced (CwDesk *desk, guint n)
{
  CW_AWAIT (count_priced (desk) >= n, "prices");
  g_assert_cmpuint (count_priced (desk), ==, n);
}

/* Every row has its price although the provider has not answered a single request. */
static void
test_second_start_is_not_blank (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  add_many (desk);
  cw_desk_quit (desk);
  cw_desk_serve (desk, NEVER_MS);
  cw_desk_start (desk, NULL);
  await_priced (desk, MANY);
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of SIM0001");
  cw_desk_quit (desk);
}

static void
test_offline (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT");
  await_row (desk, "MSFT, Microsoft Corporation, 260.58");
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  cw_desk_quit (desk);
  cw_desk_start (desk, (const char *const[]){ "--offline", NULL });
  await_row (desk, "MSFT, Microsoft Corporation, 260.58");
  await_row (desk, "AAPL, Apple Inc., 133.50");
  cw_desk_await (desk, CW_ROLE_LABEL, "Offline: what is stored is shown");
  cw_desk_press (desk, "Go Online");
  cw_desk_await_gone (desk, CW_ROLE_LABEL, "Offline: what");
  cw_desk_quit (desk);
}

static void
test_unreachable_provider_is_said_once (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT");
  await_row (desk, "MSFT, Microsoft Corporation, 260.58");
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  g_clear_pointer (&desk->server, cw_server_free);
  cw_desk_act (desk, "refresh", NULL);
  cw_desk_await_said (desk, "What is stored is shown, each number with its age", TRUE);
  await_priced (desk, 2);
  cw_desk_quit (desk);
}

static void
test_damaged_store_is_told (CwDesk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->directory, CW_STORE_FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "this is no database, and it was never meant to be one", -1, &error);
  g_assert_no_error (error);
  cw_desk_start (desk, (const char *const[]){ "AAPL", NULL });
  await_row (desk, "AAPL, Apple Inc.");
  cw_desk_press (desk, "Dismiss");
  cw_desk_quit (desk);
}

/* --- holdings and notes --- */

static char *
export_to_text (CwDesk *desk, const char *action)
{
  g_autofree char *path = g_build_filename (desk->directory, "export.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_remove (path);
  cw_desk_act (desk, action, path);
  cw_await_file (path);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_holding_is_kept (CwDesk *desk, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_desk_type (desk, "Shares held", "10");
  cw_desk_type (desk, "Average cost of a share", "100");
  cw_desk_type (desk, "Held since", "2021-03-15");
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_desk_await (desk, CW_ROLE_LABEL, "▲ +335.00 (+33.50");
  cw_program_await_enabled (desk->program, "export-holdings", TRUE);
  before = export_to_text (desk, "export-holdings-to");
  g_assert_nonnull (strstr (before, "AAPL,10,100,,2021-03-15"));
  restart (desk);
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_desk_press (desk, "Remove the Holding");
  cw_program_await_enabled (desk->program, "export-holdings", FALSE);
  cw_desk_press (desk, "Undo");
  cw_program_await_enabled (desk->program, "export-holdings", TRUE);
  after = export_to_text (desk, "export-holdings-to");
  g_assert_cmpstr (before, ==, after);
  cw_desk_quit (desk);
}

/* What cannot be saved is said in place, and is there again after other symbols were shown. */
static void
test_wrong_input_is_not_lost (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_desk_type (desk, "Shares held", "ten");
  cw_desk_await (desk, CW_ROLE_LABEL, "“ten” is not a number");
  cw_desk_act (desk, "show-symbol", "MSFT");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of MSFT");
  g_assert_false (cw_desk_has (desk, CW_ROLE_LABEL, "“ten” is not a number"));
  cw_desk_act (desk, "show-symbol", "AAPL");
  cw_desk_await (desk, CW_ROLE_LABEL, "“ten” is not a number");
  cw_desk_type (desk, "Shares held", "3");
  cw_desk_type (desk, "Held since", "15.3.2021");
  cw_desk_await (desk, CW_ROLE_LABEL, "“15.3.2021” is not a day. Write it like");
  cw_desk_type (desk, "Held since", "");
  cw_desk_await (desk, CW_ROLE_LABEL, "400.50 USD");
  cw_desk_quit (desk);
}

/* Typed a moment before the window closes, and kept all the same. */
static void
test_note_is_kept_when_closing (CwDesk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) lists = NULL;
  const CwListEntry *entry;

  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_desk_type (desk, "Buy below this price", "200");
  cw_desk_await (desk, CW_ROLE_LABEL, "The price is low enough to buy");
  cw_desk_type (desk, "Sell above this price", "150");
  cw_desk_await (desk, CW_ROLE_LABEL, "The price to sell above is less");
  cw_desk_type (desk, "Sell above this price", "250.5");
  cw_desk_type (desk, "Your note", "=looks cheap");
  cw_desk_quit (desk);
  lists = cw_store_peek_lists (desk->directory);
  entry = cw_symbol_list_find_entry (g_ptr_array_index (lists, 0), "AAPL");
  g_assert_cmpstr (entry->note, ==, "=looks cheap");
  g_assert_cmpfloat_with_epsilon (entry->target_low, 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (entry->target_high, 250.5, 1e-9);
}

/* --- files --- */

static void
test_import (CwDesk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->directory, "import.csv", NULL);
  g_autofree char *exported = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path,
                       "\xef\xbb\xbfSymbol;Note\r\nORCL;a database\r\nAA PL;\r\nAAPL;fruit\r\n", -1,
                       &error);
  g_assert_no_error (error);
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT");
  await_row (desk, "MSFT, Microsoft");
  cw_desk_act (desk, "import-from", path);
  cw_desk_await (desk, CW_ROLE_LABEL, "1 Line Will Not Come");
  cw_desk_await (desk, CW_ROLE_LABEL, "Line 3");
  cw_desk_press (desk, "Cancel Import");
  cw_desk_await_order (desk, "AAPL MSFT");
  cw_desk_act (desk, "import-from", path);
  cw_desk_await (desk, CW_ROLE_LABEL, "Line 3");
  cw_desk_press (desk, "Import");
  cw_desk_await_order (desk, "AAPL MSFT ORCL");
  exported = export_to_text (desk, "export-list-to");
  g_assert_nonnull (strstr (exported, "AAPL,,fruit,,"));
  g_assert_nonnull (strstr (exported, "ORCL,,a database,,"));
  cw_desk_act (desk, "import-from", "/no/such/file.csv");
  cw_desk_act (desk, "export-list-to", "/no/such/folder/list.csv");
  cw_desk_quit (desk);
  assert_stored (desk, "Watchlist[AAPL MSFT ORCL]");
}

/* --- searching --- */

/* As a keyboard does it: the popover has the focus, and the window must not take it back. */
static void
type_symbols (CwDesk *desk, const char *keys)
{
  g_autofree char *command = g_strdup_printf ("xdotool key --delay 20 ctrl+a %s", keys);

  cw_program_run_tool (command);
}

static void
open_search (CwDesk *desk)
{
  cw_program_press (desk->program, "Shift_L");
  cw_desk_act (desk, "add-symbols", NULL);
  g_usleep (G_USEC_PER_SEC);
}

static void
test_searching (CwDesk *desk, gconstpointer data)
{
  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL");
  cw_desk_await_order (desk, "AAPL");
  open_search (desk);
  type_symbols (desk, "m i c r o");
  await_row (desk, "MSFT, Microsoft Corporation, NASDAQ, Equity");
  await_row (desk, "Add “MICRO” as typed");
  type_symbols (desk, "m i c r o s");
  await_row (desk, "Add “MICROS” as typed");
  cw_program_run_tool ("xdotool key Return");
  cw_desk_await_order (desk, "AAPL MSFT");
  open_search (desk);
  type_symbols (desk, "m i c r o");
  await_row (desk, "MSFT, Microsoft Corporation, NASDAQ, Equity, in the list already");
  type_symbols (desk, "q q q q");
  cw_desk_await (desk, CW_ROLE_LABEL, "Nothing found. Enter adds");
  /* A plain ticker need not wait for a search. */
  type_symbols (desk, "i b m Return");
  cw_desk_await_order (desk, "AAPL MSFT IBM");
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  g_clear_pointer (&desk->server, cw_server_free);
  open_search (desk);
  type_symbols (desk, "o r a c l e");
  cw_desk_await (desk, CW_ROLE_LABEL, "Only whole tickers can be added now.");
  cw_desk_quit (desk);
}

#define ADD(name, function) \
  CW_DESK_ADD ("/ui/lists/" name, CW_DESK_SERVER | CW_DESK_STORE, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  ADD ("symbols-are-kept", test_symbols_are_kept);
  ADD ("dragging", test_dragging);
  ADD ("dragging-what-is-sorted", test_dragging_what_is_sorted);
  ADD ("removing-is-kept-and-undone", test_removing_is_kept_and_undone);
  ADD ("several-lists", test_several_lists);
  ADD ("deleting-a-list-can-be-undone", test_deleting_a_list_can_be_undone);
  ADD ("named-symbols-are-not-kept", test_named_symbols_are_not_kept);
  ADD ("another-program-adds", test_another_program_adds);
  ADD ("second-start-is-not-blank", test_second_start_is_not_blank);
  ADD ("offline", test_offline);
  ADD ("unreachable-provider-is-said-once", test_unreachable_provider_is_said_once);
  ADD ("damaged-store-is-told", test_damaged_store_is_told);
  ADD ("holding-is-kept", test_holding_is_kept);
  ADD ("wrong-input-is-not-lost", test_wrong_input_is_not_lost);
  ADD ("note-is-kept-when-closing", test_note_is_kept_when_closing);
  ADD ("import", test_import);
  ADD ("searching", test_searching);
  return g_test_run ();
}
