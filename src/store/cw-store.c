/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store.h"

#include <glib/gi18n-lib.h>

#include "cw-fundamentals-table.h"
#include "cw-series-table.h"
#include "cw-store-file.h"
#include "cw-workers.h"

/* The file is opened before anything else; then what has been learned goes before what is asked. */
enum
{
  PRIORITY_OPEN = -1000,
  PRIORITY_WRITE = 0,
  PRIORITY_READ = 100,
  PRIORITY_CLOSE = 1000,
};

/* Nobody waits longer than this for a program to end because of copies of what providers have. */
#define CLOSING_TIME (G_USEC_PER_SEC / 2)

struct _CwStore
{
  CwWorkers *workers; /* of one thread */
  char *directory;
  gint64 close_by; /* monotonic; set before @closing is */
  int closing;     /* atomic */

  /* Touched by that thread alone. */
  CwDatabase *database;
  GError *open_error; /* why there is no database */

  GMutex mutex;
  char *notice; /* nullable, under @mutex */
};

typedef struct _Job Job;

/* What a job does with the open database. A read returns its result by @result. */
typedef gboolean (*JobFunc) (
    CwDatabase *database, Job *job, GCancellable *cancellable, gpointer *result, GError **error);

struct _Job
{
  CwStore *store;
  JobFunc func;
  char *symbol; /* nullable */
  CwInterval interval;
  CwSeries *series;             /* nullable */
  CwFundamentals *fundamentals; /* nullable */
  gint64 fetched_at;
};

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->symbol);
  g_clear_pointer (&job->series, cw_series_unref);
  g_clear_pointer (&job->fundamentals, cw_fundamentals_unref);
  g_free (job);
}

static Job *
job_new (CwStore *self, JobFunc func)
{
  Job *job = g_new0 (Job, 1);

  job->store = self;
  job->func = func;
  return job;
}

/** cw_stored_series_free: @stored: (transfer full) (nullable): what cw_store_load_series_finish()
 * gave */
void
cw_stored_series_free (CwStoredSeries *stored)
{
  if (stored == NULL)
    return;
  g_clear_pointer (&stored->series, cw_series_unref);
  g_free (stored);
}

/** cw_stored_fundamentals_free: @stored: (transfer full) (nullable): figures that were loaded */
void
cw_stored_fundamentals_free (CwStoredFundamentals *stored)
{
  if (stored == NULL)
    return;
  g_clear_pointer (&stored->fundamentals, cw_fundamentals_unref);
  g_free (stored);
}

