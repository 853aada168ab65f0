/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-key-error.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

G_DEFINE_QUARK (cw - key - error - quark, cw_key_error)

/* libsecret takes the names of remote errors away, so that only the domains tell apart what the
 * keyring says and what went wrong on the way to it. */
static CwKeyError
classify (const GError *cause)
{
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CW_KEY_ERROR_LOCKED; /* who dismisses a prompt is told to have cancelled */
  if (cause->domain == SECRET_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR))
    return CW_KEY_ERROR_FAILED;
  return CW_KEY_ERROR_NO_KEYRING;
}

static const char *
describe (CwKeyError code)
{
  switch (code)
    {
    case CW_KEY_ERROR_LOCKED:
      return _ ("The keyring is locked");
    case CW_KEY_ERROR_FAILED:
      return _ ("The keyring refused");
    case CW_KEY_ERROR_INVALID:
      return _ ("This cannot be a key");
    case CW_KEY_ERROR_NO_KEYRING:
    default:
      return _ ("There is no keyring here that answers");
    }
}

/**
 * cw_key_error_explain:
 * @cause: (transfer full): what libsecret says
 * @cancellable: (nullable): what the caller could cancel
 *
 * Raw words of the protocol are for the log; they never hold a key.
 *
 * Returns: (transfer full): the same for a person, or `G_IO_ERROR_CANCELLED` if @cancellable is
 *   cancelled
 */
GError *
cw_key_error_explain (GError *cause, GCancellable *cancellable)
{
  GError *error = NULL;
  CwKeyError code = classify (cause);

  g_debug ("keyring: %s", cause->message);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    error = g_error_new_literal (CW_KEY_ERROR, (int) code, describe (code));
  g_error_free (cause);
  return error;
}
