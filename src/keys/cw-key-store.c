/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-key-store.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "cw-environment.h"

/* The application's name keeps the released and the development version apart where the name of a
 * schema is not looked at. */
static const SecretSchema schema = {
  APPLICATION_ID,
  SECRET_SCHEMA_NONE,
  {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "provider", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* What is looked for, and what was found. */
typedef struct
{
  GHashTable *attributes; /* owned */
  GList *items;           /* owned: of SecretRetrievable */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_list_free_full (search->items, g_object_unref);
  g_hash_table_unref (search->attributes);
  g_free (search);
}

static GHashTable *
make_attributes (const char *provider)
{
  return secret_attributes_build (&schema, "application", APPLICATION_ID, "provider", provider,
                                  NULL);
}

static GTask *
new_task (gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static Search *
set_search (GTask *task, const char *provider)
{
  Search *search = g_new0 (Search, 1);

  search->attributes = make_attributes (provider);
  g_task_set_task_data (task, search, search_free);
  return search;
}

/* Ends @task as failed. Takes both. */
static void
fail (GTask *task, GError *cause)
{
  g_task_return_error (task, cw_key_error_explain (cause, g_task_get_cancellable (task)));
  g_object_unref (task);
}

/* --- look up --- */

static void
return_secret (GTask *task, SecretValue *secret)
{
  char *key = NULL;

  if (!cw_environment_clean_key (secret_value_get_text (secret), &key))
    g_task_return_new_error (task, CW_KEY_ERROR, CW_KEY_ERROR_INVALID,
                             _ ("What the keyring holds cannot be a key"));
  else
    g_task_return_pointer (task, key, (GDestroyNotify) cw_key_free);
  secret_value_unref (secret);
  g_object_unref (task);
}

static void
retrieved_cb (GObject *item, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  SecretValue *secret =
      secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (item), result, &error);

  if (secret != NULL)
    {
      return_secret (data, secret);
      return;
    }
  if (error == NULL) /* it is there, and nobody may look at it */
    g_set_error_literal (&error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "no secret");
  fail (data, g_steal_pointer (&error));
}

static gboolean
is_locked (gpointer item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (item);
}

/* One that can be read counts more than one in a keyring that is locked. */
static SecretRetrievable *
choose_item (GList *items)
{
  for (GList *l = items; l != NULL; l = l->next)
    if (!is_locked (l->data))
      return l->data;
  return items->data;
}

static void
read_item (GTask *task, SecretRetrievable *item)
{
  if (is_locked (item))
    fail (task, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "item"));
  else
    secret_retrievable_retrieve_secret (item, g_task_get_cancellable (task), retrieved_cb, task);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  search->items = secret_password_search_finish (result, &error);
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  if (search->items != NULL)
    {
      read_item (task, choose_item (search->items));
      return;
    }
  g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

/**
 * cw_key_store_lookup_async:
 * @provider: whose key, for example `finnhub`
 * @lookup: what may happen for its sake
 * @cancellable: (nullable): to give up, which closes what the keyring asks
 * @callback: called with the result
 * @user_data: given to @callback
 *
 * Looks for the key that a person has saved for a provider.
 */
void
cw_key_store_lookup_async (const char *provider,
                           CwKeyLookup lookup,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = new_task (cw_key_store_lookup_async, cancellable, callback, user_data);
  Search *search = set_search (task, provider);
  SecretSearchFlags flags = SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS;

  if (lookup == CW_KEY_LOOKUP_MAY_ASK)
    flags |= SECRET_SEARCH_UNLOCK;
  secret_password_searchv (&schema, search->attributes, flags, cancellable, found_cb, task);
}

/**
 * cw_key_store_lookup_finish:
 * @result: what the callback was given
 * @key: (out) (transfer full) (nullable): the key, to be freed by cw_key_free(); %NULL if none is
 *   saved
 * @error: return location for a #CwKeyError
 *
 * Returns: whether it is known if there is a key
 */
gboolean
cw_key_store_lookup_finish (GAsyncResult *result, char **key, GError **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, cw_key_store_lookup_async), FALSE);

  *key = g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* --- save --- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (error == NULL) /* so libsecret says that a person dismissed what the keyring asked */
    error = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "dismissed");
  fail (g_steal_pointer (&task), error);
}

