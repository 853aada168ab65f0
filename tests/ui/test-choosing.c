/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-accessible.h"
#include "cw-picture.h"
#include "cw-program.h"
#include "cw-server.h"
#include "cw-store-peek.h"

/* A list in the real window that is sorted, shows other columns, and has many of its rows dealt
 * with at once. */

typedef struct
{
  GDBusConnection *bus;
  CwServer *server;
  char *directory; /* of the store */
  CwProgram *program;
} Fixture;

static void
start (Fixture *fixture)
{
  static const char *const none[] = { NULL };

  fixture->program = cw_program_start (cw_server_get_url (fixture->server), none);
  cw_program_await_window (fixture->program);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CwServerOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->bus = cw_accessible_connect ();
  fixture->server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  fixture->directory = g_dir_make_tmp ("candlewick-choosing-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("CANDLEWICK_DATA_DIR", fixture->directory, TRUE);
  start (fixture);
}

static void
quit (Fixture *fixture)
{
  cw_program_act_on_application (fixture->program, "quit");
  g_assert_cmpint (cw_program_wait (fixture->program), ==, 0);
  g_clear_pointer (&fixture->program, cw_program_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->bus);
  cw_server_free (fixture->server);
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
act_on_list (Fixture *fixture, const char *action, gint64 list)
{
  cw_program_act (fixture->program, action, g_variant_new_int64 (list));
}

static void
press (Fixture *fixture, const char *name)
{
  cw_accessible_press (fixture->bus, CW_ROLE_PUSH_BUTTON, name);
}

static void
await (Fixture *fixture, guint role, const char *name)
{
  g_ptr_array_unref (cw_accessible_await (fixture->bus, role, name));
}

/* The symbols of the rows of the watchlist, in their order on screen. */
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
await_stored (Fixture *fixture, const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;
  g_autofree char *stored = cw_store_peek_describe (fixture->directory);

  while (!g_str_equal (stored, expected) && g_get_monotonic_time () < deadline)
    {
      g_usleep (G_USEC_PER_SEC / 10);
      g_free (stored);
      stored = cw_store_peek_describe (fixture->directory);
    }
  g_assert_cmpstr (stored, ==, expected);
}

static gboolean
is_in_row (Fixture *fixture, const char *symbol, const char *part)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);
  const CwAccessible *row = cw_accessible_find (list, CW_ROLE_LIST_ITEM, symbol);

  return row != NULL && strstr (row->name, part) != NULL;
}

static void
await_in_row (Fixture *fixture, const char *symbol, const char *part, gboolean there)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;

  while (is_in_row (fixture, symbol, part) != there && g_get_monotonic_time () < deadline)
    g_usleep (G_USEC_PER_SEC / 10);
  g_assert_true (is_in_row (fixture, symbol, part) == there);
}

/* Four companies and one that there is not. */
static void
fill (Fixture *fixture)
{
  act (fixture, "add-symbol", "MSFT AAPL NOSUCH ORCL IBM");
  cw_program_await_enabled (fixture->program, "cancel-loading", TRUE);
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  await_in_row (fixture, "IBM", "143.55", TRUE);
}

static gint64
make_list (Fixture *fixture, const char *name)
{
  g_autofree char *label = g_strdup_printf ("List: %s", name);
  g_autoptr (GVariant) state = NULL;

  act (fixture, "new-list", NULL);
  cw_accessible_type (fixture->bus, "Name", name);
  press (fixture, "Create");
  await (fixture, 0, label);
  state = cw_program_get_state (fixture->program, "show-list");
  return g_variant_get_int64 (state);
}

static gint64
get_list (Fixture *fixture)
{
  g_autoptr (GVariant) state = cw_program_get_state (fixture->program, "show-list");

  return g_variant_get_int64 (state);
}

/* --- sorting and columns --- */

