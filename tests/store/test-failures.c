/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-backups.h"
#include "cw-copy-queue.h"
#include "cw-entries-table.h"
#include "cw-fundamentals-table.h"
#include "cw-holdings-table.h"
#include "cw-lists-table.h"
#include "cw-migrations.h"
#include "cw-quotes-table.h"
#include "cw-series-table.h"
#include "cw-store-file.h"
#include "failing-alerts.h"
#include "failing-sqlite.h"
#include "store-helper.h"

/* Whatever of SQLite's calls fails, the n-th once or the n-th and all after it: there is an error,
 * it says so, and what was stored is there. Each loop goes on until nothing failed any more. */

#define NOW 1700000000
#define MOST_CALLS 20000
/* Between the calls that are tried lie more where each takes longer. */
#ifdef __SANITIZE_ADDRESS__
#define STRIDE 2
#else
#define STRIDE 1
#endif
#define OLD_BARS 60
#define NEW_BARS 90

typedef struct
{
  guint operation;
  FailingKind kind;
  gboolean lasting;
} Case;

typedef struct
{
  CwWorkers *owner;
  const Case *which;
  char *directory;
  CwDatabase *database;
  CwSeries *old, *new;
  CwFundamentals *figures;
  gboolean copied[3]; /* which of the copies said that they were there */
} Context;

/* Does something with the database; all of them say by @error that it failed. */
typedef gboolean (*Operation) (Context *context, GError **error);

static gboolean
save_series_now (Context *context, GError **error)
{
  return write_series (context->database, context->new, NOW + 1, error);
}

static gboolean
load_series_now (Context *context, GError **error)
{
  CwStoredSeries *stored = NULL;
  gboolean loaded = read_series (context->database, "AAPL", NULL, &stored, error);

  if (loaded)
    assert_same_series (stored->series, context->old);
  else
    g_assert_null (stored);
  cw_stored_series_free (stored);
  return loaded;
}

static gboolean
save_fundamentals_now (Context *context, GError **error)
{
  return cw_database_begin (context->database, error)
         && end_transaction (context->database,
                             cw_fundamentals_table_save (context->database, context->figures, NOW,
                                                         error),
                             error);
}

static gboolean
load_fundamentals_now (Context *context, GError **error)
{
  CwStoredFundamentals *stored = NULL;
  gboolean loaded;

  if (!cw_database_begin_reading (context->database, error))
    return FALSE;
  loaded = cw_fundamentals_table_load (context->database, "MSFT", &stored, error);
  cw_database_roll_back (context->database);
  if (loaded)
    assert_same_number (stored->fundamentals->values[CW_METRIC_ROE], 0.25);
  else
    g_assert_null (stored);
  cw_stored_fundamentals_free (stored);
  return loaded;
}

static gboolean
back_up_now (Context *context, GError **error)
{
  g_autofree char *path = g_build_filename (context->directory, "backup", NULL);

  return cw_database_back_up (context->database, path, error);
}

static gboolean
check_now (Context *context, GError **error)
{
  gboolean sound = cw_database_check (context->database, error);

  /* That nothing could be read is no reason to call it damaged. */
  if (!sound)
    g_assert_false (g_error_matches (*error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT));
  return sound;
}

static GPtrArray *
entries_of (const char *const *symbols)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);

  for (gsize i = 0; symbols[i] != NULL; i++)
    g_ptr_array_add (entries, cw_list_entry_new (symbols[i], NULL, "a note", NAN, NAN));
  return entries;
}

static gboolean
fill_list (Context *context, GError **error)
{
  g_autoptr (GPtrArray) entries = entries_of ((const char *[]){ "A", "B", "C", NULL });
  g_autoptr (CwHolding) holding = cw_holding_new ("B", 2, 3, "USD", "2020-01-02");
  gint64 n;

  return cw_entries_table_add (context->database, 1, entries, -1, &n, error)
         && cw_holdings_table_set (context->database, 1, holding, error);
}

