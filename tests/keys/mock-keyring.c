/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "mock-keyring.h"

#include <string.h>

#include "cw-loop-thread.h"

#define BUS_NAME "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define SESSION_PATH SERVICE_PATH "/session/s1"
#define COLLECTION_PATH SERVICE_PATH "/collection/test"
#define ALIAS_PATH SERVICE_PATH "/aliases/default"
#define ITEM_PATH COLLECTION_PATH "/1"
#define PROMPT_PATH SERVICE_PATH "/prompt/p1"
#define NO_PATH "/"

struct _MockKeyring
{
  CwLoopThread *thread;
  GDBusConnection *bus;
  GDBusNodeInfo *node;
  guint name_id;
  guint object_ids[6];
  MockKeyringMood mood;

  GMutex lock; /* of what follows */
  char *secret;
  GVariant *attributes;
  gboolean unlocked;
  guint n_calls, n_prompts;
};

static const char xml[] =
    "<node>"
    "<interface name='org.freedesktop.Secret.Service'>"
    "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
    "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
    "<method name='SearchItems'><arg type='a{ss}' direction='in'/><arg type='ao' direction='out'/>"
    "<arg type='ao' direction='out'/></method>"
    "<method name='Unlock'><arg type='ao' direction='in'/><arg type='ao' direction='out'/>"
    "<arg type='o' direction='out'/></method>"
    "<method name='GetSecrets'><arg type='ao' direction='in'/><arg type='o' direction='in'/>"
    "<arg type='a{o(oayays)}' direction='out'/></method>"
    "<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' direction='out'/>"
    "</method>"
    "<property name='Collections' type='ao' access='read'/>"
    "</interface>"
    "<interface name='org.freedesktop.Secret.Collection'>"
    "<method name='CreateItem'><arg type='a{sv}' direction='in'/>"
    "<arg type='(oayays)' direction='in'/><arg type='b' direction='in'/>"
    "<arg type='o' direction='out'/><arg type='o' direction='out'/></method>"
    "<property name='Items' type='ao' access='read'/>"
    "<property name='Label' type='s' access='read'/>"
    "<property name='Locked' type='b' access='read'/>"
    "<property name='Created' type='t' access='read'/>"
    "<property name='Modified' type='t' access='read'/>"
    "</interface>"
    "<interface name='org.freedesktop.Secret.Item'>"
    "<method name='Delete'><arg type='o' direction='out'/></method>"
    "<method name='GetSecret'><arg type='o' direction='in'/><arg type='(oayays)' direction='out'/>"
    "</method>"
    "<property name='Attributes' type='a{ss}' access='read'/>"
    "<property name='Label' type='s' access='read'/>"
    "<property name='Type' type='s' access='read'/>"
    "<property name='Locked' type='b' access='read'/>"
    "<property name='Created' type='t' access='read'/>"
    "<property name='Modified' type='t' access='read'/>"
    "</interface>"
    "<interface name='org.freedesktop.Secret.Prompt'>"
    "<method name='Prompt'><arg type='s' direction='in'/></method>"
    "<method name='Dismiss'/>"
    "<signal name='Completed'><arg type='b'/><arg type='v'/></signal>"
    "</interface>"
    "<interface name='org.freedesktop.Secret.Session'><method name='Close'/></interface>"
    "</node>";

static gboolean
is_locked (MockKeyring *self)
{
  return !self->unlocked
         && (self->mood == MOCK_KEYRING_LOCKED || self->mood == MOCK_KEYRING_DISMISSED);
}

/* --- what is said --- */

static GVariant *
make_secret (MockKeyring *self)
{
  return g_variant_new ("(o@ay@ays)", SESSION_PATH,
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, NULL, 0, 1),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, self->secret,
                                                   strlen (self->secret), 1),
                        "text/plain");
}

static GVariant *
make_paths (const char *path)
{
  return g_variant_new_objv (&path, path != NULL ? 1 : 0);
}

