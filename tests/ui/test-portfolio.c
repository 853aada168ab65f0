/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "cw-accessible.h"
#include "cw-program.h"
#include "cw-server.h"
#include "cw-store-peek.h"

/* The portfolio page in the real window: what is held, what it is worth, and its editor. */

#define NAME_SYMBOL "Ticker or Name"
#define NAME_SHARES "Number of Shares"
#define NAME_COST "Average Cost of a Share"
#define NAME_DATE "Held Since"
#define NAME_NOTE "Note"

typedef struct
{
  GDBusConnection *bus;
  CwServer *server;
  char *directory; /* of the store */
  CwProgram *program;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CwServerOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->bus = cw_accessible_connect ();
  fixture->server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  fixture->directory = g_dir_make_tmp ("candlewick-portfolio-XXXXXX", &error);
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
press (Fixture *fixture, const char *name)
{
  cw_accessible_press (fixture->bus, CW_ROLE_PUSH_BUTTON, name);
}

static void
type (Fixture *fixture, const char *name, const char *text)
{
  cw_accessible_type (fixture->bus, name, text);
}

static gboolean
is_there (Fixture *fixture, guint role, const char *name)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);

  return cw_accessible_find (list, role, name) != NULL;
}

static void
await_gone (Fixture *fixture, guint role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;

  while (is_there (fixture, role, name))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (G_USEC_PER_SEC / 10);
    }
}

static void
start (Fixture *fixture, const char *symbols)
{
  static const char *const none[] = { NULL };

  fixture->program = cw_program_start (cw_server_get_url (fixture->server), none);
  cw_program_await_window (fixture->program);
  if (symbols != NULL)
    {
      act (fixture, "add-symbol", symbols);
      cw_program_await_enabled (fixture->program, "refresh", TRUE);
    }
  act (fixture, "show-page", "portfolio");
}

static void
quit (Fixture *fixture)
{
  cw_program_act_on_application (fixture->program, "quit");
  g_assert_cmpint (cw_program_wait (fixture->program), ==, 0);
  g_clear_pointer (&fixture->program, cw_program_free);
}

static void
hold (Fixture *fixture, const char *symbol, const char *shares, const char *cost, const char *date)
{
  act (fixture, "add-holding", NULL);
  type (fixture, NAME_SYMBOL, symbol);
  type (fixture, NAME_SHARES, shares);
  type (fixture, NAME_COST, cost);
  type (fixture, NAME_DATE, date);
  press (fixture, "Save");
  await_gone (fixture, 0, NAME_SHARES);
}

static const CwHolding *
find_stored (GPtrArray *lists, const char *symbol)
{
  return cw_symbol_list_find_holding (g_ptr_array_index (lists, 0), symbol);
}

/* --- the page --- */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;

  start (fixture, "AAPL MSFT");
  list = cw_accessible_await (fixture->bus, CW_ROLE_LABEL, "No Holdings");
  g_assert_nonnull (cw_accessible_find (list, CW_ROLE_PUSH_BUTTON, "Add From File…"));
  cw_accessible_assert_named (list, 8);
  g_assert_false (cw_program_is_enabled (fixture->program, "export-holdings"));
  press (fixture, "Add Holding");
  await (fixture, 0, NAME_SHARES);
  quit (fixture);
}

/* By the bundled prices: AAPL 133.50 after +0.39, MSFT 260.58 after +2.32. */
static void
test_totals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  const CwAccessible *ring;

  start (fixture, "AAPL MSFT");
  hold (fixture, "AAPL", "10", "100", "2021-03-15");
  hold (fixture, "MSFT", "5", "300", "");
  await (fixture, CW_ROLE_LABEL, "2637.90 USD");
  await (fixture, CW_ROLE_LABEL, "+137.90");
  await (fixture, CW_ROLE_LABEL, "▲ +5.52");
  list = cw_accessible_await (fixture->bus, CW_ROLE_LABEL, "Oldest price: ");
  ring = cw_accessible_find (list, CW_ROLE_IMAGE, "Allocation");
  g_assert_nonnull (ring);
  g_assert_nonnull (strstr (ring->description, "AAPL 50.6"));
  g_assert_nonnull (strstr (ring->description, "MSFT 49.4"));
  /* Each holding is a row that can be read: what, how much, and what it is worth. */
  g_assert_nonnull (
      cw_accessible_find (list, 0, "AAPL, Apple Inc., 10 shares, worth 1335.00 USD, gain +335.00"));
  g_assert_nonnull (cw_accessible_find (list, 0, "MSFT, Microsoft Corporation, 5 shares, worth"));
  cw_accessible_assert_named (list, 12);
  quit (fixture);
}

