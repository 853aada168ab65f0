/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-fundamentals-table.h"
#include "cw-migrations.h"
#include "cw-series-table.h"
#include "cw-store-file.h"
#include "failing-sqlite.h"
#include "store-helper.h"

/* Whatever of SQLite's calls fails, the n-th once or the n-th and all after it: there is an error,
 * it says so, and what was stored is there. Each loop goes on until nothing failed any more. */

#define NOW 1700000000
#define MOST_CALLS 20000
#define OLD_BARS 60
#define NEW_BARS 90

typedef struct
{
  CwWorkers *owner;
  char *directory;
  CwDatabase *database;
  CwSeries *old, *new;
  CwFundamentals *figures;
} Context;

/* Does something with the database; all of them say by @error that it failed. */
typedef gboolean (*Operation) (Context *context, GError **error);

static gboolean
save_series_now (Context *context, GError **error)
{
  return cw_series_table_save (context->database, context->new, NOW + 1, error);
}

static gboolean
load_series_now (Context *context, GError **error)
{
  CwStoredSeries *stored = NULL;
  gboolean loaded =
      cw_series_table_load (context->database, "AAPL", CW_INTERVAL_1D, NULL, &stored, error);

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
  return cw_fundamentals_table_save (context->database, context->figures, NOW, error);
}

static gboolean
load_fundamentals_now (Context *context, GError **error)
{
  CwStoredFundamentals *stored = NULL;
  gboolean loaded = cw_fundamentals_table_load (context->database, "MSFT", &stored, error);

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

static void
assert_whole (Context *context, const CwSeries *expected)
{
  CwStoredSeries *stored = NULL;
  g_autoptr (GError) error = NULL;

  cw_series_table_load (context->database, "AAPL", CW_INTERVAL_1D, NULL, &stored, &error);
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

  context->database = cw_store_file_open (context->directory, context->owner, &notice, &error);
  g_assert_no_error (error);
  g_assert_null (notice);
  g_assert_true (cw_series_table_save (context->database, context->old, NOW, &error));
  context->figures->values[CW_METRIC_ROE] = 0.25;
  g_assert_true (cw_fundamentals_table_save (context->database, context->figures, NOW, &error));
}

/* A database of its own for each failure, so that none has prepared anything yet. */
static gboolean
fail_once (Context *context, Operation operation, FailingKind kind, guint nth, gboolean lasting)
{
  g_autoptr (GError) error = NULL;
  gboolean done;
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
  assert_whole (context, done && operation == save_series_now ? context->new : context->old);
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
  context->database = cw_store_file_open (context->directory, context->owner, &notice, &error);
  n_failed = failing_sqlite_disarm ();
  g_assert_true ((context->database != NULL) == (error == NULL));
  cw_database_close (context->database);
  /* Whatever it was that failed, the file is the one that was there. */
  context->database = cw_store_file_open (context->directory, context->owner, &later, NULL);
  g_assert_null (later);
  assert_whole (context, context->old);
  cw_database_close (context->database);
  remove_directory (context->directory);
  return n_failed > 0;
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
};

typedef struct
{
  guint operation;
  FailingKind kind;
  gboolean lasting;
} Case;

static gpointer
run_case (gpointer data, GCancellable *cancellable, GError **error)
{
  Context *context = ((gpointer *) data)[0];
  const Case *which = ((gpointer *) data)[1];
  Operation operation = operations[which->operation].operation;
  gboolean failed = TRUE;
  gboolean all = g_strcmp0 (g_getenv ("CW_FAILURES"), "all") == 0;
  guint nth = 0, n_tried = 0;

  for (; failed; n_tried++)
    {
      nth += all ? 1 : (guint) g_test_rand_int_range (1, 2 + (gint32) nth / 2);
      g_assert_cmpuint (nth, <, MOST_CALLS);
      failed = operation == NULL ? fail_opening (context, which->kind, nth, which->lasting)
                                 : fail_once (context, operation, which->kind, nth, which->lasting);
    }
  return GUINT_TO_POINTER (n_tried - 1);
}

static void
test_case (gconstpointer which)
{
  g_autoptr (CwWorkers) owner = cw_workers_new ("test", 1, NULL);
  g_autoptr (CwSeries) old = walk_new ("AAPL", 18000, OLD_BARS, 1);
  g_autoptr (CwSeries) new = walk_new ("AAPL", 18000, NEW_BARS, 1);
  g_autoptr (CwFundamentals) figures = cw_fundamentals_new ("MSFT", "a test");
  g_autoptr (GAsyncResult) result = NULL;
  Context context = { owner, NULL, NULL, old, new, figures };
  gpointer data[] = { &context, (gpointer) which };
  guint n;

  cw_workers_run_async (owner, 0, "test", NULL, run_case, data, NULL, NULL, NULL, keep_result_cb,
                        &result);
  n = GPOINTER_TO_UINT (cw_workers_run_finish (wait_for_result (&result), NULL));
  g_test_message ("%u failures", n);
  if (((const Case *) which)->kind == FAILING_MEMORY
      || !operations[((const Case *) which)->operation].from_cache)
    g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  static Case cases[G_N_ELEMENTS (operations) * N_FAILING_KINDS * 2];
  guint n = 0;

  failing_sqlite_install ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
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
