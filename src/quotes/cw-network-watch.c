/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-network-watch.h"

struct _CwNetworkWatch
{
  GNetworkMonitor *monitor; /* owned */
  CwHttpClient *client;
  guint settle_ms;
  CwNetworkWatchFunc func;
  gpointer data;
  gulong changed_id, connectivity_id;
  GMainContext *context;
  GSource *settling; /* owned, nullable: when the network will have kept still */
  gboolean was_there;
};

/* Behind a sign-in page nothing can be had, whatever routes there are. */
static gboolean
is_there (CwNetworkWatch *self)
{
  return g_network_monitor_get_network_available (self->monitor)
         && g_network_monitor_get_connectivity (self->monitor) != G_NETWORK_CONNECTIVITY_PORTAL;
}

static void
stop_settling (CwNetworkWatch *self)
{
  if (self->settling != NULL)
    g_source_destroy (self->settling);
  g_clear_pointer (&self->settling, g_source_unref);
}

static gboolean
settled_cb (gpointer data)
{
  CwNetworkWatch *self = data;
  gboolean was_there = self->was_there;

  stop_settling (self);
  self->was_there = is_there (self);
  /* Another network in the place of a good one is no reason to ask for everything again. */
  if (self->was_there && (cw_http_client_network_changed (self->client) || !was_there))
    self->func (self->data);
  return G_SOURCE_REMOVE;
}

/* A network that comes and goes many times a second is not there. */
static void
changed (CwNetworkWatch *self)
{
  cw_http_client_set_behind_portal (self->client, g_network_monitor_get_connectivity (self->monitor)
                                                      == G_NETWORK_CONNECTIVITY_PORTAL);
  if (!is_there (self))
    self->was_there = FALSE;
  stop_settling (self);
  self->settling = g_timeout_source_new (self->settle_ms);
  g_source_set_callback (self->settling, settled_cb, self, NULL);
  g_source_attach (self->settling, self->context);
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, CwNetworkWatch *self)
{
  changed (self);
}

static void
connectivity_cb (GNetworkMonitor *monitor, GParamSpec *pspec, CwNetworkWatch *self)
{
  changed (self);
}

/**
 * cw_network_watch_new:
 * @monitor: (nullable): who knows of the network; %NULL for this computer's
 * @client: who is told; it must outlive the watch
 * @settle_ms: for how long the network must keep still, for example %CW_NETWORK_SETTLE_MS
 * @func: called once each time the network has come back and kept still, or has become another one
 *   after some hosts could not be reached; in the thread-default context of the calling thread.
 *   Then what is shown can be refreshed
 * @data: what to hand to @func
 *
 * To be called in the main thread, where this computer's monitor has its signals.
 *
 * Returns: (transfer full): a watch
 */
CwNetworkWatch *
cw_network_watch_new (GNetworkMonitor *monitor,
                      CwHttpClient *client,
                      guint settle_ms,
                      CwNetworkWatchFunc func,
                      gpointer data)
{
  CwNetworkWatch *self;

  g_return_val_if_fail (client != NULL && func != NULL, NULL);

  self = g_new0 (CwNetworkWatch, 1);
  self->monitor = g_object_ref (monitor != NULL ? monitor : g_network_monitor_get_default ());
  self->client = client;
  self->settle_ms = settle_ms;
  self->func = func;
  self->data = data;
  self->context = g_main_context_ref_thread_default ();
  self->was_there = is_there (self);
  cw_http_client_set_behind_portal (client, g_network_monitor_get_connectivity (self->monitor)
                                                == G_NETWORK_CONNECTIVITY_PORTAL);
  self->changed_id =
      g_signal_connect (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self);
  self->connectivity_id =
      g_signal_connect (self->monitor, "notify::connectivity", G_CALLBACK (connectivity_cb), self);
  return self;
}

/** cw_network_watch_free: @watch: (transfer full) (nullable): a watch, in the thread it was made in
 */
void
cw_network_watch_free (CwNetworkWatch *watch)
{
  if (watch == NULL)
    return;
  g_signal_handler_disconnect (watch->monitor, watch->changed_id);
  g_signal_handler_disconnect (watch->monitor, watch->connectivity_id);
  stop_settling (watch);
  g_main_context_unref (watch->context);
  g_object_unref (watch->monitor);
  g_free (watch);
}
