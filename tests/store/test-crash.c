/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store.h"

#include <math.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cw-store-alerts.h"
#include "store-helper.h"

/* A child works without end and says after each step that it is done; it is killed at some moment;
 * whatever it has said to be done must be there. A step is what a synchronisation and a person do
 * at the same time: histories are saved, several at once, and lists and holdings edited.
 * CW_CRASH_ROUNDS asks for more than the short form. */
#define ROUNDS 20
#define N_SYMBOLS 5
#define N_AT_ONCE 3
#define N_HELD 7
#define N_LISTED 20
#define LONGEST_LIFE 60 /* milliseconds after the child's first word */
#define KEPT_EVENTS 1000
#define FIRST_DAY 18000
#define SHORTEST 40

static char *
symbol_of (guint64 number)
{
  return g_strdup_printf ("CRASH%u", (guint) (number % N_SYMBOLS));
}

/* Step number n: its bars reach one day further than those of the same symbol before. */
static CwSeries *
series_of (guint64 number)
{
  g_autofree char *symbol = symbol_of (number);

  return walk_new (symbol, FIRST_DAY, (gsize) (SHORTEST + number / N_SYMBOLS), 1);
}

/* What a synchronisation saves beside it. */
static CwSeries *
synced_series_of (guint64 number, guint which)
{
  g_autofree char *symbol = g_strdup_printf ("SYNC%u", which);

  return walk_new (symbol, FIRST_DAY + (gint64) number, SHORTEST, which);
}

static char *
listed_symbol (guint64 number)
{
  return g_strdup_printf ("L%" G_GUINT64_FORMAT, number);
}

static char *
list_name (guint64 number)
{
  return g_strdup_printf ("Step %" G_GUINT64_FORMAT, number);
}

typedef struct
{
  GAsyncResult *saved[1 + N_AT_ONCE];
  GAsyncResult *held, *renamed, *added, *removed;
  GAsyncResult *alerted, *fired;
} Step;

static void
begin_saves (CwStore *store, guint64 number, Step *step)
{
  g_autoptr (CwSeries) series = series_of (number);

  cw_store_save_series_async (store, series, (gint64) number, keep_result_cb, &step->saved[0]);
  for (guint i = 0; i < N_AT_ONCE; i++)
    {
      g_autoptr (CwSeries) synced = synced_series_of (number, i);

      cw_store_save_series_async (store, synced, (gint64) number, keep_result_cb,
                                  &step->saved[1 + i]);
    }
}

/* The first list's holdings say which step was the last, in their shares; the second list is named
 * after it and contains its symbol and those of the steps before. */
static void
begin_edits (CwStore *store, const gint64 lists[2], guint64 number, Step *step)
{
  g_autofree char *symbol = g_strdup_printf ("H%u", (guint) (number % N_HELD));
  g_autofree char *name = list_name (number), *new = listed_symbol (number),
                  *old = listed_symbol (number - N_LISTED);
  g_autoptr (CwHolding) holding = cw_holding_new (symbol, (double) number + 1, 1, NULL, NULL);
  g_autoptr (CwListEntry) entry = cw_list_entry_new (new, NULL, name, NAN, NAN);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  g_ptr_array_add (entries, entry);
  cw_store_set_holding_async (store, lists[0], holding, keep_result_cb, &step->held);
  cw_store_rename_list_async (store, lists[1], name, keep_result_cb, &step->renamed);
  cw_store_add_entries_async (store, lists[1], entries, 0, keep_result_cb, &step->added);
  cw_store_remove_entries_async (store, lists[1], (const char *[]){ old, NULL }, keep_result_cb,
                                 &step->removed);
}

/* Each step makes an alert and, in one go, lets it fire: alerts that have not are those of a step
 * that was not done, and what has fired says which steps were. */
static CwAlert *
alert_new (guint64 number, gint64 id)
{
  CwAlert fields = CW_ALERT_INIT;

  fields.id = id;
  fields.symbol = "ALERT";
  fields.kind = CW_ALERT_PRICE_RISES;
  fields.level = (double) number + 1;
  return cw_alert_new (&fields);
}

