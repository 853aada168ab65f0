/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-accessible.h"
#include "cw-program.h"
#include "cw-server.h"
#include "mock-keyring.h"

/* The preferences of the real program: a key from the keyring, what takes effect at once, and what
 * is kept across restarts. */

#define KEY "canary4e9a02bb51"
#define ROLE_SWITCH 7
#define PATIENCE 60 /* seconds */
#define LOOK_AGAIN (50 * 1000)

typedef struct
{
  GDBusConnection *bus;
  CwServer *server;
  MockKeyring *keyring; /* nullable */
  CwProgram *program;
  char *directory;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CwServerOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->bus = cw_accessible_connect ();
  fixture->server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  fixture->directory = g_dir_make_tmp ("candlewick-preferences-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_setenv ("XDG_CONFIG_HOME", fixture->directory, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->keyring, mock_keyring_free);
  g_object_unref (fixture->bus);
  cw_server_free (fixture->server);
  g_free (fixture->directory);
}

static void
start (Fixture *fixture, const char *const *arguments)
{
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

static gboolean
is_offline (Fixture *fixture)
{
  g_autoptr (GVariant) state = cw_program_get_state (fixture->program, "offline");

  return g_variant_get_boolean (state);
}

static void
await_offline (Fixture *fixture, gboolean offline)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (is_offline (fixture) != offline)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (LOOK_AGAIN);
    }
}

/* --- what is seen --- */

static gboolean
shows_figure (GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const char *name = ((CwAccessible *) g_ptr_array_index (list, i))->name;

      if (g_str_has_prefix (name, "Return on equity") && strstr (name, "not known") == NULL
          && strpbrk (name, "0123456789") != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
await_figure (Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);

      if (shows_figure (list))
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (LOOK_AGAIN);
    }
}

/* Waits until it is seen, and gives the list back. */
static void
await_label (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) list = cw_accessible_await (fixture->bus, CW_ROLE_LABEL, text);

  g_assert_nonnull (cw_accessible_find (list, CW_ROLE_LABEL, text));
}

/* --- tests --- */

/* The key from the keyring brings the figures, and is removed from there by a button. */
static void
test_key (Fixture *fixture, gconstpointer data)
{
  static const char *const arguments[] = { "AAPL", NULL };
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
  g_autofree char *secret = NULL;

  fixture->keyring = mock_keyring_new (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), MOCK_KEYRING_OPEN);
  mock_keyring_put (fixture->keyring, "finnhub", KEY);
  start (fixture, arguments);
  await_figure (fixture);
  cw_program_press (fixture->program, "ctrl+comma");
  await_label (fixture, "In use, and kept in the keyring");
  cw_accessible_press (fixture->bus, CW_ROLE_PUSH_BUTTON, "Remove the Key");
  await_label (fixture, "None: long-term decisions are not to be had without one");
  while ((secret = mock_keyring_dup_secret (fixture->keyring)) != NULL)
    {
      g_clear_pointer (&secret, g_free);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (LOOK_AGAIN);
    }
  quit (fixture);
}

/* The demo asks no keyring, and offers nothing that it does not have. */
static void
test_demo (Fixture *fixture, gconstpointer data)
{
  static const char *const arguments[] = { "--demo", "AAPL", NULL };
  g_autoptr (GPtrArray) list = NULL;

  fixture->keyring = mock_keyring_new (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), MOCK_KEYRING_OPEN);
  start (fixture, arguments);
  cw_program_act_on_application (fixture->program, "preferences");
  list = cw_accessible_await (fixture->bus, CW_ROLE_LABEL, "Rising and Falling Prices");
  g_assert_null (cw_accessible_find (list, CW_ROLE_LABEL, "Finnhub Key"));
  g_assert_null (cw_accessible_find (list, CW_ROLE_LABEL, "Providers"));
  g_assert_nonnull (cw_accessible_find (list, ROLE_SWITCH, "Use the Network"));
  cw_accessible_press (fixture->bus, ROLE_SWITCH, "Use the Network");
  await_offline (fixture, TRUE);
  quit (fixture);
  g_assert_cmpuint (mock_keyring_get_n_calls (fixture->keyring), ==, 0);
}

/* The switch and the menu are one, and stay as they were left; the demo’s are others. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  static const char *const arguments[] = { "AAPL", NULL };
  static const char *const demo[] = { "--demo", "AAPL", NULL };

  start (fixture, arguments);
  g_assert_false (is_offline (fixture));
  cw_program_act_on_application (fixture->program, "preferences");
  cw_accessible_press (fixture->bus, ROLE_SWITCH, "Use the Network");
  await_offline (fixture, TRUE);
  quit (fixture);

  start (fixture, demo);
  await_offline (fixture, FALSE);
  quit (fixture);

  start (fixture, arguments);
  await_offline (fixture, TRUE);
  cw_program_act (fixture->program, "offline", NULL);
  await_offline (fixture, FALSE);
  quit (fixture);

  start (fixture, arguments);
  await_offline (fixture, FALSE);
  quit (fixture);
}

static void
write_settings (Fixture *fixture, const char *text)
{
  g_autofree char *directory = g_build_filename (fixture->directory, "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (directory, "keyfile", NULL);
  g_autofree char *whole = g_strdup_printf ("[io/github/candlewick/Candlewick]\n%s\n", text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_file_set_contents (path, whole, -1, &error);
  g_assert_no_error (error);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

/* Another benchmark, or another provider, is asked at once, and the symbols stay where they are. */
static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trace = g_build_filename (fixture->directory, "trace.json", NULL);
  const char *const arguments[] = { "--trace", trace, "AAPL", "MSFT", NULL };
  g_autofree char *text = NULL;

  write_settings (fixture, "benchmark='^GSPC'");
  start (fixture, arguments);
  await_label (fixture, "Apple Inc.");
  cw_program_await_enabled (fixture->program, "cancel-loading", FALSE);
  write_settings (fixture, "benchmark='QQQ'\nconcurrency=uint32 2");
  g_usleep (2 * G_USEC_PER_SEC); /* long enough for the change to be seen and to settle */
  await_label (fixture, "Apple Inc.");
  cw_program_await_enabled (fixture->program, "cancel-loading", FALSE);
  quit (fixture);
  g_assert_true (g_file_get_contents (trace, &text, NULL, NULL));
  g_assert_cmpuint (count (text, "chart/%5EGSPC"), >=, 1);
  g_assert_cmpuint (count (text, "chart/QQQ"), >=, 1);
  g_assert_cmpuint (count (text, "chart/MSFT"), >=, 2);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/preferences/program/key", test_key },
    { "/ui/preferences/program/demo", test_demo },
    { "/ui/preferences/program/offline", test_offline },
    { "/ui/preferences/program/reopen", test_reopen },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
