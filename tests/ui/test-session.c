/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-program.h"
#include "cw-server.h"

/* The program is found again as it was left: list, symbol, chart, size. */

#define GROUP "io/github/candlewick/Candlewick/session"
#define PATIENCE 60 /* seconds */
#define LOOK_AGAIN (50 * 1000)

typedef struct
{
  CwServer *server;
  CwProgram *program;
  char *directory;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CwServerOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  fixture->directory = g_dir_make_tmp ("candlewick-session-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_setenv ("XDG_CONFIG_HOME", fixture->directory, TRUE);
  g_setenv ("CANDLEWICK_DATA_DIR", fixture->directory, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("CANDLEWICK_DATA_DIR");
  cw_server_free (fixture->server);
  g_free (fixture->directory);
}

static void
start (Fixture *fixture, const char *symbol)
{
  const char *const arguments[] = { symbol, NULL };

  fixture->program = cw_program_start (cw_server_get_url (fixture->server), arguments);
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
await_loaded (Fixture *fixture)
{
  cw_program_await_enabled (fixture->program, "remove-shown", TRUE);
  cw_program_await_enabled (fixture->program, "cancel-loading", FALSE);
}

static GVariant *
read_setting (Fixture *fixture, const char *key)
{
  g_autofree char *path =
      g_build_filename (fixture->directory, "glib-2.0", "settings", "keyfile", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  text = g_key_file_get_value (file, GROUP, key, NULL);
  return text != NULL ? g_variant_parse (NULL, text, NULL, NULL, NULL) : NULL;
}

static void
assert_setting (Fixture *fixture, const char *key, const char *expected)
{
  g_autoptr (GVariant) value = read_setting (fixture, key);
  g_autofree char *text = value != NULL ? g_variant_print (value, FALSE) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_state (Fixture *fixture, const char *action, const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr (GVariant) state = cw_program_get_state (fixture->program, action);
      g_autofree char *text = g_variant_print (state, FALSE);

      if (g_str_equal (text, expected))
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("%s is %s, not %s", action, text, expected);
      g_usleep (LOOK_AGAIN);
    }
}

static void
assert_has (GVariant *texts, const char *text, gboolean has)
{
  g_autofree const char **all = g_variant_get_strv (texts, NULL);

  g_assert_true (g_strv_contains (all, text) == has);
}

static void
assert_all_left (Fixture *fixture)
{
  static const struct
  {
    const char *key, *value;
  } rows[] = {
    { "symbol", "'MSFT'" },     { "range", "'6mo'" },    { "interval", "'1wk'" },
    { "chart-type", "'line'" }, { "log-scale", "true" }, { "volume", "false" },
  };
  g_autoptr (GVariant) indicators = read_setting (fixture, "indicators");
  g_autoptr (GVariant) list = read_setting (fixture, "list");
  g_autofree char *number = NULL;
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    assert_setting (fixture, rows[n].key, rows[n].value);
  g_assert_cmpuint (n, ==, 6);
  assert_has (indicators, "ema:20", TRUE);
  g_assert_nonnull (list);
  number = g_variant_print (list, FALSE);
  g_assert_cmpint (g_ascii_strtoll (number, NULL, 10), >, 0);
}

static void
leave_things (Fixture *fixture)
{
  cw_program_act (fixture->program, "add-symbol", g_variant_new_string ("AAPL MSFT"));
  await_loaded (fixture);
  cw_program_act (fixture->program, "show-symbol", g_variant_new_string ("MSFT"));
  cw_program_act (fixture->program, "range", g_variant_new_string ("6mo"));
  cw_program_act (fixture->program, "interval", g_variant_new_string ("1wk"));
  cw_program_act (fixture->program, "chart-type", g_variant_new_string ("line"));
  cw_program_act (fixture->program, "log-scale", NULL);
  cw_program_act (fixture->program, "indicator", g_variant_new_string ("ema:20"));
  cw_program_act (fixture->program, "indicator", g_variant_new_string ("volume"));
}

/* What is left at the end of the second run is what the first left, so it was there in between. */
static void
test_restored (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  leave_things (fixture);
  assert_state (fixture, "log-scale", "true");
  quit (fixture);
  assert_all_left (fixture);

  start (fixture, NULL);
  await_loaded (fixture);
  assert_state (fixture, "range", "'6mo'");
  assert_state (fixture, "interval", "'1wk'");
  assert_state (fixture, "chart-type", "'line'");
  assert_state (fixture, "log-scale", "true");
  quit (fixture);
  assert_all_left (fixture);
}

/* A list that is not kept leaves the place alone. */
static void
test_unsaved (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL);
  leave_things (fixture);
  assert_state (fixture, "log-scale", "true");
  quit (fixture);
  start (fixture, "IBM");
  await_loaded (fixture);
  quit (fixture);
  assert_all_left (fixture);
}

/* What another editor of settings wrote there and cannot be is left alone. */
static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->directory, "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path,
                                      "[" GROUP "]\nlist=int64 999\nsymbol='no such'\n"
                                      "chart-type='tea leaves'\ninterval='1s'\nwidth=uint32 3\n"
                                      "indicators=['crystal:1', 'sma:33']\npanes=[nan, -1.0]\n",
                                      -1, NULL));
  start (fixture, "AAPL");
  await_loaded (fixture);
  assert_state (fixture, "chart-type", "'candles'");
  assert_state (fixture, "interval", "'1d'");
  quit (fixture);
  {
    g_autoptr (GVariant) indicators = read_setting (fixture, "indicators");

    assert_has (indicators, "sma:33", TRUE);
    assert_has (indicators, "crystal:1", FALSE);
  }
}

#define ADD(name, func) g_test_add ("/ui/session/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL); /* the session has directories of its own */
  ADD ("restored", test_restored);
  ADD ("unsaved", test_unsaved);
  ADD ("nonsense", test_nonsense);
  return g_test_run ();
}
