/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-accessible.h"
#include "cw-program.h"
#include "cw-server.h"
#include "cw-store-peek.h"

/* Lists and holdings in the real window, with a store of their own, across restarts. */

/* A latency that no test waits for. */
#define NEVER_MS 20000
#define MANY 60

typedef struct
{
  GDBusConnection *bus;
  CwServer *server;
  char *directory; /* of the store */
  CwProgram *program;
} Fixture;

static CwServer *
new_server (guint latency_ms)
{
  CwServerOptions options = { .latency_ms = latency_ms };
  g_autoptr (GError) error = NULL;
  CwServer *server = cw_server_new (&options, &error);

  g_assert_no_error (error);
  return server;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->bus = cw_accessible_connect ();
  fixture->server = new_server (0);
  fixture->directory = g_dir_make_tmp ("candlewick-lists-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("CANDLEWICK_DATA_DIR", fixture->directory, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->bus);
  g_clear_pointer (&fixture->server, cw_server_free);
  g_free (fixture->directory);
  g_unsetenv ("CANDLEWICK_DATA_DIR");
}

static void
start (Fixture *fixture, const char *const *arguments)
{
  static const char *const none[] = { NULL };

  fixture->program =
      cw_program_start (cw_server_get_url (fixture->server), arguments != NULL ? arguments : none);
  cw_program_await_window (fixture->program);
}

static void
quit (Fixture *fixture)
{
  cw_program_act_on_application (fixture->program, "quit");
  g_assert_cmpint (cw_program_wait (fixture->program), ==, 0);
  g_clear_pointer (&fixture->program, cw_program_free);
}

static void
restart (Fixture *fixture)
{
  quit (fixture);
  start (fixture, NULL);
}

static void
act (Fixture *fixture, const char *action, const char *parameter)
{
  cw_program_act (fixture->program, action,
                  parameter != NULL ? g_variant_new_string (parameter) : NULL);
}

static void
await (Fixture *fixture, guint role, const char *name)
{
  g_ptr_array_unref (cw_accessible_await (fixture->bus, role, name));
}

static void
await_row (Fixture *fixture, const char *name)
{
  await (fixture, CW_ROLE_LIST_ITEM, name);
}

static void
press (Fixture *fixture, const char *name)
{
  cw_accessible_press (fixture->bus, CW_ROLE_PUSH_BUTTON, name);
}

static void
await_label_with (Fixture *fixture, const char *part)
{
  for (int i = 0; i < CW_PROGRAM_PATIENCE * 2; i++)
    {
      g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);

      for (guint j = 0; j < list->len; j++)
        if (strstr (((CwAccessible *) g_ptr_array_index (list, j))->name, part) != NULL)
          return;
      g_usleep (G_USEC_PER_SEC / 2);
    }
  g_error ("nothing says “%s”", part);
}

static gboolean
is_there (Fixture *fixture, guint role, const char *name)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);

  return cw_accessible_find (list, role, name) != NULL;
}

/* The symbols of the rows of the watchlist, in their order. */
static char *
get_order (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const CwAccessible *item = g_ptr_array_index (list, i);

      if (item->role == CW_ROLE_LIST_ITEM)
        g_string_append_printf (order, "%s%.*s", order->len > 0 ? " " : "",
                                (int) strcspn (item->name, ","), item->name);
    }
  return g_string_free (order, FALSE);
}

static void
await_order (Fixture *fixture, const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;
  g_autofree char *order = get_order (fixture);

  while (!g_str_equal (order, expected) && g_get_monotonic_time () < deadline)
    {
      g_usleep (G_USEC_PER_SEC / 10);
      g_free (order);
      order = get_order (fixture);
    }
  g_assert_cmpstr (order, ==, expected);
}

static void
move_by (Fixture *fixture, const char *symbol, int places)
{
  cw_program_act (fixture->program, "move-by", g_variant_new ("(si)", symbol, places));
}

static void
assert_stored (Fixture *fixture, const char *expected)
{
  g_autofree char *stored = cw_store_peek_describe (fixture->directory);

  g_assert_cmpstr (stored, ==, expected);
}

/* --- lists --- */

