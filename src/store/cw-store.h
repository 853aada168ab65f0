/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-fundamentals.h"
#include "cw-series.h"
#include "cw-store-error.h"
#include "cw-trace.h"

G_BEGIN_DECLS

/** CW_STORE_FILE_NAME: the database's name in its directory. */
#define CW_STORE_FILE_NAME "candlewick.db"

/**
 * CwStore:
 *
 * What was fetched before: histories and companies' figures, in an SQLite database that one thread
 * owns. Every function may be called from any thread and returns at once; what it began calls back
 * in the caller's thread-default main context.
 *
 * Writes go before reads. A write whose callback reports success survives the loss of power.
 */
typedef struct _CwStore CwStore;

/** CwStoredSeries: bars as they were stored, and when they came from the provider. */
typedef struct
{
  CwSeries *series;  /* owned */
  gint64 fetched_at; /* seconds since 1970 */
} CwStoredSeries;

/** CwStoredFundamentals: figures as they were stored, and when they came from the provider. */
typedef struct
{
  CwFundamentals *fundamentals; /* owned */
  gint64 fetched_at;            /* seconds since 1970 */
} CwStoredFundamentals;

void cw_stored_series_free (CwStoredSeries *stored);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStoredSeries, cw_stored_series_free)
void cw_stored_fundamentals_free (CwStoredFundamentals *stored);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStoredFundamentals, cw_stored_fundamentals_free)

CwStore *cw_store_new (const char *directory, CwTrace *trace);
void cw_store_free (CwStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStore, cw_store_free)

gboolean cw_store_is_lasting (CwStore *store);
char *cw_store_get_notice (CwStore *store) G_GNUC_WARN_UNUSED_RESULT;

void cw_store_load_series_async (CwStore *store,
                                 const char *symbol,
                                 CwInterval interval,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
CwStoredSeries *cw_store_load_series_finish (GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_store_save_series_async (CwStore *store,
                                 const CwSeries *series,
                                 gint64 fetched_at,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean cw_store_save_series_finish (GAsyncResult *result, GError **error);

void cw_store_load_fundamentals_async (CwStore *store,
                                       const char *symbol,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
CwStoredFundamentals *cw_store_load_fundamentals_finish (GAsyncResult *result,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_store_save_fundamentals_async (CwStore *store,
                                       const CwFundamentals *fundamentals,
                                       gint64 fetched_at,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean cw_store_save_fundamentals_finish (GAsyncResult *result, GError **error);

G_END_DECLS
