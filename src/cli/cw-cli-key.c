/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-cli-key.h"

#include <glib/gi18n-lib.h>

#include "cw-key-store.h"

/* How long a command waits for a keyring; without a key it does all but a part. */
#define PATIENCE_MS 1000

typedef struct
{
  CwCliContext *context;
  GCancellable *cancellable; /* cancelled by a signal, or when the time is up */
} LookUp;

static gboolean
give_up_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_CONTINUE;
}

static void
interrupted_cb (GCancellable *interrupted, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* That there is no keyring is nothing to speak of, except to those who want to know everything. */
static void
tell (CwCliContext *context, const GError *error)
{
  if (!context->options.verbose || context->signal_number != 0)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cw_cli_context_note (context, _ ("The keyring, where a Finnhub key may be, does not answer"));
  else
    /* Translators: %s is why, for example “The keyring is locked” */
    cw_cli_context_note (context, _ ("No Finnhub key from the keyring: %s"), error->message);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LookUp *look_up = data;
  CwCliContext *context = look_up->context;
  g_autoptr (GError) error = NULL;

  if (!cw_key_store_lookup_finish (result, &context->options.finnhub_key, &error))
    tell (context, error);
  cw_cli_context_release (context);
}

/**
 * cw_cli_key_look_up:
 * @context: a started context
 *
 * Takes the Finnhub key from the keyring, if there is one that answers soon; who uses the command
 * line is not asked to unlock it.
 */
void
cw_cli_key_look_up (CwCliContext *context)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LookUp look_up = { context, cancellable };
  guint timer = g_timeout_add (PATIENCE_MS, give_up_cb, cancellable);
  gulong handler =
      g_cancellable_connect (context->cancellable, G_CALLBACK (interrupted_cb), cancellable, NULL);

  cw_cli_context_hold (context);
  cw_key_store_lookup_async ("finnhub", CW_KEY_LOOKUP_QUIET, cancellable, looked_up_cb, &look_up);
  while (context->n_pending > 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_disconnect (context->cancellable, handler);
  g_source_remove (timer);
}