static void
test_symbols_are_kept (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  await (fixture, CW_ROLE_PUSH_BUTTON, "Explore the Demo Market");
  act (fixture, "add-symbol", "aapl, yahoo:msft ibm");
  act (fixture, "add-symbol", "nobody:orcl");
  await_row (fixture, "IBM, International Business");
  move_by (fixture, "IBM", -2);
  await_order (fixture, "IBM AAPL MSFT");
  cw_program_act (fixture->program, "move-symbol", g_variant_new ("(ssb)", "IBM", "AAPL", TRUE));
  await_order (fixture, "AAPL IBM MSFT");
  restart (fixture);
  await_row (fixture, "AAPL, Apple Inc.");
  await_order (fixture, "AAPL IBM MSFT");
  act (fixture, "show-symbol", "IBM");
  cw_program_press (fixture->program, "alt+Down");
  await_order (fixture, "AAPL MSFT IBM");
  cw_program_press (fixture->program, "alt+Up");
  await_order (fixture, "AAPL IBM MSFT");
  quit (fixture);
  assert_stored (fixture, "Watchlist[AAPL IBM MSFT]");
}

static void
test_removing_is_kept_and_undone (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL MSFT IBM");
  await_row (fixture, "IBM, International Business");
  act (fixture, "remove-symbol", "MSFT");
  await_order (fixture, "AAPL IBM");
  assert_stored (fixture, "Watchlist[AAPL IBM]");
  press (fixture, "Undo");
  await_order (fixture, "AAPL MSFT IBM");
  await_row (fixture, "MSFT, Microsoft Corporation, 260.58");
  quit (fixture);
  assert_stored (fixture, "Watchlist[AAPL MSFT IBM]");
}

static void
test_several_lists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) first = NULL;

  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL MSFT");
  await_row (fixture, "MSFT, Microsoft");
  first = cw_program_get_state (fixture->program, "show-list");
  g_assert_false (cw_program_is_enabled (fixture->program, "delete-list"));
  act (fixture, "new-list", NULL);
  cw_accessible_type (fixture->bus, "Name", "WATCHLIST");
  await (fixture, CW_ROLE_LABEL, "There is a list of this name already");
  cw_accessible_type (fixture->bus, "Name", "Banks & Co_x");
  press (fixture, "Create");
  await (fixture, CW_ROLE_LABEL, "Nothing in This List");
  await (fixture, 0, "List: Banks & Co_x");
  act (fixture, "add-symbol", "IBM AAPL");
  await_order (fixture, "IBM AAPL");
  act (fixture, "rename-list", NULL);
  cw_accessible_type (fixture->bus, "Name", "Old ones");
  press (fixture, "Rename");
  await (fixture, 0, "List: Old ones");
  cw_program_act (fixture->program, "show-list", g_variant_ref (first));
  await_order (fixture, "AAPL MSFT");
  quit (fixture);
  assert_stored (fixture, "Watchlist[AAPL MSFT]Old ones[IBM AAPL]");
}

static void
test_deleting_a_list_can_be_undone (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL");
  act (fixture, "new-list", NULL);
  cw_accessible_type (fixture->bus, "Name", "Second");
  press (fixture, "Create");
  await (fixture, 0, "List: Second");
  act (fixture, "add-symbol", "IBM");
  await_order (fixture, "IBM");
  act (fixture, "delete-list", NULL);
  await_order (fixture, "AAPL");
  assert_stored (fixture, "Watchlist[AAPL]");
  press (fixture, "Undo");
  await_order (fixture, "IBM");
  quit (fixture);
  assert_stored (fixture, "Watchlist[AAPL]Second[IBM]");
}

static void
test_named_symbols_are_not_kept (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL");
  await_order (fixture, "AAPL");
  quit (fixture);
  start (fixture, (const char *const[]){ "ibm", "Yahoo:ORCL", NULL });
  await_order (fixture, "IBM ORCL");
  act (fixture, "add-symbol", "MSFT");
  await_order (fixture, "IBM ORCL MSFT");
  assert_stored (fixture, "Watchlist[AAPL]");
  act (fixture, "keep-list", NULL);
  cw_accessible_type (fixture->bus, "Name", "Kept");
  press (fixture, "Save");
  await (fixture, 0, "List: Kept");
  await_order (fixture, "IBM ORCL MSFT");
  quit (fixture);
  assert_stored (fixture, "Watchlist[AAPL]Kept[IBM ORCL MSFT]");
}

static void
test_another_program_adds (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL");
  await_order (fixture, "AAPL");
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  cw_store_peek_add (fixture->directory, "ORCL");
  act (fixture, "refresh", NULL);
  await_order (fixture, "AAPL ORCL");
  quit (fixture);
}

/* --- never blank --- */

static void
add_many (Fixture *fixture)
{
  g_autoptr (GString) symbols = g_string_new (NULL);

  for (guint i = 1; i <= MANY; i++)
    g_string_append_printf (symbols, "SIM%04u ", i);
  act (fixture, "add-symbol", symbols->str);
  cw_program_await_enabled (fixture->program, "cancel-loading", TRUE);
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
}