/* Shares that were split since they were bought are more now, and cost less each. */
static void
test_splits (Fixture *fixture, gconstpointer data)
{
  start (fixture, "AAPL");
  hold (fixture, "AAPL", "10", "400", "2020-08-03");
  await (fixture, 0, "AAPL, Apple Inc., 40 shares, worth 5340.00 USD, gain +1340");
  quit (fixture);
}

static void
test_unknown_prices_are_said (Fixture *fixture, gconstpointer data)
{
  start (fixture, "AAPL");
  hold (fixture, "AAPL", "10", "", "");
  await (fixture, CW_ROLE_LABEL, "Gain without 1 holding whose cost in USD is not known");
  hold (fixture, "NOSUCHTICKER", "3", "1", "");
  await (fixture, CW_ROLE_LABEL, "1 holding has no price yet");
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  quit (fixture);
}

static void
test_showing_a_holding (Fixture *fixture, gconstpointer data)
{
  start (fixture, "AAPL MSFT");
  hold (fixture, "MSFT", "5", "300", "");
  await (fixture, 0, "MSFT, Microsoft Corporation, 5 shares");
  act (fixture, "show-symbol", "MSFT");
  await (fixture, CW_ROLE_IMAGE, "Price chart of MSFT");
  quit (fixture);
}

/* --- the editor --- */

static void
test_wrong_input_stays_and_is_explained (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;

  start (fixture, "AAPL");
  act (fixture, "add-holding", NULL);
  press (fixture, "Save");
  await (fixture, CW_ROLE_LABEL, "What is held?");
  await (fixture, CW_ROLE_LABEL, "How many shares are held?");
  type (fixture, NAME_SYMBOL, "AAPL");
  type (fixture, NAME_SHARES, "ten");
  type (fixture, NAME_COST, "-1");
  type (fixture, NAME_DATE, "soon");
  await (fixture, CW_ROLE_LABEL, "“ten” is not a number. Write it like 12.5.");
  await (fixture, CW_ROLE_LABEL, "A share cannot cost less than 0.");
  list = cw_accessible_await (fixture->bus, CW_ROLE_LABEL, "“soon” is not a day. Write it like");
  cw_accessible_assert_named (list, 12);
  press (fixture, "Save");
  g_assert_false (cw_program_is_enabled (fixture->program, "export-holdings"));
  type (fixture, NAME_SHARES, "3");
  type (fixture, NAME_COST, "99.5");
  type (fixture, NAME_DATE, "2021-3-5");
  await (fixture, CW_ROLE_LABEL, "298.50 in all · since 5 Mar 2021");
  await_gone (fixture, CW_ROLE_LABEL, "“ten” is not a number");
  press (fixture, "Save");
  await (fixture, CW_ROLE_LABEL, "400.50 USD");
  quit (fixture);
}

/* Nobody is asked: what was typed is there again, until it is saved or begun anew. */
static void
test_draft_is_kept (Fixture *fixture, gconstpointer data)
{
  start (fixture, "AAPL");
  act (fixture, "add-holding", NULL);
  type (fixture, NAME_SYMBOL, "AAPL");
  type (fixture, NAME_SHARES, "7,x");
  press (fixture, "Cancel Editing");
  await_gone (fixture, 0, NAME_SHARES);
  press (fixture, "Continue");
  await (fixture, CW_ROLE_LABEL, "What you typed before is here again.");
  type (fixture, NAME_SHARES, "7");
  press (fixture, "Save");
  await (fixture, CW_ROLE_LABEL, "934.50 USD");
  await_gone (fixture, 0, NAME_SHARES);
  act (fixture, "add-holding", NULL);
  await (fixture, 0, NAME_SHARES);
  g_assert_false (is_there (fixture, CW_ROLE_LABEL, "What you typed before"));
  type (fixture, NAME_SYMBOL, "AAPL");
  press (fixture, "Save");
  await (fixture, CW_ROLE_LABEL, "This is held already.");
  quit (fixture);
}

