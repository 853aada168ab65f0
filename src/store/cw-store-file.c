/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cw-migrations.h"
#include "cw-store.h"

#define DIRECTORY_MODE 0700 /* what somebody watches and holds is nobody else's business */
#define MOST_NAMES 1000

static gboolean
exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A name that nothing has yet, so that no damaged file is ever written over. */
static char *
find_free_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  for (guint i = 1; i < MOST_NAMES; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s.corrupt-%s", path, date)
                                     : g_strdup_printf ("%s.corrupt-%s.%u", path, date, i);

      if (!exists (name))
        return g_steal_pointer (&name);
    }
  return NULL;
}

static gboolean
move_part (const char *path, const char *aside, const char *suffix)
{
  g_autofree char *from = g_strconcat (path, suffix, NULL);
  g_autofree char *to = g_strconcat (aside, suffix, NULL);

  return !exists (from) || g_rename (from, to) == 0;
}

/**
 * cw_store_file_move_aside:
 * @path: a damaged database that nobody has open
 * @error: return location for a #CwStoreError
 *
 * Renames the file and what belongs to it, so that a new one can take its place and the old one can
 * still be looked into.
 *
 * Returns: (transfer full) (nullable): the file's new name
 */
char *
cw_store_file_move_aside (const char *path, GError **error)
{
  g_autofree char *aside = find_free_name (path);

  /* The log goes first: left behind, it would be played into the new file. */
  errno = EEXIST;
  if (aside == NULL || !move_part (path, aside, "-wal") || !move_part (path, aside, "-shm")
      || !move_part (path, aside, ""))
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY,
                   /* Translators: a file's name, and why it cannot be done */
                   _ ("The damaged file “%s” cannot be moved aside (%s)"), path,
                   g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&aside);
}

/* Nothing is written before it is known that the file may be: not by a newer version, not damaged.
 */
static CwDatabase *
open_file (const char *path, CwWorkers *owner, GError **error)
{
  g_autoptr (CwDatabase) database = cw_database_open (path, owner, error);
  gint64 version;

  if (database == NULL || !cw_migrations_check (&cw_schema, database, &version, error)
      || !cw_database_check (database, error) || !cw_database_use_wal (database, error)
      || !cw_migrations_run (&cw_schema, database, error))
    return NULL;
  return g_steal_pointer (&database);
}

static CwDatabase *
replace_file (const char *path, CwWorkers *owner, char **notice, GError **error)
{
  g_autofree char *aside = cw_store_file_move_aside (path, error);

  if (aside == NULL)
    return NULL;
  g_free (*notice);
  /* Translators: %s is a file's name */
  *notice = g_strdup_printf (_ ("The stored data was damaged. It was moved to “%s” and is fetched "
                                "again as it is needed."),
                             aside);
  return open_file (path, owner, error);
}

static CwDatabase *
open_or_replace (const char *path, CwWorkers *owner, char **notice, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CwDatabase *database = open_file (path, owner, &failure);

  if (database != NULL)
    return database;
  if (g_error_matches (failure, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT))
    return replace_file (path, owner, notice, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static CwDatabase *
open_in_directory (const char *directory, CwWorkers *owner, char **notice, GError **error)
{
  g_autofree char *path = g_build_filename (directory, CW_STORE_FILE_NAME, NULL);

  if (g_mkdir_with_parents (directory, DIRECTORY_MODE) != 0)
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY,
                   /* Translators: why it cannot be done */
                   _ ("The directory cannot be made (%s)"), g_strerror (errno));
      return NULL;
    }
  return open_or_replace (path, owner, notice, error);
}

static CwDatabase *
open_in_memory (CwWorkers *owner, GError **error)
{
  g_autoptr (CwDatabase) database = cw_database_open (":memory:", owner, error);

  if (database == NULL || !cw_migrations_run (&cw_schema, database, error))
    return NULL;
  return g_steal_pointer (&database);
}

/**
 * cw_store_file_open:
 * @directory: where the file is; made if it is not there
 * @owner: the pool of one thread that the connection belongs to; the caller runs on it
 * @notice: (out) (transfer full) (nullable): what a person should know about it, %NULL if nothing
 * @error: return location for a #CwStoreError
 *
 * Opens the store's file and brings it to the newest schema. A damaged file is moved aside and a
 * new one begun. Where nothing can be written, the store lives in memory for this session. A file
 * that a newer version wrote is left as it is and refused.
 *
 * Returns: (transfer full) (nullable): the connection
 */
CwDatabase *
cw_store_file_open (const char *directory, CwWorkers *owner, char **notice, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CwDatabase *database;

  *notice = NULL;
  database = open_in_directory (directory, owner, notice, &failure);
  if (database != NULL)
    return database;
  g_free (*notice);
  if (g_error_matches (failure, CW_STORE_ERROR, CW_STORE_ERROR_NEWER_SCHEMA)
      || g_error_matches (failure, CW_STORE_ERROR, CW_STORE_ERROR_BUSY))
    {
      *notice = g_strdup (failure->message);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  /* Translators: a directory's name, and a sentence that says why */
  *notice = g_strdup_printf (_ ("Nothing can be stored in “%s”, so this session keeps its data in "
                                "memory only. %s"),
                             directory, failure->message);
  return open_in_memory (owner, error);
}
