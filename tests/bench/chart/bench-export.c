/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * What many pictures cost the program: the peak of its memory for five and for five hundred, and
 * how much of the cores it uses. The prices come from another process, the embedded server, so that
 * nothing of it is counted. Usage: bench-export CANDLEWICK-CLI
 */

#define FEW 5
#define MANY 500
#define MOST_GROWTH 1.2

typedef struct
{
  double wall, cpu; /* seconds */
  long peak;        /* KiB */
} Cost;

static GSubprocess *
start_server (const char *program, char **url)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "serve",
                                          "--port", "0", NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  *url = g_strdup (strstr (line, "http://"));
  return server;
}

static char **
make_words (const char *program, const char *url, const char *directory, guint n)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strv_builder_add_many (words, program, "--yahoo-url", url, "--no-store", "--quiet", "--from",
                           "2020-04-01", "--to", "2021-04-20", "export", "--output", directory,
                           NULL);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i);

      g_strv_builder_add (words, symbol);
    }
  return g_strv_builder_end (words);
}

static Cost
run (char **words)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  GPid pid;
  int status;

  g_spawn_async (NULL, words, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  while (wait4 (pid, &status, 0, &usage) != pid)
    ;
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  return (Cost){ (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC,
                 (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
                     + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
                 usage.ru_maxrss };
}

static guint
empty_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      n += g_unlink (file) == 0 ? 1 : 0;
    }
  return n;
}

int
main (int argc, char **argv)
{
  static const guint counts[] = { FEW, MANY };
  g_autofree char *directory = g_dir_make_tmp ("candlewick-XXXXXX", NULL);
  g_autofree char *url = NULL;
  g_autoptr (GSubprocess) server = NULL;
  Cost costs[G_N_ELEMENTS (counts)];
  double growth;

  g_assert_cmpint (argc, ==, 2);
  server = start_server (argv[1], &url);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_auto (GStrv) words = make_words (argv[1], url, directory, counts[i]);

      costs[i] = run (words);
      g_assert_cmpuint (empty_directory (directory), ==, counts[i]);
      g_print ("%u pictures: %ld KiB at most, %.2f s, %.2f s of CPU, %.1f of %u cores\n", counts[i],
               costs[i].peak, costs[i].wall, costs[i].cpu, costs[i].cpu / costs[i].wall,
               g_get_num_processors ());
    }
  growth = (double) costs[1].peak / (double) costs[0].peak;
  g_print ("  %-52s %8.3f  goal %.3f  %s\n", "peak memory, of five pictures'", growth, MOST_GROWTH,
           growth <= MOST_GROWTH ? "reached" : "MISSED");
  g_subprocess_force_exit (server);
  g_rmdir (directory);
  return 0;
}
