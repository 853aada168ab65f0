/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-provider.h"

#include "cw-quote-batch.h"

G_DEFINE_INTERFACE (CwProvider, cw_provider, G_TYPE_OBJECT)

static void
cw_provider_default_init (CwProviderInterface *iface)
{
}

/** cw_provider_get_name: Returns: (transfer none): the provider's name for people */
const char *
cw_provider_get_name (CwProvider *self)
{
  g_return_val_if_fail (CW_IS_PROVIDER (self), NULL);
  return CW_PROVIDER_GET_IFACE (self)->get_name (self);
}

/** cw_provider_has_series: Returns: whether the provider has bars */
gboolean
cw_provider_has_series (CwProvider *self)
{
  g_return_val_if_fail (CW_IS_PROVIDER (self), FALSE);
  return CW_PROVIDER_GET_IFACE (self)->fetch_series_async != NULL;
}

/** cw_provider_has_fundamentals: Returns: whether the provider has companies' figures */
gboolean
cw_provider_has_fundamentals (CwProvider *self)
{
  g_return_val_if_fail (CW_IS_PROVIDER (self), FALSE);
  return CW_PROVIDER_GET_IFACE (self)->fetch_fundamentals_async != NULL;
}

/**
 * cw_provider_fetch_series_async:
 * @self: a provider that has series
 * @query: which bars; copied
 * @cancellable: (nullable): gives the request up
 * @callback: called in the network thread, whose context the caller must run in
 * @user_data: what to hand to @callback
 */
void
cw_provider_fetch_series_async (CwProvider *self,
                                const CwSeriesQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (cw_provider_has_series (self) && query != NULL && query->symbol != NULL);
  CW_PROVIDER_GET_IFACE (self)->fetch_series_async (self, query, cancellable, callback, user_data);
}

/**
 * cw_provider_fetch_series_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the bars, of the interval that was asked for
 */
CwSeries *
cw_provider_fetch_series_finish (CwProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (cw_provider_has_series (self), NULL);
  return CW_PROVIDER_GET_IFACE (self)->fetch_series_finish (self, result, error);
}

/**
 * cw_provider_fetch_fundamentals_async:
 * @self: a provider that has fundamentals
 * @symbol: whose
 * @priority: lower goes first
 * @cancellable: (nullable): gives the request up
 * @callback: called in the network thread, whose context the caller must run in
 * @user_data: what to hand to @callback
 */
void
cw_provider_fetch_fundamentals_async (CwProvider *self,
                                      const char *symbol,
                                      int priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (cw_provider_has_fundamentals (self) && symbol != NULL);
  CW_PROVIDER_GET_IFACE (self)->fetch_fundamentals_async (self, symbol, priority, cancellable,
                                                          callback, user_data);
}

/**
 * cw_provider_fetch_fundamentals_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the figures
 */
CwFundamentals *
cw_provider_fetch_fundamentals_finish (CwProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (cw_provider_has_fundamentals (self), NULL);
  return CW_PROVIDER_GET_IFACE (self)->fetch_fundamentals_finish (self, result, error);
}

/** cw_search_match_free: @match: (transfer full) (nullable): a match */
void
cw_search_match_free (CwSearchMatch *match)
{
  if (match == NULL)
    return;
  g_free (match->symbol);
  g_free (match->name);
  g_free (match->exchange);
  g_free (match->type);
  g_free (match);
}

/** cw_provider_has_search: Returns: whether the provider can look for symbols by name */
gboolean
cw_provider_has_search (CwProvider *self)
{
  g_return_val_if_fail (CW_IS_PROVIDER (self), FALSE);
  return CW_PROVIDER_GET_IFACE (self)->search_async != NULL;
}

/**
 * cw_provider_search_async:
 * @self: a provider that can search
 * @text: a name, a symbol, or the beginning of one
 * @cancellable: (nullable): gives the search up
 * @callback: called in the network thread, whose context the caller must run in
 * @user_data: what to hand to @callback
 */
void
cw_provider_search_async (CwProvider *self,
                          const char *text,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (cw_provider_has_search (self) && text != NULL);
  CW_PROVIDER_GET_IFACE (self)->search_async (self, text, cancellable, callback, user_data);
}

/**
 * cw_provider_search_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable) (element-type CwSearchMatch): the matches, the best one
 * first; perhaps none
 */
GPtrArray *
cw_provider_search_finish (CwProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (cw_provider_has_search (self), NULL);
  return CW_PROVIDER_GET_IFACE (self)->search_finish (self, result, error);
}

