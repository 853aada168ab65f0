/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-desk.h"

/* The window as people meet it who do not see it: everything has a name, and what has one works. */

static void
test_every_widget_has_a_name (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = CW_PROGRAM_START (NULL, "--demo", "AAPL", "MSFT", "NOSUCH");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) failed = NULL;
  const CwAccessible *chart;

  cw_program_await_window (program);
  cw_desk_await (desk, CW_ROLE_LABEL, "Return on equity");
  cw_program_await_enabled (program, "refresh", TRUE);
  list = cw_accessible_await (desk->bus, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_accessible_assert_named (list, 30);
  g_assert_cmpuint (cw_accessible_count (list, CW_ROLE_LIST_ITEM), ==, 3);
  chart = cw_accessible_find (list, CW_ROLE_IMAGE, "Price chart of AAPL");
  g_assert_true (chart->focusable);
  g_assert_nonnull (strstr (chart->description, "Apple Inc."));

  cw_program_act (program, "show-symbol", g_variant_new_string ("NOSUCH"));
  failed = cw_accessible_await (desk->bus, CW_ROLE_LABEL, "NOSUCH Could Not Be Loaded");
  cw_accessible_assert_named (failed, 30);
  cw_program_quit (program);
}

/* Portfolio, risk and activity, each with what it shows when the demo's symbols have come. */
static void
test_every_page_has_names (CwDesk *desk, gconstpointer data)
{
  static const struct
  {
    const char *page, *words;
    guint at_least;
  } pages[] = { { "portfolio", "No Holdings", 12 },
                { "risk", "Value at Risk", 20 },
                { "activity", "Nothing Is Running", 12 } };
  g_autoptr (CwProgram) program = CW_PROGRAM_START (NULL, "--demo", "AAPL", "MSFT");
  gsize n = 0;

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  for (; n < G_N_ELEMENTS (pages); n++)
    {
      g_autoptr (GPtrArray) list = NULL;

      cw_program_act (program, "show-page", g_variant_new_string (pages[n].page));
      list = cw_accessible_await (desk->bus, CW_ROLE_LABEL, pages[n].words);
      cw_accessible_assert_named (list, pages[n].at_least);
    }
  g_assert_cmpuint (n, ==, 3);
  cw_program_quit (program);
}

static char *
write_import (CwDesk *desk)
{
  char *path = g_build_filename (desk->directory, "import.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "symbol,quantity,cost\nORCL,5,60\nA A,1,1\n", -1, &error);
  g_assert_no_error (error);
  return path;
}

/* All that opens beside the pages or over them. Each stays open below the next, so that the last of
 * them is looked at with all before it. */
static void
test_every_dialog_has_names (CwDesk *desk, gconstpointer data)
{
  g_autofree char *path = write_import (desk);
  const struct
  {
    const char *action, *parameter, *words;
    guint at_least;
  } dialogs[] = {
    { "find", NULL, "Find in the watchlist", 30 },
    { "add-symbols", NULL, "Ticker symbols", 30 },
    { "choose", NULL, "Choose All", 30 },
    { "app.preferences", NULL, "Requests at Once", 60 },
    { "app.shortcuts", NULL, "Remove the selected symbol", 60 },
    { "app.about", NULL, "The Candlewick developers", 60 },
    { "show-alerts", NULL, "No Alerts", 60 },
    { "new-alert", "AAPL", "Tell Me When", 60 },
    { "new-list", NULL, "New List", 60 },
    { "import-from", path, "1 Line Will Not Come", 60 },
    { "add-holding", NULL, "Number of Shares", 60 },
    { "edit-holding", "AAPL", "Remove Holding", 60 },
  };
  guint n = 0;

  cw_desk_start (desk, NULL);
  cw_desk_act (desk, "add-symbol", "AAPL MSFT");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_desk_type (desk, "Shares held", "10");
  cw_program_await_enabled (desk->program, "export-holdings", TRUE);
  for (; n < G_N_ELEMENTS (dialogs); n++)
    {
      g_autoptr (GPtrArray) list = NULL;

      if (g_str_has_prefix (dialogs[n].action, "app."))
        cw_program_act_on_application (desk->program, dialogs[n].action + strlen ("app."));
      else
        cw_desk_act (desk, dialogs[n].action, dialogs[n].parameter);
      list = cw_accessible_await (desk->bus, 0, dialogs[n].words);
      g_test_message ("%s", dialogs[n].action);
      cw_accessible_assert_named (list, dialogs[n].at_least);
    }
  g_assert_cmpuint (n, ==, 12);
  cw_desk_quit (desk);
}

static void
test_first_run_has_names (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = CW_PROGRAM_START (NULL, NULL);
  g_autoptr (GPtrArray) list = NULL;

  cw_program_await_window (program);
  list = cw_accessible_await (desk->bus, CW_ROLE_PUSH_BUTTON, "Explore the Demo Market");
  cw_accessible_assert_named (list, 3);
  cw_program_quit (program);
}

static guint
count_priced_rows (GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const CwAccessible *accessible = g_ptr_array_index (list, i);

      n += accessible->role == CW_ROLE_LIST_ITEM && strchr (accessible->name, '%') != NULL;
    }
  return n;
}

static void
assert_priced_rows (GDBusConnection *bus, guint n)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (bus);

  g_assert_cmpuint (cw_accessible_count (list, CW_ROLE_LIST_ITEM), ==, n);
  g_assert_cmpuint (count_priced_rows (list), ==, n);
}

