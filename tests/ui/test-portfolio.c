/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "cw-desk.h"
#include "cw-store-peek.h"

/* The portfolio page in the real window: what is held, what it is worth, and its editor. */

#define NAME_SYMBOL "Ticker or Name"
#define NAME_SHARES "Number of Shares"
#define NAME_COST "Average Cost of a Share"
#define NAME_DATE "Held Since"
#define NAME_NOTE "Note"

static void
start (CwDesk *desk, const char *symbols)
{
  cw_desk_start (desk, NULL);
  if (symbols != NULL)
    {
      cw_desk_act (desk, "add-symbol", symbols);
      cw_program_await_enabled (desk->program, "refresh", TRUE);
    }
  cw_desk_act (desk, "show-page", "portfolio");
}

static void
hold (CwDesk *desk, const char *symbol, const char *shares, const char *cost, const char *date)
{
  cw_desk_act (desk, "add-holding", NULL);
  cw_desk_type (desk, NAME_SYMBOL, symbol);
  cw_desk_type (desk, NAME_SHARES, shares);
  cw_desk_type (desk, NAME_COST, cost);
  cw_desk_type (desk, NAME_DATE, date);
  cw_desk_press (desk, "Save");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
}

static const CwHolding *
find_stored (GPtrArray *lists, const char *symbol)
{
  return cw_symbol_list_find_holding (g_ptr_array_index (lists, 0), symbol);
}

/* --- the page --- */

static void
test_empty (CwDesk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;

  start (desk, "AAPL MSFT");
  list = cw_accessible_await (desk->bus, CW_ROLE_LABEL, "No Holdings");
  g_assert_nonnull (cw_accessible_find (list, CW_ROLE_PUSH_BUTTON, "Add From File…"));
  cw_accessible_assert_named (list, 8);
  g_assert_false (cw_program_is_enabled (desk->program, "export-holdings"));
  cw_desk_press (desk, "Add Holding");
  cw_desk_await (desk, 0, NAME_SHARES);
  cw_desk_quit (desk);
}

/* By the bundled prices: AAPL 133.50 after +0.39, MSFT 260.58 after +2.32. */
static void
test_totals (CwDesk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  const CwAccessible *ring;

  start (desk, "AAPL MSFT");
  hold (desk, "AAPL", "10", "100", "2021-03-15");
  hold (desk, "MSFT", "5", "300", "");
  cw_desk_await (desk, CW_ROLE_LABEL, "2637.90 USD");
  cw_desk_await (desk, CW_ROLE_LABEL, "+137.90");
  cw_desk_await (desk, CW_ROLE_LABEL, "▲ +5.52");
  list = cw_accessible_await (desk->bus, CW_ROLE_LABEL, "Oldest price: ");
  ring = cw_accessible_find (list, CW_ROLE_IMAGE, "Allocation");
  g_assert_nonnull (ring);
  g_assert_nonnull (strstr (ring->description, "AAPL 50.6"));
  g_assert_nonnull (strstr (ring->description, "MSFT 49.4"));
  /* Each holding is a row that can be read: what, how much, and what it is worth. */
  g_assert_nonnull (
      cw_accessible_find (list, 0, "AAPL, Apple Inc., 10 shares, worth 1335.00 USD, gain +335.00"));
  g_assert_nonnull (cw_accessible_find (list, 0, "MSFT, Microsoft Corporation, 5 shares, worth"));
  cw_accessible_assert_named (list, 12);
  cw_desk_quit (desk);
}

/* Shares that were split since they were bought are more now, and cost less each. */
static void
test_splits (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL");
  hold (desk, "AAPL", "10", "400", "2020-08-03");
  cw_desk_await (desk, 0, "AAPL, Apple Inc., 40 shares, worth 5340.00 USD, gain +1340");
  cw_desk_quit (desk);
}

static void
test_unknown_prices_are_said (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL");
  hold (desk, "AAPL", "10", "", "");
  cw_desk_await (desk, CW_ROLE_LABEL, "Gain without 1 holding whose cost in USD is not known");
  hold (desk, "NOSUCHTICKER", "3", "1", "");
  cw_desk_await (desk, CW_ROLE_LABEL, "1 holding has no price yet");
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_desk_quit (desk);
}

static void
test_showing_a_holding (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL MSFT");
  hold (desk, "MSFT", "5", "300", "");
  cw_desk_await (desk, 0, "MSFT, Microsoft Corporation, 5 shares");
  cw_desk_act (desk, "show-symbol", "MSFT");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of MSFT");
  cw_desk_quit (desk);
}

/* --- the editor --- */

