/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cw-store-error.h"

/* Looking after a database as a whole: whether it is sound, copies of it, its log. */

/* Copies everything at once; a program that writes meanwhile is waited for. */
static int
copy_pages (sqlite3 *to, sqlite3 *from)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");

  if (backup == NULL)
    return sqlite3_extended_errcode (to);
  sqlite3_backup_step (backup, -1);
  return sqlite3_backup_finish (backup);
}

static gboolean
ask_whether_sound (CwDatabase *self, char **answer, GError **error)
{
  CwStatement *statement = cw_database_prepare (self, "PRAGMA quick_check (1)", error);
  gboolean has_row;

  if (statement == NULL || !cw_statement_step (statement, &has_row, error))
    return FALSE;
  *answer = g_strdup (has_row ? cw_statement_get_text (statement, 0) : "");
  /* Only when all has been read is it known that the answer is one. */
  return !has_row || cw_statement_run (statement, error);
}

/* Whether every page can be read, whatever it says. */
static gboolean
can_read_all (CwDatabase *self, GError **error)
{
  sqlite3 *copy = NULL;
  int code = sqlite3_open (":memory:", &copy);

  if (code == SQLITE_OK)
    code = copy_pages (copy, cw_database_get_handle (self));
  if (code != SQLITE_OK)
    cw_sqlite_set_error (error, NULL, code);
  sqlite3_close (copy);
  return code == SQLITE_OK;
}

/**
 * cw_database_check:
 * @self: a connection
 * @error: return location for a `CW_STORE_ERROR_CORRUPT` or, if it cannot be read at all, another
 *   #CwStoreError
 *
 * Reads the whole file and looks whether it hangs together. SQLite calls a page damaged that it
 * could not read, so before that is believed, it is made sure that all can be read, and asked
 * again.
 *
 * Returns: whether it does
 */
gboolean
cw_database_check (CwDatabase *self, GError **error)
{
  g_autofree char *first = NULL, *second = NULL;

  if (!ask_whether_sound (self, &first, error))
    return FALSE;
  if (g_str_equal (first, "ok"))
    return TRUE;
  if (!can_read_all (self, error) || !ask_whether_sound (self, &second, error))
    return FALSE;
  if (g_str_equal (second, "ok"))
    return TRUE;
  g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT,
               _ ("The file of stored data is damaged (%s)"), second);
  return FALSE;
}

/* A renamed file is safe from a loss of power only when its directory is on the disk. */
static void
sync_directory (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd = g_open (directory, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_info ("The directory “%s” could not be synchronised", directory);
  close (fd);
}

/* Writes the copy under a name that says that it is not whole yet. */
static gboolean
write_part (CwDatabase *self, const char *part, GError **error)
{
  sqlite3 *copy = NULL;
  int code = sqlite3_open (part, &copy);

  if (code == SQLITE_OK)
    {
      sqlite3_busy_timeout (copy, CW_DATABASE_BUSY_MILLISECONDS);
      code = copy_pages (copy, cw_database_get_handle (self));
    }
  /* Without a log of its own it is one file, which can be read where nothing can be written. */
  if (code == SQLITE_OK)
    code = sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (code != SQLITE_OK)
    cw_sqlite_set_error (error, NULL, code);
  sqlite3_close (copy);
  return code == SQLITE_OK;
}

static void
remove_part (const char *part)
{
  static const char *const endings[] = { "-journal", "-wal", "-shm", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (part, endings[i], NULL);

      g_unlink (path);
    }
}

/**
 * cw_database_back_up:
 * @self: a connection
 * @path: the copy's file, which is replaced if it is there
 * @error: return location for a #CwStoreError
 *
 * Writes a whole, consistent copy. The file appears under its name only when it is complete.
 *
 * Returns: whether it was written
 */
gboolean
cw_database_back_up (CwDatabase *self, const char *path, GError **error)
{
  /* Another program may be making its copy at this very moment. */
  g_autofree char *part = g_strdup_printf ("%s.part-%d", path, (int) getpid ());

  remove_part (part);
  if (!write_part (self, part, error))
    {
      remove_part (part);
      return FALSE;
    }
  if (g_rename (part, path) != 0)
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY,
                   /* Translators: a file's name, and why it cannot be done */
                   _ ("A copy of the stored data cannot be written to “%s” (%s)"), path,
                   g_strerror (errno));
      remove_part (part);
      return FALSE;
    }
  sync_directory (path);
  return TRUE;
}

/**
 * cw_database_replace_contents:
 * @self: a connection, in no transaction
 * @other: another one, whose contents are copied
 * @error: return location for a #CwStoreError
 *
 * Writes everything that is in @other over what is in @self, in one transaction.
 *
 * Returns: whether it was done; if not, @self is as it was
 */
gboolean
cw_database_replace_contents (CwDatabase *self, CwDatabase *other, GError **error)
{
  int code = copy_pages (cw_database_get_handle (self), cw_database_get_handle (other));

  if (code != SQLITE_OK)
    cw_sqlite_set_error (error, NULL, code);
  return code == SQLITE_OK;
}

/** cw_database_checkpoint: plays the log back into the file, as far as readers let it; to be called
 * when there is nothing else to do */
void
cw_database_checkpoint (CwDatabase *self)
{
  int code = sqlite3_wal_checkpoint_v2 (cw_database_get_handle (self), NULL,
                                        SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

  if (code != SQLITE_OK)
    g_info ("The log could not be played back: %s", sqlite3_errstr (code));
}
