/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-load-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-engine-error.h"
#include "cw-environment.h"
#include "cw-router.h"

/* What may be set while the engine runs. */

typedef struct
{
  CwRouter *router;
  char *key; /* nullable */
  gboolean offline;
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  if (setting->key != NULL)
    explicit_bzero (setting->key, strlen (setting->key));
  g_free (setting->key);
  g_free (setting);
}

static gboolean
set_key_cb (gpointer data)
{
  Setting *setting = data;

  cw_router_set_finnhub_key (setting->router, setting->key);
  return G_SOURCE_REMOVE;
}

static gboolean
set_offline_cb (gpointer data)
{
  Setting *setting = data;

  cw_router_set_offline (setting->router, setting->offline);
  return G_SOURCE_REMOVE;
}

/**
 * cw_engine_set_finnhub_key:
 * @self: an engine
 * @key: (nullable): the user's key; %NULL or empty to do without that provider
 * @error: return location for a `CW_ENGINE_ERROR_INVALID_KEY`, which does not repeat the key
 *
 * What is under way with the old key is given up at once, and asked again if there is a new one.
 *
 * Returns: whether @key can be one
 */
gboolean
cw_engine_set_finnhub_key (CwEngine *self, const char *key, GError **error)
{
  g_autofree char *clean = NULL;
  Setting *setting;

  g_return_val_if_fail (CW_IS_ENGINE (self) && cw_engine_get_loader (self) != NULL, FALSE);

  if (!cw_environment_clean_key (key, &clean))
    {
      g_set_error_literal (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_INVALID_KEY,
                           _ ("This cannot be a key"));
      return FALSE;
    }
  setting = g_new0 (Setting, 1);
  setting->router = cw_engine_get_router (self);
  setting->key = g_steal_pointer (&clean);
  cw_loop_thread_invoke (cw_engine_get_network (self), set_key_cb, setting, setting_free);
  return TRUE;
}

/** cw_engine_send_offline: tells the network thread whether it may use the network */
void
cw_engine_send_offline (CwEngine *self, gboolean offline)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->router = cw_engine_get_router (self);
  setting->offline = offline;
  cw_loop_thread_invoke (cw_engine_get_network (self), set_offline_cb, setting, setting_free);
}