static gboolean
import_file (CwDatabase *database, GError **error)
{
  static const char text[] = "Symbol,Shares\nD,4\nF,6\n";
  g_autoptr (CwImportPreview) preview = cw_holdings_csv_read (text, sizeof text - 1);

  g_ptr_array_add (preview->entries, cw_list_entry_new ("C", "finnhub", "other", 1, 2));
  g_ptr_array_add (preview->entries, cw_list_entry_new ("G", NULL, NULL, NAN, NAN));
  return cw_entries_table_import (database, 1, preview, NULL, error);
}

/* Everything that a person can do to lists, in one transaction. Leaves “D C B E G F”. */
static gboolean
change_lists (CwDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) entries = entries_of ((const char *[]){ "D", "A", "E", NULL });
  g_autoptr (GPtrArray) removed = NULL, removed_for_good = NULL;
  g_autoptr (CwListEntry) edited = cw_list_entry_new ("C", "yahoo", "new", 1, 2);
  g_autoptr (CwHolding) holding = NULL;
  gint64 n, list;

  return cw_entries_table_add (database, 1, entries, 1, &n, error)
         && cw_entries_table_remove (database, 1, (const char *[]){ "B", "D", NULL }, &removed,
                                     error)
         && cw_entries_table_restore (database, 1, removed, error)
         && cw_entries_table_remove (database, 1, (const char *[]){ "A", NULL }, &removed_for_good,
                                     error)
         && cw_entries_table_move (database, 1, "C", 1, error)
         && cw_entries_table_move (database, 1, "E", -1, error)
         && cw_entries_table_edit (database, 1, edited, error)
         && cw_holdings_table_remove (database, 1, "B", &holding, error)
         && import_file (database, error)
         && cw_lists_table_create (database, 0, "Other", 0, &list, error)
         && cw_lists_table_rename (database, list, "Another", error)
         && cw_lists_table_move (database, list, -1, error)
         && cw_lists_table_delete (database, list, error);
}

static gboolean
edit_lists_now (Context *context, GError **error)
{
  return cw_database_begin (context->database, error)
         && end_transaction (context->database, change_lists (context->database, error), error);
}

static gboolean
read_lists (Context *context, GPtrArray **lists, GError **error)
{
  gboolean loaded;

  *lists = NULL;
  if (!cw_database_begin_reading (context->database, error))
    return FALSE;
  loaded = cw_lists_table_load (context->database, 0, NULL, lists, error);
  cw_database_roll_back (context->database);
  return loaded;
}

static gboolean
load_lists_now (Context *context, GError **error)
{
  g_autoptr (GPtrArray) lists = NULL;
  gboolean loaded = read_lists (context, &lists, error);

  g_assert_true (loaded == (lists != NULL));
  return loaded;
}

static gboolean
ensure_list_now (Context *context, GError **error)
{
  gint64 n;

  if (!cw_database_begin (context->database, error)
      || !end_transaction (context->database,
                           cw_database_run (context->database,
                                            "UPDATE lists SET position = position + 1", error),
                           error))
    return FALSE;
  return cw_lists_table_ensure_default (context->database, error)
         && cw_database_get_int (context->database, "PRAGMA data_version", &n, error);
}

static gboolean
edit_alerts_now (Context *context, GError **error)
{
  return edit_alerts (context->database, error);
}

static gboolean
load_alerts_now (Context *context, GError **error)
{
  return load_alerts (context->database, error);
}

static CwSymbolQuote *
quote_new (void)
{
  CwSymbolQuote *quote = cw_symbol_quote_new ("AAPL", "a test");

  quote->quote.price = 133.5;
  quote->n_closes = 2;
  quote->closes = g_memdup2 ((const double[]){ 1, 2 }, 2 * sizeof (double));
  quote->times = g_memdup2 ((const gint64[]){ 1, 2 }, 2 * sizeof (gint64));
  return quote;
}

