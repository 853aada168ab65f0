/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What GIO asks the system, answered by a test. */

#define FAKE_TYPE_MONITOR (fake_monitor_get_type ())
G_DECLARE_FINAL_TYPE (FakeMonitor, fake_monitor, FAKE, MONITOR, GObject)

FakeMonitor *fake_monitor_new (void);
void fake_monitor_set (FakeMonitor *monitor, gboolean available, GNetworkConnectivity connectivity);

/* A resolver that knows two-addresses.test: first one where nobody answers, then 127.0.0.1; and
 * dead.test, where nobody answers at all. */
void fake_resolver_install (void);

/* A proxy resolver, for all the process: %NULL for no proxy. */
void fake_proxies_install (void);
void fake_proxies_set (const char *proxy);

G_END_DECLS
