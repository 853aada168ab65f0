/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-drafts.h"

#include <string.h>

#include "cw-drafts-file.h"
#include "cw-lists.h"

/* So much typing a crash can cost. */
#define PAUSE_MS 300

/* The keys of what ends with the window. */
#define TEMPORARY "~"

/* Nobody types that much, and what was pasted is somewhere else too. */
#define MAX_BYTES (64 * 1024)

struct _CwDrafts
{
  GObject parent_instance;

  CwWorkers *workers; /* nullable: until it is shut down */
  CwDraftsFile *file; /* owned, nullable */
  GHashTable *drafts; /* key → texts */
  GHashTable *known;  /* owned, nullable: keys of which the file has nothing to say any more */
  guint pause_source;
};

static guint loaded_signal;

G_DEFINE_FINAL_TYPE (CwDrafts, cw_drafts, G_TYPE_OBJECT)

/* --- the file --- */

static gpointer
write_file (gpointer file, GCancellable *cancellable, GError **error)
{
  return cw_drafts_file_write (file, error) ? cw_drafts_file_ref (file) : NULL;
}

/* A file that cannot be written now may be the next time; until then they are in memory. */
static void
begin_writing (CwDrafts *self)
{
  CwJob job = { .stage = "drafts",
                .func = write_file,
                .data = cw_drafts_file_ref (self->file),
                .free_data = (GDestroyNotify) cw_drafts_file_unref,
                .free_result = (GDestroyNotify) cw_drafts_file_unref };

  cw_workers_run_job_async (self->workers, NULL, &job, NULL, NULL, NULL);
}

static gboolean
pause_over_cb (gpointer data)
{
  CwDrafts *self = data;

  self->pause_source = 0;
  begin_writing (self);
  return G_SOURCE_REMOVE;
}

static gpointer
read_file (gpointer file, GCancellable *cancellable, GError **error)
{
  return cw_drafts_file_read (file);
}

/* What was typed meanwhile is newer. */
static void
merge (CwDrafts *self, GHashTable *read)
{
  GHashTableIter iter;
  gpointer key, texts;

  g_hash_table_iter_init (&iter, read);
  while (g_hash_table_iter_next (&iter, &key, &texts))
    if (!g_hash_table_contains (self->known, key))
      {
        g_hash_table_iter_steal (&iter);
        g_hash_table_replace (self->drafts, key, texts);
      }
  g_clear_pointer (&self->known, g_hash_table_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  CwDrafts *self = CW_DRAFTS (source);
  g_autoptr (GHashTable) read = cw_workers_run_job_finish (self, result, NULL);

  if (self->workers == NULL || read == NULL)
    return;
  merge (self, read);
  g_signal_emit (self, loaded_signal, 0);
}

static void
begin_reading (CwDrafts *self)
{
  CwJob job = { .stage = "drafts",
                .func = read_file,
                .data = cw_drafts_file_ref (self->file),
                .free_data = (GDestroyNotify) cw_drafts_file_unref,
                .free_result = (GDestroyNotify) g_hash_table_unref };

  cw_workers_run_job_async (self->workers, self, &job, NULL, read_cb, NULL);
}

/* --- the object --- */

static void
cw_drafts_finalize (GObject *object)
{
  CwDrafts *self = CW_DRAFTS (object);

  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_pointer (&self->file, cw_drafts_file_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_hash_table_unref (self->drafts);
  G_OBJECT_CLASS (cw_drafts_parent_class)->finalize (object);
}

static void
cw_drafts_class_init (CwDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_drafts_finalize;
  loaded_signal = g_signal_new ("loaded", CW_TYPE_DRAFTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
cw_drafts_init (CwDrafts *self)
{
  self->drafts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
}

/**
 * cw_drafts_new:
 * @workers: (nullable): who touches the file, until cw_drafts_shut_down()
 * @directory: (nullable): where it is, or is to be; without one, drafts are in memory alone
 *
 * Returns: (transfer full): drafts, which begin to be read
 */
CwDrafts *
cw_drafts_new (CwWorkers *workers, const char *directory)
{
  CwDrafts *self = g_object_new (CW_TYPE_DRAFTS, NULL);

  g_return_val_if_fail (directory == NULL || workers != NULL, self);

  if (directory == NULL)
    return self;
  self->workers = workers;
  self->file = cw_drafts_file_new (directory);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  begin_reading (self);
  return self;
}

/** cw_drafts_shut_down: begins to write what is not written yet, and nothing afterwards; to be
 * called before the workers go, who end what was begun */
void
cw_drafts_shut_down (CwDrafts *self)
{
  g_return_if_fail (CW_IS_DRAFTS (self));

  if (self->pause_source != 0)
    begin_writing (self);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->workers = NULL;
}

/**
 * cw_drafts_make_key:
 * @kind: what sort of thing it is, in a word
 * @list: the number of a list, or another number that is always the thing's
 * @symbol: (nullable): a symbol
 *
 * Returns: (transfer full): a name for what is typed about it; that of what belongs to no list that
 *   is kept is forgotten with the window
 */
char *
cw_drafts_make_key (const char *kind, gint64 list, const char *symbol)
{
  return g_strdup_printf ("%s%s %" G_GINT64_FORMAT "/%s", list == CW_LISTS_UNSAVED ? TEMPORARY : "",
                          kind, list, symbol != NULL ? symbol : "");
}

/**
 * cw_drafts_get:
 * @self: drafts
 * @key: what it is about
 * @n_texts: how many texts it must have
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): what was typed about it
 */
const char *const *
cw_drafts_get (CwDrafts *self, const char *key, guint n_texts)
{
  char **texts;

  g_return_val_if_fail (CW_IS_DRAFTS (self) && key != NULL, NULL);

  texts = g_hash_table_lookup (self->drafts, key);
  return texts != NULL && g_strv_length (texts) == n_texts ? (const char *const *) texts : NULL;
}

static gboolean
is_to_be_kept (const char *key, const char *const *texts)
{
  gsize size = 0;

  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    size += strlen (texts[i]);
  return !g_str_has_prefix (key, TEMPORARY) && size <= MAX_BYTES;
}

static void
keep (CwDrafts *self, const char *key, const char *const *texts)
{
  if (self->known != NULL)
    g_hash_table_add (self->known, g_strdup (key));
  cw_drafts_file_note (self->file, key, texts);
  if (self->pause_source == 0)
    self->pause_source = g_timeout_add (PAUSE_MS, pause_over_cb, self);
}

/**
 * cw_drafts_set:
 * @self: drafts
 * @key: what it is about
 * @texts: (nullable) (array zero-terminated=1): what is typed about it; %NULL if it has been saved,
 *   or is nothing
 */
void
cw_drafts_set (CwDrafts *self, const char *key, const char *const *texts)
{
  gboolean is_known;

  g_return_if_fail (CW_IS_DRAFTS (self) && key != NULL);

  is_known = g_hash_table_contains (self->drafts, key);
  if (texts != NULL)
    g_hash_table_replace (self->drafts, g_strdup (key), g_strdupv ((char **) texts));
  else
    g_hash_table_remove (self->drafts, key);
  /* What has not been read yet may have one. */
  if (self->workers != NULL && (texts != NULL || is_known || self->known != NULL)
      && is_to_be_kept (key, texts))
    keep (self, key, texts);
}
