/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "cw-backups.h"
#include "cw-lists-table.h"
#include "cw-migrations.h"
#include "cw-store.h"

#define DIRECTORY_MODE 0700 /* what somebody watches and holds is nobody else's business */
#define MOST_NAMES 1000
/* A copy that is whole and waits to take the damaged file's place. */
#define RESTORED ".restored"
/* How long one waits for another program that is opening or repairing the same file. */
#define LOCK_MILLISECONDS 5000
#define RETRY_MILLISECONDS 20

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

/* What was not closed as it should be has left its log. */
static gboolean
was_interrupted (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  return exists (log);
}

/* Nothing is written before it is known that the file may be: not by a newer version, not damaged.
 */
static CwDatabase *
open_file (const char *path, CwWorkers *owner, gboolean thorough, GError **error)
{
  gboolean interrupted = was_interrupted (path);
  g_autoptr (CwDatabase) database = cw_database_open (path, owner, error);
  gint64 version;

  if (database == NULL || !cw_migrations_check (&cw_schema, database, &version, error)
      || ((thorough || interrupted || version < cw_schema.n_steps)
          && !cw_database_check (database, error))
      || !cw_database_use_wal (database, error) || !cw_migrations_run (&cw_schema, database, error)
      || !cw_lists_table_ensure_default (database, error))
    return NULL;
  return g_steal_pointer (&database);
}

static char *
describe_loss (const char *aside, const char *backup)
{
  if (backup == NULL)
    /* Translators: %s is a file's name */
    return g_strdup_printf (_ ("The stored data was damaged, and there was no good copy of it. It "
                               "was moved to “%s”. Lists and holdings are lost; everything else is "
                               "fetched again as it is needed."),
                            aside);
  /* Translators: both are names of files */
  return g_strdup_printf (_ ("The stored data was damaged. It was moved to “%s”, and the copy “%s” "
                             "was put in its place; what was changed after that is lost."),
                          aside, backup);
}

/* The copy is made whole beside the damaged file before that is touched, so that whatever
 * interrupts this, one of the two is found the next time. */
static CwDatabase *
replace_file (const char *path, CwWorkers *owner, char **notice, GError **error)
{
  g_autofree char *restored = g_strconcat (path, RESTORED, NULL);
  g_autofree char *backup = cw_backups_copy_newest (path, owner, restored);
  g_autofree char *aside = cw_store_file_move_aside (path, error);

  if (aside == NULL)
    return NULL;
  if (backup != NULL && g_rename (restored, path) != 0)
    g_clear_pointer (&backup, g_free);
  g_free (*notice);
  *notice = describe_loss (aside, backup);
  return open_file (path, owner, TRUE, error);
}

/* What another program, or this one when it was interrupted, could not finish. */
static void
finish_repair (const char *path)
{
  g_autofree char *restored = g_strconcat (path, RESTORED, NULL);

  if (!exists (restored))
    return;
  if (exists (path) || g_rename (restored, path) != 0)
    g_unlink (restored);
}

static CwDatabase *
open_or_replace (
    const char *path, CwWorkers *owner, gboolean thorough, char **notice, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CwDatabase *database;

  finish_repair (path);
  database = open_file (path, owner, thorough, &failure);
  if (database != NULL)
    return database;
  if (g_error_matches (failure, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT))
    return replace_file (path, owner, notice, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Two programs that find the same damage must not both repair it: the second would move aside what
 * the first has just put there. The directory itself is the lock; where it cannot be locked, which
 * some network drives do not allow, one goes on without.
 *
 * Returns: a file to be closed, or -1 */
static int
lock_directory (const char *directory)
{
  int fd = g_open (directory, O_RDONLY | O_CLOEXEC, 0);

  for (int waited = 0; fd >= 0 && waited < LOCK_MILLISECONDS; waited += RETRY_MILLISECONDS)
    {
      if (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        break;
      g_usleep (RETRY_MILLISECONDS * 1000);
    }
  return fd;
}

static CwDatabase *
open_in_directory (
    const char *directory, CwWorkers *owner, gboolean thorough, char **notice, GError **error)
{
  g_autofree char *path = g_build_filename (directory, CW_STORE_FILE_NAME, NULL);
  CwDatabase *database;
  int lock;

  if (g_mkdir_with_parents (directory, DIRECTORY_MODE) != 0)
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY,
                   /* Translators: why it cannot be done */
                   _ ("The directory cannot be made (%s)"), g_strerror (errno));
      return NULL;
    }
  lock = lock_directory (directory);
  database = open_or_replace (path, owner, thorough, notice, error);
  if (lock >= 0)
    close (lock);
  return database;
}

static gboolean
copy_from (CwDatabase *database, const char *path, gboolean unchanging, GError **error)
{
  g_autoptr (CwDatabase) file =
      cw_database_open_to_read (path, cw_database_get_owner (database), unchanging, error);
  gint64 version;

  return file != NULL && cw_migrations_check (&cw_schema, file, &version, error)
         && cw_database_check (file, error) && cw_database_replace_contents (database, file, error);
}

/* What lies in a file that cannot be written can still be looked at. */
static void
copy_what_is_readable (CwDatabase *database, const char *directory)
{
  g_autofree char *path = g_build_filename (directory, CW_STORE_FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || copy_from (database, path, FALSE, NULL))
    return;
  if (!copy_from (database, path, TRUE, &error))
    g_info ("What is stored cannot even be read: %s", error->message);
}

static CwDatabase *
open_in_memory (const char *directory, CwWorkers *owner, GError **error)
{
  g_autoptr (CwDatabase) database = cw_database_open (CW_DATABASE_IN_MEMORY, owner, error);

  if (database == NULL)
    return NULL;
  copy_what_is_readable (database, directory);
  if (!cw_migrations_run (&cw_schema, database, error)
      || !cw_lists_table_ensure_default (database, error))
    return NULL;
  return g_steal_pointer (&database);
}

/**
 * cw_store_file_open:
 * @directory: where the file is; made if it is not there
 * @owner: the pool of one thread that the connection belongs to; the caller runs on it
 * @thorough: whether to look at all of the file; if not, that is done only for one that was not
 *   closed as it should be or is of an older format, and the caller does it before anything else is
 *   written
 * @notice: (out) (transfer full) (nullable): what a person should know about it, %NULL if nothing
 * @error: return location for a #CwStoreError
 *
 * Opens the store's file and brings it to the newest schema. A damaged file is moved aside and the
 * newest good copy put in its place, or a new file begun. Where nothing can be written, the store
 * lives in memory for this session, with what can be read of the file. A file that a newer version
 * wrote is left as it is and refused.
 *
 * Returns: (transfer full) (nullable): the connection
 */
CwDatabase *
cw_store_file_open (
    const char *directory, CwWorkers *owner, gboolean thorough, char **notice, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CwDatabase *database;

  *notice = NULL;
  database = open_in_directory (directory, owner, thorough, notice, &failure);
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
  return open_in_memory (directory, owner, error);
}
