/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store.h"

#include <glib/gi18n-lib.h>

#include "cw-connection.h"
#include "cw-copy-queue.h"
#include "cw-store-jobs.h"
#include "cw-store-lists.h"
#include "cw-workers.h"

/* The file is opened before anything else; then what a person did, what has been learned, what is
 * asked, and when there is nothing else to do, tidying up. */
enum
{
  PRIORITY_OPEN = -1000,
  PRIORITY_EDIT = -100,
  PRIORITY_COPY = 0,
  PRIORITY_READ = 100,
  PRIORITY_IDLE = 500,
  PRIORITY_CLOSE = 1000,
};

static const int priorities[CW_N_STORE_KINDS] = {
  [CW_STORE_READ] = PRIORITY_READ,
  [CW_STORE_EDIT] = PRIORITY_EDIT,
  [CW_STORE_COPY] = PRIORITY_COPY,
  [CW_STORE_CARE] = PRIORITY_EDIT,
};

/* Nobody waits longer than this for a program to end because of copies of what providers have. */
#define CLOSING_TIME (G_USEC_PER_SEC / 2)
/* Nor does an edit, or another program, because of copies that are being written. */
#define GROUP_TIME (G_USEC_PER_SEC / 10)

struct _CwStore
{
  CwWorkers *workers; /* of one thread */
  CwCopyQueue *copies;
  char *directory;
  gint64 close_by; /* monotonic; set before @closing is */
  int closing;     /* atomic; set under @begin */
  GMutex begin;    /* nothing is begun by that thread itself once the store is being closed */

  /* Touched by that thread alone, but for what may be called from any. */
  CwConnection *connection;
  gboolean tidy_later; /* tidying up is on its way */
};

typedef struct
{
  CwStore *store;
  CwStoreWork work;
  CwCopy copy; /* used if it is one */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->work.free_input != NULL)
    job->work.free_input (job->work.input);
  g_clear_error (&job->copy.failure);
  g_free (job);
}

static gboolean
is_closing (CwStore *self)
{
  return g_atomic_int_get (&self->closing);
}

static gpointer
tidy_job (gpointer data, GCancellable *cancellable, GError **error)
{
  CwStore *self = data;

  self->tidy_later = FALSE;
  if (!is_closing (self))
    cw_connection_tidy (self->connection);
  return NULL;
}

static void
tidy_when_idle (CwStore *self)
{
  g_mutex_lock (&self->begin);
  if (!self->tidy_later && !is_closing (self))
    {
      self->tidy_later = TRUE;
      cw_workers_run_async (self->workers, PRIORITY_IDLE, "store-tidy", NULL, tidy_job, self, NULL,
                            NULL, NULL, NULL, NULL);
    }
  g_mutex_unlock (&self->begin);
}

static gpointer
open_job (gpointer data, GCancellable *cancellable, GError **error)
{
  CwStore *self = data;

  cw_connection_open (self->connection);
  tidy_when_idle (self);
  return NULL;
}

static gpointer
close_job (gpointer data, GCancellable *cancellable, GError **error)
{
  CwStore *self = data;

  cw_connection_close (self->connection);
  return NULL;
}

static gboolean
do_read (
    CwDatabase *database, Job *job, GCancellable *cancellable, gpointer *result, GError **error)
{
  gboolean done;

  if (!cw_database_begin_reading (database, error))
    return FALSE;
  done = job->work.func (database, job->work.input, cancellable, result, error);
  cw_database_roll_back (database);
  return done;
}

static gboolean
may_be_edited (CwStore *self, CwDatabase *database, GError **error)
{
  if (!cw_database_is_in_memory (database))
    return cw_connection_prepare_to_write (self->connection, error);
  g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY,
               /* Translators: a directory's name */
               _ ("This cannot be changed, because nothing can be stored in “%s”"),
               self->directory);
  return FALSE;
}

