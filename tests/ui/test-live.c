/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-accessible.h"
#include "cw-program.h"
#include "scripted-market.h"

/* Live prices in the real program: a provider whose prices change is asked by schedule, and is not
 * asked while nobody may, nobody looks, or the provider wants to be left alone. */

#define HOUR (60 * 60)
#define DAY (24 * HOUR)
#define N_BARS 300
#define PATIENCE 60 /* seconds */
#define LOOK_AGAIN (50 * 1000)
/* The program is told to ask every second: what has not been asked for in these will not be. */
#define A_WHILE (3 * G_USEC_PER_SEC)

typedef struct
{
  GDBusConnection *bus;
  ScriptedMarket *market;
  ScriptedTruth truth;
  CwProgram *program;
  char *directory;
} Fixture;

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* A session runs. */
static ScriptedTruth
make_truth (void)
{
  gint64 now = get_now ();

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

static void
write_settings (const char *directory, const char *lines)
{
  g_autofree char *folder = g_build_filename (directory, "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  g_autofree char *text = g_strconcat ("[io/github/candlewick/Candlewick]\n", lines, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->bus = cw_accessible_connect ();
  fixture->truth = make_truth ();
  fixture->directory = g_dir_make_tmp ("candlewick-live-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_setenv ("XDG_CONFIG_HOME", fixture->directory, TRUE);
  write_settings (fixture->directory, "refresh-interval=uint32 1\n");
}

static void
start (Fixture *fixture)
{
  const char *const arguments[] = { "AAA", "BBB", NULL };

  fixture->market = scripted_market_new (&fixture->truth);
  fixture->program = cw_program_start (scripted_market_get_url (fixture->market), arguments);
  cw_program_await_window (fixture->program);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_program_act_on_application (fixture->program, "quit");
  g_assert_cmpint (cw_program_wait (fixture->program), ==, 0);
  cw_program_free (fixture->program);
  scripted_market_free (fixture->market);
  g_object_unref (fixture->bus);
  g_free (fixture->directory);
}

/* --- what is seen --- */

static gboolean
is_seen (Fixture *fixture, const char *text, gboolean at_beginning)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);

  for (guint i = 0; i < list->len; i++)
    {
      const char *name = ((CwAccessible *) g_ptr_array_index (list, i))->name;
      const char *found = strstr (name, text);

      if (found != NULL && (!at_beginning || found == name))
        return TRUE;
    }
  return FALSE;
}

static void
await_seen (Fixture *fixture, const char *text, gboolean at_beginning)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (!is_seen (fixture, text, at_beginning))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” was not seen", text);
      g_usleep (LOOK_AGAIN);
    }
}

/* The line itself, and not the notice that begins with the same word. */
static void
await_offline_line (Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE / 2 * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);

      if (cw_accessible_find (list, CW_ROLE_LABEL, "Offline") != NULL)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (LOOK_AGAIN);
    }
}

static void
await_price (Fixture *fixture)
{
  g_autofree char *price =
      g_strdup_printf ("%.2f", scripted_market_get_close (&fixture->truth, N_BARS - 1));

  await_seen (fixture, price, FALSE);
}

static void
change_prices (Fixture *fixture)
{
  fixture->truth.factor *= 1.1;
  fixture->truth.market_time += 60;
  scripted_market_set_truth (fixture->market, &fixture->truth);
}

/* --- what is asked --- */

static void
await_asked (Fixture *fixture, guint n)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  scripted_market_forget_asked (fixture->market);
  while (scripted_market_count_asked (fixture->market, "/spark") < n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (LOOK_AGAIN);
    }
}

/* What was under way a moment ago may come in still. */
static void
assert_not_asked (Fixture *fixture)
{
  g_usleep (A_WHILE / 3);
  scripted_market_forget_asked (fixture->market);
  g_usleep (A_WHILE);
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/"), ==, 0);
}

static void
set_offline (Fixture *fixture, gboolean offline)
{
  g_autoptr (GVariant) state = cw_program_get_state (fixture->program, "offline");

  if (g_variant_get_boolean (state) != offline)
    cw_program_act (fixture->program, "offline", NULL);
}

/* --- the tests --- */

/* Rows and the line below them follow; both symbols come with one question, and no bars do. */
static void
test_prices (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  await_price (fixture);
  await_seen (fixture, "Updated ", TRUE);
  await_asked (fixture, 1);
  for (guint i = 0; i < 3; i++)
    {
      change_prices (fixture);
      await_price (fixture);
    }
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart"), ==, 0);
}

/* No packet leaves while the switch is on. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  await_price (fixture);
  await_asked (fixture, 1);
  set_offline (fixture, TRUE);
  await_offline_line (fixture);
  change_prices (fixture);
  assert_not_asked (fixture);
  set_offline (fixture, FALSE);
  await_price (fixture);
  await_asked (fixture, 1);
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  await_price (fixture);
  await_asked (fixture, 1);
  cw_program_run_tool ("xdotool search --sync --onlyvisible --class candlewick windowminimize");
  assert_not_asked (fixture);
  change_prices (fixture);
  cw_program_run_tool ("xdotool search --class candlewick windowmap %@");
  await_price (fixture);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  fixture->truth.session_start -= DAY;
  fixture->truth.session_end -= DAY;
  fixture->truth.market_time = fixture->truth.session_end;
  start (fixture);
  await_price (fixture);
  await_seen (fixture, "Market closed, opens ", TRUE);
  assert_not_asked (fixture);
  set_offline (fixture, TRUE); /* at once, though no timer is near */
  await_offline_line (fixture);
}

static void
test_off (Fixture *fixture, gconstpointer data)
{
  write_settings (fixture->directory, "refresh-interval=uint32 0\n");
  start (fixture);
  await_price (fixture);
  await_seen (fixture, "live prices are off", FALSE);
  assert_not_asked (fixture);
}

/* Who wants to be left alone is named with the time, and left alone; what is shown stays. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  await_price (fixture);
  await_asked (fixture, 1);
  fixture->truth.status = 429;
  fixture->truth.retry_after = 600;
  scripted_market_set_truth (fixture->market, &fixture->truth);
  await_seen (fixture, "asks to wait until", FALSE);
  await_price (fixture);
  assert_not_asked (fixture);
}

/* A new session begins: the bars of the symbol that is looked at are fetched, and only those. */
static void
test_morning (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  fixture->truth.session_start -= DAY;
  start (fixture);
  await_price (fixture);
  await_asked (fixture, 1);
  fixture->truth.session_start += DAY;
  fixture->truth.n_bars++;
  fixture->truth.factor *= 1.1;
  fixture->truth.market_time = get_now () - 60;
  scripted_market_set_truth (fixture->market, &fixture->truth);
  while (scripted_market_count_asked (fixture->market, "/chart/AAA") == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (LOOK_AGAIN);
    }
  await_asked (fixture, 2);
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart"), ==, 0);
}

#define ADD(name, func) g_test_add ("/ui/live/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL); /* the session has directories of its own */
  ADD ("prices", test_prices);
  ADD ("offline", test_offline);
  ADD ("hidden", test_hidden);
  ADD ("closed", test_closed);
  ADD ("off", test_off);
  ADD ("refused", test_refused);
  ADD ("morning", test_morning);
  return g_test_run ();
}
