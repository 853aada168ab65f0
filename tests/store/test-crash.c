/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store-helper.h"

/* A child saves without end and says after each save that it is done; it is killed at some moment;
 * whatever it has said to be done must be there. CW_CRASH_ROUNDS asks for more than the short form.
 */
#define ROUNDS 20
#define N_SYMBOLS 5
#define LONGEST_LIFE 60 /* milliseconds after the child's first word */
#define FIRST_DAY 18000
#define SHORTEST 40

static char *
symbol_of (guint64 number)
{
  return g_strdup_printf ("CRASH%u", (guint) (number % N_SYMBOLS));
}

/* Save number n: its bars reach one day further than those of the same symbol before. */
static CwSeries *
series_of (guint64 number)
{
  g_autofree char *symbol = symbol_of (number);

  return walk_new (symbol, FIRST_DAY, (gsize) (SHORTEST + number / N_SYMBOLS), 1);
}

static int
run_child (const char *directory, guint64 number)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);

  for (;; number++)
    {
      g_autoptr (CwSeries) series = series_of (number);
      char line[32];

      save_series (store, series, (gint64) number);
      g_snprintf (line, sizeof line, "%" G_GUINT64_FORMAT "\n", number);
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

static guint64
read_number (GDataInputStream *words, gboolean *more)
{
  g_autofree char *line = g_data_input_stream_read_line (words, NULL, NULL, NULL);

  *more = line != NULL;
  return line != NULL ? g_ascii_strtoull (line, NULL, 10) : 0;
}

/* Returns the number of the last save that the child said was done. */
static guint64
live_and_die (const char *directory, guint64 next, GRand *rand)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, next);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--child",
                        directory, number, NULL);
  g_autoptr (GDataInputStream) words = NULL;
  gboolean more;
  guint64 last;

  g_assert_no_error (error);
  words = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  last = read_number (words, &more);
  g_assert_true (more);
  g_usleep ((gulong) g_rand_int_range (rand, 0, LONGEST_LIFE * 1000));
  g_subprocess_send_signal (child, SIGKILL);
  for (guint64 said = last; more; said = read_number (words, &more))
    last = said;
  g_subprocess_wait (child, NULL, NULL);
  return last;
}

static void
assert_integrity (const char *directory)
{
  g_autofree char *path = database_path (directory);
  sqlite3 *database;
  sqlite3_stmt *check;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "PRAGMA integrity_check", -1, &check, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (check), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (check, 0), ==, "ok");
  sqlite3_finalize (check);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

/* What is stored of a symbol is the last save that was done, or one that was under way. */
static void
assert_all_there (const char *directory, guint64 last)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  g_autofree char *notice = NULL;

  for (guint64 number = last + 1 - MIN (last + 1, N_SYMBOLS); number <= last; number++)
    {
      g_autofree char *symbol = symbol_of (number);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwStoredSeries) stored = load_series (store, symbol, CW_INTERVAL_1D, &error);
      g_autoptr (CwSeries) expected = NULL;

      g_assert_no_error (error);
      g_assert_nonnull (stored);
      g_assert_cmpint (stored->fetched_at, >=, (gint64) number);
      expected = series_of ((guint64) stored->fetched_at);
      assert_same_series (stored->series, expected);
    }
  notice = cw_store_get_notice (store);
  g_assert_null (notice);
}

static void
test_killed (void)
{
  const char *wanted = g_getenv ("CW_CRASH_ROUNDS");
  int rounds = wanted != NULL ? atoi (wanted) : ROUNDS;
  char *directory = make_directory ();
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint64 next = 0;
  int round;

  for (round = 0; round < rounds; round++)
    {
      guint64 last = live_and_die (directory, next, rand);

      g_assert_cmpuint (last, >=, next);
      assert_integrity (directory);
      assert_all_there (directory, last);
      next = last + 1;
    }
  g_assert_cmpint (round, ==, rounds);
  g_test_message ("%d rounds, %" G_GUINT64_FORMAT " saves", rounds, next);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_directory (directory);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], g_ascii_strtoull (argv[3], NULL, 10));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/crash/killed", test_killed);
  return g_test_run ();
}