static void
test_wrong_input_stays_and_is_explained (CwDesk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;

  start (desk, "AAPL");
  cw_desk_act (desk, "add-holding", NULL);
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, CW_ROLE_LABEL, "What is held?");
  cw_desk_await (desk, CW_ROLE_LABEL, "How many shares are held?");
  cw_desk_type (desk, NAME_SYMBOL, "AAPL");
  cw_desk_type (desk, NAME_SHARES, "ten");
  cw_desk_type (desk, NAME_COST, "-1");
  cw_desk_type (desk, NAME_DATE, "soon");
  cw_desk_await (desk, CW_ROLE_LABEL, "“ten” is not a number. Write it like 12.5.");
  cw_desk_await (desk, CW_ROLE_LABEL, "A share cannot cost less than 0.");
  list = cw_accessible_await (desk->bus, CW_ROLE_LABEL, "“soon” is not a day. Write it like");
  cw_accessible_assert_named (list, 12);
  cw_desk_press (desk, "Save");
  g_assert_false (cw_program_is_enabled (desk->program, "export-holdings"));
  cw_desk_type (desk, NAME_SHARES, "3");
  cw_desk_type (desk, NAME_COST, "99.5");
  cw_desk_type (desk, NAME_DATE, "2021-3-5");
  cw_desk_await (desk, CW_ROLE_LABEL, "298.50 in all · since 5 Mar 2021");
  cw_desk_await_gone (desk, CW_ROLE_LABEL, "“ten” is not a number");
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, CW_ROLE_LABEL, "400.50 USD");
  cw_desk_quit (desk);
}

/* Nobody is asked: what was typed is there again, until it is saved or begun anew. */
static void
test_draft_is_kept (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL");
  cw_desk_act (desk, "add-holding", NULL);
  cw_desk_type (desk, NAME_SYMBOL, "AAPL");
  cw_desk_type (desk, NAME_SHARES, "7,x");
  cw_desk_press (desk, "Cancel Editing");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
  cw_desk_press (desk, "Continue");
  cw_desk_await (desk, CW_ROLE_LABEL, "What you typed before is here again.");
  cw_desk_type (desk, NAME_SHARES, "7");
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, CW_ROLE_LABEL, "934.50 USD");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
  cw_desk_act (desk, "add-holding", NULL);
  cw_desk_await (desk, 0, NAME_SHARES);
  g_assert_false (cw_desk_has (desk, CW_ROLE_LABEL, "What you typed before"));
  cw_desk_type (desk, NAME_SYMBOL, "AAPL");
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, CW_ROLE_LABEL, "This is held already.");
  cw_desk_quit (desk);
}

/* Another program writes, and does not end. */
static sqlite3 *
lock_store (CwDesk *desk)
{
  g_autofree char *path = g_build_filename (desk->directory, CW_STORE_FILE_NAME, NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_busy_timeout (database, 10000), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  return database;
}

static void
test_failed_write_keeps_what_was_typed (CwDesk *desk, gconstpointer data)
{
  sqlite3 *other;

  start (desk, "AAPL");
  other = lock_store (desk);
  cw_desk_act (desk, "add-holding", NULL);
  cw_desk_type (desk, NAME_SYMBOL, "AAPL");
  cw_desk_type (desk, NAME_SHARES, "10");
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, CW_ROLE_LABEL, "Another program is using the stored data");
  cw_desk_await (desk, 0, NAME_SHARES);
  g_assert_false (cw_program_is_enabled (desk->program, "export-holdings"));
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
  cw_desk_press (desk, "Save");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_desk_quit (desk);
}

static void
test_editing_is_kept (CwDesk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) lists = NULL;
  const CwHolding *holding;

  start (desk, "AAPL");
  hold (desk, "AAPL", "10", "100", "2021-03-15");
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_desk_press (desk, "Edit Holding of AAPL");
  cw_desk_type (desk, NAME_SHARES, "20");
  cw_desk_type (desk, NAME_DATE, "");
  cw_desk_type (desk, NAME_NOTE, "for old age");
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, CW_ROLE_LABEL, "2670.00 USD");
  cw_desk_press (desk, "Edit Holding of AAPL");
  cw_desk_type (desk, NAME_NOTE, "");
  cw_desk_press (desk, "Save");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
  cw_desk_quit (desk);
  lists = cw_store_peek_lists (desk->directory);
  holding = find_stored (lists, "AAPL");
  g_assert_nonnull (holding);
  g_assert_cmpfloat_with_epsilon (holding->shares, 20, 1e-12);
  g_assert_cmpfloat_with_epsilon (holding->cost, 100, 1e-12);
  g_assert_null (holding->date);
  g_assert_cmpstr (((CwSymbolList *) g_ptr_array_index (lists, 0))->entries[0]->note, ==, "");
}

