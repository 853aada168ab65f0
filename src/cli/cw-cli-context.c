/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-cli-context.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "cw-cli-key.h"
#include "cw-cli-progress.h"
#include "cw-demo-market.h"
#include "cw-loop-watch.h"
#include "cw-store-quotes.h"
#include "cw-symbol.h"

/* The demo market's server is this very process, which need not be spared. */
#define DEMO_CONCURRENCY 16

#define ONE_SIGNAL (G_USEC_PER_SEC / 10) /* microseconds in which all signals are one */

/* The longest part of what is no symbol that a message repeats. */
#define SHOWN_CHARS 40

/** cw_cli_context_new: Returns: (transfer full): a context in which nothing has begun */
CwCliContext *
cw_cli_context_new (void)
{
  CwCliContext *context = g_new0 (CwCliContext, 1);

  cw_cli_options_init (&context->options);
  context->cancellable = g_cancellable_new ();
  return context;
}

static void
drop_signals (CwCliContext *context)
{
  for (gsize i = 0; i < G_N_ELEMENTS (context->signal_sources); i++)
    if (context->signal_sources[i] != 0)
      g_source_remove (context->signal_sources[i]);
  memset (context->signal_sources, 0, sizeof context->signal_sources);
}

/** cw_cli_context_free: @context: (transfer full): a context; what still runs is ended */
void
cw_cli_context_free (CwCliContext *context)
{
  drop_signals (context);
  cw_loop_watch_stop ();
  g_clear_object (&context->engine);
  g_clear_pointer (&context->server, cw_server_free);
  g_clear_pointer (&context->trace, cw_trace_unref);
  g_object_unref (context->cancellable);
  cw_cli_options_clear (&context->options);
  g_free (context);
}

/* The first signal ends the work in good order; whoever is in a hurry presses Ctrl+C twice. But a
 * second one right behind the first is the same: timeout(1), for example, sends it to the program
 * and then to all of its group. */
