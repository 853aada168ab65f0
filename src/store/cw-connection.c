/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-connection.h"

#include "cw-backups.h"
#include "cw-store-file.h"

/* A file that another program held is tried again after so long. */
#define TRY_AGAIN_TIME (10 * G_USEC_PER_SEC)
#define DAY (24 * 60 * 60)

struct _CwConnection
{
  CwWorkers *owner; /* not owned */
  char *directory;
  CwDatabase *database; /* nullable */
  GError *open_error;   /* why there is none */
  gint64 opened_at;     /* monotonic: when that was last tried */
  gint64 n_opened;      /* how often */
  gint64 backup_day;    /* of the last look for a copy, in days since 1970 */
  gboolean is_sound;    /* all of the file has been looked at since it was opened */
  int is_lasting;       /* atomic: there is a file */

  GMutex mutex;
  char *notice; /* nullable, under @mutex */
};

/** cw_connection_new: Returns: (transfer full): a connection that is not open yet; may be called
 * from any thread */
CwConnection *
cw_connection_new (const char *directory, CwWorkers *owner)
{
  CwConnection *self = g_new0 (CwConnection, 1);

  self->directory = g_strdup (directory);
  self->owner = owner;
  self->backup_day = -1;
  g_mutex_init (&self->mutex);
  return self;
}

/** cw_connection_free: @self: (transfer full) (nullable): a connection that is closed; its thread
 * may have ended */
void
cw_connection_free (CwConnection *self)
{
  if (self == NULL)
    return;
  g_assert (self->database == NULL);
  g_mutex_clear (&self->mutex);
  g_free (self->notice);
  g_free (self->directory);
  g_free (self);
}

static void
set_notice (CwConnection *self, char *notice)
{
  if (notice == NULL)
    return;
  g_mutex_lock (&self->mutex);
  g_free (self->notice);
  self->notice = notice;
  g_mutex_unlock (&self->mutex);
}

/* @thorough: something is wrong with the file, so all of it is looked at before it is used; what is
 * damaged is moved aside and a good one put in its place. */
static void
open_again (CwConnection *self, gboolean thorough)
{
  char *notice = NULL;

  cw_connection_close (self);
  self->is_sound = thorough;
  self->database =
      cw_store_file_open (self->directory, self->owner, thorough, &notice, &self->open_error);
  self->opened_at = g_get_monotonic_time ();
  self->n_opened++;
  set_notice (self, notice);
  g_atomic_int_set (&self->is_lasting,
                    self->database != NULL && !cw_database_is_in_memory (self->database));
}

/** cw_connection_open: opens the file; if that fails, cw_connection_get_database() says why */
void
cw_connection_open (CwConnection *self)
{
  open_again (self, FALSE);
}

/** cw_connection_repair: opens the file again after something in it was found to be damaged */
void
cw_connection_repair (CwConnection *self)
{
  open_again (self, TRUE);
}

/** cw_connection_close: closes the file, if it is open */
void
cw_connection_close (CwConnection *self)
{
  g_assert (cw_workers_is_current (self->owner));
  g_clear_pointer (&self->database, cw_database_close);
  g_clear_error (&self->open_error);
}

/**
 * cw_connection_get_database:
 * @self: a connection that was opened
 * @error: return location for a #CwStoreError
 *
 * Looks whether the file is still the one that stands under its name: another program may have put
 * a repaired one there. One that another program held is tried again after a while.
 *
 * Returns: (transfer none) (nullable): the database
 */
CwDatabase *
cw_connection_get_database (CwConnection *self, GError **error)
{
  gboolean was_busy = g_error_matches (self->open_error, CW_STORE_ERROR, CW_STORE_ERROR_BUSY)
                      && g_get_monotonic_time () - self->opened_at > TRY_AGAIN_TIME;

  if (self->database != NULL ? cw_database_has_moved (self->database) : was_busy)
    cw_connection_open (self);
  if (self->database == NULL)
    g_propagate_error (error, g_error_copy (self->open_error));
  return self->database;
}

/* To look at all of a large file takes a moment that nobody who only wants to read has to wait for;
 * but nothing is written to a file, and no copy made of it, before that is done. */
static gboolean
ensure_sound (CwConnection *self, GError **error)
{
  if (!self->is_sound)
    self->is_sound =
        cw_database_is_in_memory (self->database) || cw_database_check (self->database, error);
  return self->is_sound;
}

/* Before the first write of a day the store is copied as the day before left it. That this fails is
 * no reason to refuse the write. */
static void
back_up_daily (CwConnection *self)
{
  gint64 today = g_get_real_time () / G_USEC_PER_SEC / DAY;
  g_autoptr (GError) error = NULL;

  if (self->backup_day == today || cw_database_is_in_memory (self->database))
    return;
  self->backup_day = today;
  if (!cw_backups_make_daily (self->database, &error))
    g_warning ("No backup was made: %s", error->message);
}

/**
 * cw_connection_prepare_to_write:
 * @self: a connection that has a database
 * @error: return location for a #CwStoreError
 *
 * To be called before anything is written.
 *
 * Returns: whether it may be; if not, the file is damaged or cannot be read
 */
gboolean
cw_connection_prepare_to_write (CwConnection *self, GError **error)
{
  if (!ensure_sound (self, error))
    return FALSE;
  back_up_daily (self);
  return TRUE;
}

/** cw_connection_tidy: to be called when there is nothing else to do */
void
cw_connection_tidy (CwConnection *self)
{
  g_autoptr (GError) error = NULL;

  if (self->database == NULL)
    return;
  if (ensure_sound (self, &error))
    cw_database_checkpoint (self->database);
  else if (g_error_matches (error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT))
    cw_connection_repair (self);
}

/** cw_connection_get_n_opened: Returns: how often the file was opened in this session */
gint64
cw_connection_get_n_opened (CwConnection *self)
{
  return self->n_opened;
}

/** cw_connection_is_lasting: Returns: whether what is written will be there the next time */
gboolean
cw_connection_is_lasting (CwConnection *self)
{
  return g_atomic_int_get (&self->is_lasting);
}

/** cw_connection_get_notice: Returns: (transfer full) (nullable): what a person should be told
 * about the file */
char *
cw_connection_get_notice (CwConnection *self)
{
  char *notice;

  g_mutex_lock (&self->mutex);
  notice = g_strdup (self->notice);
  g_mutex_unlock (&self->mutex);
  return notice;
}
