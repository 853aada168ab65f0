/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-quote-batch.h"

struct _CwQuoteBatch
{
  CwQuotesQuery query; /* its symbols are owned */
  GTask *task;         /* owned, until the last symbol is known */
  GPtrArray *results;  /* of CwQuoteResult, in the order asked */
  gsize n_missing;
};

/* One symbol that is asked for by itself. */
typedef struct
{
  CwQuoteBatch *batch; /* owned */
  gsize index;
} Single;

/** cw_quote_result_free: @result: (transfer full) (nullable): a result */
void
cw_quote_result_free (CwQuoteResult *result)
{
  if (result == NULL)
    return;
  g_free (result->symbol);
  g_clear_pointer (&result->quote, cw_symbol_quote_unref);
  g_clear_error (&result->error);
  g_free (result);
}

static void
end (CwQuoteBatch *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_task_return_pointer (task, g_steal_pointer (&self->results),
                         (GDestroyNotify) g_ptr_array_unref);
}

/**
 * cw_quote_batch_new:
 * @query: whose prices; copied
 * @task: (transfer full): what ends with the results, a #GPtrArray of #CwQuoteResult; at once if
 *   there are no symbols
 *
 * Returns: (transfer full): a batch of which nothing has come yet
 */
CwQuoteBatch *
cw_quote_batch_new (const CwQuotesQuery *query, GTask *task)
{
  CwQuoteBatch *self = g_rc_box_new0 (CwQuoteBatch);

  self->query = *query;
  self->query.symbols = (const char *const *) g_strdupv ((char **) query->symbols);
  self->task = task;
  self->n_missing = g_strv_length ((char **) query->symbols);
  self->results =
      g_ptr_array_new_full ((guint) self->n_missing, (GDestroyNotify) cw_quote_result_free);
  for (gsize i = 0; i < self->n_missing; i++)
    {
      CwQuoteResult *result = g_new0 (CwQuoteResult, 1);

      result->symbol = g_strdup (query->symbols[i]);
      g_ptr_array_add (self->results, result);
    }
  if (self->n_missing == 0)
    end (self);
  return self;
}

/** cw_quote_batch_ref: Returns: (transfer full): another reference to the same batch */
CwQuoteBatch *
cw_quote_batch_ref (CwQuoteBatch *batch)
{
  return g_rc_box_acquire (batch);
}

static void
clear_batch (gpointer data)
{
  CwQuoteBatch *self = data;

  g_assert (self->task == NULL);
  g_strfreev ((char **) self->query.symbols);
}

/** cw_quote_batch_unref: @batch: (transfer full): a batch that has ended, or is held elsewhere */
void
cw_quote_batch_unref (CwQuoteBatch *batch)
{
  g_rc_box_release_full (batch, clear_batch);
}

/** cw_quote_batch_get_length: Returns: how many symbols were asked for */
gsize
cw_quote_batch_get_length (CwQuoteBatch *batch)
{
  return g_strv_length ((char **) batch->query.symbols);
}

/** cw_quote_batch_get_symbol: Returns: (transfer none): the symbol at @index */
const char *
cw_quote_batch_get_symbol (CwQuoteBatch *batch, gsize index)
{
  return batch->query.symbols[index];
}

/** cw_quote_batch_get_query: Returns: (transfer none): what was asked */
const CwQuotesQuery *
cw_quote_batch_get_query (CwQuoteBatch *batch)
{
  return &batch->query;
}

/** cw_quote_batch_get_cancellable: Returns: (transfer none) (nullable): what gives the batch up */
GCancellable *
cw_quote_batch_get_cancellable (CwQuoteBatch *batch)
{
  return batch->task != NULL ? g_task_get_cancellable (batch->task) : NULL;
}

/** cw_quote_batch_is_settled: Returns: whether it is known what became of the symbol */
gboolean
cw_quote_batch_is_settled (CwQuoteBatch *batch, gsize index)
{
  const CwQuoteResult *result;

  if (batch->results == NULL)
    return TRUE;
  result = g_ptr_array_index (batch->results, index);
  return result->quote != NULL || result->error != NULL;
}

/**
 * cw_quote_batch_take:
 * @batch: a batch; the caller holds a reference
 * @index: which of its symbols
 * @quote: (transfer full) (nullable): its price, or
 * @error: (transfer full) (nullable): why there is none
 *
 * Notes what became of a symbol, once for each.
 */
void
cw_quote_batch_take (CwQuoteBatch *batch, gsize index, CwSymbolQuote *quote, GError *error)
{
  CwQuoteResult *result = g_ptr_array_index (batch->results, index);

  g_assert ((quote != NULL) != (error != NULL));
  g_assert (!cw_quote_batch_is_settled (batch, index));
  result->quote = quote;
  result->error = error;
  if (batch->query.arrived != NULL)
    batch->query.arrived (index, result, batch->query.arrived_data);
  if (--batch->n_missing == 0)
    end (batch);
}

static void
single_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Single *single = data;
  g_autoptr (CwQuoteBatch) batch = single->batch;
  GError *error = NULL;
  CwSymbolQuote *quote = cw_provider_fetch_quote_finish (CW_PROVIDER (source), result, &error);

  cw_quote_batch_take (batch, single->index, quote, error);
}

/**
 * cw_quote_batch_ask_each:
 * @batch: a batch
 * @provider: a provider that can be asked for one symbol at a time
 *
 * Asks for every symbol by itself; the HTTP policy sees to it that they do not go out all at once.
 */
void
cw_quote_batch_ask_each (CwQuoteBatch *batch, CwProvider *provider)
{
  gsize n = cw_quote_batch_get_length (batch);
  GCancellable *cancellable = cw_quote_batch_get_cancellable (batch);

  for (gsize i = 0; i < n; i++)
    {
      Single *single = g_new (Single, 1);

      *single = (Single){ cw_quote_batch_ref (batch), i };
      cw_provider_fetch_quote_async (provider, batch->query.symbols[i], batch->query.priority,
                                     cancellable, single_cb, single);
    }
}
