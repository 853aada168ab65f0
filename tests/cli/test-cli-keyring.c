/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* for memmem() */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cli-runner.h"
#include "fault-server.h"
#include "mock-keyring.h"
#include "quotes-data.h"

#define KEY "canary83be06d7f1"

typedef struct
{
  GTestDBus *bus;
  MockKeyring *keyring; /* nullable */
  FaultServer *figures;
  char *directory;
} Fixture;

static void
open_fixture (Fixture *fixture, gboolean has_keyring, MockKeyringMood mood)
{
  g_autoptr (GBytes) body = quotes_data_load ("finnhub", "metric_AAPL_2026.json");
  g_autoptr (GError) error = NULL;

  *fixture = (Fixture){ .bus = g_test_dbus_new (G_TEST_DBUS_NONE) };
  g_test_dbus_up (fixture->bus);
  if (has_keyring)
    {
      fixture->keyring = mock_keyring_new (g_test_dbus_get_bus_address (fixture->bus), mood);
      mock_keyring_put (fixture->keyring, "finnhub", KEY);
    }
  fixture->figures = fault_server_new ();
  fault_server_set_body (fixture->figures, body);
  fixture->directory = g_dir_make_tmp ("keyring-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
close_fixture (Fixture *fixture)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", fixture->directory);

  g_clear_pointer (&fixture->keyring, mock_keyring_free);
  fault_server_free (fixture->figures);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  g_free (fixture->directory);
  g_test_dbus_down (fixture->bus);
  g_object_unref (fixture->bus);
}

static CliRun *
run (Fixture *fixture, const char *const *environment, const char *words)
{
  g_autofree char *bus =
      g_strdup_printf ("DBUS_SESSION_BUS_ADDRESS=%s", g_test_dbus_get_bus_address (fixture->bus));
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) whole = NULL;

  g_strv_builder_add (all, bus);
  g_strv_builder_add (all, "G_MESSAGES_DEBUG=all");
  if (environment != NULL)
    g_strv_builder_addv (all, (const char **) environment);
  whole = g_strv_builder_end (all);
  return cli_run_in ((const char *const *) whole,
                     "--retries 0 --yahoo-url %s --finnhub-url %s/ok --data-dir '%s/data' "
                     "--trace '%s/trace.json' %s",
                     cli_get_server_url (), fault_server_get_url (fixture->figures),
                     fixture->directory, fixture->directory, words);
}

/* How many requests brought @key in its header. In no first line is one. */
static guint
count_keyed (Fixture *fixture, const char *key)
{
  g_autofree char *header = g_strdup_printf ("X-Finnhub-Token: %s\r\n", key);
  guint n = 0;

  for (guint i = 0; i < fault_server_get_n_requests (fixture->figures); i++)
    {
      g_autofree char *head = fault_server_get_request (fixture->figures, i);
      g_autofree char *line = g_strndup (head, strcspn (head, "\r\n"));

      n += strstr (head, header) != NULL;
      g_assert_null (strstr (line, key));
    }
  return n;
}

static guint
search_files (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        {
          n += search_files (child);
          continue;
        }
      g_assert_true (g_file_get_contents (child, &data, &length, NULL));
      g_assert_null (memmem (data, length, KEY, strlen (KEY)));
      n++;
    }
  return n;
}

/* --- tests --- */

/* The key reaches the server's header, and nothing else that the program leaves behind. */
static void
test_canary (void)
{
  static const char *const commands[] = {
    "analyze AAPL --verbose",         "--json analyze AAPL", "sync AAPL",
    "--provider finnhub quotes AAPL", "quotes Finnhub:AAPL",
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (commands); n++)
    {
      Fixture fixture;
      g_autoptr (CliRun) ran = NULL;

      g_test_message ("%s", commands[n]);
      open_fixture (&fixture, TRUE, MOCK_KEYRING_OPEN);
      ran = run (&fixture, NULL, commands[n]);
      g_assert_cmpint (ran->status, <=, 1);
      g_assert_cmpuint (count_keyed (&fixture, KEY), >, 0);
      g_assert_null (strstr (ran->out, KEY));
      g_assert_null (strstr (ran->err, KEY));
      g_assert_cmpuint (search_files (fixture.directory), >=, 2); /* the trace and the store */
      close_fixture (&fixture);
    }
  g_assert_cmpuint (n, ==, 5);
}

/* Who does not use figures, or has a key already, leaves the keyring alone. */
static void
test_not_asked (void)
{
  static const char *const with_key[] = { "CANDLEWICK_FINNHUB_KEY=by-hand", NULL };
  static const char *const words[] = { "quotes AAPL", "history AAPL", "analyze AAPL --offline" };
  gsize n = 0;
  Fixture fixture;
  g_autoptr (CliRun) keyed = NULL;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_OPEN);
  for (; n < G_N_ELEMENTS (words); n++)
    {
      g_autoptr (CliRun) ran = run (&fixture, NULL, words[n]);

      g_assert_cmpint (ran->status, <=, 1);
    }
  g_assert_cmpuint (n, ==, 3);
  keyed = run (&fixture, with_key, "analyze AAPL");
  g_assert_cmpint (keyed->status, ==, 0);
  g_assert_cmpuint (count_keyed (&fixture, "by-hand"), >, 0);
  g_assert_cmpuint (mock_keyring_get_n_calls (fixture.keyring), ==, 0);
  close_fixture (&fixture);
}

/* Whatever is wrong with the keyring, the rest is done; and only who wants to know is told. */
static void
test_troubles (void)
{
  static const struct
  {
    gboolean has_keyring;
    MockKeyringMood mood;
    const char *told; /* with --verbose */
  } rows[] = {
    { FALSE, MOCK_KEYRING_OPEN, "There is no keyring here" },
    { TRUE, MOCK_KEYRING_LOCKED, "The keyring is locked" },
    { TRUE, MOCK_KEYRING_SILENT, "does not answer" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    {
      Fixture fixture;
      g_autoptr (CliRun) quiet = NULL, verbose = NULL;

      open_fixture (&fixture, rows[n].has_keyring, rows[n].mood);
      quiet = run (&fixture, (const char *const[]){ "G_MESSAGES_DEBUG=", NULL }, "analyze AAPL");
      g_assert_cmpint (quiet->status, ==, 0);
      g_assert_null (strstr (quiet->err, "eyring"));
      g_assert_nonnull (strstr (quiet->err, "CANDLEWICK_FINNHUB_KEY")); /* how to get figures */
      verbose = run (&fixture, NULL, "analyze AAPL --verbose");
      g_assert_cmpint (verbose->status, ==, 0);
      g_assert_nonnull (strstr (verbose->err, rows[n].told));
      g_assert_cmpuint (fault_server_get_n_requests (fixture.figures), ==, 0);
      if (rows[n].has_keyring)
        {
          g_assert_cmpuint (mock_keyring_get_n_calls (fixture.keyring), >, 0);
          g_assert_cmpuint (mock_keyring_get_n_prompts (fixture.keyring), ==, 0);
        }
      close_fixture (&fixture);
    }
  g_assert_cmpuint (n, ==, 3);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/keyring/K2-canary", test_canary);
  g_test_add_func ("/cli/keyring/not-asked", test_not_asked);
  g_test_add_func ("/cli/keyring/K4-troubles", test_troubles);
  status = g_test_run ();
  cli_stop_server ();
  return status;
}