/**
 * cw_key_store_save_async:
 * @provider: whose key, for example `finnhub`
 * @key: the key; space around it does not count
 * @cancellable: (nullable): to give up
 * @callback: called with the result
 * @user_data: given to @callback
 *
 * Saves a key in place of the one that was there. The keyring may ask the person to unlock it.
 */
void
cw_key_store_save_async (const char *provider,
                         const char *key,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GHashTable) attributes = make_attributes (provider);
  g_autofree char *label = NULL;
  GTask *task = new_task (cw_key_store_save_async, cancellable, callback, user_data);
  char *clean = NULL;

  if (!cw_environment_clean_key (key, &clean) || clean == NULL)
    {
      g_task_return_new_error (task, CW_KEY_ERROR, CW_KEY_ERROR_INVALID,
                               _ ("This cannot be a key"));
      g_object_unref (task);
      return;
    }
  /* Translators: how the keyring calls what it keeps; %s is a provider, for example finnhub */
  label = g_strdup_printf (_ ("Candlewick: key for %s"), provider);
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, clean, cancellable,
                          saved_cb, task);
  cw_key_free (clean);
}

/** cw_key_store_save_finish: Returns: whether the key is in the keyring now */
gboolean
cw_key_store_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_key_store_save_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- clear --- */

static void delete_next (GTask *task);

static void
deleted_cb (GObject *item, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  if (secret_item_delete_finish (SECRET_ITEM (item), result, &error))
    {
      delete_next (data);
      return;
    }
  if (error == NULL) /* so libsecret says that a person dismissed what the keyring asked */
    error = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "dismissed");
  fail (data, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* What the Secret Service keeps is removed piece by piece: libsecret up to 0.21 ends its own
 * removal of all twice where one is refused. The encrypted file knows nothing but that. */
static void
delete_next (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  g_autoptr (GObject) item = NULL;

  if (search->items == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  item = search->items->data;
  search->items = g_list_delete_link (search->items, search->items);
  if (is_locked (item)) /* a prompt was dismissed; libsecret would take another one for a removal */
    fail (task, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "item"));
  else if (SECRET_IS_ITEM (item))
    secret_item_delete (SECRET_ITEM (item), g_task_get_cancellable (task), deleted_cb, task);
  else
    secret_password_clearv (&schema, search->attributes, g_task_get_cancellable (task), cleared_cb,
                            task);
}

static void
found_to_delete_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  search->items = secret_password_search_finish (result, &error);
  if (error != NULL)
    fail (task, error);
  else
    delete_next (task);
}

/**
 * cw_key_store_clear_async:
 * @provider: whose key, for example `finnhub`
 * @cancellable: (nullable): to give up
 * @callback: called with the result
 * @user_data: given to @callback
 *
 * Removes every key that is saved for a provider. None being there is success. The keyring may ask
 * the person to unlock it.
 */
void
cw_key_store_clear_async (const char *provider,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = new_task (cw_key_store_clear_async, cancellable, callback, user_data);
  Search *search = set_search (task, provider);

  secret_password_searchv (&schema, search->attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK,
                           cancellable, found_to_delete_cb, task);
}

/** cw_key_store_clear_finish: Returns: whether the keyring holds no key of the provider now */
gboolean
cw_key_store_clear_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_key_store_clear_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/** cw_key_free: @key: (transfer full) (nullable): a key, whose memory is wiped before it is freed
 */
void
cw_key_free (char *key)
{
  secret_password_free (key);
}
