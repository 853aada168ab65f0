/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "soak-server.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cw-server.h"

#define ROLE "--serve"
#define N_WORDS 6 /* the program, its role, and four numbers */
/* How often, and how many times, a port is asked for that the server before may hold yet. */
#define TRY_AGAIN (50 * 1000)
#define N_TRIES 200

/* --- in the process of the server --- */

/** soak_server_is_asked_for: Returns: whether this process is to be the server */
gboolean
soak_server_is_asked_for (int argc, char **argv)
{
  return argc == N_WORDS && g_str_equal (argv[1], ROLE);
}

/** soak_server_main: serves until the lifeline ends; Returns: what to exit with */
int
soak_server_main (char **argv)
{
  CwServerOptions options = { .port = (guint16) atoi (argv[2]),
                              .jitter_ms = (guint) atoi (argv[3]),
                              .fail_rate = g_ascii_strtod (argv[4], NULL),
                              .seed = (guint64) atoi (argv[5]) };
  CwServer *server = NULL;
  char byte;

  for (guint i = 0; i < N_TRIES && server == NULL; i++)
    {
      if (i > 0)
        g_usleep (TRY_AGAIN);
      server = cw_server_new (&options, NULL);
    }
  if (server == NULL)
    return EXIT_FAILURE;
  g_print ("%s\n", cw_server_get_url (server));
  while (read (STDIN_FILENO, &byte, 1) > 0)
    ;
  cw_server_free (server);
  return EXIT_SUCCESS;
}

/* --- in the test --- */

static void
read_address (SoakServer *self, int out)
{
  g_autoptr (GIOChannel) channel = g_io_channel_unix_new (out);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  g_io_channel_set_close_on_unref (channel, TRUE);
  g_assert_cmpint (g_io_channel_read_line (channel, &line, NULL, NULL, &error), ==,
                   G_IO_STATUS_NORMAL);
  g_assert_no_error (error);
  uri = g_uri_parse (g_strchomp (line), G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  self->port = (guint) g_uri_get_port (uri);
  g_free (self->url);
  self->url = g_steal_pointer (&line);
}

/** soak_server_start: starts a server where the one before was; waits until it answers */
void
soak_server_start (SoakServer *self, guint jitter_ms, double fail_rate, guint seed)
{
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *jitter = g_strdup_printf ("%u", jitter_ms);
  g_autofree char *rate = g_strdup_printf ("%u.%02u", 0, (guint) (fail_rate * 100));
  g_autofree char *number = g_strdup_printf ("%u", seed);
  char *words[] = { (char *) self->program, (char *) ROLE, port, jitter, rate, number, NULL };
  g_autoptr (GError) error = NULL;
  int out;

  g_assert_cmpint (self->pid, ==, 0);
  g_spawn_async_with_pipes (NULL, words, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid,
                            &self->lifeline, &out, NULL, &error);
  g_assert_no_error (error);
  read_address (self, out);
}

/** soak_server_kill: ends the server with everything that it has under way */
void
soak_server_kill (SoakServer *self)
{
  if (self->pid == 0)
    return;
  kill (self->pid, SIGKILL);
  waitpid (self->pid, NULL, 0);
  close (self->lifeline);
  self->pid = 0;
}

/** soak_server_stop: lets it hold everything up, its connections open */
void
soak_server_stop (SoakServer *self)
{
  if (self->pid != 0)
    kill (self->pid, SIGSTOP);
}

/** soak_server_continue: lets it go on */
void
soak_server_continue (SoakServer *self)
{
  if (self->pid != 0)
    kill (self->pid, SIGCONT);
}

/** soak_server_clear: ends it for good */
void
soak_server_clear (SoakServer *self)
{
  soak_server_kill (self);
  g_clear_pointer (&self->url, g_free);
}