/** cw_provider_has_quotes: Returns: whether the provider has latest prices */
gboolean
cw_provider_has_quotes (CwProvider *self)
{
  g_return_val_if_fail (CW_IS_PROVIDER (self), FALSE);
  return CW_PROVIDER_GET_IFACE (self)->fetch_quote_async != NULL;
}

/** cw_provider_has_profile: Returns: whether the provider can say what is behind a symbol */
gboolean
cw_provider_has_profile (CwProvider *self)
{
  g_return_val_if_fail (CW_IS_PROVIDER (self), FALSE);
  return CW_PROVIDER_GET_IFACE (self)->fetch_profile_async != NULL;
}

/**
 * cw_provider_fetch_quote_async:
 * @self: a provider that has quotes
 * @symbol: whose latest price
 * @priority: lower goes first
 * @cancellable: (nullable): gives the request up
 * @callback: called in the network thread, whose context the caller must run in
 * @user_data: what to hand to @callback
 */
void
cw_provider_fetch_quote_async (CwProvider *self,
                               const char *symbol,
                               int priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (cw_provider_has_quotes (self) && symbol != NULL);
  CW_PROVIDER_GET_IFACE (self)->fetch_quote_async (self, symbol, priority, cancellable, callback,
                                                   user_data);
}

/**
 * cw_provider_fetch_quote_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the latest price; a symbol without one is an error
 */
CwSymbolQuote *
cw_provider_fetch_quote_finish (CwProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (cw_provider_has_quotes (self), NULL);
  return CW_PROVIDER_GET_IFACE (self)->fetch_quote_finish (self, result, error);
}

/**
 * cw_provider_fetch_quotes_async:
 * @self: a provider that has quotes
 * @query: whose latest prices; copied
 * @cancellable: (nullable): gives up what has not come yet; each such symbol then ends as cancelled
 * @callback: called in the network thread, whose context the caller must run in
 * @user_data: what to hand to @callback
 *
 * Asks for many symbols with as few requests as the provider allows. None fails because of another.
 */
void
cw_provider_fetch_quotes_async (CwProvider *self,
                                const CwQuotesQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CwProviderInterface *iface;
  g_autoptr (CwQuoteBatch) batch = NULL;
  GTask *task;

  g_return_if_fail (cw_provider_has_quotes (self));
  g_return_if_fail (query != NULL && query->symbols != NULL);

  iface = CW_PROVIDER_GET_IFACE (self);
  if (iface->fetch_quotes_async != NULL)
    {
      iface->fetch_quotes_async (self, query, cancellable, callback, user_data);
      return;
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cw_provider_fetch_quotes_async);
  g_task_set_check_cancellable (task, FALSE);
  batch = cw_quote_batch_new (query, task);
  cw_quote_batch_ask_each (batch, self);
}

/**
 * cw_provider_fetch_quotes_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: return location for an error of the whole; what concerns a symbol is in its result
 *
 * Returns: (transfer full) (nullable) (element-type CwQuoteResult): one for each symbol, in the
 *   order asked
 */
GPtrArray *
cw_provider_fetch_quotes_finish (CwProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (cw_provider_has_quotes (self), NULL);
  if (g_async_result_is_tagged (result, cw_provider_fetch_quotes_async))
    return g_task_propagate_pointer (G_TASK (result), error);
  return CW_PROVIDER_GET_IFACE (self)->fetch_quotes_finish (self, result, error);
}

/**
 * cw_provider_fetch_profile_async:
 * @self: a provider that has profiles
 * @symbol: whose
 * @priority: lower goes first
 * @cancellable: (nullable): gives the request up
 * @callback: called in the network thread, whose context the caller must run in
 * @user_data: what to hand to @callback
 */
void
cw_provider_fetch_profile_async (CwProvider *self,
                                 const char *symbol,
                                 int priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (cw_provider_has_profile (self) && symbol != NULL);
  CW_PROVIDER_GET_IFACE (self)->fetch_profile_async (self, symbol, priority, cancellable, callback,
                                                     user_data);
}

/**
 * cw_provider_fetch_profile_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): what is behind the symbol
 */
CwProfile *
cw_provider_fetch_profile_finish (CwProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (cw_provider_has_profile (self), NULL);
  return CW_PROVIDER_GET_IFACE (self)->fetch_profile_finish (self, result, error);
}
