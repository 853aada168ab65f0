/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-body-cache.h"

#include <string.h>

struct _CwBodyCache
{
  gsize max_bytes, n_bytes;
  GHashTable *entries; /* key → Entry, which owns the key */
  GQueue order;        /* of the entries' links, the one used last at the head */
};

typedef struct
{
  char *key;
  GBytes *body;
  GList link;
} Entry;

static gsize
size_of (const Entry *entry)
{
  return g_bytes_get_size (entry->body) + strlen (entry->key) + sizeof (Entry);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_bytes_unref (entry->body);
  g_free (entry);
}

/** cw_body_cache_new: Returns: (transfer full): an empty cache of at most @max_bytes */
CwBodyCache *
cw_body_cache_new (gsize max_bytes)
{
  CwBodyCache *self = g_new0 (CwBodyCache, 1);

  self->max_bytes = max_bytes;
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  g_queue_init (&self->order);
  return self;
}

/** cw_body_cache_free: @self: (transfer full) (nullable): a cache */
void
cw_body_cache_free (CwBodyCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_free (self);
}

static void
drop (CwBodyCache *self, Entry *entry)
{
  g_queue_unlink (&self->order, &entry->link);
  self->n_bytes -= size_of (entry);
  g_hash_table_remove (self->entries, entry->key);
}

/** cw_body_cache_find: Returns: (transfer none) (nullable): the body kept under @key */
GBytes *
cw_body_cache_find (CwBodyCache *self, const char *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);
  return entry->body;
}

/**
 * cw_body_cache_add:
 * @self: a cache that keeps nothing under @key yet
 * @key: a key
 * @body: what to keep until others have been used more lately
 */
void
cw_body_cache_add (CwBodyCache *self, const char *key, GBytes *body)
{
  Entry *entry = g_new0 (Entry, 1);

  g_return_if_fail (!g_hash_table_contains (self->entries, key));

  entry->key = g_strdup (key);
  entry->body = g_bytes_ref (body);
  entry->link.data = entry;
  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_head_link (&self->order, &entry->link);
  self->n_bytes += size_of (entry);
  while (self->n_bytes > self->max_bytes && self->order.tail != NULL)
    drop (self, self->order.tail->data);
}