static guint
count_priced (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const CwAccessible *item = g_ptr_array_index (list, i);

      n += item->role == CW_ROLE_LIST_ITEM && strchr (item->name, '%') != NULL;
    }
  return n;
}

static void
await_priced (Fixture *fixture, guint n)
{
  for (int i = 0; i < CW_PROGRAM_PATIENCE * 2 && count_priced (fixture) < n; i++)
    g_usleep (G_USEC_PER_SEC / 2);
  g_assert_cmpuint (count_priced (fixture), ==, n);
}

/* Every row has its price although the provider has not answered a single request. */
static void
test_second_start_is_not_blank (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  add_many (fixture);
  quit (fixture);
  cw_server_free (fixture->server);
  fixture->server = new_server (NEVER_MS);
  start (fixture, NULL);
  await_priced (fixture, MANY);
  await (fixture, CW_ROLE_IMAGE, "Price chart of SIM0001");
  quit (fixture);
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL MSFT");
  await_row (fixture, "MSFT, Microsoft Corporation, 260.58");
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  quit (fixture);
  start (fixture, (const char *const[]){ "--offline", NULL });
  await_row (fixture, "MSFT, Microsoft Corporation, 260.58");
  await_row (fixture, "AAPL, Apple Inc., 133.50");
  await (fixture, CW_ROLE_LABEL, "Offline: what is stored is shown");
  press (fixture, "Go Online");
  for (int i = 0; i < 100 && is_there (fixture, CW_ROLE_LABEL, "Offline: what"); i++)
    g_usleep (G_USEC_PER_SEC / 10);
  g_assert_false (is_there (fixture, CW_ROLE_LABEL, "Offline: what"));
  quit (fixture);
}

static void
test_unreachable_provider_is_said_once (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL MSFT");
  await_row (fixture, "MSFT, Microsoft Corporation, 260.58");
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  g_clear_pointer (&fixture->server, cw_server_free);
  act (fixture, "refresh", NULL);
  await_label_with (fixture, "What is stored is shown, each number with its age");
  await_priced (fixture, 2);
  quit (fixture);
}

static void
test_damaged_store_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, CW_STORE_FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "this is no database, and it was never meant to be one", -1, &error);
  g_assert_no_error (error);
  start (fixture, (const char *const[]){ "AAPL", NULL });
  await_row (fixture, "AAPL, Apple Inc.");
  press (fixture, "Dismiss");
  quit (fixture);
}

/* --- holdings and notes --- */

