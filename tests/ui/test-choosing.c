/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-desk.h"
#include "cw-picture.h"
#include "cw-store-peek.h"

/* A list in the real window that is sorted, shows other columns, and has many of its rows dealt
 * with at once. */

static void
set_up (CwDesk *desk, gconstpointer data)
{
  cw_desk_open (desk, CW_DESK_SERVER | CW_DESK_STORE);
  cw_desk_start (desk, NULL);
}

static void
act_on_list (CwDesk *desk, const char *action, gint64 list)
{
  cw_program_act (desk->program, action, g_variant_new_int64 (list));
}

static void
await_stored (CwDesk *desk, const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;
  g_autofree char *stored = cw_store_peek_describe (desk->directory);

  while (!g_str_equal (stored, expected) && g_get_monotonic_time () < deadline)
    {
      g_usleep (G_USEC_PER_SEC / 10);
      g_free (stored);
      stored = cw_store_peek_describe (desk->directory);
    }
  g_assert_cmpstr (stored, ==, expected);
}

static gboolean
is_in_row (CwDesk *desk, const char *symbol, const char *part)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (desk->bus);
  const CwAccessible *row = cw_accessible_find (list, CW_ROLE_LIST_ITEM, symbol);

  return row != NULL && strstr (row->name, part) != NULL;
}

static void
await_in_row (CwDesk *desk, const char *symbol, const char *part, gboolean there)
{
  CW_AWAIT (is_in_row (desk, symbol, part) == there, part);
}

/* Four companies and one that there is not. */
static void
fill (CwDesk *desk)
{
  cw_desk_act (desk, "add-symbol", "MSFT AAPL NOSUCH ORCL IBM");
  cw_program_await_enabled (desk->program, "cancel-loading", TRUE);
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  await_in_row (desk, "IBM", "143.55", TRUE);
}

static gint64
make_list (CwDesk *desk, const char *name)
{
  g_autofree char *label = g_strdup_printf ("List: %s", name);
  g_autoptr (GVariant) state = NULL;

  cw_desk_act (desk, "new-list", NULL);
  cw_desk_type (desk, "Name", name);
  cw_desk_press (desk, "Create");
  cw_desk_await (desk, 0, label);
  state = cw_program_get_state (desk->program, "show-list");
  return g_variant_get_int64 (state);
}

static gint64
get_list (CwDesk *desk)
{
  g_autoptr (GVariant) state = cw_program_get_state (desk->program, "show-list");

  return g_variant_get_int64 (state);
}

/* --- sorting and columns --- */

static void
test_sorting (CwDesk *desk, gconstpointer data)
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

  fill (desk);
  cw_desk_await_order (desk, "MSFT AAPL NOSUCH ORCL IBM");
  g_assert_false (cw_program_is_enabled (desk->program, "sort-direction"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      cw_desk_act (desk, "sort-list", cases[i].by);
      cw_desk_act (desk, "sort-direction", cases[i].direction);
      cw_desk_await_order (desk, cases[i].order);
    }
  g_assert_cmpuint (n_checked, ==, 6);
  /* What a person ordered cannot be ordered anew while it is not shown, and says so. */
  cw_program_act (desk->program, "move-by", g_variant_new ("(si)", "IBM", -1));
  cw_desk_press (desk, "Own Order");
  cw_desk_await_order (desk, "MSFT AAPL NOSUCH ORCL IBM");
  cw_program_act (desk->program, "move-by", g_variant_new ("(si)", "IBM", -4));
  cw_desk_await_order (desk, "IBM MSFT AAPL NOSUCH ORCL");
  cw_desk_act (desk, "sort-list", "no-such-column");
  cw_desk_await_order (desk, "IBM MSFT AAPL NOSUCH ORCL");
  cw_desk_quit (desk);
  await_stored (desk, "Watchlist[IBM MSFT AAPL NOSUCH ORCL]");
}

