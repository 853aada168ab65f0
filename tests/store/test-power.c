/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>

#include "cw-entries-table.h"
#include "cw-holdings-table.h"
#include "cw-lists-table.h"
#include "cw-series-table.h"
#include "cw-store-file.h"
#include "power-sqlite.h"
#include "store-helper.h"

/* The power fails at moments all over the life of a store, and what had not been synchronised is
 * there in part. Every edit that had been acknowledged must be there when it is opened again. */

#define NOW 1700000000
#define N_STEPS 24
#define N_LOSSES 150
#define MOST_CHANGES 100000

typedef struct
{
  CwWorkers *owner;
  char *directory;
  GRand *random;
  guint every, n_changes, n_losses;
  guint acknowledged; /* steps */
} Context;

/* Named after the order in which they happened and what had been acknowledged until then. */
static char *
loss_directory (const Context *context, guint number, guint acknowledged)
{
  return g_strdup_printf ("%s/loss-%u-%u", context->directory, number, acknowledged);
}

static void
lose_power_now_and_then (gpointer data)
{
  Context *context = data;
  g_autofree char *directory = NULL;

  if (context->n_changes++ % context->every != 0)
    return;
  directory = loss_directory (context, context->n_losses++, context->acknowledged);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  power_sqlite_lose (context->random, directory);
}

static gboolean
take_step (CwDatabase *database, guint step)
{
  g_autoptr (CwHolding) holding = cw_holding_new ("HELD", step + 1, 1, NULL, NULL);
  g_autofree char *symbol = g_strdup_printf ("S%u", step);
  g_autoptr (CwSeries) series = walk_new (symbol, 18000, 400, step);
  gint64 id;

  if (step % 5 == 4)
    cw_database_checkpoint (database);
  return write_series (database, series, NOW, NULL) && cw_database_begin (database, NULL)
         && cw_holdings_table_set (database, 1, holding, NULL)
         && cw_entries_table_append (database, 1, symbol, &id, NULL)
         && cw_database_commit (database, NULL);
}

static void
live (Context *context)
{
  g_autofree char *notice = NULL;
  g_autofree char *directory = g_build_filename (context->directory, "life", NULL);
  CwDatabase *database;

  database = cw_store_file_open (directory, context->owner, TRUE, &notice, NULL);
  g_assert_nonnull (database);
  power_sqlite_watch (lose_power_now_and_then, context);
  for (guint step = 0; step < N_STEPS; step++)
    {
      g_assert_true (take_step (database, step));
      context->acknowledged = step + 1;
    }
  power_sqlite_watch (NULL, NULL);
  cw_database_close (database);
  power_sqlite_reset ();
}

static void
assert_survived (Context *context, const char *directory, guint acknowledged)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = NULL;
  g_autoptr (CwDatabase) database =
      cw_store_file_open (directory, context->owner, TRUE, &notice, &error);
  const CwSymbolList *list;
  const CwHolding *holding;

  g_assert_no_error (error);
  g_assert_null (notice); /* nothing had to be repaired */
  g_assert_true (cw_lists_table_load (database, 0, NULL, &lists, NULL));
  list = g_ptr_array_index (lists, 0);
  holding = cw_symbol_list_find_holding (list, "HELD");
  g_assert_true (holding != NULL || acknowledged == 0);
  /* The step under way may be there too, but whole. */
  if (holding != NULL)
    {
      g_assert_cmpfloat (holding->shares, >=, acknowledged);
      g_assert_cmpfloat (holding->shares, <=, acknowledged + 1);
      g_assert_cmpuint (list->n_entries, ==, 1 + (gsize) holding->shares);
    }
}

static guint
check_all (Context *context)
{
  g_autoptr (GDir) dir = g_dir_open (context->directory, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *directory = g_build_filename (context->directory, name, NULL);
      guint number, acknowledged;

      if (sscanf (name, "loss-%u-%u", &number, &acknowledged) != 2)
        continue;
      assert_survived (context, directory, acknowledged);
      power_sqlite_reset ();
      n++;
    }
  return n;
}

static gpointer
run (gpointer data, GCancellable *cancellable, GError **error)
{
  Context *context = data;
  guint n_checked;

  /* Once to see how many changes there are, and again to fail at some of them. */
  context->every = MOST_CHANGES;
  live (context);
  g_test_message ("%u changes", context->n_changes);
  g_assert_cmpuint (context->n_changes, >, N_LOSSES);
  context->every = context->n_changes / N_LOSSES;
  context->n_changes = context->n_losses = context->acknowledged = 0;
  g_assert_cmpuint (check_all (context), ==, 1);
  remove_directory (g_steal_pointer (&context->directory));
  context->directory = make_directory ();
  live (context);
  n_checked = check_all (context);
  g_assert_cmpuint (n_checked, ==, context->n_losses);
  g_assert_cmpuint (n_checked, >=, N_LOSSES);
  return NULL;
}

static void
test_power_loss (void)
{
  g_autoptr (CwWorkers) owner = cw_workers_new ("test", 1, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Context context = { .owner = owner, .directory = make_directory (), .random = random };
  g_autoptr (GAsyncResult) result = NULL;

  cw_workers_run_async (owner, 0, "test", NULL, run, &context, NULL, NULL, NULL, keep_result_cb,
                        &result);
  g_assert_null (cw_workers_run_finish (wait_for_result (&result), NULL));
  remove_directory (context.directory);
}

int
main (int argc, char **argv)
{
  /* The files are images of files anyway. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  power_sqlite_install ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/power/S8-loss", test_power_loss);
  return g_test_run ();
}
