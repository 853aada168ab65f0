/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-fake-desktop.h"

#include "cw-loop-thread.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

struct _CwFakeDesktop
{
  CwLoopThread *thread;
  GDBusConnection *bus; /* of that thread, as what follows is */
  guint object, name;

  GMutex mutex;
  GHashTable *shown; /* of numbers that were given and not withdrawn */
  guint n_given;     /* how many, and the number of the last one */
  char *last;        /* its title and its text, with a line between */
};

static const char description[] =
    "<node><interface name='" NAME "'>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<method name='GetServerInformation'><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/></method>"
    "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
    "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
    "</interface></node>";

/* Returns the notification's number: that of the one whose place it takes, or a new one. */
static guint
show (CwFakeDesktop *self, GVariant *parameters)
{
  const char *title, *text;
  guint replaced, number;

  g_variant_get_child (parameters, 1, "u", &replaced);
  g_variant_get_child (parameters, 3, "&s", &title);
  g_variant_get_child (parameters, 4, "&s", &text);
  g_mutex_lock (&self->mutex);
  number = replaced != 0 ? replaced : self->n_given + 1;
  self->n_given = MAX (self->n_given, number);
  g_free (self->last);
  self->last = g_strdup_printf ("%s\n%s", title, text);
  g_hash_table_add (self->shown, GUINT_TO_POINTER (number));
  g_mutex_unlock (&self->mutex);
  return number;
}

static void
close_one (CwFakeDesktop *self, GVariant *parameters)
{
  guint number;

  g_variant_get (parameters, "(u)", &number);
  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->shown, GUINT_TO_POINTER (number));
  g_mutex_unlock (&self->mutex);
}

static void
call_cb (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer self)
{
  static const char *const capabilities[] = { "actions", "body", "persistence", NULL };
  GVariant *answer = NULL;

  if (g_str_equal (method, "GetCapabilities"))
    answer = g_variant_new ("(^as)", capabilities);
  else if (g_str_equal (method, "GetServerInformation"))
    answer = g_variant_new ("(ssss)", "fake", "test", "1", "1.2");
  else if (g_str_equal (method, "Notify"))
    answer = g_variant_new ("(u)", show (self, parameters));
  else
    close_one (self, parameters);
  g_dbus_method_invocation_return_value (invocation, answer);
}

static void
start_func (gpointer data, gpointer unused)
{
  CwFakeDesktop *self = data;
  static const GDBusInterfaceVTable functions = { .method_call = call_cb };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (GVariant) owned = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  node = g_dbus_node_info_new_for_xml (description, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (self->bus, PATH, node->interfaces[0],
                                                    &functions, self, NULL, &error);
  g_assert_no_error (error);
  owned = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", NAME, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

CwFakeDesktop *
cw_fake_desktop_new (void)
{
  CwFakeDesktop *self = g_new0 (CwFakeDesktop, 1);

  g_mutex_init (&self->mutex);
  self->shown = g_hash_table_new (NULL, NULL);
  self->thread = cw_loop_thread_new ("fake-desktop");
  cw_loop_thread_invoke_and_wait (self->thread, start_func, self);
  return self;
}

static void
stop_func (gpointer data, gpointer unused)
{
  CwFakeDesktop *self = data;

  g_dbus_connection_unregister_object (self->bus, self->object);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_clear_object (&self->bus);
}

void
cw_fake_desktop_free (CwFakeDesktop *self)
{
  cw_loop_thread_invoke_and_wait (self->thread, stop_func, self);
  cw_loop_thread_free (self->thread);
  g_hash_table_unref (self->shown);
  g_mutex_clear (&self->mutex);
  g_free (self->last);
  g_free (self);
}

/** cw_fake_desktop_count_shown: Returns: how many were given and not withdrawn */
guint
cw_fake_desktop_count_shown (CwFakeDesktop *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = g_hash_table_size (self->shown);
  g_mutex_unlock (&self->mutex);
  return n;
}

/** cw_fake_desktop_count_given: Returns: how many were given at all */
guint
cw_fake_desktop_count_given (CwFakeDesktop *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_given;
  g_mutex_unlock (&self->mutex);
  return n;
}

/** cw_fake_desktop_dup_last: Returns: (transfer full): title and text of the last one */
char *
cw_fake_desktop_dup_last (CwFakeDesktop *self)
{
  char *last;

  g_mutex_lock (&self->mutex);
  last = g_strdup (self->last);
  g_mutex_unlock (&self->mutex);
  return last;
}

/** cw_fake_desktop_press_last: does what a click on the last one does */
void
cw_fake_desktop_press_last (CwFakeDesktop *self)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->bus, NULL, PATH, NAME, "ActionInvoked",
                                 g_variant_new ("(us)", cw_fake_desktop_count_given (self),
                                                "default"),
                                 &error);
  g_assert_no_error (error);
}
