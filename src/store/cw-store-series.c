/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store.h"

#include "cw-fundamentals-table.h"
#include "cw-series-table.h"
#include "cw-store-jobs.h"

/* The part of the store's interface that keeps what providers have: histories and figures. */

typedef struct
{
  char *symbol; /* nullable */
  CwInterval interval;
  CwSeries *series;             /* nullable */
  CwFundamentals *fundamentals; /* nullable */
  gint64 fetched_at;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_free (input->symbol);
  g_clear_pointer (&input->series, cw_series_unref);
  g_clear_pointer (&input->fundamentals, cw_fundamentals_unref);
  g_free (input);
}

static void
begin (CwStore *self,
       CwStoreKind kind,
       CwStoreFunc func,
       Input *input,
       GDestroyNotify free_result,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  const char *symbol = input->series != NULL         ? input->series->info.symbol
                       : input->fundamentals != NULL ? input->fundamentals->symbol
                                                     : input->symbol;
  CwStoreWork work = { kind,       kind == CW_STORE_READ ? "store-load" : "store-save",
                       symbol,     func,
                       input,      input_free,
                       free_result };

  cw_store_begin (self, &work, cancellable, callback, user_data);
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

static gboolean
load_series (CwDatabase *database,
             gpointer data,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const Input *input = data;

  return cw_series_table_load (database, input->symbol, input->interval, cancellable,
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
  Input *input;

  g_return_if_fail (self != NULL && symbol != NULL && interval < CW_N_INTERVALS);

  input = g_new0 (Input, 1);
  input->symbol = g_strdup (symbol);
  input->interval = interval;
  begin (self, CW_STORE_READ, load_series, input, (GDestroyNotify) cw_stored_series_free,
         cancellable, callback, user_data);
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
  return cw_store_finish (result, error);
}

static gboolean
save_series (CwDatabase *database,
             gpointer data,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const Input *input = data;

  return cw_series_table_save (database, input->series, input->fetched_at, error);
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
  Input *input;

  g_return_if_fail (self != NULL && series != NULL);

  input = g_new0 (Input, 1);
  input->series = cw_series_ref (series);
  input->fetched_at = fetched_at;
  begin (self, CW_STORE_COPY, save_series, input, NULL, NULL, callback, user_data);
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
  return cw_store_finish_plain (result, error);
}

static gboolean
load_fundamentals (CwDatabase *database,
                   gpointer data,
                   GCancellable *cancellable,
                   gpointer *result,
                   GError **error)
{
  const Input *input = data;

  return cw_fundamentals_table_load (database, input->symbol, (CwStoredFundamentals **) result,
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
  Input *input;

  g_return_if_fail (self != NULL && symbol != NULL);

  input = g_new0 (Input, 1);
  input->symbol = g_strdup (symbol);
  begin (self, CW_STORE_READ, load_fundamentals, input,
         (GDestroyNotify) cw_stored_fundamentals_free, cancellable, callback, user_data);
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
  return cw_store_finish (result, error);
}

static gboolean
save_fundamentals (CwDatabase *database,
                   gpointer data,
                   GCancellable *cancellable,
                   gpointer *result,
                   GError **error)
{
  const Input *input = data;

  return cw_fundamentals_table_save (database, input->fundamentals, input->fetched_at, error);
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
  Input *input;

  g_return_if_fail (self != NULL && fundamentals != NULL);

  input = g_new0 (Input, 1);
  input->fundamentals = cw_fundamentals_ref (fundamentals);
  input->fetched_at = fetched_at;
  begin (self, CW_STORE_COPY, save_fundamentals, input, NULL, NULL, callback, user_data);
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
  return cw_store_finish_plain (result, error);
}
