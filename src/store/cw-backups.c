/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-backups.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cw-migrations.h"

/* A copy's name tells when and why it was made: candlewick-20261120T081500Z-daily.db; a number
 * stands before the ending if the second was taken already. */
#define PREFIX "candlewick-"
#define ENDING ".db"
#define TIME_FORMAT "%Y%m%dT%H%M%SZ"
#define TIME_LENGTH 16
#define DAY_LENGTH 8
#define DIRECTORY_MODE 0700
#define MOST_IN_A_SECOND 100
/* A copy that has not become whole after so long never will. */
#define STALE_SECONDS (60 * 60)

static const char *const reasons[CW_N_BACKUP_REASONS] = {
  [CW_BACKUP_DAILY] = "daily",
  [CW_BACKUP_MIGRATION] = "migration",
  [CW_BACKUP_RESTORE] = "restore",
  [CW_BACKUP_WISH] = "manual",
};

/** cw_store_backup_free: @backup: (transfer full) (nullable): a copy's description */
void
cw_store_backup_free (CwStoreBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->name);
  g_free (backup);
}

static char *
get_directory (const char *store_path)
{
  g_autofree char *directory = g_path_get_dirname (store_path);

  return g_build_filename (directory, CW_STORE_BACKUP_DIRECTORY, NULL);
}

static char *
get_path (const char *store_path, const char *name)
{
  g_autofree char *directory = get_directory (store_path);

  return g_build_filename (directory, name, NULL);
}

static gboolean
get_reason (const char *name, CwBackupReason *reason)
{
  const char *word;

  if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, ENDING)
      || strlen (name) < strlen (PREFIX) + TIME_LENGTH + strlen (ENDING))
    return FALSE;
  word = name + strlen (PREFIX) + TIME_LENGTH;
  for (guint i = 0; i < CW_N_BACKUP_REASONS; i++)
    if (word[0] == '-' && g_str_has_prefix (word + 1, reasons[i]))
      {
        *reason = (CwBackupReason) i;
        return TRUE;
      }
  return FALSE;
}

static gint64
get_time (const char *name)
{
  g_autofree char *text = g_strndup (name + strlen (PREFIX), TIME_LENGTH);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, NULL);

  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

static CwStoreBackup *
describe (const char *store_path, const char *name)
{
  g_autofree char *path = get_path (store_path, name);
  CwStoreBackup *backup;
  CwBackupReason reason;
  GStatBuf status;

  if (!get_reason (name, &reason) || get_time (name) == 0 || g_stat (path, &status) != 0)
    return NULL;
  backup = g_new0 (CwStoreBackup, 1);
  backup->name = g_strdup (name);
  backup->made_at = get_time (name);
  backup->size = status.st_size;
  return backup;
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const CwStoreBackup *one = *(CwStoreBackup *const *) a, *other = *(CwStoreBackup *const *) b;

  if (one->made_at != other->made_at)
    return one->made_at > other->made_at ? -1 : 1;
  return -strcmp (one->name, other->name);
}

/**
 * cw_backups_list:
 * @store_path: the store's file
 *
 * Returns: (transfer full) (element-type CwStoreBackup): the copies that there are, latest first
 */
GPtrArray *
cw_backups_list (const char *store_path)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_store_backup_free);
  g_autofree char *path = get_directory (store_path);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      CwStoreBackup *backup = describe (store_path, name);

      if (backup != NULL)
        g_ptr_array_add (found, backup);
    }
  g_ptr_array_sort (found, compare_backups);
  return found;
}

static void
remove_stale_part (const char *store_path, const char *name)
{
  g_autofree char *path = get_path (store_path, name);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GStatBuf status;

  if (strstr (name, ".part") != NULL && g_stat (path, &status) == 0
      && status.st_mtime < now - STALE_SECONDS)
    g_unlink (path);
}

/** cw_backups_prune: removes all copies but the last %CW_BACKUPS_KEPT, and what is left of those
 * that never became whole */
void
cw_backups_prune (const char *store_path)
{
  g_autoptr (GPtrArray) backups = cw_backups_list (store_path);
  g_autofree char *path = get_directory (store_path);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  for (guint i = CW_BACKUPS_KEPT; i < backups->len; i++)
    {
      const CwStoreBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char *old = get_path (store_path, backup->name);

      g_unlink (old);
    }
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    remove_stale_part (store_path, name);
}

