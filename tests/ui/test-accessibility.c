/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-accessible.h"
#include "cw-program.h"
#include "cw-server.h"

/* The window as people meet it who do not see it: everything has a name, and what has one works. */

#define START(url, ...) cw_program_start (url, (const char *const[]){ __VA_ARGS__, NULL })

typedef GDBusConnection *Fixture;

static void
set_up (Fixture *bus, gconstpointer data)
{
  *bus = cw_accessible_connect ();
}

static void
tear_down (Fixture *bus, gconstpointer data)
{
  g_object_unref (*bus);
}

static void
quit (CwProgram *program)
{
  cw_program_act_on_application (program, "quit");
  g_assert_cmpint (cw_program_wait (program), ==, 0);
}

static void
test_every_widget_has_a_name (Fixture *bus, gconstpointer data)
{
  g_autoptr (CwProgram) program = START (NULL, "--demo", "AAPL", "MSFT", "NOSUCH");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) failed = NULL;
  const CwAccessible *chart;

  cw_program_await_window (program);
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_LABEL, "Return on equity"));
  cw_program_await_enabled (program, "refresh", TRUE);
  list = cw_accessible_await (*bus, CW_ROLE_IMAGE, "Price chart of AAPL");
  cw_accessible_assert_named (list, 30);
  g_assert_cmpuint (cw_accessible_count (list, CW_ROLE_LIST_ITEM), ==, 3);
  chart = cw_accessible_find (list, CW_ROLE_IMAGE, "Price chart of AAPL");
  g_assert_true (chart->focusable);
  g_assert_nonnull (strstr (chart->description, "Apple Inc."));

  cw_program_act (program, "show-symbol", g_variant_new_string ("NOSUCH"));
  failed = cw_accessible_await (*bus, CW_ROLE_LABEL, "NOSUCH Could Not Be Loaded");
  cw_accessible_assert_named (failed, 30);
  quit (program);
}

static void
test_first_run_has_names (Fixture *bus, gconstpointer data)
{
  g_autoptr (CwProgram) program = START (NULL, NULL);
  g_autoptr (GPtrArray) list = NULL;

  cw_program_await_window (program);
  list = cw_accessible_await (*bus, CW_ROLE_PUSH_BUTTON, "Explore the Demo Market");
  cw_accessible_assert_named (list, 3);
  quit (program);
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
test_removing_can_be_undone (Fixture *bus, gconstpointer data)
{
  g_autoptr (CwProgram) program = START (NULL, "--demo");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_LIST_ITEM, "GOOGL, Alphabet"));
  assert_priced_rows (*bus, 7);
  cw_program_act (program, "remove-symbol", g_variant_new_string ("MSFT"));
  assert_priced_rows (*bus, 6);
  cw_accessible_press (*bus, CW_ROLE_PUSH_BUTTON, "Undo");
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_LIST_ITEM, "MSFT, Microsoft"));
  assert_priced_rows (*bus, 7);
  quit (program);
}

static void
test_entering_symbols (Fixture *bus, gconstpointer data)
{
  CwServerOptions options = { 0 };
  g_autoptr (CwServer) server = cw_server_new (&options, NULL);
  g_autoptr (CwProgram) program = START (cw_server_get_url (server), NULL);

  cw_program_await_window (program);
  cw_accessible_type (*bus, "Ticker symbols", "aapl b%d");
  cw_accessible_press (*bus, CW_ROLE_PUSH_BUTTON, "Add");
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_LABEL, "“b%d” is not a ticker symbol"));
  g_assert_false (cw_program_is_enabled (program, "find"));
  cw_accessible_type (*bus, "Ticker symbols", "aapl, nosuch");
  cw_accessible_press (*bus, CW_ROLE_PUSH_BUTTON, "Add");
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_LIST_ITEM, "AAPL, Apple Inc."));
  cw_program_await_enabled (program, "refresh", TRUE);
  /* The row that failed offers to try again. */
  cw_accessible_press (*bus, CW_ROLE_PUSH_BUTTON, "Retry");
  cw_program_await_enabled (program, "refresh", TRUE);
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_LIST_ITEM, "NOSUCH, "));
  quit (program);
}

static void
test_finding (Fixture *bus, gconstpointer data)
{
  g_autoptr (CwProgram) program = START (NULL, "--demo");
  g_autoptr (GPtrArray) nothing = NULL;
  g_autoptr (GPtrArray) found = NULL;

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  cw_program_act (program, "find", NULL);
  cw_accessible_type (*bus, "Find in the watchlist", "micro");
  found = cw_accessible_await_count (*bus, CW_ROLE_LIST_ITEM, 1);
  g_assert_nonnull (cw_accessible_find (found, CW_ROLE_LIST_ITEM, "MSFT"));
  cw_accessible_type (*bus, "Find in the watchlist", "no such company");
  nothing = cw_accessible_await_count (*bus, CW_ROLE_LIST_ITEM, 0);
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_LABEL, "Nothing Found"));
  quit (program);
}

/* When newer data does not come, what was known stays, and both the row and the page say why. */
static void
test_failed_refresh_keeps_what_was_known (Fixture *bus, gconstpointer data)
{
  CwServerOptions options = { 0 };
  CwServer *server = cw_server_new (&options, NULL);
  g_autoptr (CwProgram) program = START (cw_server_get_url (server), "AAPL");
  g_autoptr (GPtrArray) list = NULL;
  const CwAccessible *row;

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_LIST_ITEM, "AAPL, Apple Inc., 133.50"));
  cw_server_free (server);
  cw_program_act (program, "refresh", NULL);
  cw_program_await_enabled (program, "cancel-loading", FALSE);
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_PUSH_BUTTON, "Retry"));
  list = cw_accessible_await (*bus, CW_ROLE_IMAGE, "Price chart of AAPL");
  row = cw_accessible_find (list, CW_ROLE_LIST_ITEM, "AAPL");
  g_assert_nonnull (strstr (row->name, "133.50"));
  g_assert_nonnull (strstr (row->name, "Failed"));
  quit (program);
}

/* The focus stays in the list while the pages change beside it. */
static void
test_walking_by_keys (Fixture *bus, gconstpointer data)
{
  g_autoptr (CwProgram) program = START (NULL, "--demo");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_IMAGE, "Price chart of AAPL"));
  cw_program_press (program, "Down");
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_IMAGE, "Price chart of MSFT"));
  cw_program_press (program, "Down");
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_IMAGE, "Price chart of IBM"));
  cw_program_press (program, "End");
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_IMAGE, "Price chart of GOOGL"));
  cw_program_press (program, "Delete");
  g_ptr_array_unref (cw_accessible_await (*bus, CW_ROLE_IMAGE, "Price chart of TSLA"));
  assert_priced_rows (*bus, 6);
  quit (program);
}

#define ADD(name, function) \
  g_test_add ("/ui/accessibility/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  ADD ("every-widget-has-a-name", test_every_widget_has_a_name);
  ADD ("first-run-has-names", test_first_run_has_names);
  ADD ("removing-can-be-undone", test_removing_can_be_undone);
  ADD ("entering-symbols", test_entering_symbols);
  ADD ("finding", test_finding);
  ADD ("failed-refresh-keeps-what-was-known", test_failed_refresh_keeps_what_was_known);
  ADD ("walking-by-keys", test_walking_by_keys);
  return g_test_run ();
}
