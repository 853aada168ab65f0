/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "cw-program.h"
#include "cw-server.h"
#include "cw-store.h"

/* The window is closed at random moments while it loads, in all the ways in which windows are
 * closed: it ends soon and without a warning, and what is stored is sound. All share one store, so
 * that some find it empty and others full.
 *
 * CW_CLOSING_MOMENTS makes the moments more; then the longest that closing took is judged too. The
 * seed is printed, and `--seed` takes it.
 */

#define N_MOMENTS 6
#define N_SYMBOLS 150
#define LATENCY_MS 20
#define LATEST_MS 1500
/* More than closing may take on any machine, and what it may take where each core has its own work
 * to do. */
#define SOON_MS 8000
#define AT_ONCE_MS 1000
#define STATUS_INTERRUPTED 130

typedef enum
{
  WAY_QUIT,
  WAY_CLOSE,
  WAY_INTERRUPT,
  N_WAYS,
} Way;

static char **
make_arguments (void)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 1; i <= N_SYMBOLS; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i);

      g_strv_builder_add (words, symbol);
    }
  return g_strv_builder_end (words);
}

static int
close_by (CwProgram *program, Way way)
{
  switch (way)
    {
    case WAY_QUIT:
      cw_program_act_on_application (program, "quit");
      break;
    case WAY_CLOSE:
      cw_program_press (program, "ctrl+w");
      break;
    case WAY_INTERRUPT:
    case N_WAYS:
    default:
      cw_program_interrupt (program);
    }
  return cw_program_wait (program);
}

/* Returns how long it took to end. */
static gint64
close_at (const char *url, char **arguments, guint moment_ms, Way way)
{
  g_autoptr (CwProgram) program = cw_program_start (url, (const char *const *) arguments);
  gint64 start;

  cw_program_await_window (program);
  g_usleep (moment_ms * 1000);
  start = g_get_monotonic_time ();
  g_assert_cmpint (close_by (program, way), ==, way == WAY_INTERRUPT ? STATUS_INTERRUPTED : 0);
  return (g_get_monotonic_time () - start) / 1000;
}

static int
ask (sqlite3 *db, const char *question, char **answer)
{
  sqlite3_stmt *statement = NULL;
  int number;

  g_assert_cmpint (sqlite3_prepare_v2 (db, question, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int (statement, 0);
  *answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return number;
}

static void
assert_sound (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, CW_STORE_FILE_NAME, NULL);
  g_autofree char *integrity = NULL;
  g_autofree char *keys = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  ask (db, "PRAGMA integrity_check", &integrity);
  g_assert_cmpstr (integrity, ==, "ok");
  g_assert_cmpint (ask (db, "SELECT count(*) FROM pragma_foreign_key_check", &keys), ==, 0);
  sqlite3_close (db);
}

static void
test_random (void)
{
  const char *text = g_getenv ("CW_CLOSING_MOMENTS");
  guint n_moments = text != NULL ? (guint) MAX (atoi (text), 1) : N_MOMENTS;
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "closing", NULL);
  CwServerOptions options = { .latency_ms = LATENCY_MS, .jitter_ms = LATENCY_MS };
  g_autoptr (CwServer) server = cw_server_new (&options, NULL);
  g_auto (GStrv) arguments = make_arguments ();
  gint64 longest = 0, sum = 0;
  double load;

  g_assert_nonnull (server);
  g_setenv ("CANDLEWICK_DATA_DIR", directory, TRUE);
  for (guint i = 0; i < n_moments; i++)
    {
      guint moment = (guint) g_test_rand_int_range (0, LATEST_MS);
      gint64 took = close_at (cw_server_get_url (server), arguments, moment, i % N_WAYS);

      g_assert_cmpint (took, <, SOON_MS);
      assert_sound (directory);
      longest = MAX (longest, took);
      sum += took;
    }
  g_test_message ("%u moments: closing took %" G_GINT64_FORMAT " ms at most, %" G_GINT64_FORMAT
                  " ms on average",
                  n_moments, longest, sum / n_moments);
  if (text != NULL && getloadavg (&load, 1) == 1 && load <= g_get_num_processors ())
    g_assert_cmpint (longest, <, AT_ONCE_MS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  g_test_add_func ("/soak/closing/random", test_random);
  return g_test_run ();
}