/* Another program writes, and does not end. */
static sqlite3 *
lock_store (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->directory, CW_STORE_FILE_NAME, NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_busy_timeout (database, 10000), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  return database;
}

static void
test_failed_write_keeps_what_was_typed (Fixture *fixture, gconstpointer data)
{
  sqlite3 *other;

  start (fixture, "AAPL");
  other = lock_store (fixture);
  act (fixture, "add-holding", NULL);
  type (fixture, NAME_SYMBOL, "AAPL");
  type (fixture, NAME_SHARES, "10");
  press (fixture, "Save");
  await (fixture, CW_ROLE_LABEL, "Another program is using the stored data");
  await (fixture, 0, NAME_SHARES);
  g_assert_false (cw_program_is_enabled (fixture->program, "export-holdings"));
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
  press (fixture, "Save");
  await_gone (fixture, 0, NAME_SHARES);
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  quit (fixture);
}

static void
test_editing_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lists = NULL;
  const CwHolding *holding;

  start (fixture, "AAPL");
  hold (fixture, "AAPL", "10", "100", "2021-03-15");
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  press (fixture, "Edit Holding of AAPL");
  type (fixture, NAME_SHARES, "20");
  type (fixture, NAME_DATE, "");
  type (fixture, NAME_NOTE, "for old age");
  press (fixture, "Save");
  await (fixture, CW_ROLE_LABEL, "2670.00 USD");
  press (fixture, "Edit Holding of AAPL");
  type (fixture, NAME_NOTE, "");
  press (fixture, "Save");
  await_gone (fixture, 0, NAME_SHARES);
  quit (fixture);
  lists = cw_store_peek_lists (fixture->directory);
  holding = find_stored (lists, "AAPL");
  g_assert_nonnull (holding);
  g_assert_cmpfloat_with_epsilon (holding->shares, 20, 1e-12);
  g_assert_cmpfloat_with_epsilon (holding->cost, 100, 1e-12);
  g_assert_null (holding->date);
  g_assert_cmpstr (((CwSymbolList *) g_ptr_array_index (lists, 0))->entries[0]->note, ==, "");
}

static void
test_removing_can_be_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lists = NULL;

  start (fixture, "AAPL");
  hold (fixture, "AAPL", "10", "100", "2021-03-15");
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  act (fixture, "remove-holding", "AAPL");
  cw_program_await_enabled (fixture->program, "export-holdings", FALSE);
  press (fixture, "Undo");
  cw_program_await_enabled (fixture->program, "export-holdings", TRUE);
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  press (fixture, "Edit Holding of AAPL");
  press (fixture, "Remove Holding");
  cw_program_await_enabled (fixture->program, "export-holdings", FALSE);
  press (fixture, "Undo");
  cw_program_await_enabled (fixture->program, "export-holdings", TRUE);
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  quit (fixture);
  lists = cw_store_peek_lists (fixture->directory);
  g_assert_cmpstr (find_stored (lists, "AAPL")->date, ==, "2021-03-15");
}

/* A symbol that was not watched before is, once something of it is held; found by its name. */
static void
test_new_symbol (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stored = NULL;

  start (fixture, "AAPL");
  act (fixture, "add-holding", NULL);
  type (fixture, NAME_SHARES, "2");
  type (fixture, NAME_SYMBOL, "micros");
  await (fixture, CW_ROLE_LIST_ITEM, "MSFT, Microsoft Corporation");
  press (fixture, "Save");
  await (fixture, CW_ROLE_LABEL, "Choose one of what was found");
  type (fixture, NAME_SYMBOL, "MSFT");
  press (fixture, "Save");
  await (fixture, CW_ROLE_LABEL, "521.16 USD");
  quit (fixture);
  stored = cw_store_peek_describe (fixture->directory);
  g_assert_cmpstr (stored, ==, "Watchlist[AAPL MSFT]");
}