/* A widget that showed one row shows another after that was removed, and all of it. */
static void
test_removing_can_be_undone (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = CW_PROGRAM_START (NULL, "--demo");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  cw_desk_await (desk, CW_ROLE_LIST_ITEM, "GOOGL, Alphabet");
  assert_priced_rows (desk->bus, 7);
  cw_program_act (program, "remove-symbol", g_variant_new_string ("MSFT"));
  assert_priced_rows (desk->bus, 6);
  cw_desk_press (desk, "Undo");
  cw_desk_await (desk, CW_ROLE_LIST_ITEM, "MSFT, Microsoft");
  assert_priced_rows (desk->bus, 7);
  cw_program_quit (program);
}

static void
test_entering_symbols (CwDesk *desk, gconstpointer data)
{
  CwServerOptions options = { 0 };
  g_autoptr (CwServer) server = cw_server_new (&options, NULL);
  g_autoptr (CwProgram) program = CW_PROGRAM_START (cw_server_get_url (server), NULL);

  cw_program_await_window (program);
  cw_desk_type (desk, "Ticker symbols", "aapl b%d");
  cw_desk_press (desk, "Add");
  cw_desk_await (desk, CW_ROLE_LABEL, "“b%d” is not a ticker symbol");
  g_assert_false (cw_program_is_enabled (program, "find"));
  cw_desk_type (desk, "Ticker symbols", "aapl, nosuch");
  cw_desk_press (desk, "Add");
  cw_desk_await (desk, CW_ROLE_LIST_ITEM, "AAPL, Apple Inc.");
  cw_program_await_enabled (program, "refresh", TRUE);
  /* The row that failed offers to try again. */
  cw_desk_press (desk, "Retry");
  cw_program_await_enabled (program, "refresh", TRUE);
  cw_desk_await (desk, CW_ROLE_LIST_ITEM, "NOSUCH, ");
  cw_program_quit (program);
}

static void
test_finding (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = CW_PROGRAM_START (NULL, "--demo");
  g_autoptr (GPtrArray) nothing = NULL;
  g_autoptr (GPtrArray) found = NULL;

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  cw_program_act (program, "find", NULL);
  cw_desk_type (desk, "Find in the watchlist", "micro");
  found = cw_accessible_await_count (desk->bus, CW_ROLE_LIST_ITEM, 1);
  g_assert_nonnull (cw_accessible_find (found, CW_ROLE_LIST_ITEM, "MSFT"));
  cw_desk_type (desk, "Find in the watchlist", "no such company");
  nothing = cw_accessible_await_count (desk->bus, CW_ROLE_LIST_ITEM, 0);
  cw_desk_await (desk, CW_ROLE_LABEL, "Nothing Found");
  cw_program_quit (program);
}

/* When newer data does not come, what was known stays, and both the row and the page say why. */
static void
test_failed_refresh_keeps_what_was_known (CwDesk *desk, gconstpointer data)
{
  CwServerOptions options = { 0 };
  CwServer *server = cw_server_new (&options, NULL);
  g_autoptr (CwProgram) program = CW_PROGRAM_START (cw_server_get_url (server), "AAPL");
  g_autoptr (GPtrArray) list = NULL;
  const CwAccessible *row;

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  cw_desk_await (desk, CW_ROLE_LIST_ITEM, "AAPL, Apple Inc., 133.50");
  cw_server_free (server);
  cw_program_act (program, "refresh", NULL);
  cw_program_await_enabled (program, "cancel-loading", FALSE);
  cw_desk_await (desk, CW_ROLE_PUSH_BUTTON, "Retry");
  list = cw_accessible_await (desk->bus, CW_ROLE_IMAGE, "Price chart of AAPL");
  row = cw_accessible_find (list, CW_ROLE_LIST_ITEM, "AAPL");
  g_assert_nonnull (strstr (row->name, "133.50"));
  g_assert_nonnull (strstr (row->name, "Failed"));
  cw_program_quit (program);
}

/* The focus stays in the list while the pages change beside it. */
static void
test_walking_by_keys (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = CW_PROGRAM_START (NULL, "--demo");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_program_press (program, "Down");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of MSFT");
  cw_program_press (program, "Down");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of IBM");
  cw_program_press (program, "End");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of GOOGL");
  cw_program_press (program, "Delete");
  cw_desk_await (desk, CW_ROLE_IMAGE, "Price chart of TSLA");
  assert_priced_rows (desk->bus, 6);
  cw_program_quit (program);
}

#define ADD(name, function) CW_DESK_ADD ("/ui/accessibility/" name, CW_DESK_BARE, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  ADD ("every-widget-has-a-name", test_every_widget_has_a_name);
  ADD ("every-page-has-names", test_every_page_has_names);
  CW_DESK_ADD ("/ui/accessibility/every-dialog-has-names", CW_DESK_SERVER | CW_DESK_STORE,
               test_every_dialog_has_names);
  ADD ("first-run-has-names", test_first_run_has_names);
  ADD ("removing-can-be-undone", test_removing_can_be_undone);
  ADD ("entering-symbols", test_entering_symbols);
  ADD ("finding", test_finding);
  ADD ("failed-refresh-keeps-what-was-known", test_failed_refresh_keeps_what_was_known);
  ADD ("walking-by-keys", test_walking_by_keys);
  return g_test_run ();
}
