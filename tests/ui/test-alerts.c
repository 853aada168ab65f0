/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-desk.h"
#include "cw-fake-desktop.h"
#include "scripted-market.h"

/* Alerts in the real program: made by keyboard, fired by a price that changes, told by a toast or
 * by the desktop, listed, kept over a restart, and taken back. */

#define HOUR (60 * 60)
#define N_BARS 300

typedef struct
{
  CwDesk desk;
  CwFakeDesktop *desktop;
  ScriptedMarket *market;
  ScriptedTruth truth;
} Fixture;

/* A session runs. At the beginning everything costs 129.90, and prices are asked for when the test
 * says so. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  cw_desk_open (&fixture->desk, CW_DESK_STORE | CW_DESK_SETTINGS);
  cw_desk_write_settings (&fixture->desk, CW_DESK_GROUP, "refresh-interval=uint32 0");
  fixture->desktop = cw_fake_desktop_new ();
  fixture->truth = scripted_truth_of_session (N_BARS, 3 * HOUR, 3 * HOUR, HOUR);
  fixture->market = scripted_market_new (&fixture->truth);
  fixture->desk.url = scripted_market_get_url (fixture->market);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_desk_quit (&fixture->desk);
  scripted_market_free (fixture->market);
  cw_fake_desktop_free (fixture->desktop);
  cw_desk_close (&fixture->desk);
}

/* --- what is done --- */

static void
open_lists (Fixture *fixture)
{
  cw_desk_start (&fixture->desk, NULL);
  cw_desk_act (&fixture->desk, "add-symbol", "AAA BBB CCC DDD EEE");
  cw_desk_await_said (&fixture->desk, "129.90", TRUE);
  cw_program_await_enabled (fixture->desk.program, "refresh", TRUE);
}

static void
open_again (Fixture *fixture)
{
  cw_desk_quit (&fixture->desk);
  cw_desk_start (&fixture->desk, NULL);
  cw_program_await_enabled (fixture->desk.program, "refresh", TRUE);
}

static void
type (const char *text)
{
  g_autofree char *command = g_strdup_printf ("xdotool type --delay 20 %s", text);

  cw_program_run_tool (command);
}

/* By keys alone: the shortcut, the price, and Return. */
static void
make_alert (Fixture *fixture, const char *symbol, const char *price)
{
  if (symbol == NULL)
    cw_program_press (fixture->desk.program, "ctrl+shift+n");
  else
    cw_desk_act (&fixture->desk, "new-alert", symbol);
  cw_desk_await_said (&fixture->desk, "The price is ", TRUE);
  cw_program_run_tool ("xdotool search --sync --onlyvisible --name \"New Alert\" windowfocus "
                       "--sync");
  type (price);
  cw_program_run_tool ("xdotool key Return");
  cw_desk_await_said (&fixture->desk, "Alert set", TRUE);
  cw_desk_await_said (&fixture->desk, "The price is ", FALSE);
}

/* A minute later everything costs @factor times as much, and the program asks. */
static void
change_prices (Fixture *fixture, double factor)
{
  fixture->truth.factor *= factor;
  fixture->truth.market_time += 60;
  scripted_market_set_truth (fixture->market, &fixture->truth);
  cw_program_await_enabled (fixture->desk.program, "refresh", TRUE);
  cw_desk_act (&fixture->desk, "refresh", NULL);
}

static void
look_away (void)
{
  cw_program_run_tool ("xdotool search --sync --onlyvisible --class candlewick windowminimize "
                       "--sync");
}

static gboolean
is_given (Fixture *fixture, guint n_given, guint n_shown)
{
  return cw_fake_desktop_count_given (fixture->desktop) == n_given
         && cw_fake_desktop_count_shown (fixture->desktop) == n_shown;
}

static void
await_given (Fixture *fixture, guint n_given, guint n_shown)
{
  CW_AWAIT (is_given (fixture, n_given, n_shown), "notifications");
}

static gboolean
is_told (Fixture *fixture, const char *beginning)
{
  g_autofree char *told = cw_fake_desktop_dup_last (fixture->desktop);

  return told != NULL && g_str_has_prefix (told, beginning);
}

/* --- the tests --- */

/* Made by keyboard; fired while the window is looked at: a toast, a mark at the bell, a line in the
 * list, there after a restart. */
