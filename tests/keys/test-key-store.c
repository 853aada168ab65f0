/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-key-store.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

#include "mock-keyring.h"

#define KEY "canary7d1f93c2a6"
#define PATIENCE 60 /* seconds */

typedef struct
{
  MockKeyring *keyring; /* nullable */
} Fixture;

static void
open_fixture (Fixture *fixture, gboolean has_keyring, MockKeyringMood mood)
{
  *fixture = (Fixture){ NULL };
  if (has_keyring)
    fixture->keyring = mock_keyring_new (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), mood);
}

/* What libsecret remembers of one keyring is of no use with the next. */
static void
close_fixture (Fixture *fixture)
{
  secret_service_disconnect ();
  g_clear_pointer (&fixture->keyring, mock_keyring_free);
}

/* --- calling and waiting --- */

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
await (GAsyncResult **result)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  g_assert_null (*result); /* never before the call has returned */
  while (*result == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
look_up (CwKeyLookup lookup, char **key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_key_store_lookup_async ("finnhub", lookup, NULL, ended_cb, &result);
  await (&result);
  return cw_key_store_lookup_finish (result, key, error);
}

static gboolean
save (const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_key_store_save_async ("finnhub", key, NULL, ended_cb, &result);
  await (&result);
  return cw_key_store_save_finish (result, error);
}

static gboolean
clear (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_key_store_clear_async ("finnhub", NULL, ended_cb, &result);
  await (&result);
  return cw_key_store_clear_finish (result, error);
}

static void
assert_found (CwKeyLookup lookup, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *key = NULL;

  g_assert_true (look_up (lookup, &key, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, expected);
  cw_key_free (key);
}

static void
assert_lookup_fails (CwKeyLookup lookup, int code)
{
  g_autoptr (GError) error = NULL;
  char *key = (char *) "untouched";

  g_assert_false (look_up (lookup, &key, &error));
  g_assert_error (error, CW_KEY_ERROR, code);
  g_assert_null (key);
  g_assert_null (strstr (error->message, KEY));
}

/* --- tests --- */

static void
test_round_trip (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = NULL, *application = NULL, *provider = NULL;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_OPEN);
  assert_found (CW_KEY_LOOKUP_QUIET, NULL);
  g_assert_true (save ("  " KEY "\n", &error)); /* K5: trimmed */
  g_assert_no_error (error);
  secret = mock_keyring_dup_secret (fixture.keyring);
  application = mock_keyring_dup_attribute (fixture.keyring, "application");
  provider = mock_keyring_dup_attribute (fixture.keyring, "provider");
  g_assert_cmpstr (secret, ==, KEY);
  g_assert_cmpstr (application, ==, APPLICATION_ID);
  g_assert_cmpstr (provider, ==, "finnhub");
  assert_found (CW_KEY_LOOKUP_QUIET, KEY);
  assert_found (CW_KEY_LOOKUP_MAY_ASK, KEY);

  g_assert_true (clear (&error));
  g_assert_no_error (error);
  assert_found (CW_KEY_LOOKUP_QUIET, NULL);
  g_assert_true (clear (&error)); /* what is not there is removed already */
  g_assert_no_error (error);
  g_assert_cmpuint (mock_keyring_get_n_prompts (fixture.keyring), ==, 0);
  close_fixture (&fixture);
}

static void
test_other_provider (void)
{
  Fixture fixture;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_OPEN);
  mock_keyring_put (fixture.keyring, "other", KEY);
  assert_found (CW_KEY_LOOKUP_QUIET, NULL);
  close_fixture (&fixture);
}

static void
test_invalid (void)
{
  g_autofree char *long_key = g_strnfill (257, 'k');
  const char *const keys[] = { "", " \n", "two words", "line\nX-Header: 1", "\x01", "ü", long_key };
  Fixture fixture;
  gsize n = 0;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_OPEN);
  for (; n < G_N_ELEMENTS (keys); n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (save (keys[n], &error));
      g_assert_error (error, CW_KEY_ERROR, CW_KEY_ERROR_INVALID);
    }
  g_assert_cmpuint (n, ==, 7);
  g_assert_cmpuint (mock_keyring_get_n_calls (fixture.keyring), ==, 0);

  /* What another program put there becomes no header either. */
  mock_keyring_put (fixture.keyring, "finnhub", KEY "\r\nX-Header: 1");
  assert_lookup_fails (CW_KEY_LOOKUP_QUIET, CW_KEY_ERROR_INVALID);
  close_fixture (&fixture);
}

static void
test_no_keyring (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  open_fixture (&fixture, FALSE, MOCK_KEYRING_OPEN);
  assert_lookup_fails (CW_KEY_LOOKUP_QUIET, CW_KEY_ERROR_NO_KEYRING);
  assert_lookup_fails (CW_KEY_LOOKUP_MAY_ASK, CW_KEY_ERROR_NO_KEYRING);
  g_assert_false (save (KEY, &error));
  g_assert_error (error, CW_KEY_ERROR, CW_KEY_ERROR_NO_KEYRING);
  g_clear_error (&error);
  g_assert_false (clear (&error));
  g_assert_error (error, CW_KEY_ERROR, CW_KEY_ERROR_NO_KEYRING);
  close_fixture (&fixture);
}

static void
test_no_bus (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  assert_lookup_fails (CW_KEY_LOOKUP_QUIET, CW_KEY_ERROR_NO_KEYRING);
}

