/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** CwKeyOrigin: where a key comes from, and so how long it stays. */
typedef enum
{
  CW_KEY_NONE,
  CW_KEY_FROM_ENVIRONMENT, /* which counts more than the keyring */
  CW_KEY_FROM_KEYRING,
  CW_KEY_FOR_THIS_SESSION, /* there is nowhere to keep it */
} CwKeyOrigin;

/**
 * CwFinnhubKey:
 *
 * The program's one Finnhub key: from the environment, else from the keyring, else what a person
 * types, which then goes into the keyring where there is one.
 *
 * Signals:
 * - `changed ()`: the key is another one
 * - `told ()`: what cw_finnhub_key_describe() says is something else
 */
#define CW_TYPE_FINNHUB_KEY (cw_finnhub_key_get_type ())
G_DECLARE_FINAL_TYPE (CwFinnhubKey, cw_finnhub_key, CW, FINNHUB_KEY, GObject)

CwFinnhubKey *cw_finnhub_key_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_finnhub_key_shut_down (CwFinnhubKey *self);

void cw_finnhub_key_load (CwFinnhubKey *self);
gboolean cw_finnhub_key_set (CwFinnhubKey *self, const char *text);
void cw_finnhub_key_remove (CwFinnhubKey *self);

const char *cw_finnhub_key_get (CwFinnhubKey *self);
CwKeyOrigin cw_finnhub_key_get_origin (CwFinnhubKey *self);
char *cw_finnhub_key_describe (CwFinnhubKey *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
