/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-migrations.h"

#include <glib/gi18n-lib.h>

#include "cw-backups.h"
#include "cw-store-error.h"

/**
 * cw_migrations_check:
 * @migrations: the steps that are known
 * @database: a connection
 * @version: (out): the number of the file's schema, 0 if it is new
 * @error: return location for a `CW_STORE_ERROR_NEWER_SCHEMA` or `CW_STORE_ERROR_CORRUPT`
 *
 * Looks whether the file is one that may be written. Writes nothing itself.
 *
 * Returns: whether it is
 */
gboolean
cw_migrations_check (const CwMigrations *migrations,
                     CwDatabase *database,
                     gint64 *version,
                     GError **error)
{
  gint64 id, n_tables;

  if (!cw_database_get_int (database, "PRAGMA user_version", version, error)
      || !cw_database_get_int (database, "PRAGMA application_id", &id, error)
      || !cw_database_get_int (database, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if (n_tables > 0 && (id != migrations->application_id || *version < 1))
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT,
                   _ ("The file is a database, but not one of Candlewick’s"));
      return FALSE;
    }
  if (*version > migrations->n_steps)
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_NEWER_SCHEMA,
                   /* Translators: both are numbers of versions of the file's format */
                   _ ("The stored data has format %d, and this version of Candlewick knows formats "
                      "up to %u only; update Candlewick to use it"),
                   (int) *version, migrations->n_steps);
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_step (const CwMigrations *migrations, CwDatabase *database, gint64 from, GError **error)
{
  gint64 version;

  if (!cw_database_begin (database, error))
    return FALSE;
  /* Another program may have taken this step while we waited for our turn. */
  if (!cw_database_get_int (database, "PRAGMA user_version", &version, error)
      || (version == from && !cw_database_run (database, migrations->steps[from], error))
      || !cw_database_commit (database, error))
    {
      cw_database_roll_back (database);
      return FALSE;
    }
  return TRUE;
}

/**
 * cw_migrations_run:
 * @migrations: the steps that are known
 * @database: a connection
 * @error: return location for a #CwStoreError
 *
 * Brings the file to the newest schema, each step in a transaction of its own. A file that holds
 * something already is copied before; if a step fails, the file is as it was before that step.
 *
 * Returns: whether the file has the newest schema now
 */
gboolean
cw_migrations_run (const CwMigrations *migrations, CwDatabase *database, GError **error)
{
  gint64 version;

  if (!cw_migrations_check (migrations, database, &version, error))
    return FALSE;
  if (version > 0 && version < migrations->n_steps && !cw_database_is_in_memory (database)
      && !cw_backups_make (database, CW_BACKUP_MIGRATION, error))
    return FALSE;
  while (version < migrations->n_steps)
    {
      gint64 before = version;

      if (!run_step (migrations, database, before, error)
          || !cw_migrations_check (migrations, database, &version, error))
        return FALSE;
      g_return_val_if_fail (version > before, FALSE);
    }
  return TRUE;
}