/* Each list has an order and columns of its own. */
static void
test_arranged_by_list (CwDesk *desk, gconstpointer data)
{
  gint64 first;

  fill (desk);
  first = get_list (desk);
  cw_desk_act (desk, "sort-list", "price");
  cw_desk_await_order (desk, "MSFT IBM AAPL ORCL NOSUCH");
  await_in_row (desk, "IBM", "RSI", FALSE);
  cw_desk_act (desk, "column-rsi", NULL);
  await_in_row (desk, "IBM", "RSI\xc2\xa0", TRUE);
  cw_desk_act (desk, "column-price", NULL);
  await_in_row (desk, "IBM", "143.55", FALSE);
  make_list (desk, "Other");
  cw_desk_act (desk, "add-symbol", "ORCL MSFT");
  cw_desk_await_order (desk, "ORCL MSFT");
  await_in_row (desk, "ORCL", "76.66", TRUE);
  g_assert_false (is_in_row (desk, "ORCL", "RSI"));
  act_on_list (desk, "show-list", first);
  cw_desk_await_order (desk, "MSFT IBM AAPL ORCL NOSUCH");
  await_in_row (desk, "ORCL", "RSI\xc2\xa0", TRUE);
  g_assert_false (is_in_row (desk, "ORCL", "76.66"));
  cw_desk_quit (desk);
}

/* Once where settings are kept, unlike in the other tests. */
static void
test_arrangement_is_kept (CwDesk *desk, gconstpointer data)
{
  cw_desk_quit (desk);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  cw_desk_start (desk, NULL);
  fill (desk);
  cw_desk_act (desk, "sort-list", "price");
  cw_desk_act (desk, "sort-direction", "rising");
  cw_desk_act (desk, "column-volume", NULL);
  cw_desk_await_order (desk, "ORCL AAPL IBM MSFT NOSUCH");
  cw_desk_quit (desk);
  cw_desk_start (desk, NULL);
  cw_desk_await_order (desk, "ORCL AAPL IBM MSFT NOSUCH");
  await_in_row (desk, "IBM", "Vol\xc2\xa0", TRUE);
  cw_desk_quit (desk);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
}

/* --- choosing --- */

/* By keys alone: Ctrl with Space one more, Shift a range, Escape out of it. */
static void
test_choosing_by_keys (CwDesk *desk, gconstpointer data)
{
  fill (desk);
  cw_desk_act (desk, "show-symbol", "MSFT");
  cw_program_press (desk->program, "Home");
  cw_program_press (desk->program, "shift+Down");
  cw_desk_await (desk, CW_ROLE_LABEL, "2 Chosen");
  cw_program_press (desk->program, "Down");
  cw_program_press (desk->program, "Down");
  cw_program_press (desk->program, "space");
  cw_desk_await (desk, CW_ROLE_LABEL, "3 Chosen");
  cw_program_press (desk->program, "ctrl+a");
  cw_desk_await (desk, CW_ROLE_LABEL, "5 Chosen");
  cw_program_press (desk->program, "Escape");
  cw_program_await_enabled (desk->program, "remove-chosen", FALSE);
  cw_desk_act (desk, "choose", NULL);
  cw_desk_await (desk, CW_ROLE_PUSH_BUTTON, "Remove Chosen Symbols");
  {
    g_autoptr (GPtrArray) list = cw_accessible_list (desk->bus);

    cw_accessible_assert_named (list, 20);
  }
  cw_desk_quit (desk);
}

static void
test_removing_many (CwDesk *desk, gconstpointer data)
{
  fill (desk);
  cw_desk_act (desk, "choose", NULL);
  cw_desk_act (desk, "choose-all", NULL);
  cw_desk_await (desk, CW_ROLE_LABEL, "5 Chosen");
  cw_desk_press (desk, "Remove Chosen Symbols");
  cw_desk_await_order (desk, "");
  await_stored (desk, "Watchlist[]");
  cw_desk_press (desk, "Undo");
  cw_desk_await_order (desk, "MSFT AAPL NOSUCH ORCL IBM");
  g_assert_false (cw_program_is_enabled (desk->program, "remove-chosen"));
  cw_program_press (desk->program, "Home");
  cw_program_press (desk->program, "Down");
  cw_program_press (desk->program, "shift+Down");
  cw_desk_await (desk, CW_ROLE_LABEL, "2 Chosen");
  cw_program_press (desk->program, "Delete");
  cw_desk_await_order (desk, "MSFT ORCL IBM");
  cw_desk_quit (desk);
  await_stored (desk, "Watchlist[MSFT ORCL IBM]");
}