static char *
find_free_path (const char *directory, const char *moment, CwBackupReason reason)
{
  for (guint i = 1; i < MOST_IN_A_SECOND; i++)
    {
      g_autofree char *name =
          i == 1 ? g_strdup_printf (PREFIX "%s-%s" ENDING, moment, reasons[reason])
                 : g_strdup_printf (PREFIX "%s-%s-%02u" ENDING, moment, reasons[reason], i);
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/**
 * cw_backups_make:
 * @database: the store
 * @reason: why
 * @error: return location for a #CwStoreError
 *
 * Writes a whole copy beside the others, or nothing.
 *
 * Returns: whether it was written
 */
gboolean
cw_backups_make (CwDatabase *database, CwBackupReason reason, GError **error)
{
  const char *store_path = cw_database_get_path (database);
  g_autofree char *directory = get_directory (store_path), *path = NULL, *moment = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (g_mkdir_with_parents (directory, DIRECTORY_MODE) != 0)
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY,
                   /* Translators: a directory's name, and why it cannot be done */
                   _ ("The directory for copies of the stored data, “%s”, cannot be made (%s)"),
                   directory, g_strerror (errno));
      return FALSE;
    }
  moment = g_date_time_format (now, TIME_FORMAT);
  path = find_free_path (directory, moment, reason);
  return path != NULL && cw_database_back_up (database, path, error);
}

static gboolean
is_from_today (const char *name)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, TIME_FORMAT);

  return strncmp (name + strlen (PREFIX), today, DAY_LENGTH) == 0;
}

static gboolean
has_daily (const char *store_path)
{
  g_autoptr (GPtrArray) backups = cw_backups_list (store_path);

  for (guint i = 0; i < backups->len; i++)
    {
      const CwStoreBackup *backup = g_ptr_array_index (backups, i);
      CwBackupReason reason;

      if (get_reason (backup->name, &reason) && reason == CW_BACKUP_DAILY
          && is_from_today (backup->name))
        return TRUE;
    }
  return FALSE;
}

/* Whether there is anything that could be lost. */
static gboolean
holds_something (CwDatabase *database, gboolean *holds, GError **error)
{
  gint64 n;

  if (!cw_database_get_int (database,
                            "SELECT EXISTS (SELECT 1 FROM list_entries) "
                            "OR EXISTS (SELECT 1 FROM series) OR (SELECT count(*) FROM lists) > 1",
                            &n, error))
    return FALSE;
  *holds = n != 0;
  return TRUE;
}

/**
 * cw_backups_make_daily:
 * @database: the store
 * @error: return location for a #CwStoreError
 *
 * Writes today's copy, by the date in UTC, unless there is one already or nothing to copy.
 *
 * Returns: whether all is well
 */
gboolean
cw_backups_make_daily (CwDatabase *database, GError **error)
{
  const char *store_path = cw_database_get_path (database);
  gboolean holds;

  if (!holds_something (database, &holds, error))
    return FALSE;
  if (!holds || has_daily (store_path))
    return TRUE;
  if (!cw_backups_make (database, CW_BACKUP_DAILY, error))
    return FALSE;
  cw_backups_prune (store_path);
  return TRUE;
}

/**
 * cw_backups_open:
 * @store_path: the store's file
 * @name: a copy's name, as cw_backups_list() gives it
 * @owner: the pool of one thread that the connection belongs to
 * @error: return location for a #CwStoreError
 *
 * Opens a copy for reading, once it is sure that it is sound and of a format that is known.
 *
 * Returns: (transfer full) (nullable): a connection
 */
CwDatabase *
cw_backups_open (const char *store_path, const char *name, CwWorkers *owner, GError **error)
{
  g_autofree char *path = get_path (store_path, name);
  g_autoptr (CwDatabase) database = NULL;
  CwBackupReason reason;
  gint64 version;

  /* A name is no path: what lies elsewhere is not read from here. */
  if (strchr (name, G_DIR_SEPARATOR) != NULL || !get_reason (name, &reason))
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_NOT_FOUND,
                   /* Translators: a file's name */
                   _ ("There is no copy of the stored data named “%s”"), name);
      return NULL;
    }
  database = cw_database_open_to_read (path, owner, TRUE, error);
  if (database == NULL || !cw_migrations_check (&cw_schema, database, &version, error)
      || !cw_database_check (database, error))
    return NULL;
  if (version == 0)
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT,
                   /* Translators: a file's name */
                   _ ("The copy of the stored data “%s” is empty"), name);
      return NULL;
    }
  return g_steal_pointer (&database);
}

/**
 * cw_backups_copy_newest:
 * @store_path: the store's file
 * @owner: the pool of one thread that connections belong to
 * @to: the file to be written, whole or not at all
 *
 * Copies the latest of the copies that are good.
 *
 * Returns: (transfer full) (nullable): its name, or %NULL if none is good
 */
char *
cw_backups_copy_newest (const char *store_path, CwWorkers *owner, const char *to)
{
  g_autoptr (GPtrArray) backups = cw_backups_list (store_path);

  for (guint i = 0; i < backups->len; i++)
    {
      const CwStoreBackup *backup = g_ptr_array_index (backups, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwDatabase) database = cw_backups_open (store_path, backup->name, owner, &error);

      if (database != NULL && cw_database_back_up (database, to, &error))
        return g_strdup (backup->name);
      g_info ("The copy %s is of no use: %s", backup->name, error->message);
    }
  return NULL;
}
