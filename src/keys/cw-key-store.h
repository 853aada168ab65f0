/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-key-error.h"

G_BEGIN_DECLS

/*
 * Where a person's keys to providers are kept: in the keyring of the desktop, by the Secret
 * Service, and in a Flatpak in an encrypted file whose password the portal holds. Nowhere else: who
 * has no keyring keeps a key for as long as the program runs.
 *
 * Nothing here blocks. Callbacks come in the thread-default context of the caller. Errors are of
 * #CwKeyError, or `G_IO_ERROR_CANCELLED`, and never repeat a key.
 */

/** CwKeyLookup: what may happen for the sake of a key that lies in a locked keyring. */
typedef enum
{
  CW_KEY_LOOKUP_QUIET,   /* nothing: then it is not to be had */
  CW_KEY_LOOKUP_MAY_ASK, /* the keyring may ask the person to unlock it */
} CwKeyLookup;

void cw_key_store_lookup_async (const char *provider,
                                CwKeyLookup lookup,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean cw_key_store_lookup_finish (GAsyncResult *result, char **key, GError **error);

void cw_key_store_save_async (const char *provider,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean cw_key_store_save_finish (GAsyncResult *result, GError **error);

void cw_key_store_clear_async (const char *provider,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean cw_key_store_clear_finish (GAsyncResult *result, GError **error);

void cw_key_free (char *key);
G_END_DECLS