static void
test_locked (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_LOCKED);
  mock_keyring_put (fixture.keyring, "finnhub", KEY);
  assert_lookup_fails (CW_KEY_LOOKUP_QUIET, CW_KEY_ERROR_LOCKED);
  g_assert_cmpuint (mock_keyring_get_n_prompts (fixture.keyring), ==, 0);
  assert_found (CW_KEY_LOOKUP_MAY_ASK, KEY);
  g_assert_cmpuint (mock_keyring_get_n_prompts (fixture.keyring), ==, 1);
  close_fixture (&fixture);

  open_fixture (&fixture, TRUE, MOCK_KEYRING_LOCKED);
  g_assert_true (save (KEY, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mock_keyring_get_n_prompts (fixture.keyring), ==, 1);
  close_fixture (&fixture);
}

static void
test_dismissed (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = NULL;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_DISMISSED);
  g_assert_false (save (KEY, &error));
  g_assert_error (error, CW_KEY_ERROR, CW_KEY_ERROR_LOCKED);
  secret = mock_keyring_dup_secret (fixture.keyring);
  g_assert_null (secret);
  mock_keyring_put (fixture.keyring, "finnhub", KEY);
  assert_lookup_fails (CW_KEY_LOOKUP_MAY_ASK, CW_KEY_ERROR_LOCKED);
  g_assert_cmpuint (mock_keyring_get_n_prompts (fixture.keyring), ==, 2);
  g_clear_error (&error);
  g_assert_false (clear (&error));
  g_assert_error (error, CW_KEY_ERROR, CW_KEY_ERROR_LOCKED);
  secret = mock_keyring_dup_secret (fixture.keyring);
  g_assert_cmpstr (secret, ==, KEY);
  g_assert_cmpuint (mock_keyring_get_n_prompts (fixture.keyring), ==, 3); /* asked once for it */
  close_fixture (&fixture);
}

static void
test_refuses (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_REFUSES);
  mock_keyring_put (fixture.keyring, "finnhub", KEY);
  g_assert_false (save ("another", &error));
  g_assert_error (error, CW_KEY_ERROR, CW_KEY_ERROR_FAILED);
  g_assert_null (strstr (error->message, "disk")); /* nothing of the protocol */
  g_clear_error (&error);
  g_assert_false (clear (&error));
  g_assert_error (error, CW_KEY_ERROR, CW_KEY_ERROR_FAILED);
  assert_found (CW_KEY_LOOKUP_QUIET, KEY);
  close_fixture (&fixture);
}

/* In a sandbox libsecret keeps what it is given in an encrypted file, and there is no bus to ask.
 */
static void
use_file (void)
{
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "keyring", NULL);
  g_autofree char *away = g_build_filename (g_get_user_data_dir (), "away", NULL);
  g_autofree char *path = g_build_filename (directory, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password", TRUE);
  assert_found (CW_KEY_LOOKUP_QUIET, NULL);
  g_assert_true (save (KEY, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  assert_found (CW_KEY_LOOKUP_QUIET, KEY);

  /* What cannot be written has not been removed. */
  g_assert_cmpint (g_rename (directory, away), ==, 0);
  g_assert_false (clear (&error));
  g_assert_error (error, CW_KEY_ERROR, CW_KEY_ERROR_NO_KEYRING);
  g_clear_error (&error);
  g_assert_cmpint (g_rename (away, directory), ==, 0);

  g_assert_true (save (KEY, &error));
  g_assert_true (clear (&error));
  g_assert_no_error (error);
  assert_found (CW_KEY_LOOKUP_QUIET, NULL);
}

static void
test_encrypted_file (void)
{
  const char *usual = g_getenv ("ASAN_OPTIONS");
  g_autofree char *options = NULL;

  if (g_test_subprocess ())
    {
      use_file ();
      return;
    }
  /* Whenever it has written the file, libsecret 0.20 loses the tag that GIO gives it. */
  options = g_strconcat (usual != NULL ? usual : "", ":detect_leaks=0", NULL);
  g_setenv ("ASAN_OPTIONS", options, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* Whoever has no time for a keyring that never answers gives up, and at once. */
static void
test_silent (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) looked_up = NULL, saved = NULL, cleared = NULL;
  char *key = NULL;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_SILENT);
  cw_key_store_lookup_async ("finnhub", CW_KEY_LOOKUP_MAY_ASK, cancellable, ended_cb, &looked_up);
  cw_key_store_save_async ("finnhub", KEY, cancellable, ended_cb, &saved);
  cw_key_store_clear_async ("finnhub", cancellable, ended_cb, &cleared);
  while (mock_keyring_get_n_calls (fixture.keyring) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_timeout_add (50, cancel_cb, cancellable);
  await (&looked_up);
  g_assert_false (cw_key_store_lookup_finish (looked_up, &key, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  while (saved == NULL || cleared == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (cw_key_store_save_finish (saved, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (cw_key_store_clear_finish (cleared, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close_fixture (&fixture);
}

/* Every test has the same bus, since a process has one connection to it. To free the bus would be
 * to wait in vain that libsecret gives that connection up. */
static int
run_with_bus (void)
{
  static GTestDBus *bus;
  g_autoptr (GDBusConnection) connection = NULL;
  int status;

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (connection);
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  status = g_test_run ();
  g_test_dbus_stop (bus);
  return status;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/keys/store/no-bus", test_no_bus);
  g_test_add_func ("/keys/store/encrypted-file", test_encrypted_file);
  g_test_add_func ("/keys/store/round-trip", test_round_trip);
  g_test_add_func ("/keys/store/other-provider", test_other_provider);
  g_test_add_func ("/keys/store/K5-invalid", test_invalid);
  g_test_add_func ("/keys/store/K4-no-keyring", test_no_keyring);
  g_test_add_func ("/keys/store/K4-locked", test_locked);
  g_test_add_func ("/keys/store/K4-dismissed", test_dismissed);
  g_test_add_func ("/keys/store/K4-refuses", test_refuses);
  g_test_add_func ("/keys/store/K4-silent", test_silent);
  return g_test_subprocess () ? g_test_run () : run_with_bus ();
}