static gboolean
do_edit (CwDatabase *database, Job *job, gpointer *result, GError **error)
{
  if (!may_be_edited (job->store, database, error) || !cw_database_begin (database, error))
    return FALSE;
  if (job->work.func (database, job->work.input, NULL, result, error)
      && cw_database_commit (database, error))
    {
      tidy_when_idle (job->store);
      return TRUE;
    }
  cw_database_roll_back (database);
  if (*result != NULL && job->work.free_result != NULL)
    g_clear_pointer (result, job->work.free_result);
  return FALSE;
}

/* When its turn comes, a copy may have been written already together with one before it. */
static gboolean
do_copy (CwDatabase *database, Job *job, GError **error)
{
  CwStore *self = job->store;

  while (!job->copy.is_done)
    {
      gint64 write_by = g_get_monotonic_time () + GROUP_TIME;

      if (is_closing (self))
        write_by = MIN (write_by, self->close_by);
      if (!cw_connection_prepare_to_write (self->connection, error)
          || !cw_copy_queue_write (self->copies, database, write_by, error))
        return FALSE;
      tidy_when_idle (self);
    }
  if (job->copy.failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&job->copy.failure));
  return FALSE;
}

static gboolean
do_work (Job *job, GCancellable *cancellable, gpointer *result, GError **error)
{
  CwDatabase *database;

  if (job->work.kind == CW_STORE_COPY && job->copy.is_done)
    return do_copy (NULL, job, error);
  database = cw_connection_get_database (job->store->connection, error);
  if (database == NULL)
    return FALSE;
  switch (job->work.kind)
    {
    case CW_STORE_READ:
      return do_read (database, job, cancellable, result, error);
    case CW_STORE_EDIT:
      return do_edit (database, job, result, error);
    case CW_STORE_COPY:
      return do_copy (database, job, error);
    case CW_STORE_CARE:
      return may_be_edited (job->store, database, error)
             && job->work.func (database, job->work.input, NULL, result, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gpointer
do_work_or_repair (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gpointer result = NULL;

  if (do_work (job, cancellable, &result, &failure))
    return result;
  if (g_error_matches (failure, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT))
    {
      g_clear_error (&failure);
      cw_connection_repair (job->store->connection);
      if (do_work (job, cancellable, &result, &failure))
        return result;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
is_too_late (const Job *job)
{
  if (!is_closing (job->store))
    return FALSE;
  if (job->work.kind == CW_STORE_READ)
    return TRUE;
  return job->work.kind == CW_STORE_COPY && !job->copy.is_done
         && g_get_monotonic_time () > job->store->close_by;
}

static gpointer
run_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  gpointer result = NULL;

  if (is_too_late (job))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The stored data is being closed"));
  else
    result = do_work_or_repair (job, cancellable, error);
  if (job->work.kind == CW_STORE_COPY && !job->copy.is_done)
    cw_copy_queue_remove (job->store->copies, &job->copy);
  return result;
}

/**
 * cw_store_begin:
 * @self: a store
 * @work: what is to be done; copied, and its input is taken over
 * @cancellable: (nullable): drops a read; must be %NULL for any other work
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Hands a piece of work to the store's thread.
 */
void
cw_store_begin (CwStore *self,
                const CwStoreWork *work,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (cancellable == NULL || work->kind == CW_STORE_READ);

  job->store = self;
  job->work = *work;
  job->copy = (CwCopy){ .func = work->func, .input = work->input };
  if (work->kind == CW_STORE_COPY)
    cw_copy_queue_add (self->copies, &job->copy);
  cw_workers_run_async (self->workers, priorities[work->kind], work->stage, work->symbol, run_job,
                        job, job_free, work->free_result, cancellable, callback, user_data);
}

/** cw_store_finish: Returns: (transfer full) (nullable): the work's result */
gpointer
cw_store_finish (GAsyncResult *result, GError **error)
{
  return cw_workers_run_finish (result, error);
}

/** cw_store_finish_plain: Returns: whether work without a result was done */
gboolean
cw_store_finish_plain (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (cw_workers_run_finish (result, &failure) == NULL && failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * cw_store_new:
 * @directory: where the database is or will be; made when it is needed
 * @trace: (nullable): where the store's work is recorded
 *
 * Returns at once; the file is opened on the store's own thread, before anything else is done
 * there.
 *
 * Returns: (transfer full): a store
 */
CwStore *
cw_store_new (const char *directory, CwTrace *trace)
{
  CwStore *self;

  g_return_val_if_fail (directory != NULL, NULL);

  self = g_new0 (CwStore, 1);
  g_mutex_init (&self->begin);
  self->directory = g_strdup (directory);
  self->copies = cw_copy_queue_new ();
  self->workers = cw_workers_new ("store", 1, trace);
  self->connection = cw_connection_new (directory, self->workers);
  cw_workers_run_async (self->workers, PRIORITY_OPEN, "store-open", NULL, open_job, self, NULL,
                        NULL, NULL, NULL, NULL);
  return self;
}

/**
 * cw_store_free:
 * @self: (transfer full) (nullable): a store
 *
 * Carries out all edits that wait. Gives the copies of providers' data half a second and drops the
 * rest of them, and all reads; they fail with `G_IO_ERROR_CANCELLED`. Then closes the file and
 * waits until that is done. Callbacks that are on their way still come.
 */
void
cw_store_free (CwStore *self)
{
  if (self == NULL)
    return;
  self->close_by = g_get_monotonic_time () + CLOSING_TIME;
  g_mutex_lock (&self->begin);
  g_atomic_int_set (&self->closing, TRUE);
  g_mutex_unlock (&self->begin);
  cw_workers_run_async (self->workers, PRIORITY_CLOSE, "store-close", NULL, close_job, self, NULL,
                        NULL, NULL, NULL, NULL);
  cw_workers_free (self->workers);
  cw_connection_free (self->connection);
  cw_copy_queue_free (self->copies);
  g_mutex_clear (&self->begin);
  g_free (self->directory);
  g_free (self);
}

/** cw_store_get_path: Returns: (transfer full): where the file is or would be */
char *
cw_store_get_path (CwStore *self)
{
  return g_build_filename (self->directory, CW_STORE_FILE_NAME, NULL);
}

/**
 * cw_store_is_lasting:
 * @self: a store of which a callback has come
 *
 * Returns: whether what is stored outlives the program; it does not where no file can be written
 */
gboolean
cw_store_is_lasting (CwStore *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return cw_connection_is_lasting (self->connection);
}

/**
 * cw_store_get_notice:
 * @self: a store
 *
 * What a person should be told about the store itself, for example that a damaged file was moved
 * aside. It may come while the file is being opened, which the first callback of any other function
 * says is over, or later, when damage is found.
 *
 * Returns: (transfer full) (nullable): a message, or %NULL if all is well
 */
char *
cw_store_get_notice (CwStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return cw_connection_get_notice (self->connection);
}

/* The count of a connection means nothing beside that of another one. */
static gboolean
get_data_version (CwDatabase *database,
                  gpointer store,
                  GCancellable *cancellable,
                  gpointer *result,
                  GError **error)
{
  gint64 version;

  if (!cw_database_get_int (database, "PRAGMA data_version", &version, error))
    return FALSE;
  version += cw_connection_get_n_opened (((CwStore *) store)->connection) << 32;
  *result = g_memdup2 (&version, sizeof version);
  return TRUE;
}

/**
 * cw_store_get_data_version_async:
 * @self: a store
 * @cancellable: (nullable): drops the question
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Asks for a number that changes when another program has changed anything in the file: then is the
 * time to load lists again. What this store writes does not change it. Costs next to nothing.
 */
void
cw_store_get_data_version_async (CwStore *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  CwStoreWork work = { CW_STORE_READ, "store-version", NULL, get_data_version, self, NULL, g_free };

  g_return_if_fail (self != NULL);
  cw_store_begin (self, &work, cancellable, callback, user_data);
}

/**
 * cw_store_get_data_version_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: the number, never 0, to be compared with the one before; 0 with @error set
 */
gint64
cw_store_get_data_version_finish (GAsyncResult *result, GError **error)
{
  g_autofree gint64 *version = cw_store_finish (result, error);

  return version != NULL ? *version : 0;
}