static gpointer
open_job (gpointer data, GCancellable *cancellable, GError **error)
{
  CwStore *self = data;
  g_autofree char *notice = NULL;

  g_clear_error (&self->open_error);
  self->database = cw_store_file_open (self->directory, self->workers, &notice, &self->open_error);
  g_mutex_lock (&self->mutex);
  if (notice != NULL)
    {
      g_free (self->notice);
      self->notice = g_steal_pointer (&notice);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static gpointer
close_job (gpointer data, GCancellable *cancellable, GError **error)
{
  CwStore *self = data;

  g_clear_pointer (&self->database, cw_database_close);
  g_clear_error (&self->open_error);
  return NULL;
}

/* Opening it again finds the damage, moves the file aside and begins a new one. */
static void
reopen (CwStore *self)
{
  g_clear_pointer (&self->database, cw_database_close);
  open_job (self, NULL, NULL);
}

static gboolean
attempt (Job *job, GCancellable *cancellable, gpointer *result, GError **error)
{
  CwStore *self = job->store;

  if (self->database == NULL)
    {
      g_propagate_error (error, g_error_copy (self->open_error));
      return FALSE;
    }
  return job->func (self->database, job, cancellable, result, error);
}

static gpointer
run_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (GError) failure = NULL;
  gpointer result = NULL;

  if (attempt (job, cancellable, &result, &failure))
    return result;
  if (g_error_matches (failure, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT))
    {
      g_clear_error (&failure);
      reopen (job->store);
      if (attempt (job, cancellable, &result, &failure))
        return result;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gpointer
refuse_while_closing (GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The stored data is being closed"));
  return NULL;
}

static gpointer
run_read (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  if (g_atomic_int_get (&job->store->closing))
    return refuse_while_closing (error);
  return run_job (data, cancellable, error);
}

static gpointer
run_write (gpointer data, GCancellable *cancellable, GError **error)
{
  CwStore *store = ((Job *) data)->store;

  if (g_atomic_int_get (&store->closing) && g_get_monotonic_time () > store->close_by)
    return refuse_while_closing (error);
  return run_job (data, cancellable, error);
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
  self->directory = g_strdup (directory);
  g_mutex_init (&self->mutex);
  self->workers = cw_workers_new ("store", 1, trace);
  cw_workers_run_async (self->workers, PRIORITY_OPEN, "store-open", NULL, open_job, self, NULL,
                        NULL, NULL, NULL, NULL);
  return self;
}

/**
 * cw_store_free:
 * @self: (transfer full) (nullable): a store
 *
 * Gives the writes that wait half a second and drops the rest, and all reads; they fail with
 * `G_IO_ERROR_CANCELLED`. Then closes the file and waits until that is done. Callbacks that are on
 * their way still come.
 */
void
cw_store_free (CwStore *self)
{
  if (self == NULL)
    return;
  self->close_by = g_get_monotonic_time () + CLOSING_TIME;
  g_atomic_int_set (&self->closing, TRUE);
  cw_workers_run_async (self->workers, PRIORITY_CLOSE, "store-close", NULL, close_job, self, NULL,
                        NULL, NULL, NULL, NULL);
  cw_workers_free (self->workers);
  g_mutex_clear (&self->mutex);
  g_free (self->notice);
  g_free (self->directory);
  g_free (self);
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
  char *notice;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->mutex);
  notice = g_strdup (self->notice);
  g_mutex_unlock (&self->mutex);
  return notice;
}

static gboolean
load_series (
    CwDatabase *database, Job *job, GCancellable *cancellable, gpointer *result, GError **error)
{
  return cw_series_table_load (database, job->symbol, job->interval, cancellable,
                               (CwStoredSeries **) result, error);
}

/**
 * cw_store_load_series_async:
 * @self: a store
 * @symbol: a normalized symbol
 * @interval: an interval
 * @cancellable: (nullable): drops the read
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Reads what is stored of a symbol's history, all of it.
 */
void
cw_store_load_series_async (CwStore *self,
                            const char *symbol,
                            CwInterval interval,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Job *job;

  g_return_if_fail (self != NULL && symbol != NULL && interval < CW_N_INTERVALS);

  job = job_new (self, load_series);
  job->symbol = g_strdup (symbol);
  job->interval = interval;
  cw_workers_run_async (self->workers, PRIORITY_READ, "store-load", symbol, run_read, job, job_free,
                        (GDestroyNotify) cw_stored_series_free, cancellable, callback, user_data);
}

/**
 * cw_store_load_series_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the bars, bit for bit as they were saved, or %NULL, without
 *   an error if nothing is stored
 */
CwStoredSeries *
cw_store_load_series_finish (GAsyncResult *result, GError **error)
{
  return cw_workers_run_finish (result, error);
}

static gboolean
save_series (
    CwDatabase *database, Job *job, GCancellable *cancellable, gpointer *result, GError **error)
{
  return cw_series_table_save (database, job->series, job->fetched_at, error);
}

/**
 * cw_store_save_series_async:
 * @self: a store
 * @series: bars as a provider gave them; a reference is taken
 * @fetched_at: when it gave them, in seconds since 1970
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Joins the bars to what is stored of the same symbol and interval: in the time that they cover
 * they take the place of the old ones, and what is older or later stays. To be joined, they must
 * overlap with what is stored, by two bars or more; if the adjusted closes differ there, because of
 * a split or a dividend, the old bars are all forgotten. Bars that leave a gap to the stored ones
 * replace them if they are more, and are not stored otherwise.
 *
 * Cannot be cancelled.
 */
void
cw_store_save_series_async (CwStore *self,
                            const CwSeries *series,
                            gint64 fetched_at,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Job *job;

  g_return_if_fail (self != NULL && series != NULL);

  job = job_new (self, save_series);
  job->series = cw_series_ref (series);
  job->fetched_at = fetched_at;
  cw_workers_run_async (self->workers, PRIORITY_WRITE, "store-save", series->info.symbol, run_write,
                        job, job_free, NULL, NULL, callback, user_data);
}

static gboolean
finish_write (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;

  /* A write has no result but its error. */
  if (cw_workers_run_finish (result, &failure) == NULL && failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * cw_store_save_series_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError
 *
 * Returns: whether the bars are on the disk
 */
gboolean
cw_store_save_series_finish (GAsyncResult *result, GError **error)
{
  return finish_write (result, error);
}

static gboolean
load_fundamentals (
    CwDatabase *database, Job *job, GCancellable *cancellable, gpointer *result, GError **error)
{
  return cw_fundamentals_table_load (database, job->symbol, (CwStoredFundamentals **) result,
                                     error);
}

/**
 * cw_store_load_fundamentals_async:
 * @self: a store
 * @symbol: a normalized symbol
 * @cancellable: (nullable): drops the read
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 */
void
cw_store_load_fundamentals_async (CwStore *self,
                                  const char *symbol,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job;

  g_return_if_fail (self != NULL && symbol != NULL);

  job = job_new (self, load_fundamentals);
  job->symbol = g_strdup (symbol);
  cw_workers_run_async (self->workers, PRIORITY_READ, "store-load", symbol, run_read, job, job_free,
                        (GDestroyNotify) cw_stored_fundamentals_free, cancellable, callback,
                        user_data);
}

/**
 * cw_store_load_fundamentals_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the figures, or %NULL, without an error if none are stored
 */
CwStoredFundamentals *
cw_store_load_fundamentals_finish (GAsyncResult *result, GError **error)
{
  return cw_workers_run_finish (result, error);
}

static gboolean
save_fundamentals (
    CwDatabase *database, Job *job, GCancellable *cancellable, gpointer *result, GError **error)
{
  return cw_fundamentals_table_save (database, job->fundamentals, job->fetched_at, error);
}

/**
 * cw_store_save_fundamentals_async:
 * @self: a store
 * @fundamentals: a company's figures; a reference is taken
 * @fetched_at: when the provider gave them, in seconds since 1970
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Puts the figures in the place of those that are stored. Cannot be cancelled.
 */
void
cw_store_save_fundamentals_async (CwStore *self,
                                  const CwFundamentals *fundamentals,
                                  gint64 fetched_at,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job;

  g_return_if_fail (self != NULL && fundamentals != NULL);

  job = job_new (self, save_fundamentals);
  job->fundamentals = cw_fundamentals_ref (fundamentals);
  job->fetched_at = fetched_at;
  cw_workers_run_async (self->workers, PRIORITY_WRITE, "store-save", fundamentals->symbol,
                        run_write, job, job_free, NULL, NULL, callback, user_data);
}

/**
 * cw_store_save_fundamentals_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError
 *
 * Returns: whether the figures are on the disk
 */
gboolean
cw_store_save_fundamentals_finish (GAsyncResult *result, GError **error)
{
  return finish_write (result, error);
}
