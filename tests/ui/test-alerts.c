/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-accessible.h"
#include "cw-fake-desktop.h"
#include "cw-program.h"
#include "scripted-market.h"

/* Alerts in the real program: made by keyboard, fired by a price that changes, told by a toast or
 * by the desktop, listed, kept over a restart, and taken back. */

#define HOUR (60 * 60)
#define N_BARS 300
#define PATIENCE 60 /* seconds */
#define LOOK_AGAIN (50 * 1000)

typedef struct
{
  GDBusConnection *bus;
  CwFakeDesktop *desktop;
  ScriptedMarket *market;
  ScriptedTruth truth;
  CwProgram *program;
  char *directory; /* of settings and store */
} Fixture;

/* A session runs. At the beginning everything costs 129.90. */
static ScriptedTruth
make_truth (void)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return (ScriptedTruth){ .session_start = now - 3 * HOUR,
                          .session_end = now + 3 * HOUR,
                          .market_time = now - HOUR,
                          .n_bars = N_BARS,
                          .name = "Some Company",
                          .exchange = "NasdaqGS",
                          .currency = "USD",
                          .factor = 1,
                          .adj_factor = 1 };
}

/* Prices are asked for when the test says so. */
static void
write_settings (const char *directory)
{
  g_autofree char *folder = g_build_filename (directory, "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, "[io/github/candlewick/Candlewick]\nrefresh-interval=uint32 0\n", -1,
                       &error);
  g_assert_no_error (error);
}

static void
start (Fixture *fixture, const char *const *arguments)
{
  fixture->program = cw_program_start (scripted_market_get_url (fixture->market), arguments);
  cw_program_await_window (fixture->program);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->bus = cw_accessible_connect ();
  fixture->desktop = cw_fake_desktop_new ();
  fixture->truth = make_truth ();
  fixture->market = scripted_market_new (&fixture->truth);
  fixture->directory = g_dir_make_tmp ("candlewick-alerts-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_setenv ("XDG_CONFIG_HOME", fixture->directory, TRUE);
  g_setenv ("CANDLEWICK_DATA_DIR", fixture->directory, TRUE);
  write_settings (fixture->directory);
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
  quit (fixture);
  scripted_market_free (fixture->market);
  cw_fake_desktop_free (fixture->desktop);
  g_object_unref (fixture->bus);
  g_free (fixture->directory);
}

/* --- what is seen --- */

static gboolean
is_seen (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);

  for (guint i = 0; i < list->len; i++)
    if (strstr (((CwAccessible *) g_ptr_array_index (list, i))->name, text) != NULL)
      return TRUE;
  return FALSE;
}

static void
await_seen (Fixture *fixture, const char *text, gboolean seen)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (is_seen (fixture, text) != seen)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” was %s", text, seen ? "not seen" : "seen still");
      g_usleep (LOOK_AGAIN);
    }
}

static void
press (Fixture *fixture, const char *button)
{
  cw_accessible_press (fixture->bus, CW_ROLE_PUSH_BUTTON, button);
}

static void
act (Fixture *fixture, const char *action, const char *parameter)
{
  cw_program_act (fixture->program, action,
                  parameter != NULL ? g_variant_new_string (parameter) : NULL);
}

/* --- what is done --- */

static void
open_lists (Fixture *fixture)
{
  static const char *const none[] = { NULL };

  start (fixture, none);
  act (fixture, "add-symbol", "AAA BBB CCC DDD EEE");
  await_seen (fixture, "129.90", TRUE);
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
}

static void
open_again (Fixture *fixture)
{
  static const char *const none[] = { NULL };

  quit (fixture);
  start (fixture, none);
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
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
    cw_program_press (fixture->program, "ctrl+shift+n");
  else
    act (fixture, "new-alert", symbol);
  await_seen (fixture, "The price is ", TRUE);
  cw_program_run_tool ("xdotool search --sync --onlyvisible --name \"New Alert\" windowfocus "
                       "--sync");
  type (price);
  cw_program_run_tool ("xdotool key Return");
  await_seen (fixture, "Alert set", TRUE);
  await_seen (fixture, "The price is ", FALSE);
}

/* A minute later everything costs @factor times as much, and the program asks. */
static void
change_prices (Fixture *fixture, double factor)
{
  fixture->truth.factor *= factor;
  fixture->truth.market_time += 60;
  scripted_market_set_truth (fixture->market, &fixture->truth);
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  act (fixture, "refresh", NULL);
}

static void
look_away (void)
{
  cw_program_run_tool ("xdotool search --sync --onlyvisible --class candlewick windowminimize "
                       "--sync");
}

static void
await_given (Fixture *fixture, guint n_given, guint n_shown)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (cw_fake_desktop_count_given (fixture->desktop) != n_given
         || cw_fake_desktop_count_shown (fixture->desktop) != n_shown)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("%u given, %u shown", cw_fake_desktop_count_given (fixture->desktop),
                 cw_fake_desktop_count_shown (fixture->desktop));
      g_usleep (LOOK_AGAIN);
    }
}

