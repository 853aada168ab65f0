/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-accessible.h"

#include <string.h>

#define ROOT "/org/a11y/atspi/accessible/root"
#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define STATE_FOCUSABLE 11
#define STATE_FOCUSED 12
#define COORDINATES_IN_WINDOW 1
#define DEEPEST 60
#define PATIENCE_SECONDS 60
#define ANSWER_MILLISECONDS 5000

static GVariant *
call (GDBusConnection *bus,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  return g_dbus_connection_call_sync (bus, name, path, interface, method, parameters, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, ANSWER_MILLISECONDS, NULL, NULL);
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

/*
 * A look at all there is. A widget is asked five things, and there are hundreds: one question after
 * the other would mostly wait for the bus. So whatever can be asked already is under way at once.
 */
typedef struct
{
  GDBusConnection *bus;
  guint n_unanswered;
} Look;

/* A widget in the tree. */
typedef struct
{
  Look *look;
  int depth;
  CwAccessible *accessible;
  GPtrArray *children; /* of Node */
} Node;

static void
visit (Look *look, GPtrArray *siblings, int depth, const char *bus_name, const char *path);

static void
node_free (gpointer data)
{
  Node *node = data;

  g_ptr_array_unref (node->children);
  g_free (node);
}

/* Ends a question. Returns: (nullable): the answer; a widget that has gone gives none */
static GVariant *
end_question (GObject *bus, GAsyncResult *result, Node *node)
{
  node->look->n_unanswered--;
  return g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);
}

static char *
read_text (GVariant *answer)
{
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL)
    return g_strdup ("");
  g_variant_get (answer, "(v)", &value);
  return g_variant_dup_string (value, NULL);
}

static void
name_cb (GObject *bus, GAsyncResult *result, gpointer data)
{
  Node *node = data;
  g_autoptr (GVariant) answer = end_question (bus, result, node);

  node->accessible->name = read_text (answer);
}

static void
description_cb (GObject *bus, GAsyncResult *result, gpointer data)
{
  Node *node = data;
  g_autoptr (GVariant) answer = end_question (bus, result, node);

  node->accessible->description = read_text (answer);
}

static void
role_cb (GObject *bus, GAsyncResult *result, gpointer data)
{
  Node *node = data;
  g_autoptr (GVariant) answer = end_question (bus, result, node);

  if (answer != NULL)
    g_variant_get (answer, "(u)", &node->accessible->role);
}

static void
state_cb (GObject *bus, GAsyncResult *result, gpointer data)
{
  Node *node = data;
  g_autoptr (GVariant) answer = end_question (bus, result, node);
  g_autoptr (GVariant) words = NULL;
  guint32 word;

  if (answer == NULL)
    return;
  words = g_variant_get_child_value (answer, 0);
  g_variant_get_child (words, STATE_FOCUSABLE / 32, "u", &word);
  node->accessible->focusable = (word >> (STATE_FOCUSABLE % 32) & 1) != 0;
  node->accessible->focused = (word >> (STATE_FOCUSED % 32) & 1) != 0;
}

static void
children_cb (GObject *bus, GAsyncResult *result, gpointer data)
{
  Node *node = data;
  g_autoptr (GVariant) answer = end_question (bus, result, node);
  g_autoptr (GVariant) children = NULL;
  GVariantIter iter;
  const char *bus_name, *path;

  if (answer == NULL)
    return;
  children = g_variant_get_child_value (answer, 0);
  g_variant_iter_init (&iter, children);
  while (g_variant_iter_next (&iter, "(&s&o)", &bus_name, &path))
    visit (node->look, node->children, node->depth + 1, bus_name, path);
}

static void
ask (Node *node,
     const char *interface,
     const char *method,
     GVariant *parameters,
     GAsyncReadyCallback callback)
{
  node->look->n_unanswered++;
  g_dbus_connection_call (node->look->bus, node->accessible->bus_name, node->accessible->path,
                          interface, method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE,
                          ANSWER_MILLISECONDS, NULL, callback, node);
}

static void
visit (Look *look, GPtrArray *siblings, int depth, const char *bus_name, const char *path)
{
  Node *node = g_new (Node, 1);

  *node =
      (Node){ look, depth, g_new0 (CwAccessible, 1), g_ptr_array_new_with_free_func (node_free) };
  node->accessible->bus_name = g_strdup (bus_name);
  node->accessible->path = g_strdup (path);
  g_ptr_array_add (siblings, node);
  ask (node, PROPERTIES, "Get", g_variant_new ("(ss)", ACCESSIBLE, "Name"), name_cb);
  ask (node, PROPERTIES, "Get", g_variant_new ("(ss)", ACCESSIBLE, "Description"), description_cb);
  ask (node, ACCESSIBLE, "GetRole", NULL, role_cb);
  ask (node, ACCESSIBLE, "GetState", NULL, state_cb);
  if (depth < DEEPEST)
    ask (node, ACCESSIBLE, "GetChildren", NULL, children_cb);
}

