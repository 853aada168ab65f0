/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A keyring on the session bus, with one collection and room for one item, and a thread of its own:
 * as much of the Secret Service as is needed to behave well, and badly in ways that are asked for.
 */

typedef enum
{
  MOCK_KEYRING_OPEN,
  MOCK_KEYRING_LOCKED,    /* and whoever is asked unlocks it */
  MOCK_KEYRING_DISMISSED, /* locked, and whoever is asked declines */
  MOCK_KEYRING_REFUSES,   /* to keep or to remove anything */
  MOCK_KEYRING_SILENT,    /* never answers */
} MockKeyringMood;

typedef struct _MockKeyring MockKeyring;

MockKeyring *mock_keyring_new (const char *bus_address, MockKeyringMood mood);
void mock_keyring_free (MockKeyring *keyring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockKeyring, mock_keyring_free)

void mock_keyring_put (MockKeyring *keyring, const char *provider, const char *secret);
char *mock_keyring_dup_secret (MockKeyring *keyring);
char *mock_keyring_dup_attribute (MockKeyring *keyring, const char *name);
guint mock_keyring_get_n_calls (MockKeyring *keyring);
guint mock_keyring_get_n_prompts (MockKeyring *keyring);
