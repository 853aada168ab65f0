/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-accessible.h"

#include <string.h>

#define ROOT "/org/a11y/atspi/accessible/root"
#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define STATE_FOCUSABLE 11
#define DEEPEST 60
#define PATIENCE_SECONDS 60

static GVariant *
call (GDBusConnection *bus,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  return g_dbus_connection_call_sync (bus, name, path, interface, method, parameters, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, 5000, NULL, NULL);
}

/** cw_accessible_connect: Returns: (transfer full): a connection to the accessibility bus */
GDBusConnection *
cw_accessible_connect (void)
{
  g_autoptr (GDBusConnection) session = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus;
  const char *address;

  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                        "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(&s)", &address);
  bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  return bus;
}

static void
accessible_free (gpointer data)
{
  CwAccessible *accessible = data;

  g_free (accessible->bus_name);
  g_free (accessible->path);
  g_free (accessible->name);
  g_free (accessible->description);
  g_free (accessible);
}

static char *
get_text (GDBusConnection *bus, const CwAccessible *accessible, const char *property)
{
  g_autoptr (GVariant) answer =
      call (bus, accessible->bus_name, accessible->path, "org.freedesktop.DBus.Properties", "Get",
            g_variant_new ("(ss)", ACCESSIBLE, property));
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL)
    return g_strdup ("");
  g_variant_get (answer, "(v)", &value);
  return g_variant_dup_string (value, NULL);
}

static gboolean
is_focusable (GDBusConnection *bus, const CwAccessible *accessible)
{
  g_autoptr (GVariant) answer =
      call (bus, accessible->bus_name, accessible->path, ACCESSIBLE, "GetState", NULL);
  g_autoptr (GVariant) words = NULL;
  guint32 word;

  if (answer == NULL)
    return FALSE;
  words = g_variant_get_child_value (answer, 0);
  g_variant_get_child (words, STATE_FOCUSABLE / 32, "u", &word);
  return (word >> (STATE_FOCUSABLE % 32) & 1) != 0;
}

static guint
get_role (GDBusConnection *bus, const CwAccessible *accessible)
{
  g_autoptr (GVariant) answer =
      call (bus, accessible->bus_name, accessible->path, ACCESSIBLE, "GetRole", NULL);
  guint role = 0;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &role);
  return role;
}

static void
collect (GDBusConnection *bus, const char *bus_name, const char *path, int depth, GPtrArray *list)
{
  CwAccessible *accessible = g_new0 (CwAccessible, 1);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) children = NULL;
  GVariantIter iter;
  const char *child_bus_name, *child_path;

  accessible->bus_name = g_strdup (bus_name);
  accessible->path = g_strdup (path);
  accessible->name = get_text (bus, accessible, "Name");
  accessible->description = get_text (bus, accessible, "Description");
  accessible->role = get_role (bus, accessible);
  accessible->focusable = is_focusable (bus, accessible);
  g_ptr_array_add (list, accessible);
  answer = depth < DEEPEST ? call (bus, bus_name, path, ACCESSIBLE, "GetChildren", NULL) : NULL;
  if (answer == NULL)
    return;
  children = g_variant_get_child_value (answer, 0);
  g_variant_iter_init (&iter, children);
  while (g_variant_iter_next (&iter, "(&s&o)", &child_bus_name, &child_path))
    collect (bus, child_bus_name, child_path, depth + 1, list);
}

/** cw_accessible_list: Returns: (transfer full): every widget of every program on the bus */
GPtrArray *
cw_accessible_list (GDBusConnection *bus)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (accessible_free);

  collect (bus, "org.a11y.atspi.Registry", ROOT, 0, list);
  return list;
}

/** cw_accessible_find: Returns: (transfer none) (nullable): what has a role and begins so */
CwAccessible *
cw_accessible_find (GPtrArray *list, guint role, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    {
      CwAccessible *accessible = g_ptr_array_index (list, i);

      if ((role == 0 || accessible->role == role) && g_str_has_prefix (accessible->name, name))
        return accessible;
    }
  return NULL;
}

/** cw_accessible_count: Returns: how many have @role */
guint
cw_accessible_count (GPtrArray *list, guint role)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += ((CwAccessible *) g_ptr_array_index (list, i))->role == role;
  return n;
}

/** cw_accessible_await: Returns: (transfer full): every widget, once the one that is named is there
 */
GPtrArray *
cw_accessible_await (GDBusConnection *bus, guint role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (GPtrArray) list = cw_accessible_list (bus);

      if (cw_accessible_find (list, role, name) != NULL)
        return g_steal_pointer (&list);
      g_usleep (G_USEC_PER_SEC / 5);
    }
  g_error ("there is no “%s” of role %u", name, role);
}

/** cw_accessible_press: waits for a button and does what a click on it does */
void
cw_accessible_press (GDBusConnection *bus, guint role, const char *name)
{
  g_autoptr (GPtrArray) list = cw_accessible_await (bus, role, name);
  CwAccessible *accessible = cw_accessible_find (list, role, name);
  g_autoptr (GVariant) answer =
      call (bus, accessible->bus_name, accessible->path, "org.a11y.atspi.Action", "DoAction",
            g_variant_new ("(i)", 0));

  g_assert_nonnull (answer);
}

/** cw_accessible_type: waits for an entry and puts @text into it */
void
cw_accessible_type (GDBusConnection *bus, const char *name, const char *text)
{
  g_autoptr (GPtrArray) list = cw_accessible_await (bus, 0, name);
  CwAccessible *accessible = cw_accessible_find (list, 0, name);
  g_autoptr (GVariant) answer =
      call (bus, accessible->bus_name, accessible->path, "org.a11y.atspi.EditableText",
            "SetTextContents", g_variant_new ("(s)", text));

  g_assert_nonnull (answer);
}
