/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwKeyError:
 * @CW_KEY_ERROR_INVALID: what was given, or what the keyring holds, cannot be a key
 * @CW_KEY_ERROR_NO_KEYRING: there is no keyring here, or it does not answer
 * @CW_KEY_ERROR_LOCKED: the keyring is locked, and nobody unlocked it
 * @CW_KEY_ERROR_FAILED: the keyring refused
 */
typedef enum
{
  CW_KEY_ERROR_INVALID,
  CW_KEY_ERROR_NO_KEYRING,
  CW_KEY_ERROR_LOCKED,
  CW_KEY_ERROR_FAILED,
} CwKeyError;

#define CW_KEY_ERROR (cw_key_error_quark ())
GQuark cw_key_error_quark (void);

GError *cw_key_error_explain (GError *cause, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