/* Parents before their children, as they are read out. */
static void
flatten (GPtrArray *nodes, GPtrArray *list)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      Node *node = g_ptr_array_index (nodes, i);

      g_ptr_array_add (list, node->accessible);
      flatten (node->children, list);
    }
}

/** cw_accessible_list: Returns: (transfer full): every widget of every program on the bus */
GPtrArray *
cw_accessible_list (GDBusConnection *bus)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func (node_free);
  GPtrArray *list = g_ptr_array_new_with_free_func (accessible_free);
  Look look = { .bus = bus };

  g_main_context_push_thread_default (context);
  visit (&look, roots, 0, "org.a11y.atspi.Registry", ROOT);
  while (look.n_unanswered > 0)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  flatten (roots, list);
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

/** cw_accessible_await_count: Returns: (transfer full): every widget, once @n of them have @role */
GPtrArray *
cw_accessible_await_count (GDBusConnection *bus, guint role, guint n)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (GPtrArray) list = cw_accessible_list (bus);

      if (cw_accessible_count (list, role) == n)
        return g_steal_pointer (&list);
      g_usleep (G_USEC_PER_SEC / 5);
    }
  g_error ("there are not %u of role %u", n, role);
}

/** cw_accessible_find_middle: waits for a widget and says where it lies within its window */
void
cw_accessible_find_middle (
    GDBusConnection *bus, guint role, const char *name, int *x, int *y, int *height)
{
  g_autoptr (GPtrArray) list = cw_accessible_await (bus, role, name);
  CwAccessible *accessible = cw_accessible_find (list, role, name);
  g_autoptr (GVariant) answer =
      call (bus, accessible->bus_name, accessible->path, "org.a11y.atspi.Component", "GetExtents",
            g_variant_new ("(u)", COORDINATES_IN_WINDOW));
  int width;

  g_assert_nonnull (answer);
  g_variant_get (answer, "((iiii))", x, y, &width, height);
  *x += width / 2;
  *y += *height / 2;
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

/* GTK 4.8 takes an end of -1 for no text at all. */
static int
count_characters (GDBusConnection *bus, const CwAccessible *accessible)
{
  g_autoptr (GVariant) answer =
      call (bus, accessible->bus_name, accessible->path, PROPERTIES, "Get",
            g_variant_new ("(ss)", "org.a11y.atspi.Text", "CharacterCount"));
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL)
    return 0;
  g_variant_get (answer, "(v)", &value);
  return g_variant_get_int32 (value);
}

/** cw_accessible_dup_text: waits for an entry; Returns: (transfer full) (nullable): what stands in
 * it, unless it goes away at this moment */
char *
cw_accessible_dup_text (GDBusConnection *bus, const char *name)
{
  g_autoptr (GPtrArray) list = cw_accessible_await (bus, 0, name);
  CwAccessible *accessible = cw_accessible_find (list, 0, name);
  g_autoptr (GVariant) answer =
      call (bus, accessible->bus_name, accessible->path, "org.a11y.atspi.Text", "GetText",
            g_variant_new ("(ii)", 0, count_characters (bus, accessible)));
  char *text = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(s)", &text);
  return text;
}

/* GTK gives what has no name the name of its class. A scrollable area takes the focus so that keys
 * scroll it, and readers pass it over. */
static gboolean
lacks_name (const CwAccessible *accessible)
{
  const char *name = accessible->name;

  if (!accessible->focusable || accessible->role == CW_ROLE_SCROLL_PANE)
    return FALSE;
  return name[0] == '\0' || g_str_has_prefix (name, "Gtk") || g_str_has_prefix (name, "Adw")
         || g_str_has_prefix (name, "Cw");
}

/** cw_accessible_assert_named: asserts that whatever takes the focus has a name, and that so many
 * do
 */
void
cw_accessible_assert_named (GPtrArray *list, guint at_least)
{
  guint n_focusable = 0, n_nameless = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const CwAccessible *accessible = g_ptr_array_index (list, i);

      n_focusable += accessible->focusable;
      if (!lacks_name (accessible))
        continue;
      n_nameless++;
      g_test_message ("no name: role %u “%s” “%s”", accessible->role, accessible->name,
                      accessible->description);
    }
  g_assert_cmpuint (n_nameless, ==, 0);
  g_assert_cmpuint (n_focusable, >=, at_least);
}
