/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fake-network.h"

/* --- the monitor --- */

struct _FakeMonitor
{
  GObject parent;

  gboolean available;
  GNetworkConnectivity connectivity;
};

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static void
fake_monitor_init_interface (GNetworkMonitorInterface *iface)
{
}

static void
fake_monitor_init_initable (GInitableIface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMonitor,
                               fake_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, fake_monitor_init_initable)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                          fake_monitor_init_interface))

static void
fake_monitor_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  const FakeMonitor *self = FAKE_MONITOR (object);

  if (property == PROP_CONNECTIVITY)
    g_value_set_enum (value, self->connectivity);
  else
    g_value_set_boolean (value, property == PROP_AVAILABLE && self->available);
}

static void
fake_monitor_class_init (FakeMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_monitor_init (FakeMonitor *self)
{
  self->available = TRUE;
  self->connectivity = G_NETWORK_CONNECTIVITY_FULL;
}

/** fake_monitor_new: Returns: (transfer full): a monitor that sees a good network */
FakeMonitor *
fake_monitor_new (void)
{
  return g_object_new (FAKE_TYPE_MONITOR, NULL);
}

/** fake_monitor_set: makes the monitor see something else, and say so */
void
fake_monitor_set (FakeMonitor *self, gboolean available, GNetworkConnectivity connectivity)
{
  gboolean changed = connectivity != self->connectivity;

  self->available = available;
  self->connectivity = connectivity;
  if (changed)
    g_object_notify (G_OBJECT (self), "connectivity");
  g_signal_emit_by_name (self, "network-changed", available);
}

/* --- the resolver --- */

#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
free_addresses (gpointer data)
{
  g_list_free_full (data, g_object_unref);
}

static GList *
find_addresses (const char *name)
{
  GList *addresses = NULL;

  if (g_str_equal (name, "two-addresses.test"))
    addresses = g_list_prepend (addresses, g_inet_address_new_from_string ("127.0.0.1"));
  /* Set aside for being thrown away: from there nothing ever comes back. */
  if (g_str_equal (name, "two-addresses.test") || g_str_equal (name, "dead.test"))
    addresses = g_list_prepend (addresses, g_inet_address_new_from_string ("100::1"));
  return addresses;
}

static void
lookup_by_name_async (GResolver *resolver,
                      const char *name,
                      GResolverNameLookupFlags flags,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GList *addresses = find_addresses (name);
  GList *wanted = NULL;

  for (GList *l = addresses; l != NULL; l = l->next)
    {
      gboolean is_v6 = g_inet_address_get_family (l->data) == G_SOCKET_FAMILY_IPV6;

      if (!(flags
            & (is_v6 ? G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY
                     : G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)))
        wanted = g_list_append (wanted, g_object_ref (l->data));
    }
  free_addresses (addresses);
  if (wanted != NULL)
    g_task_return_pointer (task, wanted, free_addresses);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "unknown");
}

static void
lookup_any_async (GResolver *resolver,
                  const char *name,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  lookup_by_name_async (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback,
                        user_data);
}

static GList *
lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_async = lookup_any_async;
  resolver_class->lookup_by_name_finish = lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = lookup_by_name_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

/** fake_resolver_install: makes it this process's resolver */
void
fake_resolver_install (void)
{
  g_autoptr (GResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);

  g_resolver_set_default (resolver);
}

/* --- the proxies --- */

#define TEST_TYPE_PROXIES (test_proxies_get_type ())
G_DECLARE_FINAL_TYPE (TestProxies, test_proxies, TEST, PROXIES, GObject)

struct _TestProxies
{
  GObject parent;
};

static GMutex proxy_mutex;
static char *proxy; /* owned, nullable; under @proxy_mutex */

static gboolean
is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
lookup (GProxyResolver *resolver, const char *uri, GCancellable *cancellable, GError **error)
{
  const char *addresses[] = { "direct://", NULL };
  char **found;

  g_mutex_lock (&proxy_mutex);
  if (proxy != NULL)
    addresses[0] = proxy;
  found = g_strdupv ((char **) addresses);
  g_mutex_unlock (&proxy_mutex);
  return found;
}

static void
lookup_proxy_async (GProxyResolver *resolver,
                    const char *uri,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_pointer (task, lookup (resolver, uri, cancellable, NULL),
                         (GDestroyNotify) g_strfreev);
}

static char **
lookup_proxy_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_proxies_init_interface (GProxyResolverInterface *iface)
{
  iface->is_supported = is_supported;
  iface->lookup = lookup;
  iface->lookup_async = lookup_proxy_async;
  iface->lookup_finish = lookup_proxy_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestProxies,
                               test_proxies,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      test_proxies_init_interface))

static void
test_proxies_class_init (TestProxiesClass *klass)
{
}

static void
test_proxies_init (TestProxies *self)
{
}

/** fake_proxies_install: makes them this process's; before anything asks for a proxy */
void
fake_proxies_install (void)
{
  /* Has GIO look for its own ones first, so that there is a place to add to. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "test", TRUE);
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, TEST_TYPE_PROXIES, "test",
                                  1000);
  g_assert_true (TEST_IS_PROXIES (g_proxy_resolver_get_default ()));
}

/** fake_proxies_set: @address: (nullable): through which everything is asked from now on */
void
fake_proxies_set (const char *address)
{
  g_mutex_lock (&proxy_mutex);
  g_free (proxy);
  proxy = g_strdup (address);
  g_mutex_unlock (&proxy_mutex);
}