static char *
export_to_text (Fixture *fixture, const char *action)
{
  g_autofree char *path = g_build_filename (fixture->directory, "export.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_remove (path);
  act (fixture, action, path);
  cw_await_file (path);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_holding_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL MSFT");
  await (fixture, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_accessible_type (fixture->bus, "Shares held", "10");
  cw_accessible_type (fixture->bus, "Average cost of a share", "100");
  cw_accessible_type (fixture->bus, "Held since", "2021-03-15");
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  await (fixture, CW_ROLE_LABEL, "▲ +335.00 (+33.50");
  cw_program_await_enabled (fixture->program, "export-holdings", TRUE);
  before = export_to_text (fixture, "export-holdings-to");
  g_assert_nonnull (strstr (before, "AAPL,10,100,,2021-03-15"));
  restart (fixture);
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  press (fixture, "Remove the Holding");
  cw_program_await_enabled (fixture->program, "export-holdings", FALSE);
  press (fixture, "Undo");
  cw_program_await_enabled (fixture->program, "export-holdings", TRUE);
  after = export_to_text (fixture, "export-holdings-to");
  g_assert_cmpstr (before, ==, after);
  quit (fixture);
}

/* What cannot be saved is said in place, and is there again after other symbols were shown. */
static void
test_wrong_input_is_not_lost (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL MSFT");
  await (fixture, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_accessible_type (fixture->bus, "Shares held", "ten");
  await (fixture, CW_ROLE_LABEL, "“ten” is not a number");
  act (fixture, "show-symbol", "MSFT");
  await (fixture, CW_ROLE_IMAGE, "Price chart of MSFT");
  g_assert_false (is_there (fixture, CW_ROLE_LABEL, "“ten” is not a number"));
  act (fixture, "show-symbol", "AAPL");
  await (fixture, CW_ROLE_LABEL, "“ten” is not a number");
  cw_accessible_type (fixture->bus, "Shares held", "3");
  cw_accessible_type (fixture->bus, "Held since", "15.3.2021");
  await (fixture, CW_ROLE_LABEL, "“15.3.2021” is not a day. Write it like");
  cw_accessible_type (fixture->bus, "Held since", "");
  await (fixture, CW_ROLE_LABEL, "400.50 USD");
  quit (fixture);
}

/* Typed a moment before the window closes, and kept all the same. */
static void
test_note_is_kept_when_closing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lists = NULL;
  const CwListEntry *entry;

  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL MSFT");
  await (fixture, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_accessible_type (fixture->bus, "Buy below this price", "200");
  await (fixture, CW_ROLE_LABEL, "The price is low enough to buy");
  cw_accessible_type (fixture->bus, "Sell above this price", "150");
  await (fixture, CW_ROLE_LABEL, "The price to sell above is less");
  cw_accessible_type (fixture->bus, "Sell above this price", "250.5");
  cw_accessible_type (fixture->bus, "Your note", "=looks cheap");
  quit (fixture);
  lists = cw_store_peek_lists (fixture->directory);
  entry = cw_symbol_list_find_entry (g_ptr_array_index (lists, 0), "AAPL");
  g_assert_cmpstr (entry->note, ==, "=looks cheap");
  g_assert_cmpfloat_with_epsilon (entry->target_low, 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (entry->target_high, 250.5, 1e-9);
}

/* --- files --- */

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "import.csv", NULL);
  g_autofree char *exported = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path,
                       "\xef\xbb\xbfSymbol;Note\r\nORCL;a database\r\nAA PL;\r\nAAPL;fruit\r\n", -1,
                       &error);
  g_assert_no_error (error);
  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL MSFT");
  await_row (fixture, "MSFT, Microsoft");
  act (fixture, "import-from", path);
  await (fixture, CW_ROLE_LABEL, "1 Line Will Not Come");
  await (fixture, CW_ROLE_LABEL, "Line 3");
  press (fixture, "Cancel Import");
  await_order (fixture, "AAPL MSFT");
  act (fixture, "import-from", path);
  await (fixture, CW_ROLE_LABEL, "Line 3");
  press (fixture, "Import");
  await_order (fixture, "AAPL MSFT ORCL");
  exported = export_to_text (fixture, "export-list-to");
  g_assert_nonnull (strstr (exported, "AAPL,,fruit,,"));
  g_assert_nonnull (strstr (exported, "ORCL,,a database,,"));
  act (fixture, "import-from", "/no/such/file.csv");
  act (fixture, "export-list-to", "/no/such/folder/list.csv");
  quit (fixture);
  assert_stored (fixture, "Watchlist[AAPL MSFT ORCL]");
}

/* --- searching --- */

/* As a keyboard does it: the popover has the focus, and the window must not take it back. */
static void
type_symbols (Fixture *fixture, const char *keys)
{
  g_autofree char *command = g_strdup_printf ("xdotool key --delay 20 ctrl+a %s", keys);

  cw_program_run_tool (command);
}

static void
open_search (Fixture *fixture)
{
  cw_program_press (fixture->program, "Shift_L");
  act (fixture, "add-symbols", NULL);
  g_usleep (G_USEC_PER_SEC);
}

static void
test_searching (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  act (fixture, "add-symbol", "AAPL");
  await_order (fixture, "AAPL");
  open_search (fixture);
  type_symbols (fixture, "m i c r o");
  await_row (fixture, "MSFT, Microsoft Corporation, NASDAQ, Equity");
  await_row (fixture, "Add “MICRO” as typed");
  type_symbols (fixture, "m i c r o s");
  await_row (fixture, "Add “MICROS” as typed");
  cw_program_run_tool ("xdotool key Return");
  await_order (fixture, "AAPL MSFT");
  open_search (fixture);
  type_symbols (fixture, "m i c r o");
  await_row (fixture, "MSFT, Microsoft Corporation, NASDAQ, Equity, in the list already");
  type_symbols (fixture, "q q q q");
  await (fixture, CW_ROLE_LABEL, "Nothing found. Enter adds");
  /* A plain ticker need not wait for a search. */
  type_symbols (fixture, "i b m Return");
  await_order (fixture, "AAPL MSFT IBM");
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  g_clear_pointer (&fixture->server, cw_server_free);
  open_search (fixture);
  type_symbols (fixture, "o r a c l e");
  await (fixture, CW_ROLE_LABEL, "Only whole tickers can be added now.");
  quit (fixture);
}

#define ADD(name, function) \
  g_test_add ("/ui/lists/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  ADD ("symbols-are-kept", test_symbols_are_kept);
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
