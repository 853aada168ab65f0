/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-lists.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store-helper.h"

/* Several programs use one store at the same time, as a window and a synchronisation do: each saves
 * histories and edits a list. Nothing fails, nothing is lost, nobody has to be told. */

#define N_PROCESSES 3
#define N_ROUNDS 25
#define NOW 1700000000

static char *
series_symbol (int who, int round)
{
  return g_strdup_printf ("S%dX%d", who, round);
}

static void
take_round (CwStore *store, gint64 list, int who, int round)
{
  g_autofree char *symbol = series_symbol (who, round);
  g_autoptr (CwSeries) series = walk_new (symbol, 18000, 300, 1);
  g_autoptr (CwHolding) holding = cw_holding_new (symbol, round + 1, who, NULL, NULL);
  g_autoptr (GAsyncResult) edit = NULL;
  g_autoptr (CwStoredSeries) stored = NULL;
  g_autoptr (GError) error = NULL;

  save_series (store, series, NOW);
  cw_store_set_holding_async (store, list, holding, keep_result_cb, &edit);
  cw_store_edit_finish (wait_for_result (&edit), &error);
  g_assert_no_error (error);
  stored = load_series (store, symbol, CW_INTERVAL_1D, &error);
  g_assert_no_error (error);
  assert_same_series (stored->series, series);
}

/* Only who repaired something has anything to tell. */
static int
run_child (const char *directory, int who, gboolean may_tell)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  gint64 list = store_list_id (store, 0);
  g_autofree char *notice = NULL;

  for (int round = 0; round < N_ROUNDS; round++)
    take_round (store, list, who, round);
  notice = cw_store_get_notice (store);
  g_assert_true (may_tell || notice == NULL);
  return 0;
}

static void
assert_all_there (const char *directory)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  g_autoptr (GPtrArray) lists = load_lists (store);
  const CwSymbolList *list = g_ptr_array_index (lists, 0);
  g_autofree char *notice = cw_store_get_notice (store);
  guint n = 0;

  g_assert_null (notice);
  g_assert_cmpuint (lists->len, ==, 1); /* all of them began with the same first one */
  g_assert_cmpuint (list->n_entries, ==, N_PROCESSES * N_ROUNDS);
  for (int who = 0; who < N_PROCESSES; who++)
    for (int round = 0; round < N_ROUNDS; round++, n++)
      {
        g_autofree char *symbol = series_symbol (who, round);
        const CwHolding *holding = cw_symbol_list_find_holding (list, symbol);
        g_autoptr (CwStoredSeries) stored = load_series (store, symbol, CW_INTERVAL_1D, NULL);

        g_assert_nonnull (holding);
        assert_same_number (holding->shares, round + 1);
        g_assert_nonnull (stored);
        g_assert_cmpuint (stored->series->n_bars, ==, 300);
      }
  g_assert_cmpuint (n, ==, N_PROCESSES * N_ROUNDS);
}

static void
test_together (void)
{
  GSubprocess *children[N_PROCESSES];
  char *directory = make_directory ();
  guint n = 0;

  for (int i = 0; i < N_PROCESSES; i++)
    {
      g_autofree char *who = g_strdup_printf ("%d", i);
      g_autoptr (GError) error = NULL;

      children[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--child",
                                      directory, who, NULL);
      g_assert_no_error (error);
    }
  for (; n < N_PROCESSES; n++)
    {
      g_assert_true (g_subprocess_wait_check (children[n], NULL, NULL));
      g_object_unref (children[n]);
    }
  g_assert_cmpuint (n, ==, N_PROCESSES);
  assert_all_there (directory);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_directory (directory);
}

/* All of them find the same damage; one repairs it, and all go on with what it put there. */
static void
test_repair_together (void)
{
  GSubprocess *children[N_PROCESSES];
  char *directory = make_directory ();
  g_autofree char *path = database_path (directory);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0, n_aside = 0;

  g_assert_true (g_file_set_contents (path, "this is no database at all", 26, NULL));
  for (int i = 0; i < N_PROCESSES; i++)
    {
      g_autofree char *who = g_strdup_printf ("%d", i);

      children[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "/proc/self/exe",
                                      "--repairing-child", directory, who, NULL);
    }
  for (; n < N_PROCESSES; n++)
    {
      g_assert_true (g_subprocess_wait_check (children[n], NULL, NULL));
      g_object_unref (children[n]);
    }
  g_assert_cmpuint (n, ==, N_PROCESSES);
  assert_all_there (directory);
  dir = g_dir_open (directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    n_aside += strstr (name, ".corrupt-") != NULL;
  g_assert_cmpuint (n_aside, ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_directory (directory);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], atoi (argv[3]), FALSE);
  if (argc == 4 && g_str_equal (argv[1], "--repairing-child"))
    return run_child (argv[2], atoi (argv[3]), TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/processes/together", test_together);
  g_test_add_func ("/store/processes/repair-together", test_repair_together);
  return g_test_run ();
}