static void
choose_first_two (CwDesk *desk)
{
  cw_desk_act (desk, "show-symbol", "MSFT");
  cw_program_press (desk->program, "Home");
  cw_program_press (desk->program, "shift+Down");
  cw_desk_await (desk, CW_ROLE_LABEL, "2 Chosen");
}

static void
test_moving_to_another_list (CwDesk *desk, gconstpointer data)
{
  gint64 first, second;

  fill (desk);
  first = get_list (desk);
  second = make_list (desk, "Other");
  cw_desk_act (desk, "add-symbol", "AAPL");
  act_on_list (desk, "show-list", first);
  cw_desk_await_order (desk, "MSFT AAPL NOSUCH ORCL IBM");
  choose_first_two (desk);
  act_on_list (desk, "copy-chosen", second);
  await_stored (desk, "Watchlist[MSFT AAPL NOSUCH ORCL IBM]Other[AAPL MSFT]");
  cw_desk_press (desk, "Undo");
  await_stored (desk, "Watchlist[MSFT AAPL NOSUCH ORCL IBM]Other[AAPL]");
  choose_first_two (desk);
  act_on_list (desk, "move-chosen", second);
  cw_desk_await_order (desk, "NOSUCH ORCL IBM");
  await_stored (desk, "Watchlist[NOSUCH ORCL IBM]Other[AAPL MSFT]");
  cw_desk_press (desk, "Undo");
  cw_desk_await_order (desk, "MSFT AAPL NOSUCH ORCL IBM");
  cw_desk_quit (desk);
  await_stored (desk, "Watchlist[MSFT AAPL NOSUCH ORCL IBM]Other[AAPL]");
}

static void
test_exporting_many (CwDesk *desk, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("candlewick-charts-XXXXXX", NULL);
  g_autofree char *last = g_build_filename (folder, "IBM.png", NULL);
  g_autoptr (GDir) files = NULL;
  CwPicture picture;
  guint n = 0;

  fill (desk);
  cw_desk_act (desk, "choose-all", NULL);
  cw_desk_await (desk, CW_ROLE_LABEL, "5 Chosen");
  cw_desk_act (desk, "export-chosen-to", folder);
  cw_await_file (last);
  files = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (files) != NULL)
    n++;
  /* One of the five is no symbol. */
  g_assert_cmpuint (n, ==, 4);
  picture = cw_picture_read (last);
  g_assert_cmpint (picture.width, >, 1000);
  g_assert_cmpuint (picture.n_colors, >, 50);
  cw_desk_quit (desk);
}

static void
test_trying_many_again (CwDesk *desk, gconstpointer data)
{
  fill (desk);
  choose_first_two (desk);
  g_assert_false (cw_program_is_enabled (desk->program, "retry-chosen"));
  cw_desk_act (desk, "choose-all", NULL);
  cw_program_await_enabled (desk->program, "retry-chosen", TRUE);
  cw_desk_act (desk, "retry-chosen", NULL);
  cw_desk_await (desk, CW_ROLE_LABEL, "1 of 1 · 1 failed");
  choose_first_two (desk);
  cw_desk_act (desk, "refresh-chosen", NULL);
  cw_desk_await (desk, CW_ROLE_LABEL, "2 of 2");
  cw_desk_quit (desk);
}

#define ADD(name, function) \
  g_test_add ("/ui/choosing/" name, CwDesk, NULL, set_up, function, cw_desk_tear_down)

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