static void
test_sorting (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *by, *direction, *order;
  } cases[] = {
    { "symbol", "rising", "AAPL IBM MSFT NOSUCH ORCL" },
    { "symbol", "falling", "ORCL NOSUCH MSFT IBM AAPL" },
    { "price", "falling", "MSFT IBM AAPL ORCL NOSUCH" },
    { "price", "rising", "ORCL AAPL IBM MSFT NOSUCH" },
    { "change", "falling", "IBM MSFT AAPL ORCL NOSUCH" },
    { "name", "rising", "AAPL IBM MSFT NOSUCH ORCL" },
  };
  guint n_checked = 0;

  fill (fixture);
  await_order (fixture, "MSFT AAPL NOSUCH ORCL IBM");
  g_assert_false (cw_program_is_enabled (fixture->program, "sort-direction"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      act (fixture, "sort-list", cases[i].by);
      act (fixture, "sort-direction", cases[i].direction);
      await_order (fixture, cases[i].order);
    }
  g_assert_cmpuint (n_checked, ==, 6);
  /* What a person ordered cannot be ordered anew while it is not shown, and says so. */
  cw_program_act (fixture->program, "move-by", g_variant_new ("(si)", "IBM", -1));
  press (fixture, "Own Order");
  await_order (fixture, "MSFT AAPL NOSUCH ORCL IBM");
  cw_program_act (fixture->program, "move-by", g_variant_new ("(si)", "IBM", -4));
  await_order (fixture, "IBM MSFT AAPL NOSUCH ORCL");
  act (fixture, "sort-list", "no-such-column");
  await_order (fixture, "IBM MSFT AAPL NOSUCH ORCL");
  quit (fixture);
  await_stored (fixture, "Watchlist[IBM MSFT AAPL NOSUCH ORCL]");
}

/* Each list has an order and columns of its own. */
static void
test_arranged_by_list (Fixture *fixture, gconstpointer data)
{
  gint64 first;

  fill (fixture);
  first = get_list (fixture);
  act (fixture, "sort-list", "price");
  await_order (fixture, "MSFT IBM AAPL ORCL NOSUCH");
  await_in_row (fixture, "IBM", "RSI", FALSE);
  act (fixture, "column-rsi", NULL);
  await_in_row (fixture, "IBM", "RSI\xc2\xa0", TRUE);
  act (fixture, "column-price", NULL);
  await_in_row (fixture, "IBM", "143.55", FALSE);
  make_list (fixture, "Other");
  act (fixture, "add-symbol", "ORCL MSFT");
  await_order (fixture, "ORCL MSFT");
  await_in_row (fixture, "ORCL", "76.66", TRUE);
  g_assert_false (is_in_row (fixture, "ORCL", "RSI"));
  act_on_list (fixture, "show-list", first);
  await_order (fixture, "MSFT IBM AAPL ORCL NOSUCH");
  await_in_row (fixture, "ORCL", "RSI\xc2\xa0", TRUE);
  g_assert_false (is_in_row (fixture, "ORCL", "76.66"));
  quit (fixture);
}

/* Once where settings are kept, unlike in the other tests. */
static void
test_arrangement_is_kept (Fixture *fixture, gconstpointer data)
{
  quit (fixture);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  start (fixture);
  fill (fixture);
  act (fixture, "sort-list", "price");
  act (fixture, "sort-direction", "rising");
  act (fixture, "column-volume", NULL);
  await_order (fixture, "ORCL AAPL IBM MSFT NOSUCH");
  quit (fixture);
  start (fixture);
  await_order (fixture, "ORCL AAPL IBM MSFT NOSUCH");
  await_in_row (fixture, "IBM", "Vol\xc2\xa0", TRUE);
  quit (fixture);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
}

/* --- choosing --- */

/* By keys alone: Ctrl with Space one more, Shift a range, Escape out of it. */
static void
test_choosing_by_keys (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  act (fixture, "show-symbol", "MSFT");
  cw_program_press (fixture->program, "Home");
  cw_program_press (fixture->program, "shift+Down");
  await (fixture, CW_ROLE_LABEL, "2 Chosen");
  cw_program_press (fixture->program, "Down");
  cw_program_press (fixture->program, "Down");
  cw_program_press (fixture->program, "space");
  await (fixture, CW_ROLE_LABEL, "3 Chosen");
  cw_program_press (fixture->program, "ctrl+a");
  await (fixture, CW_ROLE_LABEL, "5 Chosen");
  cw_program_press (fixture->program, "Escape");
  cw_program_await_enabled (fixture->program, "remove-chosen", FALSE);
  act (fixture, "choose", NULL);
  await (fixture, CW_ROLE_PUSH_BUTTON, "Remove Chosen Symbols");
  {
    g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);

    cw_accessible_assert_named (list, 20);
  }
  quit (fixture);
}