static void
test_removing_can_be_undone (CwDesk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) lists = NULL;

  start (desk, "AAPL");
  hold (desk, "AAPL", "10", "100", "2021-03-15");
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_desk_act (desk, "remove-holding", "AAPL");
  cw_program_await_enabled (desk->program, "export-holdings", FALSE);
  cw_desk_press (desk, "Undo");
  cw_program_await_enabled (desk->program, "export-holdings", TRUE);
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_desk_press (desk, "Edit Holding of AAPL");
  cw_desk_press (desk, "Remove Holding");
  cw_program_await_enabled (desk->program, "export-holdings", FALSE);
  cw_desk_press (desk, "Undo");
  cw_program_await_enabled (desk->program, "export-holdings", TRUE);
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_desk_quit (desk);
  lists = cw_store_peek_lists (desk->directory);
  g_assert_cmpstr (find_stored (lists, "AAPL")->date, ==, "2021-03-15");
}

/* A symbol that was not watched before is, once something of it is held; found by its name. */
static void
test_new_symbol (CwDesk *desk, gconstpointer data)
{
  g_autofree char *stored = NULL;

  start (desk, "AAPL");
  cw_desk_act (desk, "add-holding", NULL);
  cw_desk_type (desk, NAME_SHARES, "2");
  cw_desk_type (desk, NAME_SYMBOL, "micros");
  cw_desk_await (desk, CW_ROLE_LIST_ITEM, "MSFT, Microsoft Corporation");
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, CW_ROLE_LABEL, "Choose one of what was found");
  cw_desk_type (desk, NAME_SYMBOL, "MSFT");
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, CW_ROLE_LABEL, "521.16 USD");
  cw_desk_quit (desk);
  stored = cw_store_peek_describe (desk->directory);
  g_assert_cmpstr (stored, ==, "Watchlist[AAPL MSFT]");
}

/* --- files --- */

static void
test_import_and_export (CwDesk *desk, gconstpointer data)
{
  static const char holdings[] = "Symbol,Shares,Cost\nAAPL,10,100\nMSFT,5,300\n";
  g_autofree char *from = g_build_filename (desk->directory, "in.csv", NULL);
  g_autofree char *to = g_build_filename (desk->directory, "out.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (from, holdings, -1, &error);
  g_assert_no_error (error);
  start (desk, "AAPL");
  cw_desk_act (desk, "import-from", from);
  cw_desk_await (desk, CW_ROLE_LABEL, "2 holdings for the list");
  cw_desk_press (desk, "Import");
  cw_desk_await (desk, CW_ROLE_LABEL, "2637.90 USD");
  cw_desk_act (desk, "export-holdings-to", to);
  cw_await_file (to);
  g_file_get_contents (to, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "AAPL,10,100"));
  g_assert_nonnull (strstr (text, "MSFT,5,300"));
  cw_desk_quit (desk);
}

/* --- what cannot be stored --- */

/* A log that cannot be opened: the file can be looked at, but not written to. */
static void
make_read_only (CwDesk *desk)
{
  g_autofree char *log = g_build_filename (desk->directory, CW_STORE_FILE_NAME "-wal", NULL);

  g_assert_cmpint (g_mkdir (log, 0700), ==, 0);
}

static void
test_read_only_store (CwDesk *desk, gconstpointer data)
{
  static const char *const edits[] = { "add-holding", "edit-holding", "remove-holding",
                                       "add-symbol",  "add-symbols",  "remove-symbol",
                                       "move-symbol", "new-list",     "import" };
  guint n_refused = 0;

  start (desk, "AAPL MSFT");
  hold (desk, "AAPL", "10", "100", "");
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_desk_quit (desk);
  make_read_only (desk);
  start (desk, NULL);
  cw_desk_await (desk, CW_ROLE_LABEL, "This list cannot be changed, because nothing can be stored");
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++, n_refused++)
    cw_program_await_enabled (desk->program, edits[i], FALSE);
  g_assert_cmpuint (n_refused, ==, 9);
  g_assert_true (cw_program_is_enabled (desk->program, "export-holdings"));
  cw_desk_quit (desk);
}

/* Where there is nothing to look at either, a list in memory is better than none. */
static void
test_nowhere_to_store (CwDesk *desk, gconstpointer data)
{
  g_setenv ("CANDLEWICK_DATA_DIR", "/dev/null/nowhere", TRUE);
  start (desk, "AAPL");
  hold (desk, "AAPL", "10", "100", "");
  cw_desk_await (desk, CW_ROLE_LABEL, "1335.00 USD");
  cw_program_await_enabled (desk->program, "new-list", FALSE);
  cw_desk_quit (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
#define ADD(name, func) CW_DESK_ADD ("/ui/portfolio/" name, CW_DESK_SERVER | CW_DESK_STORE, func)
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
