/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cw-cli-values.h"

#define DEFAULT_PORT 8003
#define MAX_PORT 65535
#define MAX_DELAY 600000 /* ten minutes */

/** Texts: the options as they were given. */
typedef struct
{
  char *port, *latency, *jitter, *fail_rate, *rate_limit, *seed, *data_dir;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_free (texts->port);
  g_free (texts->latency);
  g_free (texts->jitter);
  g_free (texts->fail_rate);
  g_free (texts->rate_limit);
  g_free (texts->seed);
  g_free (texts->data_dir);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static gboolean
read_count (const char *option, const char *text, int highest, guint *count, GError **error)
{
  int number = 0;

  if (text == NULL)
    return TRUE;
  if (!cw_cli_parse_int (option, text, 0, highest, &number, error))
    return FALSE;
  *count = (guint) number;
  return TRUE;
}

static gboolean
read_rate_limit (const char *text, CwServerOptions *options, GError **error)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, "/", 2) : NULL;
  int requests, seconds = 1;

  if (text == NULL)
    return TRUE;
  if (!cw_cli_parse_int ("--rate-limit", parts[0] != NULL ? parts[0] : "", 1, G_MAXINT, &requests,
                         error)
      || (parts[0] != NULL && parts[1] != NULL
          && !cw_cli_parse_int ("--rate-limit", parts[1], 1, G_MAXINT, &seconds, error)))
    return FALSE;
  options->rate_limit = (guint) requests;
  options->rate_limit_seconds = (guint) seconds;
  return TRUE;
}

static gboolean
read_seed (const char *text, guint64 *seed, GError **error)
{
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, seed, NULL))
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: “%s” is not %s"), "--seed", text,
               _ ("a whole number"));
  return FALSE;
}

static gboolean
check_data_dir (const char *path, GError **error)
{
  if (path == NULL || g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: “%s” is not %s"), "--data", path,
               _ ("a directory"));
  return FALSE;
}

static gboolean
read_options (const Texts *texts, CwServerOptions *options, GError **error)
{
  guint port = DEFAULT_PORT;

  if (!read_count ("--port", texts->port, MAX_PORT, &port, error)
      || !read_count ("--latency", texts->latency, MAX_DELAY, &options->latency_ms, error)
      || !read_count ("--jitter", texts->jitter, MAX_DELAY, &options->jitter_ms, error)
      || (texts->fail_rate != NULL
          && !cw_cli_parse_double ("--fail-rate", texts->fail_rate, 0, 1, &options->fail_rate,
                                   error))
      || !read_rate_limit (texts->rate_limit, options, error)
      || !read_seed (texts->seed, &options->seed, error)
      || !check_data_dir (texts->data_dir, error))
    return FALSE;
  options->port = (guint16) port;
  options->data_dir = texts->data_dir;
  return TRUE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer context)
{
  cw_cli_context_release (context);
}

/* Serves until a signal comes, which is a server's normal end and no error. */
static gboolean
serve (CwCliContext *context, const CwServerOptions *options, GError **error)
{
  gulong cancelled_id;

  cw_cli_context_start (context);
  context->server = cw_server_new (options, error);
  if (context->server == NULL)
    return FALSE;
  fprintf (stdout, "listening on %s\n", cw_server_get_url (context->server));
  /* A server whose address nobody learns is of no use. */
  if (!cw_cli_context_flush (error))
    return FALSE;
  cw_cli_context_hold (context);
  cancelled_id =
      g_cancellable_connect (context->cancellable, G_CALLBACK (cancelled_cb), context, NULL);
  cw_cli_context_run (context, NULL);
  g_cancellable_disconnect (context->cancellable, cancelled_id);
  return TRUE;
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_auto (Texts) texts = { 0 };
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_STRING, &texts.port,
      N_ ("Port on 127.0.0.1, by default 8003; 0 picks a free one"), N_ ("PORT") },
    { "latency", 0, 0, G_OPTION_ARG_STRING, &texts.latency, N_ ("Milliseconds before each answer"),
      N_ ("MS") },
    { "jitter", 0, 0, G_OPTION_ARG_STRING, &texts.jitter,
      N_ ("At most so many milliseconds more, at random"), N_ ("MS") },
    { "fail-rate", 0, 0, G_OPTION_ARG_STRING, &texts.fail_rate,
      N_ ("How many requests fail, from 0 to 1"), N_ ("P") },
    { "rate-limit", 0, 0, G_OPTION_ARG_STRING, &texts.rate_limit,
      N_ ("Requests that are answered in so many seconds"), N_ ("N/SECONDS") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &texts.seed,
      N_ ("Of the simulated symbols, the jitter and the failures"), N_ ("N") },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &texts.data_dir,
      N_ ("Bars from DIR/SYMBOL.csv, before the bundled ones"), N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) arguments =
      cw_command_parse (&cw_command_serve, context, words, entries, NULL, error);
  CwServerOptions options = { 0 };

  if (arguments == NULL)
    return FALSE;
  if (arguments[0] != NULL)
    {
      g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("“%s” takes no “%s”"), "serve",
                   arguments[0]);
      return FALSE;
    }
  return read_options (&texts, &options, error) && serve (context, &options, error);
}

const CwCommand cw_command_serve = {
  .name = "serve",
  .summary = N_ ("Be a quotes server on this machine, with the demo market’s data"),
  .details =
      N_ ("Serves until Ctrl+C in the shapes of the real providers, on 127.0.0.1 only. Besides the "
          "bundled\nhistories there are simulated symbols, SIM0001 to SIM9999. Once it is ready it "
          "prints its address.\n\n"
          "Examples:\n"
          "  candlewick-cli serve\n"
          "  candlewick-cli serve --port 0 --latency 200 --fail-rate 0.05\n"
          "  candlewick-cli quotes AAPL --yahoo-url http://127.0.0.1:8003"),
  .traits = 0,
  .run = run,
};