static gboolean
end_by_signal (CwCliContext *context, int number)
{
  if (context->signal_number == 0)
    {
      context->signal_number = number;
      context->signalled_at = g_get_monotonic_time ();
      g_cancellable_cancel (context->cancellable);
    }
  else if (g_get_monotonic_time () - context->signalled_at > ONE_SIGNAL)
    {
      drop_signals (context);
      raise (number);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
interrupted_cb (gpointer data)
{
  return end_by_signal (data, SIGINT);
}

static gboolean
terminated_cb (gpointer data)
{
  return end_by_signal (data, SIGTERM);
}

/**
 * cw_cli_context_start:
 * @context: a context whose options are settled
 *
 * Begins what every command needs from here on: the handling of signals and the trace. What
 * programs read is the same everywhere, the reasons of decisions and failures included; until here
 * messages are in the user's language. Once it has begun it does nothing more.
 */
void
cw_cli_context_start (CwCliContext *context)
{
  if (context->started)
    return;
  context->started = TRUE;
  if (context->mode != CW_OUTPUT_TEXT)
    setlocale (LC_ALL, "C");
  context->signal_sources[0] = g_unix_signal_add (SIGINT, interrupted_cb, context);
  context->signal_sources[1] = g_unix_signal_add (SIGTERM, terminated_cb, context);
  if (context->options.trace_path == NULL)
    return;
  context->trace = cw_trace_new (context->options.trace_path);
  cw_loop_watch_start (context->trace);
}

static gboolean
configure_demo (CwCliContext *context, CwEngineConfig *config, GError **error)
{
  const CwServerOptions options = { 0 };

  if (!context->options.offline)
    {
      context->server = cw_server_new (&options, error);
      if (context->server == NULL)
        return FALSE;
      config->yahoo_url = config->finnhub_url = config->producer_url =
          cw_server_get_url (context->server);
      config->finnhub_key = CW_DEMO_KEY;
    }
  /* Translators: the name of the source of the demo's data */
  config->source_name = _ ("Demo market");
  config->benchmark = CW_DEMO_BENCHMARK;
  config->clock = cw_demo_market_get_clock ();
  config->limits.concurrency = DEMO_CONCURRENCY;
  return TRUE;
}

static void
configure_limits (const CwCliOptions *options, CwHttpLimits *limits)
{
  if (options->concurrency != CW_NO_COUNT)
    limits->concurrency = (guint) options->concurrency;
  if (options->timeout != CW_NO_COUNT)
    limits->timeout_seconds = (guint) options->timeout;
  if (options->retries != CW_NO_COUNT)
    limits->retries = (guint) options->retries;
}

/* The environment counts more than the keyring, and only who uses the key looks for it. */
static gboolean
needs_keyring (const CwCliContext *context)
{
  const CwCliOptions *options = &context->options;

  return options->finnhub_key == NULL && !options->demo && !options->offline
         && (context->wants_key || g_str_equal (options->provider, "finnhub"));
}

/* Without a key this provider answers nothing, and would say so of each symbol. */
static gboolean
check_key (const CwCliOptions *options, GError **error)
{
  if (!g_str_equal (options->provider, "finnhub") || options->finnhub_key != NULL
      || options->offline)
    return TRUE;
  g_set_error_literal (
      error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
      _ ("Finnhub needs a key. Put a free one from finnhub.io into the environment "
         "variable CANDLEWICK_FINNHUB_KEY, or into the preferences of Candlewick."));
  return FALSE;
}

/**
 * cw_cli_context_start_engine:
 * @context: a context
 * @benchmark: (nullable): the symbol that stands for the market, if not the usual one
 * @error: return location for an error
 *
 * Starts the engine on the provider that was asked for; the demo's provider is started with it. The
 * demo market has an index of its own, which takes the place of the usual benchmark there.
 *
 * Returns: whether the engine runs
 */
gboolean
cw_cli_context_start_engine (CwCliContext *context, const char *benchmark, GError **error)
{
  const CwCliOptions *options = &context->options;
  CwEngineConfig config;

  cw_cli_context_start (context);
  if (needs_keyring (context))
    cw_cli_key_look_up (context);
  if (g_cancellable_set_error_if_cancelled (context->cancellable, error)
      || !check_key (options, error))
    return FALSE;
  cw_engine_config_init (&config);
  config.provider = options->demo ? NULL : options->provider;
  config.yahoo_url = options->yahoo_url;
  config.finnhub_url = options->finnhub_url;
  config.producer_url = options->producer_url;
  config.finnhub_key = options->finnhub_key;
  config.data_dir = options->data_dir;
  config.offline = options->offline;
  config.trace = context->trace;
  if (options->demo && !configure_demo (context, &config, error))
    return FALSE;
  if (benchmark != NULL && !(options->demo && g_str_equal (benchmark, CW_DEFAULT_BENCHMARK)))
    config.benchmark = benchmark;
  context->default_benchmark = benchmark == NULL;
  configure_limits (options, &config.limits);
  context->concurrency = config.limits.concurrency;
  context->engine = cw_engine_new (&config);
  return TRUE;
}

/** cw_cli_context_hold: makes cw_cli_context_run() wait for one thing more */
void
cw_cli_context_hold (CwCliContext *context)
{
  context->n_pending++;
}

/** cw_cli_context_release: says that one of the things that were waited for has ended */
void
cw_cli_context_release (CwCliContext *context)
{
  g_return_if_fail (context->n_pending > 0);
  context->n_pending--;
}

/* What is printed ends as with any other program: when nobody reads it any more (networking has
 * switched that signal off), and at once with Ctrl+C. */
static void
begin_output (CwCliContext *context)
{
  cw_cli_progress_clear (context);
  if (context->signal_number != 0)
    g_usleep ((gulong) CLAMP (context->signalled_at + ONE_SIGNAL - g_get_monotonic_time (), 0,
                              ONE_SIGNAL));
  drop_signals (context);
  signal (SIGPIPE, SIG_DFL);
}

/**
 * cw_cli_context_run:
 * @context: a started context
 * @error: return location for `G_IO_ERROR_CANCELLED`
 *
 * Runs the main loop until nothing is held any more. What is held must watch the context's
 * cancellable, so that this ends soon after a signal. Whatever is left is to print the results.
 *
 * Returns: whether everything came to its own end
 */
gboolean
cw_cli_context_run (CwCliContext *context, GError **error)
{
  while (context->n_pending > 0)
    g_main_context_iteration (NULL, TRUE);
  begin_output (context);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}

static void say (const char *format, va_list arguments) G_GNUC_PRINTF (1, 0);

static void
say (const char *format, va_list arguments)
{
  g_autofree char *message = g_strdup_vprintf (format, arguments);

  fprintf (stderr, CW_PROGRAM_NAME ": %s\n", message);
}

/** cw_cli_context_say: prints a message to standard error, behind the program's name */
void
cw_cli_context_say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say (format, arguments);
  va_end (arguments);
}

/** cw_cli_context_note: like cw_cli_context_say(), but not to those who want it quiet */
void
cw_cli_context_note (const CwCliContext *context, const char *format, ...)
{
  va_list arguments;

  if (context->options.quiet)
    return;
  va_start (arguments, format);
  say (format, arguments);
  va_end (arguments);
}

/** cw_cli_context_fail_symbol: says why a symbol failed, and counts it */
void
cw_cli_context_fail_symbol (CwCliContext *context, const char *symbol, const GError *error)
{
  context->n_failed++;
  cw_cli_context_say ("%s: %s", symbol, error->message);
}

/** cw_cli_context_fail_text: like cw_cli_context_fail_symbol() for what cannot be a symbol */
void
cw_cli_context_fail_text (CwCliContext *context, const char *text, const GError *error)
{
  g_autofree char *shown = cw_text_clean (text, SHOWN_CHARS);

  cw_cli_context_fail_symbol (context, shown, error);
}

/** cw_cli_context_flush: Returns: whether what was printed has really gone out */
gboolean
cw_cli_context_flush (GError **error)
{
  int number;

  errno = 0;
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  number = errno;
  clearerr (stdout); /* it is said once */
  if (number == 0)
    g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
                         _ ("The output could not be written"));
  else
    /* Translators: %s is why, as the system says it */
    g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
                 _ ("The output could not be written: %s"), g_strerror (number));
  return FALSE;
}