static void
begin_alerts (CwStore *store, guint64 number, Step *step)
{
  gint64 id = (gint64) number + 1;
  g_autoptr (CwAlert) alert = alert_new (number, id);
  g_autoptr (CwAlertEvent) event =
      cw_alert_event_new (&(CwAlertEvent){ .id = id, .alert = alert, .fired_at = id });
  g_autoptr (GPtrArray) none = g_ptr_array_new (), events = g_ptr_array_new ();

  g_ptr_array_add (events, event);
  cw_store_remove_alert_async (store, id, NULL, NULL); /* of a step that is taken once more */
  cw_store_add_alert_async (store, alert, keep_result_cb, &step->alerted);
  cw_store_record_alerts_async (store, none, events, keep_result_cb, &step->fired);
}

static gboolean
end_alerts (Step *step)
{
  g_autoptr (GArray) ids = NULL;
  gboolean added = cw_store_add_alert_finish (wait_for_result (&step->alerted), NULL) > 0;

  ids = cw_store_record_alerts_finish (wait_for_result (&step->fired), NULL);
  g_object_unref (step->alerted);
  g_object_unref (step->fired);
  return added && ids != NULL;
}

static void
end_step (Step *step)
{
  g_autoptr (GPtrArray) removed = NULL;
  gboolean done = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (step->saved); i++)
    {
      done = done && cw_store_save_series_finish (wait_for_result (&step->saved[i]), NULL);
      g_object_unref (step->saved[i]);
    }
  done = done && cw_store_edit_finish (wait_for_result (&step->held), NULL)
         && cw_store_edit_finish (wait_for_result (&step->renamed), NULL)
         && cw_store_add_entries_finish (wait_for_result (&step->added), NULL) == 1;
  removed = cw_store_remove_entries_finish (wait_for_result (&step->removed), NULL);
  g_assert_true (end_alerts (step) && done && removed != NULL);
  g_object_unref (step->held);
  g_object_unref (step->renamed);
  g_object_unref (step->added);
  g_object_unref (step->removed);
}

static void
prepare_lists (const char *directory)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_create_list_async (store, "Steps", keep_result_cb, &result);
  g_assert_cmpint (cw_store_create_list_finish (wait_for_result (&result), NULL), >, 0);
}

