/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-store.h"

G_BEGIN_DECLS

/* How the functions of the store's interface hand their work to its thread. */

/**
 * CwStoreFunc:
 * @database: the open database
 * @input: what the work is given
 * @cancellable: (nullable): to be looked at now and then by long work
 * @result: (out) (transfer full) (nullable): what the caller is given, %NULL until it is set
 * @error: return location for a #CwStoreError
 *
 * A piece of work; runs on the store's thread, in a transaction unless it says otherwise.
 *
 * Returns: whether it was done
 */
typedef gboolean (*CwStoreFunc) (CwDatabase *database,
                                 gpointer input,
                                 GCancellable *cancellable,
                                 gpointer *result,
                                 GError **error);

/**
 * CwStoreKind:
 * @CW_STORE_READ: sees one state of the database; comes after all writes; dropped when the store is
 *   being closed
 * @CW_STORE_EDIT: a person's edit, in a transaction of its own; comes first and is never dropped
 * @CW_STORE_COPY: a copy of what a provider has; those that wait are written together; dropped when
 *   closing takes too long
 * @CW_STORE_CARE: looks after the file itself, in no transaction; takes its turn as an edit does
 */
typedef enum
{
  CW_STORE_READ,
  CW_STORE_EDIT,
  CW_STORE_COPY,
  CW_STORE_CARE,
} CwStoreKind;

#define CW_N_STORE_KINDS (CW_STORE_CARE + 1)

/** CwStoreWork: what is to be done, by whom and with what. */
typedef struct
{
  CwStoreKind kind;
  const char *stage;  /* static text, for the trace */
  const char *symbol; /* nullable: whom it is for, for the trace */
  CwStoreFunc func;
  gpointer input;
  GDestroyNotify free_input;
  GDestroyNotify free_result; /* nullable */
} CwStoreWork;

void cw_store_begin (CwStore *store,
                     const CwStoreWork *work,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
gpointer cw_store_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_store_finish_plain (GAsyncResult *result, GError **error);
char *cw_store_get_path (CwStore *store) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