static void
open_session (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  const char *algorithm;

  g_variant_get_child (parameters, 0, "&s", &algorithm);
  if (g_str_equal (algorithm, "plain"))
    g_dbus_method_invocation_return_value (call, g_variant_new ("(vo)", g_variant_new_string (""),
                                                                SESSION_PATH));
  else
    g_dbus_method_invocation_return_dbus_error (call, "org.freedesktop.DBus.Error.NotSupported",
                                                "plain only");
}

static gboolean
holds (GVariant *attributes, const char *name, const char *value)
{
  const char *own;

  return g_variant_lookup (attributes, name, "&s", &own) && g_str_equal (own, value);
}

static gboolean
matches (MockKeyring *self, GVariant *wanted)
{
  GVariantIter iter;
  const char *name, *value;

  if (self->secret == NULL)
    return FALSE;
  g_variant_iter_init (&iter, wanted);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    if (!holds (self->attributes, name, value))
      return FALSE;
  return TRUE;
}

static void
search_items (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  g_autoptr (GVariant) wanted = g_variant_get_child_value (parameters, 0);
  const char *found = matches (self, wanted) ? ITEM_PATH : NULL;

  g_dbus_method_invocation_return_value (
      call, g_variant_new ("(@ao@ao)", make_paths (is_locked (self) ? NULL : found),
                           make_paths (is_locked (self) ? found : NULL)));
}

static void
unlock (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  if (is_locked (self))
    g_dbus_method_invocation_return_value (call, g_variant_new ("(@aoo)", make_paths (NULL),
                                                                PROMPT_PATH));
  else
    g_dbus_method_invocation_return_value (
        call, g_variant_new ("(@aoo)", g_variant_get_child_value (parameters, 0), NO_PATH));
}

static void
refuse_locked (GDBusMethodInvocation *call)
{
  g_dbus_method_invocation_return_dbus_error (call, "org.freedesktop.Secret.Error.IsLocked",
                                              "locked");
}

static void
get_secrets (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  GVariantBuilder secrets;

  g_variant_builder_init (&secrets, G_VARIANT_TYPE ("a{o(oayays)}"));
  if (self->secret != NULL && !is_locked (self))
    g_variant_builder_add (&secrets, "{o@(oayays)}", ITEM_PATH, make_secret (self));
  g_dbus_method_invocation_return_value (call, g_variant_new ("(a{o(oayays)})", &secrets));
}

static void
get_secret (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  if (is_locked (self))
    refuse_locked (call);
  else
    g_dbus_method_invocation_return_value (call, g_variant_new ("(@(oayays))", make_secret (self)));
}

static void
read_alias (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  g_dbus_method_invocation_return_value (call, g_variant_new ("(o)", COLLECTION_PATH));
}

static void
keep (MockKeyring *self, GVariant *properties, GVariant *secret)
{
  g_autoptr (GVariant) bytes = g_variant_get_child_value (secret, 2);
  gsize length;
  const char *data = g_variant_get_fixed_array (bytes, &length, 1);

  g_free (self->secret);
  self->secret = g_strndup (data, length);
  g_clear_pointer (&self->attributes, g_variant_unref);
  self->attributes = g_variant_lookup_value (properties, "org.freedesktop.Secret.Item.Attributes",
                                             G_VARIANT_TYPE ("a{ss}"));
}

static void
create_item (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  g_autoptr (GVariant) properties = g_variant_get_child_value (parameters, 0);
  g_autoptr (GVariant) secret = g_variant_get_child_value (parameters, 1);

  if (is_locked (self))
    {
      refuse_locked (call);
      return;
    }
  keep (self, properties, secret);
  g_dbus_method_invocation_return_value (call, g_variant_new ("(oo)", ITEM_PATH, NO_PATH));
}

static void
delete_item (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  if (!is_locked (self))
    g_clear_pointer (&self->secret, g_free);
  g_dbus_method_invocation_return_value (call, g_variant_new ("(o)", is_locked (self) ? PROMPT_PATH
                                                                                      : NO_PATH));
}