static int
run_child (const char *directory, guint64 number)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  gint64 lists[] = { store_list_id (store, 0), store_list_id (store, 1) };

  /* The step that was under way when the one before was killed is taken once more. */
  for (;; number++)
    {
      g_autofree char *symbol = listed_symbol (number);
      g_autoptr (GAsyncResult) result = NULL;
      Step step = { 0 };
      char line[32];

      cw_store_remove_entries_async (store, lists[1], (const char *[]){ symbol, NULL },
                                     keep_result_cb, &result);
      g_ptr_array_unref (cw_store_remove_entries_finish (wait_for_result (&result), NULL));
      begin_saves (store, number, &step);
      begin_edits (store, lists, number, &step);
      begin_alerts (store, number, &step);
      end_step (&step);
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

/* Returns the number of the last step that the child said was done. */
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

static void
assert_stored (CwStore *store, const char *symbol, guint64 least, CwStoredSeries **stored)
{
  g_autoptr (GError) error = NULL;

  *stored = load_series (store, symbol, CW_INTERVAL_1D, &error);
  g_assert_no_error (error);
  g_assert_nonnull (*stored);
  g_assert_cmpint ((*stored)->fetched_at, >=, (gint64) least);
}

/* What is stored of a symbol is of the last step that was done, or of one that was under way. */
static void
assert_series_there (CwStore *store, guint64 last)
{
  for (guint64 number = last + 1 - MIN (last + 1, N_SYMBOLS); number <= last; number++)
    {
      g_autofree char *symbol = symbol_of (number);
      g_autoptr (CwStoredSeries) stored = NULL;
      g_autoptr (CwSeries) expected = NULL;

      assert_stored (store, symbol, number, &stored);
      expected = series_of ((guint64) stored->fetched_at);
      assert_same_series (stored->series, expected);
    }
  for (guint i = 0; i < N_AT_ONCE; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SYNC%u", i);
      g_autoptr (CwStoredSeries) stored = NULL;
      g_autoptr (CwSeries) expected = NULL;
      gsize n;

      assert_stored (store, symbol, last, &stored);
      expected = synced_series_of ((guint64) stored->fetched_at, i);
      n = stored->series->n_bars;
      g_assert_cmpuint (n, >=, expected->n_bars);
      g_assert_cmpint (stored->series->time[n - 1], ==, expected->time[expected->n_bars - 1]);
      assert_same_number (stored->series->close[n - 1], expected->close[expected->n_bars - 1]);
    }
}

static void
assert_lists_there (CwStore *store, guint64 last)
{
  g_autoptr (GPtrArray) lists = load_lists (store);
  const CwSymbolList *held, *listed;
  g_autofree char *name = list_name (last), *next_name = list_name (last + 1);
  guint64 n_checked = 0;

  g_assert_cmpuint (lists->len, ==, 2);
  held = g_ptr_array_index (lists, 0);
  listed = g_ptr_array_index (lists, 1);
  for (guint64 number = last + 1 - MIN (last + 1, N_HELD); number <= last; number++)
    {
      g_autofree char *symbol = g_strdup_printf ("H%u", (guint) (number % N_HELD));
      const CwHolding *holding = cw_symbol_list_find_holding (held, symbol);

      g_assert_nonnull (holding);
      g_assert_cmpfloat (holding->shares, >=, (double) number + 1);
    }
  g_assert_true (g_str_equal (listed->name, name) || g_str_equal (listed->name, next_name));
  /* The symbols of the last steps, the latest first; of the step under way perhaps one more, and
   * perhaps the oldest is gone already. */
  for (guint64 number = last + 2 - MIN (last + 2, N_LISTED); number <= last; number++, n_checked++)
    {
      g_autofree char *symbol = listed_symbol (number), *note = list_name (number);
      const CwListEntry *entry = cw_symbol_list_find_entry (listed, symbol);

      g_assert_nonnull (entry);
      g_assert_cmpstr (entry->note, ==, note);
    }
  g_assert_cmpuint (listed->n_entries, >=, n_checked);
  g_assert_cmpuint (listed->n_entries, <=, n_checked + 2);
}

static gint64
get_alert (const GPtrArray *alerts, guint i)
{
  return ((CwAlert *) g_ptr_array_index (alerts, i))->id;
}

/* All that fired has, each once, and in no other step than the one under way is anything between.
 */
static void
assert_alerts_there (CwStore *store, guint64 last)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CwStoredAlerts) stored = NULL;
  guint64 n = 0;

  cw_store_load_alerts_async (store, NULL, keep_result_cb, &result);
  stored = cw_store_load_alerts_finish (wait_for_result (&result), NULL);
  g_assert_nonnull (stored);
  g_assert_cmpuint (stored->alerts->len, <=, 1);
  if (stored->alerts->len == 1)
    g_assert_cmpint (get_alert (stored->alerts, 0), >, (gint64) last + 1);
  for (guint i = 0; i < stored->events->len; i++)
    n += ((CwAlertEvent *) g_ptr_array_index (stored->events, i))->fired_at <= (gint64) last + 1;
  g_assert_cmpuint (n, >=, MIN (last + 1, KEPT_EVENTS - 2));
}

static void
assert_all_there (const char *directory, guint64 last)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  g_autofree char *notice = NULL;

  assert_series_there (store, last);
  assert_lists_there (store, last);
  assert_alerts_there (store, last);
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

  prepare_lists (directory);
  for (round = 0; round < rounds; round++)
    {
      guint64 last = live_and_die (directory, next, rand);

      g_assert_cmpuint (last, >=, next);
      assert_integrity (directory);
      assert_all_there (directory, last);
      next = last + 1;
    }
  g_assert_cmpint (round, ==, rounds);
  g_test_message ("%d rounds, %" G_GUINT64_FORMAT " steps", rounds, next);
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
