/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cw-series-builder.h"
#include "cw-store-quotes.h"

/* What bringing many symbols up to date costs in the store, beside writing the same bytes to a
 * plain file; and how long one waits for the history of one of them. */
#define N_SYMBOLS 500
#define N_BARS 1260
#define N_READS 50
#define BAR_BYTES (sizeof (gint64) + 6 * sizeof (double))
#define FIRST_TIME 1500000000
#define DAY 86400

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static double
processor_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

/* @n_more bars beyond those that the first synchronisation brings. */
static CwSeries *
make_series (guint number, guint n_more)
{
  g_autofree char *symbol = g_strdup_printf ("SIM%04u", number + 1);
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);
  g_autoptr (GRand) random = g_rand_new_with_seed (number);
  double price = 100;

  builder->has_adj_close = TRUE;
  builder->now = FIRST_TIME + (gint64) (N_BARS + n_more) * DAY;
  for (guint i = 0; i < N_BARS + n_more; i++)
    {
      double open = price;

      price *= g_rand_double_range (random, 0.98, 1.0205);
      cw_series_builder_add_bar (builder, FIRST_TIME + (gint64) i * DAY, open,
                                 MAX (open, price) * 1.01, MIN (open, price) * 0.99, price,
                                 price * 0.9, g_rand_int_range (random, 10000000, 200000000));
    }
  return cw_series_builder_end (builder);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer left)
{
  g_autoptr (GError) error = NULL;

  if (!cw_store_save_series_finish (result, &error))
    g_error ("%s", error->message);
  --*(guint *) left;
}

static double
save_all (CwStore *store, guint n_more, double *processor)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_series_unref);
  guint left = N_SYMBOLS;
  double before;
  gint64 start;

  for (guint i = 0; i < N_SYMBOLS; i++)
    g_ptr_array_add (all, make_series (i, n_more));
  before = processor_seconds ();
  start = g_get_monotonic_time ();
  for (guint i = 0; i < N_SYMBOLS; i++)
    cw_store_save_series_async (store, g_ptr_array_index (all, i), FIRST_TIME, saved_cb, &left);
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  *processor = processor_seconds () - before;
  return seconds_since (start);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  CwStoredSeries *stored = cw_store_load_series_finish (result, NULL);

  g_assert_nonnull (stored);
  g_assert_cmpuint (stored->series->n_bars, >=, N_BARS);
  cw_stored_series_free (stored);
  *(gboolean *) done = TRUE;
}

/* The median of some. */
static double
load_one (CwStore *store)
{
  double times[N_READS];
  guint n_below;

  for (guint i = 0; i < N_READS; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i * (N_SYMBOLS / N_READS) + 1);
      gboolean done = FALSE;
      gint64 start = g_get_monotonic_time ();

      cw_store_load_series_async (store, symbol, CW_INTERVAL_1D, NULL, loaded_cb, &done);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
      times[i] = seconds_since (start);
    }
  for (guint i = 0; i < N_READS; i++)
    {
      n_below = 0;
      for (guint j = 0; j < N_READS; j++)
        n_below += times[j] < times[i];
      if (n_below <= N_READS / 2 && n_below + 1 > N_READS / 2 - 1)
        return times[i];
    }
  return times[0];
}

static double
write_plain (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "plain", NULL);
  g_autofree char *bytes = g_malloc0 (N_BARS * BAR_BYTES);
  gint64 start = g_get_monotonic_time ();
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  for (guint i = 0; i < N_SYMBOLS; i++)
    g_assert_cmpint (write (fd, bytes, N_BARS * BAR_BYTES), ==, (gssize) (N_BARS * BAR_BYTES));
  g_assert_cmpint (fsync (fd), ==, 0);
  close (fd);
  g_unlink (path);
  return seconds_since (start);
}

static double
open_again (const char *directory)
{
  gint64 start = g_get_monotonic_time ();
  CwStore *store = cw_store_new (directory, NULL);
  gboolean done = FALSE;
  double opened;

  cw_store_load_series_async (store, "SIM0001", CW_INTERVAL_1D, NULL, loaded_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  opened = seconds_since (start);
  cw_store_free (store);
  return opened;
}

static void
remove_all (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (directory);
}

int
main (int argc, char *argv[])
{
  g_autofree char *directory = g_dir_make_tmp ("candlewick-bench-XXXXXX", NULL);
  CwStore *store = cw_store_new (directory, NULL);
  double plain = write_plain (directory), first_processor, next_processor, first, next, one, opened;

  first = save_all (store, 0, &first_processor);
  next = save_all (store, 1, &next_processor);
  one = load_one (store);
  cw_store_free (store);
  opened = open_again (directory);
  remove_all (directory);

  g_print ("%d symbols of %d bars, %.1f MB\n", N_SYMBOLS, N_BARS,
           (double) (N_SYMBOLS * N_BARS * BAR_BYTES) / 1e6);
  g_print ("  a plain file, synchronised          %7.3f s\n", plain);
  g_print ("  the store, all of it new            %7.3f s, of a processor %.3f s\n", first,
           first_processor);
  g_print ("  the store, one bar more of each     %7.3f s, of a processor %.3f s\n", next,
           next_processor);
  g_print ("  opening it again, and one history   %7.3f s\n", opened);
  g_print ("  one history out of it               %7.3f ms\n", one * 1000);
  return first_processor <= 2 && one <= 0.005 ? 0 : 1;
}