static void
prompt (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  gboolean dismissed = self->mood == MOCK_KEYRING_DISMISSED;

  self->n_prompts++;
  self->unlocked = !dismissed;
  g_dbus_method_invocation_return_value (call, NULL);
  g_dbus_connection_emit_signal (
      self->bus, NULL, PROMPT_PATH, "org.freedesktop.Secret.Prompt", "Completed",
      g_variant_new ("(bv)", dismissed, make_paths (dismissed ? NULL : ITEM_PATH)), NULL);
}

static void
do_nothing (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call)
{
  g_dbus_method_invocation_return_value (call, NULL);
}

static const struct
{
  const char *name;
  gboolean changes;
  void (*func) (MockKeyring *self, GVariant *parameters, GDBusMethodInvocation *call);
} methods[] = {
  { "OpenSession", FALSE, open_session },
  { "SearchItems", FALSE, search_items },
  { "Unlock", FALSE, unlock },
  { "GetSecrets", FALSE, get_secrets },
  { "GetSecret", FALSE, get_secret },
  { "ReadAlias", FALSE, read_alias },
  { "CreateItem", TRUE, create_item },
  { "Delete", TRUE, delete_item },
  { "Prompt", FALSE, prompt },
  { "Dismiss", FALSE, do_nothing },
  { "Close", FALSE, do_nothing },
};

static void
answer (MockKeyring *self, const char *name, GVariant *parameters, GDBusMethodInvocation *call)
{
  self->n_calls++;
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].name, name))
      {
        if (self->mood == MOCK_KEYRING_SILENT)
          g_object_unref (call); /* which is how a call stays without an answer */
        else if (methods[i].changes && self->mood == MOCK_KEYRING_REFUSES)
          g_dbus_method_invocation_return_dbus_error (call, "org.example.Full", "the disk is full");
        else
          methods[i].func (self, parameters, call);
        return;
      }
  g_assert_not_reached ();
}

static void
call_cb (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *name,
         GVariant *parameters,
         GDBusMethodInvocation *call,
         gpointer data)
{
  MockKeyring *self = data;

  g_mutex_lock (&self->lock);
  answer (self, name, parameters, call);
  g_mutex_unlock (&self->lock);
}

static GVariant *
describe (MockKeyring *self, const char *interface, const char *name)
{
  if (g_str_equal (name, "Collections"))
    return make_paths (COLLECTION_PATH);
  if (g_str_equal (name, "Items"))
    return make_paths (self->secret != NULL ? ITEM_PATH : NULL);
  if (g_str_equal (name, "Locked"))
    return g_variant_new_boolean (is_locked (self));
  if (g_str_equal (name, "Attributes"))
    return self->attributes != NULL ? g_variant_ref (self->attributes)
                                    : g_variant_new_array (G_VARIANT_TYPE ("{ss}"), NULL, 0);
  if (g_str_equal (name, "Created") || g_str_equal (name, "Modified"))
    return g_variant_new_uint64 (1);
  return g_variant_new_string ("test");
}

static GVariant *
get_property_cb (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *name,
                 GError **error,
                 gpointer data)
{
  MockKeyring *self = data;
  GVariant *value;

  g_mutex_lock (&self->lock);
  value = describe (self, interface, name);
  g_mutex_unlock (&self->lock);
  return value;
}

/* --- its life --- */

static const GDBusInterfaceVTable vtable = { call_cb, get_property_cb, NULL, { NULL } };

static const struct
{
  const char *path, *interface;
} objects[] = {
  { SERVICE_PATH, "org.freedesktop.Secret.Service" },
  { COLLECTION_PATH, "org.freedesktop.Secret.Collection" },
  { ALIAS_PATH, "org.freedesktop.Secret.Collection" },
  { ITEM_PATH, "org.freedesktop.Secret.Item" },
  { PROMPT_PATH, "org.freedesktop.Secret.Prompt" },
  { SESSION_PATH, "org.freedesktop.Secret.Session" },
};

typedef struct
{
  MockKeyring *keyring;
  GMutex lock;
  GCond cond;
  gboolean done;
} Errand;