static gboolean
write_trace (CwCliContext *context, GError **error)
{
  g_autoptr (GError) cause = NULL;

  cw_loop_watch_stop ();
  if (cw_trace_write (context->trace, &cause))
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED, _ ("The trace could not be written: %s"),
               cause->message);
  return FALSE;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GPtrArray *none = cw_store_load_quotes_finish (result, NULL);

  g_clear_pointer (&none, g_ptr_array_unref);
  cw_cli_context_release (data);
}

/* An engine that is shut down gives the store a moment only, for the sake of windows. Who is not in
 * a hurry waits: a read comes after all writes. */
static void
wait_for_store (CwCliContext *context)
{
  static const char *const nothing[] = { NULL };
  CwStore *store = cw_engine_get_store (context->engine);

  if (store == NULL || context->signal_number != 0)
    return;
  cw_cli_context_hold (context);
  cw_store_load_quotes_async (store, nothing, NULL, stored_cb, context);
  while (context->n_pending > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Ends the engine, which writes down what is still to be stored. A store that fails spoils nothing
 * but the next start. */
static void
end_engine (CwCliContext *context)
{
  g_autofree char *notice = cw_engine_dup_store_notice (context->engine);
  g_autoptr (GError) error = NULL;

  wait_for_store (context);
  cw_engine_shut_down (context->engine);
  error = cw_engine_dup_store_error (context->engine);
  if (context->has_older)
    cw_cli_context_note (context, _ ("Older data of what failed is stored; “--offline” uses it"));
  if (notice != NULL)
    cw_cli_context_note (context, "%s", notice);
  if (error != NULL)
    cw_cli_context_note (context, "%s", error->message);
}

/**
 * cw_cli_context_end:
 * @context: a context
 * @error: return location for a `CW_CLI_ERROR_FAILED`
 *
 * Makes sure that what was printed has really gone out, ends everything that runs and waits for it,
 * and writes the trace if one was asked for.
 *
 * Returns: whether all of it is written
 */
gboolean
cw_cli_context_end (CwCliContext *context, GError **error)
{
  gboolean is_out = cw_cli_context_flush (error);

  if (context->engine != NULL)
    end_engine (context);
  return write_trace (context, is_out ? error : NULL) && is_out;
}
