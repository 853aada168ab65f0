/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-quotes.h"

#include "cw-quotes-table.h"
#include "cw-store-jobs.h"

/** cw_stored_quote_free: @stored: (transfer full) (nullable): a quote that was loaded */
void
cw_stored_quote_free (CwStoredQuote *stored)
{
  if (stored == NULL)
    return;
  g_clear_pointer (&stored->quote, cw_symbol_quote_unref);
  g_free (stored);
}

static gboolean
load_quotes (CwDatabase *database,
             gpointer input,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  char **symbols = input;
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_stored_quote_free);

  for (gsize i = 0; symbols[i] != NULL; i++)
    {
      CwStoredQuote *stored;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !cw_quotes_table_load (database, symbols[i], &stored, error))
        return FALSE;
      if (stored != NULL)
        g_ptr_array_add (found, stored);
    }
  *result = g_steal_pointer (&found);
  return TRUE;
}

/**
 * cw_store_load_quotes_async:
 * @self: a store
 * @symbols: (array zero-terminated=1): normalized symbols
 * @cancellable: (nullable): drops the read
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Reads the last quotes of many symbols at once.
 */
void
cw_store_load_quotes_async (CwStore *self,
                            const char *const *symbols,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CwStoreWork work = { CW_STORE_READ,
                       "store-load",
                       NULL,
                       load_quotes,
                       g_strdupv ((char **) symbols),
                       (GDestroyNotify) g_strfreev,
                       (GDestroyNotify) g_ptr_array_unref };

  g_return_if_fail (self != NULL && symbols != NULL);
  cw_store_begin (self, &work, cancellable, callback, user_data);
}

/**
 * cw_store_load_quotes_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable) (element-type CwStoredQuote): the quotes that are stored, in
 *   the order in which they were asked for
 */
GPtrArray *
cw_store_load_quotes_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish (result, error);
}

typedef struct
{
  GPtrArray *quotes; /* of CwSymbolQuote */
  gint64 fetched_at;
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->quotes);
  g_free (batch);
}

static gboolean
save_quotes (CwDatabase *database,
             gpointer input,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const Batch *batch = input;

  for (guint i = 0; i < batch->quotes->len; i++)
    if (!cw_quotes_table_save (database, g_ptr_array_index (batch->quotes, i), batch->fetched_at,
                               error))
      return FALSE;
  return TRUE;
}

/**
 * cw_store_save_quotes_async:
 * @self: a store
 * @quotes: (element-type CwSymbolQuote): quotes as a provider gave them; references are taken
 * @fetched_at: when it gave them, in seconds since 1970
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Puts the quotes in the place of those that are stored, all of them or, if one cannot be right,
 * none. Of each quote's closes the last %CW_STORED_CLOSES are kept. Cannot be cancelled.
 */
void
cw_store_save_quotes_async (CwStore *self,
                            const GPtrArray *quotes,
                            gint64 fetched_at,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CwStoreWork work = { CW_STORE_COPY, "store-save", NULL, save_quotes, NULL, batch_free, NULL };
  Batch *batch;

  g_return_if_fail (self != NULL && quotes != NULL);

  batch = g_new0 (Batch, 1);
  batch->quotes = g_ptr_array_new_full (quotes->len, (GDestroyNotify) cw_symbol_quote_unref);
  for (guint i = 0; i < quotes->len; i++)
    g_ptr_array_add (batch->quotes, cw_symbol_quote_ref (g_ptr_array_index (quotes, i)));
  batch->fetched_at = fetched_at;
  work.input = batch;
  cw_store_begin (self, &work, NULL, callback, user_data);
}

/** cw_store_save_quotes_finish: Returns: whether the quotes are on the disk */
gboolean
cw_store_save_quotes_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish_plain (result, error);
}
