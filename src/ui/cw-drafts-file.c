/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-drafts-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define FILE_NAME "drafts.ini"
#define TEXTS "texts"

/* A person's own words are nobody else's. */
#define DIRECTORY_MODE 0700
#define FILE_MODE 0600

/* What is no file of ours is not read into memory. */
#define MAX_BYTES (4 * 1024 * 1024)
/* Nobody goes on with what was left so many drafts ago; the oldest goes first. */
#define MAX_DRAFTS 100

struct _CwDraftsFile
{
  char *path;
  GMutex lock;       /* of what is noted */
  GHashTable *noted; /* key → texts, or NULL where there is a draft no more */
  GMutex file_lock;  /* one of the threads writes at a time */
};

static GHashTable *
texts_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
}

/** cw_drafts_file_new: Returns: (transfer full): drafts in a file in @directory, which may have to
 * be made */
CwDraftsFile *
cw_drafts_file_new (const char *directory)
{
  CwDraftsFile *self = g_atomic_rc_box_new0 (CwDraftsFile);

  self->path = g_build_filename (directory, FILE_NAME, NULL);
  self->noted = texts_table_new ();
  g_mutex_init (&self->lock);
  g_mutex_init (&self->file_lock);
  return self;
}

/** cw_drafts_file_ref: Returns: (transfer full): another reference */
CwDraftsFile *
cw_drafts_file_ref (CwDraftsFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  CwDraftsFile *self = data;

  g_free (self->path);
  g_hash_table_unref (self->noted);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->file_lock);
}

/** cw_drafts_file_unref: @self: (transfer full): whose reference is given up */
void
cw_drafts_file_unref (CwDraftsFile *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * cw_drafts_file_note:
 * @self: a file
 * @key: what a draft is about
 * @texts: (nullable): the draft; %NULL if there is none any more
 *
 * Notes it for the next cw_drafts_file_write(). Any thread may.
 */
void
cw_drafts_file_note (CwDraftsFile *self, const char *key, const char *const *texts)
{
  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->noted, g_strdup (key), g_strdupv ((char **) texts));
  g_mutex_unlock (&self->lock);
}

static GHashTable *
take_noted (CwDraftsFile *self)
{
  GHashTable *noted;

  g_mutex_lock (&self->lock);
  noted = g_steal_pointer (&self->noted);
  self->noted = texts_table_new ();
  g_mutex_unlock (&self->lock);
  return noted;
}

/* What could not be written is to be the next time, unless something newer is. */
static void
give_back (CwDraftsFile *self, GHashTable *noted)
{
  GHashTableIter iter;
  gpointer key, texts;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, noted);
  while (g_hash_table_iter_next (&iter, &key, &texts))
    if (!g_hash_table_contains (self->noted, key))
      {
        g_hash_table_iter_steal (&iter);
        g_hash_table_replace (self->noted, key, texts);
      }
  g_mutex_unlock (&self->lock);
}

/* What cannot be understood is as good as not there. */
static GKeyFile *
load (CwDraftsFile *self)
{
  GKeyFile *file = g_key_file_new ();
  GStatBuf status;

  if (g_stat (self->path, &status) == 0 && status.st_size <= MAX_BYTES)
    g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  return file;
}

static void
apply (GKeyFile *file, GHashTable *noted)
{
  GHashTableIter iter;
  gpointer key, texts;

  g_hash_table_iter_init (&iter, noted);
  while (g_hash_table_iter_next (&iter, &key, &texts))
    {
      /* So that the newest stand at the end. */
      g_key_file_remove_group (file, key, NULL);
      if (texts != NULL)
        g_key_file_set_string_list (file, key, TEXTS, texts, g_strv_length (texts));
    }
}

/* Returns how many are left. */
static gsize
prune (GKeyFile *file)
{
  gsize n;
  g_auto (GStrv) keys = g_key_file_get_groups (file, &n);

  for (gsize i = 0; i + MAX_DRAFTS < n; i++)
    g_key_file_remove_group (file, keys[i], NULL);
  return MIN (n, MAX_DRAFTS);
}

/* One of the programs writes at a time, too; where a directory cannot be locked, the last one to
 * write wins. Returns what is to be closed afterwards, or -1. */
static int
lock_directory (const char *directory)
{
  int fd = g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    while (flock (fd, LOCK_EX) != 0 && errno == EINTR)
      ;
  return fd;
}

static gboolean
fail (GError **error, int code)
{
  g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code),
                       g_strerror (code));
  return FALSE;
}

static gboolean
save (CwDraftsFile *self, GKeyFile *file, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  /* Nothing typed leaves nothing behind. */
  if (prune (file) == 0)
    return g_unlink (self->path) == 0 || errno == ENOENT || fail (error, errno);
  text = g_key_file_to_data (file, &length, NULL);
  return g_file_set_contents_full (self->path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT, FILE_MODE, error);
}

static gboolean
change (CwDraftsFile *self, GHashTable *noted, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (self->path);
  g_autoptr (GKeyFile) file = NULL;
  gboolean is_saved;
  int lock;

  if (g_mkdir_with_parents (directory, DIRECTORY_MODE) != 0)
    return fail (error, errno);
  lock = lock_directory (directory);
  file = load (self);
  apply (file, noted);
  is_saved = save (self, file, error);
  if (lock >= 0)
    close (lock);
  return is_saved;
}

/**
 * cw_drafts_file_write:
 * @self: a file
 * @error: return location for a #GFileError
 *
 * Writes what has been noted; the file is the old one or the new one, whatever happens. Blocks.
 *
 * Returns: whether it is written
 */
gboolean
cw_drafts_file_write (CwDraftsFile *self, GError **error)
{
  g_autoptr (GHashTable) noted = NULL;
  gboolean is_saved;

  g_mutex_lock (&self->file_lock);
  noted = take_noted (self);
  is_saved = g_hash_table_size (noted) == 0 || change (self, noted, error);
  if (!is_saved)
    give_back (self, noted);
  g_mutex_unlock (&self->file_lock);
  return is_saved;
}

/** cw_drafts_file_read: Returns: (transfer full) (element-type utf8 GStrv): the drafts by what they
 * are about, without any that cannot be read. Blocks. */
GHashTable *
cw_drafts_file_read (CwDraftsFile *self)
{
  GHashTable *drafts = texts_table_new ();
  g_autoptr (GKeyFile) file = NULL;
  g_auto (GStrv) keys = NULL;

  g_mutex_lock (&self->file_lock);
  file = load (self);
  g_mutex_unlock (&self->file_lock);
  keys = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      char **texts = g_key_file_get_string_list (file, keys[i], TEXTS, NULL, NULL);

      if (texts != NULL)
        g_hash_table_replace (drafts, g_strdup (keys[i]), texts);
    }
  return drafts;
}