static gboolean
quotes_now (Context *context, GError **error)
{
  g_autoptr (CwSymbolQuote) quote = quote_new ();
  CwStoredQuote *stored = NULL;
  gboolean loaded;

  if (!cw_database_begin (context->database, error)
      || !end_transaction (context->database,
                           cw_quotes_table_save (context->database, quote, NOW, error), error)
      || !cw_database_begin_reading (context->database, error))
    return FALSE;
  loaded = cw_quotes_table_load (context->database, "AAPL", &stored, error);
  cw_database_roll_back (context->database);
  g_assert_true (loaded == (stored != NULL));
  cw_stored_quote_free (stored);
  return loaded;
}

static gboolean
save_copy (CwDatabase *database,
           gpointer series,
           GCancellable *cancellable,
           gpointer *result,
           GError **error)
{
  return cw_series_table_save (database, series, NOW + 1, error);
}

/* Of three copies in a group, each is there if and only if it says so. */
static gboolean
copies_now (Context *context, GError **error)
{
  g_autoptr (CwCopyQueue) queue = cw_copy_queue_new ();
  g_autoptr (CwSeries) one = walk_new ("ONE", 18000, 10, 1), two = walk_new ("TWO", 18000, 10, 1);
  CwCopy copies[] = { { save_copy, one }, { save_copy, context->new }, { save_copy, two } };
  gboolean done = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    cw_copy_queue_add (queue, &copies[i]);
  while (!copies[0].is_done || !copies[1].is_done || !copies[2].is_done)
    g_assert_true (cw_copy_queue_write (queue, context->database, G_MAXINT64, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      done = done && copies[i].failure == NULL;
      context->copied[i] = copies[i].failure == NULL;
      if (copies[i].failure != NULL && error != NULL && *error == NULL)
        g_propagate_error (error, g_error_copy (copies[i].failure));
      g_clear_error (&copies[i].failure);
    }
  return done;
}

static gboolean
has_series (Context *context, const char *symbol)
{
  CwStoredSeries *stored = NULL;
  gboolean has;

  g_assert_true (read_series (context->database, symbol, NULL, &stored, NULL));
  has = stored != NULL;
  cw_stored_series_free (stored);
  return has;
}

static gboolean
daily_now (Context *context, GError **error)
{
  return cw_backups_make_daily (context->database, error);
}

/* What is copied back is what was there, so nothing may change. */
static gboolean
restore_now (Context *context, GError **error)
{
  g_autofree char *path = g_build_filename (context->directory, "backup", NULL);
  g_autoptr (CwDatabase) copy = NULL;

  if (!cw_database_back_up (context->database, path, error))
    return FALSE;
  copy = cw_database_open_to_read (path, context->owner, TRUE, error);
  return copy != NULL && cw_database_check (copy, error)
         && cw_database_replace_contents (context->database, copy, error);
}

static void
assert_lists (Context *context, gboolean changed)
{
  g_autoptr (GPtrArray) lists = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *symbols = NULL;
  const CwSymbolList *list;

  read_lists (context, &lists, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lists->len, ==, 1);
  list = g_ptr_array_index (lists, 0);
  symbols = list_symbols (list);
  g_assert_cmpstr (symbols, ==, changed ? "D C B E G F" : "A B C");
  g_assert_cmpuint (list->n_holdings, ==, changed ? 2 : 1);
  g_assert_true ((cw_symbol_list_find_holding (list, "B") == NULL) == changed);
  g_assert_cmpstr (cw_symbol_list_find_entry (list, "C")->note, ==, changed ? "other" : "a note");
}

static void
assert_whole (Context *context, const CwSeries *expected)
{
  CwStoredSeries *stored = NULL;
  g_autoptr (GError) error = NULL;

  read_series (context->database, "AAPL", NULL, &stored, &error);
  g_assert_no_error (error);
  g_assert_nonnull (stored);
  assert_same_series (stored->series, expected);
  cw_stored_series_free (stored);
  g_assert_true (cw_database_check (context->database, &error));
  g_assert_no_error (error);
}

static void
open_and_fill (Context *context)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;

  context->database =
      cw_store_file_open (context->directory, context->owner, TRUE, &notice, &error);
  g_assert_no_error (error);
  g_assert_null (notice);
  g_assert_true (write_series (context->database, context->old, NOW, &error));
  context->figures->values[CW_METRIC_ROE] = 0.25;
  g_assert_true (save_fundamentals_now (context, &error));
  g_assert_true (cw_database_begin (context->database, &error));
  g_assert_true (end_transaction (context->database, fill_list (context, &error), &error));
}