static void
test_removing_many (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  act (fixture, "choose", NULL);
  act (fixture, "choose-all", NULL);
  await (fixture, CW_ROLE_LABEL, "5 Chosen");
  press (fixture, "Remove Chosen Symbols");
  await_order (fixture, "");
  await_stored (fixture, "Watchlist[]");
  press (fixture, "Undo");
  await_order (fixture, "MSFT AAPL NOSUCH ORCL IBM");
  g_assert_false (cw_program_is_enabled (fixture->program, "remove-chosen"));
  cw_program_press (fixture->program, "Home");
  cw_program_press (fixture->program, "Down");
  cw_program_press (fixture->program, "shift+Down");
  await (fixture, CW_ROLE_LABEL, "2 Chosen");
  cw_program_press (fixture->program, "Delete");
  await_order (fixture, "MSFT ORCL IBM");
  quit (fixture);
  await_stored (fixture, "Watchlist[MSFT ORCL IBM]");
}

static void
choose_first_two (Fixture *fixture)
{
  act (fixture, "show-symbol", "MSFT");
  cw_program_press (fixture->program, "Home");
  cw_program_press (fixture->program, "shift+Down");
  await (fixture, CW_ROLE_LABEL, "2 Chosen");
}

static void
test_moving_to_another_list (Fixture *fixture, gconstpointer data)
{
  gint64 first, second;

  fill (fixture);
  first = get_list (fixture);
  second = make_list (fixture, "Other");
  act (fixture, "add-symbol", "AAPL");
  act_on_list (fixture, "show-list", first);
  await_order (fixture, "MSFT AAPL NOSUCH ORCL IBM");
  choose_first_two (fixture);
  act_on_list (fixture, "copy-chosen", second);
  await_stored (fixture, "Watchlist[MSFT AAPL NOSUCH ORCL IBM]Other[AAPL MSFT]");
  press (fixture, "Undo");
  await_stored (fixture, "Watchlist[MSFT AAPL NOSUCH ORCL IBM]Other[AAPL]");
  choose_first_two (fixture);
  act_on_list (fixture, "move-chosen", second);
  await_order (fixture, "NOSUCH ORCL IBM");
  await_stored (fixture, "Watchlist[NOSUCH ORCL IBM]Other[AAPL MSFT]");
  press (fixture, "Undo");
  await_order (fixture, "MSFT AAPL NOSUCH ORCL IBM");
  quit (fixture);
  await_stored (fixture, "Watchlist[MSFT AAPL NOSUCH ORCL IBM]Other[AAPL]");
}

static void
test_exporting_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("candlewick-charts-XXXXXX", NULL);
  g_autofree char *last = g_build_filename (folder, "IBM.png", NULL);
  g_autoptr (GDir) files = NULL;
  CwPicture picture;
  guint n = 0;

  fill (fixture);
  act (fixture, "choose-all", NULL);
  await (fixture, CW_ROLE_LABEL, "5 Chosen");
  act (fixture, "export-chosen-to", folder);
  cw_await_file (last);
  files = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (files) != NULL)
    n++;
  /* One of the five is no symbol. */
  g_assert_cmpuint (n, ==, 4);
  picture = cw_picture_read (last);
  g_assert_cmpint (picture.width, >, 1000);
  g_assert_cmpuint (picture.n_colors, >, 50);
  quit (fixture);
}

static void
test_trying_many_again (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  choose_first_two (fixture);
  g_assert_false (cw_program_is_enabled (fixture->program, "retry-chosen"));
  act (fixture, "choose-all", NULL);
  cw_program_await_enabled (fixture->program, "retry-chosen", TRUE);
  act (fixture, "retry-chosen", NULL);
  await (fixture, CW_ROLE_LABEL, "1 of 1 · 1 failed");
  choose_first_two (fixture);
  act (fixture, "refresh-chosen", NULL);
  await (fixture, CW_ROLE_LABEL, "2 of 2");
  quit (fixture);
}

#define ADD(name, function) \
  g_test_add ("/ui/choosing/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  ADD ("sorting", test_sorting);
  ADD ("arranged-by-list", test_arranged_by_list);
  ADD ("arrangement-is-kept", test_arrangement_is_kept);
  ADD ("choosing-by-keys", test_choosing_by_keys);
  ADD ("removing-many", test_removing_many);
  ADD ("moving-to-another-list", test_moving_to_another_list);
  ADD ("exporting-many", test_exporting_many);
  ADD ("trying-many-again", test_trying_many_again);
  return g_test_run ();
}