static void
await_told (Fixture *fixture, const char *beginning)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *told = cw_fake_desktop_dup_last (fixture->desktop);

      if (told != NULL && g_str_has_prefix (told, beginning))
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("the desktop tells “%s”", told);
      g_usleep (LOOK_AGAIN);
    }
}

/* --- the tests --- */

/* Made by keyboard; fired while the window is looked at: a toast, a mark at the bell, a line in the
 * list, there after a restart. */
static void
test_fires_and_is_kept (Fixture *fixture, gconstpointer data)
{
  open_lists (fixture);
  make_alert (fixture, NULL, "135");
  act (fixture, "show-alerts", NULL);
  await_seen (fixture, "AAA: Rises to 135.00 USD", TRUE);
  await_seen (fixture, "Now 129.90 USD, 3.9", TRUE);
  cw_program_run_tool ("xdotool key Escape");
  await_seen (fixture, "Rises to", FALSE);
  change_prices (fixture, 1.1);
  await_seen (fixture, "AAA rose to 142.89 USD", TRUE);
  await_seen (fixture, "Alerts, 1 New", TRUE);
  g_assert_cmpuint (cw_fake_desktop_count_given (fixture->desktop), ==, 0);
  act (fixture, "show-alerts", NULL);
  await_seen (fixture, "Your alert was at 135.00 USD", TRUE);
  await_seen (fixture, "Rises to", FALSE);
  open_again (fixture);
  act (fixture, "show-alerts", NULL);
  await_seen (fixture, "Your alert was at 135.00 USD", TRUE);
  g_assert_false (is_seen (fixture, "Alerts, 1 New"));
}

/* What is met already is refused, in the field, and cannot be accepted. */
static void
test_refuses (Fixture *fixture, gconstpointer data)
{
  open_lists (fixture);
  act (fixture, "new-alert", "BBB");
  await_seen (fixture, "The price is 129.90 USD now", TRUE);
  cw_program_run_tool ("xdotool search --sync --onlyvisible --name \"New Alert\" windowfocus "
                       "--sync");
  type ("100");
  await_seen (fixture, "The price is 129.90 USD already; choose a higher one", TRUE);
  cw_program_run_tool ("xdotool key Return");
  type ("0");
  await_seen (fixture, "The price is 129.90 USD now", TRUE);
  cw_program_run_tool ("xdotool key Return");
  await_seen (fixture, "Alert set", TRUE);
  act (fixture, "show-alerts", NULL);
  await_seen (fixture, "BBB: Rises to 1000.00 USD", TRUE);
}

static void
test_removal_is_undone (Fixture *fixture, gconstpointer data)
{
  open_lists (fixture);
  make_alert (fixture, "BBB", "150");
  act (fixture, "show-alerts", NULL);
  press (fixture, "Remove: BBB: Rises to 150.00 USD");
  await_seen (fixture, "Alert for BBB removed", TRUE);
  await_seen (fixture, "BBB: Rises to", FALSE);
  press (fixture, "Undo");
  await_seen (fixture, "BBB: Rises to 150.00 USD", TRUE);
  open_again (fixture);
  act (fixture, "show-alerts", NULL);
  await_seen (fixture, "BBB: Rises to 150.00 USD", TRUE);
}

static void
test_clearing_is_undone (Fixture *fixture, gconstpointer data)
{
  open_lists (fixture);
  make_alert (fixture, "BBB", "135");
  change_prices (fixture, 1.1);
  await_seen (fixture, "Alerts, 1 New", TRUE);
  act (fixture, "show-alerts", NULL);
  press (fixture, "Clear what has fired");
  await_seen (fixture, "List cleared", TRUE);
  await_seen (fixture, "Your alert was at", FALSE);
  press (fixture, "Undo");
  await_seen (fixture, "Your alert was at 135.00 USD", TRUE);
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
  await_seen (fixture, "BBB · NasdaqGS", TRUE);
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
  await_told (fixture, "5 alerts fired\n");
  g_assert_cmpuint (cw_fake_desktop_count_shown (fixture->desktop), ==, 1);
  g_assert_cmpuint (cw_fake_desktop_count_given (fixture->desktop), <=, 4);
  cw_fake_desktop_press_last (fixture->desktop);
  await_seen (fixture, "Your alert was at 135.00 USD", TRUE);
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
  await_seen (fixture, "Alerts, 1 New", TRUE);
  make_alert (fixture, "CCC", "150");
  /* The platform names no button that closes a toast. */
  await_seen (fixture, "Alert set", FALSE);
  await_seen (fixture, "BBB rose to", FALSE);
  act (fixture, "show-alerts", NULL);
  await_seen (fixture, "CCC: Rises to 150.00 USD", TRUE);
  window = cw_accessible_list (fixture->bus);
  cw_accessible_assert_named (window, 20);
  act (fixture, "new-alert", "DDD");
  await_seen (fixture, "The price is 142.89 USD now", TRUE);
  dialog = cw_accessible_list (fixture->bus);
  /* The platform’s own row of choices has parts without names. */
  for (; n < G_N_ELEMENTS (fields); n++)
    g_assert_nonnull (cw_accessible_find (dialog, 0, fields[n]));
  g_assert_cmpuint (n, ==, 6);
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
  return g_test_run ();
}