/* A database of its own for each failure, so that none has prepared anything yet. */
static gboolean
fail_once (Context *context, Operation operation, FailingKind kind, guint nth, gboolean lasting)
{
  g_autoptr (GError) error = NULL;
  gboolean done, is_new;
  guint n_failed;

  context->directory = make_directory ();
  open_and_fill (context);
  failing_sqlite_arm (kind, nth, lasting);
  done = operation (context, &error);
  n_failed = failing_sqlite_disarm ();
  if (done)
    g_assert_no_error (error);
  else
    g_assert_true (error != NULL && error->domain == CW_STORE_ERROR);
  /* SQLite does without some of what it asked for; but if all is denied, it cannot succeed. */
  if (n_failed == 0)
    g_assert_true (done);
  is_new = operation == copies_now ? context->copied[1] : done && operation == save_series_now;
  assert_whole (context, is_new ? context->new : context->old);
  assert_lists (context, done && operation == edit_lists_now);
  assert_alerts (context->database, done && operation == edit_alerts_now);
  if (operation == copies_now)
    g_assert_true (has_series (context, "ONE") == context->copied[0]
                   && has_series (context, "TWO") == context->copied[2]);
  g_assert_true (save_series_now (context, &error)); /* and it goes on */
  assert_whole (context, context->new);
  cw_database_close (context->database);
  remove_directory (context->directory);
  return n_failed > 0;
}

static gboolean
fail_opening (Context *context, FailingKind kind, guint nth, gboolean lasting)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL, *later = NULL;
  guint n_failed;

  context->directory = make_directory ();
  open_and_fill (context);
  cw_database_close (context->database);
  failing_sqlite_arm (kind, nth, lasting);
  context->database =
      cw_store_file_open (context->directory, context->owner, TRUE, &notice, &error);
  n_failed = failing_sqlite_disarm ();
  g_assert_true ((context->database != NULL) == (error == NULL));
  cw_database_close (context->database);
  /* Whatever it was that failed, the file is the one that was there. */
  context->database = cw_store_file_open (context->directory, context->owner, TRUE, &later, NULL);
  g_assert_null (later);
  assert_whole (context, context->old);
  assert_lists (context, FALSE);
  cw_database_close (context->database);
  remove_directory (context->directory);
  return n_failed > 0;
}

/* What lies on a disk that cannot be written can be looked at. */
static gpointer
run_read_only (gpointer data, GCancellable *cancellable, GError **error)
{
  Context *context = data;
  g_autofree char *notice = NULL;

  context->directory = make_directory ();
  open_and_fill (context);
  cw_database_close (context->database);
  failing_sqlite_set_read_only (TRUE);
  context->database =
      cw_store_file_open (context->directory, context->owner, FALSE, &notice, error);
  g_assert_nonnull (context->database);
  g_assert_nonnull (notice);
  g_assert_true (cw_database_is_in_memory (context->database));
  assert_whole (context, context->old);
  assert_lists (context, FALSE);
  cw_database_close (context->database);
  failing_sqlite_set_read_only (FALSE);
  remove_directory (context->directory);
  return NULL;
}

