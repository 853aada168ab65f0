/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-client.h"

G_BEGIN_DECLS

/** CW_NETWORK_SETTLE_MS: how long the network must keep still before it counts as being there. */
#define CW_NETWORK_SETTLE_MS 2000

/** CwNetworkWatchFunc: is told that the network is there, or is another one. */
typedef void (*CwNetworkWatchFunc) (gpointer data);

/**
 * CwNetworkWatch:
 *
 * Watches whether there is a network, and tells a client what it should know of it: that hosts
 * which could not be reached may be asked again, and that a sign-in page is in the way. What the
 * computer thinks of its network is a hint to try again and never a reason not to.
 */
typedef struct _CwNetworkWatch CwNetworkWatch;

CwNetworkWatch *cw_network_watch_new (GNetworkMonitor *monitor,
                                      CwHttpClient *client,
                                      guint settle_ms,
                                      CwNetworkWatchFunc func,
                                      gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void cw_network_watch_free (CwNetworkWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwNetworkWatch, cw_network_watch_free)

G_END_DECLS