static void
finish (Errand *errand)
{
  g_mutex_lock (&errand->lock);
  errand->done = TRUE;
  g_cond_signal (&errand->cond);
  g_mutex_unlock (&errand->lock);
}

static void
acquired_cb (GDBusConnection *bus, const char *name, gpointer errand)
{
  finish (errand);
}

static gboolean
appear_cb (gpointer data)
{
  Errand *errand = data;
  MockKeyring *self = errand->keyring;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      self->object_ids[i] = g_dbus_connection_register_object (
          self->bus, objects[i].path,
          g_dbus_node_info_lookup_interface (self->node, objects[i].interface), &vtable, self, NULL,
          &error);
      g_assert_no_error (error);
    }
  self->name_id = g_bus_own_name_on_connection (self->bus, BUS_NAME, G_BUS_NAME_OWNER_FLAGS_REPLACE,
                                                acquired_cb, NULL, errand, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
vanish_cb (gpointer data)
{
  Errand *errand = data;
  MockKeyring *self = errand->keyring;

  g_bus_unown_name (self->name_id);
  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    g_dbus_connection_unregister_object (self->bus, self->object_ids[i]);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  finish (errand);
  return G_SOURCE_REMOVE;
}

static void
run_there (MockKeyring *self, GSourceFunc func)
{
  Errand errand = { .keyring = self };

  cw_loop_thread_invoke (self->thread, func, &errand, NULL);
  g_mutex_lock (&errand.lock);
  while (!errand.done)
    g_cond_wait (&errand.cond, &errand.lock);
  g_mutex_unlock (&errand.lock);
}

/* Appears on the bus at @bus_address. Once this returns, it is there. */
MockKeyring *
mock_keyring_new (const char *bus_address, MockKeyringMood mood)
{
  MockKeyring *self = g_new0 (MockKeyring, 1);
  g_autoptr (GError) error = NULL;

  self->mood = mood;
  self->thread = cw_loop_thread_new ("mock-keyring");
  self->node = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  self->bus =
      g_dbus_connection_new_for_address_sync (bus_address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  run_there (self, appear_cb);
  return self;
}

void
mock_keyring_free (MockKeyring *self)
{
  run_there (self, vanish_cb);
  cw_loop_thread_free (self->thread);
  g_object_unref (self->bus);
  g_dbus_node_info_unref (self->node);
  g_clear_pointer (&self->attributes, g_variant_unref);
  g_free (self->secret);
  g_free (self);
}

/* Puts a secret in, as the program would. */
void
mock_keyring_put (MockKeyring *self, const char *provider, const char *secret)
{
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "xdg:schema", APPLICATION_ID);
  g_variant_builder_add (&attributes, "{ss}", "application", APPLICATION_ID);
  g_variant_builder_add (&attributes, "{ss}", "provider", provider);
  g_mutex_lock (&self->lock);
  g_free (self->secret);
  self->secret = g_strdup (secret);
  g_clear_pointer (&self->attributes, g_variant_unref);
  self->attributes = g_variant_ref_sink (g_variant_builder_end (&attributes));
  g_mutex_unlock (&self->lock);
}

char *
mock_keyring_dup_secret (MockKeyring *self)
{
  char *secret;

  g_mutex_lock (&self->lock);
  secret = g_strdup (self->secret);
  g_mutex_unlock (&self->lock);
  return secret;
}

char *
mock_keyring_dup_attribute (MockKeyring *self, const char *name)
{
  char *value = NULL;

  g_mutex_lock (&self->lock);
  if (self->attributes != NULL)
    g_variant_lookup (self->attributes, name, "s", &value);
  g_mutex_unlock (&self->lock);
  return value;
}

static guint
read_count (MockKeyring *self, const guint *count)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = *count;
  g_mutex_unlock (&self->lock);
  return n;
}

guint
mock_keyring_get_n_calls (MockKeyring *self)
{
  return read_count (self, &self->n_calls);
}

/* How often somebody was asked to unlock it. */
guint
mock_keyring_get_n_prompts (MockKeyring *self)
{
  return read_count (self, &self->n_prompts);
}