static const struct
{
  const char *name;
  Operation operation; /* NULL: opening the file */
  gboolean from_cache; /* reads nothing that was not read before */
} operations[] = {
  { "open", NULL },
  { "save-series", save_series_now },
  { "load-series", load_series_now, TRUE },
  { "save-fundamentals", save_fundamentals_now },
  { "load-fundamentals", load_fundamentals_now, TRUE },
  { "back-up", back_up_now },
  { "check", check_now, TRUE },
  { "edit-lists", edit_lists_now },
  { "load-lists", load_lists_now, TRUE },
  { "edit-alerts", edit_alerts_now },
  { "load-alerts", load_alerts_now, TRUE },
  { "ensure-list", ensure_list_now },
  { "quotes", quotes_now },
  { "copies", copies_now },
  { "daily", daily_now },
  { "restore", restore_now },
};

static gpointer
run_case (gpointer data, GCancellable *cancellable, GError **error)
{
  Context *context = data;
  const Case *which = context->which;
  Operation operation = operations[which->operation].operation;
  gboolean failed = TRUE;
  gboolean all = g_strcmp0 (g_getenv ("CW_FAILURES"), "all") == 0;
  guint nth = 0, n_tried = 0;

  for (; failed; n_tried++)
    {
      nth += all ? 1 : (guint) g_test_rand_int_range (1, 2 + STRIDE * (gint32) nth / 2);
      g_assert_cmpuint (nth, <, MOST_CALLS);
      failed = operation == NULL ? fail_opening (context, which->kind, nth, which->lasting)
                                 : fail_once (context, operation, which->kind, nth, which->lasting);
    }
  return GUINT_TO_POINTER (n_tried - 1);
}

static guint
run_on_owner (CwWorkFunc func, const Case *which)
{
  g_autoptr (CwWorkers) owner = cw_workers_new ("test", 1, NULL);
  g_autoptr (CwSeries) old = walk_new ("AAPL", 18000, OLD_BARS, 1);
  g_autoptr (CwSeries) new = walk_new ("AAPL", 18000, NEW_BARS, 1);
  g_autoptr (CwFundamentals) figures = cw_fundamentals_new ("MSFT", "a test");
  g_autoptr (GAsyncResult) result = NULL;
  Context context = { .owner = owner, .which = which, .old = old, .new = new, .figures = figures };

  cw_workers_run_async (owner, 0, "test", NULL, func, &context, NULL, NULL, NULL, keep_result_cb,
                        &result);
  return GPOINTER_TO_UINT (cw_workers_run_finish (wait_for_result (&result), NULL));
}

static void
test_case (gconstpointer data)
{
  const Case *which = data;
  guint n = run_on_owner (run_case, which);

  g_test_message ("%u failures", n);
  if (which->kind == FAILING_MEMORY || !operations[which->operation].from_cache)
    g_assert_cmpuint (n, >, 0);
}

static void
test_read_only (void)
{
  run_on_owner (run_read_only, NULL);
}

int
main (int argc, char **argv)
{
  static Case cases[G_N_ELEMENTS (operations) * N_FAILING_KINDS * 2];
  guint n = 0;

  /* What is lost with the machine is not what this is about, and there are many files to sync. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  failing_sqlite_install ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/failures/S5-read-only", test_read_only);
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    for (int kind = 0; kind < N_FAILING_KINDS; kind++)
      for (int lasting = FALSE; lasting <= TRUE; lasting++)
        {
          g_autofree char *path = g_strdup_printf ("/store/failures/%s/%s/%s", operations[i].name,
                                                   kind == FAILING_MEMORY ? "memory" : "files",
                                                   lasting ? "lasting" : "once");

          cases[n] = (Case){ i, (FailingKind) kind, lasting };
          g_test_add_data_func (path, &cases[n++], test_case);
        }
  return g_test_run ();
}