static void
test_fires_and_is_kept (Fixture *fixture, gconstpointer data)
{
  open_lists (fixture);
  make_alert (fixture, NULL, "135");
  cw_desk_act (&fixture->desk, "show-alerts", NULL);
  cw_desk_await_said (&fixture->desk, "AAA: Rises to 135.00 USD", TRUE);
  cw_desk_await_said (&fixture->desk, "Now 129.90 USD, 3.9", TRUE);
  cw_program_run_tool ("xdotool key Escape");
  cw_desk_await_said (&fixture->desk, "Rises to", FALSE);
  change_prices (fixture, 1.1);
  cw_desk_await_said (&fixture->desk, "AAA rose to 142.89 USD", TRUE);
  cw_desk_await_said (&fixture->desk, "Alerts, 1 New", TRUE);
  g_assert_cmpuint (cw_fake_desktop_count_given (fixture->desktop), ==, 0);
  cw_desk_act (&fixture->desk, "show-alerts", NULL);
  cw_desk_await_said (&fixture->desk, "Your alert was at 135.00 USD", TRUE);
  cw_desk_await_said (&fixture->desk, "Rises to", FALSE);
  open_again (fixture);
  cw_desk_act (&fixture->desk, "show-alerts", NULL);
  cw_desk_await_said (&fixture->desk, "Your alert was at 135.00 USD", TRUE);
  g_assert_false (cw_desk_says (&fixture->desk, "Alerts, 1 New"));
}

/* What is met already is refused, in the field, and cannot be accepted. */
static void
test_refuses (Fixture *fixture, gconstpointer data)
{
  open_lists (fixture);
  cw_desk_act (&fixture->desk, "new-alert", "BBB");
  cw_desk_await_said (&fixture->desk, "The price is 129.90 USD now", TRUE);
  cw_program_run_tool ("xdotool search --sync --onlyvisible --name \"New Alert\" windowfocus "
                       "--sync");
  type ("100");
  cw_desk_await_said (&fixture->desk, "The price is 129.90 USD already; choose a higher one", TRUE);
  cw_program_run_tool ("xdotool key Return");
  type ("0");
  cw_desk_await_said (&fixture->desk, "The price is 129.90 USD now", TRUE);
  cw_program_run_tool ("xdotool key Return");
  cw_desk_await_said (&fixture->desk, "Alert set", TRUE);
  cw_desk_act (&fixture->desk, "show-alerts", NULL);
  cw_desk_await_said (&fixture->desk, "BBB: Rises to 1000.00 USD", TRUE);
}

static void
test_removal_is_undone (Fixture *fixture, gconstpointer data)
{
  open_lists (fixture);
  make_alert (fixture, "BBB", "150");
  cw_desk_act (&fixture->desk, "show-alerts", NULL);
  cw_desk_press (&fixture->desk, "Remove: BBB: Rises to 150.00 USD");
  cw_desk_await_said (&fixture->desk, "Alert for BBB removed", TRUE);
  cw_desk_await_said (&fixture->desk, "BBB: Rises to", FALSE);
  cw_desk_press (&fixture->desk, "Undo");
  cw_desk_await_said (&fixture->desk, "BBB: Rises to 150.00 USD", TRUE);
  open_again (fixture);
  cw_desk_act (&fixture->desk, "show-alerts", NULL);
  cw_desk_await_said (&fixture->desk, "BBB: Rises to 150.00 USD", TRUE);
}

static void
test_clearing_is_undone (Fixture *fixture, gconstpointer data)
{
  open_lists (fixture);
  make_alert (fixture, "BBB", "135");
  change_prices (fixture, 1.1);
  cw_desk_await_said (&fixture->desk, "Alerts, 1 New", TRUE);
  cw_desk_act (&fixture->desk, "show-alerts", NULL);
  cw_desk_press (&fixture->desk, "Clear what has fired");
  cw_desk_await_said (&fixture->desk, "List cleared", TRUE);
  cw_desk_await_said (&fixture->desk, "Your alert was at", FALSE);
  cw_desk_press (&fixture->desk, "Undo");
  cw_desk_await_said (&fixture->desk, "Your alert was at 135.00 USD", TRUE);
}

/* While nobody looks the desktop tells; who presses there sees the symbol, and what has been seen
 * is withdrawn. */
static void
test_desktop_tells (Fixture *fixture, gconstpointer data)
{
  g_autofree char *told = NULL;

  open_lists (fixture);
  make_alert (fixture, "BBB", "135");
  look_away ();
  change_prices (fixture, 1.1);
  await_given (fixture, 1, 1);
  told = cw_fake_desktop_dup_last (fixture->desktop);
  g_assert_cmpstr (told, ==, "BBB rose to 142.89 USD\nYour alert was at 135.00 USD");
  cw_fake_desktop_press_last (fixture->desktop);
  cw_desk_await_said (&fixture->desk, "BBB · NasdaqGS", TRUE);
  await_given (fixture, 1, 0);
}