/* --- files --- */

static void
test_import_and_export (Fixture *fixture, gconstpointer data)
{
  static const char holdings[] = "Symbol,Shares,Cost\nAAPL,10,100\nMSFT,5,300\n";
  g_autofree char *from = g_build_filename (fixture->directory, "in.csv", NULL);
  g_autofree char *to = g_build_filename (fixture->directory, "out.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (from, holdings, -1, &error);
  g_assert_no_error (error);
  start (fixture, "AAPL");
  act (fixture, "import-from", from);
  await (fixture, CW_ROLE_LABEL, "2 holdings for the list");
  press (fixture, "Import");
  await (fixture, CW_ROLE_LABEL, "2637.90 USD");
  act (fixture, "export-holdings-to", to);
  cw_await_file (to);
  g_file_get_contents (to, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "AAPL,10,100"));
  g_assert_nonnull (strstr (text, "MSFT,5,300"));
  quit (fixture);
}

/* --- what cannot be stored --- */

/* A log that cannot be opened: the file can be looked at, but not written to. */
static void
make_read_only (Fixture *fixture)
{
  g_autofree char *log = g_build_filename (fixture->directory, CW_STORE_FILE_NAME "-wal", NULL);

  g_assert_cmpint (g_mkdir (log, 0700), ==, 0);
}

static void
test_read_only_store (Fixture *fixture, gconstpointer data)
{
  static const char *const edits[] = { "add-holding", "edit-holding", "remove-holding",
                                       "add-symbol",  "add-symbols",  "remove-symbol",
                                       "move-symbol", "new-list",     "import" };
  guint n_refused = 0;

  start (fixture, "AAPL MSFT");
  hold (fixture, "AAPL", "10", "100", "");
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  quit (fixture);
  make_read_only (fixture);
  start (fixture, NULL);
  await (fixture, CW_ROLE_LABEL, "This list cannot be changed, because nothing can be stored");
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++, n_refused++)
    cw_program_await_enabled (fixture->program, edits[i], FALSE);
  g_assert_cmpuint (n_refused, ==, 9);
  g_assert_true (cw_program_is_enabled (fixture->program, "export-holdings"));
  quit (fixture);
}

/* Where there is nothing to look at either, a list in memory is better than none. */
static void
test_nowhere_to_store (Fixture *fixture, gconstpointer data)
{
  g_setenv ("CANDLEWICK_DATA_DIR", "/dev/null/nowhere", TRUE);
  start (fixture, "AAPL");
  hold (fixture, "AAPL", "10", "100", "");
  await (fixture, CW_ROLE_LABEL, "1335.00 USD");
  cw_program_await_enabled (fixture->program, "new-list", FALSE);
  quit (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
#define ADD(name, func) g_test_add ("/ui/portfolio/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("totals", test_totals);
  ADD ("splits", test_splits);
  ADD ("unknown-prices-are-said", test_unknown_prices_are_said);
  ADD ("showing-a-holding", test_showing_a_holding);
  ADD ("wrong-input-stays-and-is-explained", test_wrong_input_stays_and_is_explained);
  ADD ("draft-is-kept", test_draft_is_kept);
  ADD ("failed-write-keeps-what-was-typed", test_failed_write_keeps_what_was_typed);
  ADD ("editing-is-kept", test_editing_is_kept);
  ADD ("removing-can-be-undone", test_removing_can_be_undone);
  ADD ("new-symbol", test_new_symbol);
  ADD ("import-and-export", test_import_and_export);
  ADD ("read-only-store", test_read_only_store);
  ADD ("nowhere-to-store", test_nowhere_to_store);
  return g_test_run ();
}