/* Many at once are one. */
static void
test_no_storm (Fixture *fixture, gconstpointer data)
{
  static const char *const symbols[] = { "AAA", "BBB", "CCC", "DDD", "EEE" };

  open_lists (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    make_alert (fixture, symbols[i], "135");
  look_away ();
  change_prices (fixture, 1.1);
  CW_AWAIT (is_told (fixture, "5 alerts fired\n"), "one notification for all");
  g_assert_cmpuint (cw_fake_desktop_count_shown (fixture->desktop), ==, 1);
  g_assert_cmpuint (cw_fake_desktop_count_given (fixture->desktop), <=, 4);
  cw_fake_desktop_press_last (fixture->desktop);
  cw_desk_await_said (&fixture->desk, "Your alert was at 135.00 USD", TRUE);
}

/* Whatever takes the focus in the window, with rows of both kinds, has a name; and each field of
 * the dialog. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "Tell Me When", "Price, USD", "Each time",
                                        "Note",         "Add",        "Cancel" };
  g_autoptr (GPtrArray) dialog = NULL, window = NULL;
  guint n = 0;

  open_lists (fixture);
  make_alert (fixture, "BBB", "135");
  change_prices (fixture, 1.1);
  cw_desk_await_said (&fixture->desk, "Alerts, 1 New", TRUE);
  make_alert (fixture, "CCC", "150");
  /* The platform names no button that closes a toast. */
  cw_desk_await_said (&fixture->desk, "Alert set", FALSE);
  cw_desk_await_said (&fixture->desk, "BBB rose to", FALSE);
  cw_desk_act (&fixture->desk, "show-alerts", NULL);
  cw_desk_await_said (&fixture->desk, "CCC: Rises to 150.00 USD", TRUE);
  window = cw_accessible_list (fixture->desk.bus);
  cw_accessible_assert_named (window, 20);
  cw_desk_act (&fixture->desk, "new-alert", "DDD");
  cw_desk_await_said (&fixture->desk, "The price is 142.89 USD now", TRUE);
  dialog = cw_accessible_list (fixture->desk.bus);
  /* The platform’s own row of choices has parts without names. */
  for (; n < G_N_ELEMENTS (fields); n++)
    g_assert_nonnull (cw_accessible_find (dialog, 0, fields[n]));
  g_assert_cmpuint (n, ==, 6);
}

/* Out into a file, away, and in again, where nothing is doubled; as the command line has it. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *table = g_build_filename (fixture->desk.directory, "alerts.csv", NULL);
  g_autofree char *all = g_build_filename (fixture->desk.directory, "all.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  open_lists (fixture);
  g_assert_false (cw_program_is_enabled (fixture->desk.program, "export-alerts"));
  make_alert (fixture, "BBB", "135");
  cw_program_await_enabled (fixture->desk.program, "export-alerts-to", TRUE);
  cw_desk_act (&fixture->desk, "export-alerts-to", table);
  cw_await_file (table);
  cw_desk_act (&fixture->desk, "export-alerts-to", all);
  cw_await_file (all);
  g_assert_true (g_file_get_contents (table, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\r\nBBB,price-rises,135,,no,USD,,,"));
  g_assert_true (g_file_get_contents (all, &json, NULL, NULL));
  g_assert_nonnull (strstr (json, "\"symbol\": \"EEE\""));
  g_assert_nonnull (strstr (json, "\"kind\": \"price-rises\""));
  cw_desk_act (&fixture->desk, "show-alerts", NULL);
  cw_desk_await_said (&fixture->desk, "BBB: Rises to 135.00 USD", TRUE);
  cw_desk_press (&fixture->desk, "Remove: BBB: Rises to 135.00 USD");
  cw_desk_await_said (&fixture->desk, "BBB: Rises to 135.00 USD", FALSE);
  cw_program_await_enabled (fixture->desk.program, "export-alerts-to", FALSE);
  for (guint i = 0; i < 2; i++)
    {
      cw_desk_act (&fixture->desk, "import-from", table);
      cw_desk_await_said (&fixture->desk, "1 alert. What is there already is not doubled.", TRUE);
      cw_desk_press (&fixture->desk, "Import");
      cw_desk_await_said (&fixture->desk, "1 alert. What is there", FALSE);
      cw_desk_await_said (&fixture->desk, "BBB: Rises to 135.00 USD", TRUE);
    }
  change_prices (fixture, 1.1);
  cw_desk_await_said (&fixture->desk, "Alerts, 1 New", TRUE);
}

#define ADD(name, function) \
  g_test_add ("/ui/alerts/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has directories of its own */
  ADD ("fires-and-is-kept", test_fires_and_is_kept);
  ADD ("refuses", test_refuses);
  ADD ("removal-is-undone", test_removal_is_undone);
  ADD ("clearing-is-undone", test_clearing_is_undone);
  ADD ("desktop-tells", test_desktop_tells);
  ADD ("no-storm", test_no_storm);
  ADD ("names", test_names);
  ADD ("files", test_files);
  return g_test_run ();
}
