/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-fundamentals.h"
#include "cw-profile.h"
#include "cw-range.h"
#include "cw-series.h"
#include "cw-symbol-quote.h"

G_BEGIN_DECLS

/** CwSeriesQuery: which bars are wanted: a range back from now, or from one moment to another. */
typedef struct
{
  const char *symbol;
  CwInterval interval;
  CwRange range;
  gint64 from, to; /* both 0: the range counts; otherwise these do, both included */
  int priority;    /* lower goes first */
} CwSeriesQuery;

/** CwQuoteResult: what became of one symbol of a batch: either @quote or @error is set. */
typedef struct
{
  char *symbol;
  CwSymbolQuote *quote; /* nullable */
  GError *error;        /* nullable: a #CwQuotesError, or `G_IO_ERROR_CANCELLED` */
} CwQuoteResult;

void cw_quote_result_free (CwQuoteResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwQuoteResult, cw_quote_result_free)

/**
 * CwQuoteArrivedFunc:
 * @index: which of the symbols that were asked for
 * @result: what became of it; only for the call
 * @data: what the query was made with
 *
 * Is told of each symbol of a batch as soon as it is known, in the order of arrival; runs in the
 * network thread.
 */
typedef void (*CwQuoteArrivedFunc) (gsize index, const CwQuoteResult *result, gpointer data);

/** CwQuotesQuery: whose latest prices are wanted, and how long a line of closes beside each. */
typedef struct
{
  const char *const *symbols; /* %NULL-terminated */
  CwRange range;              /* of the closes; where a provider has none, they are left out */
  CwInterval interval;
  int priority;               /* lower goes first */
  CwQuoteArrivedFunc arrived; /* nullable */
  gpointer arrived_data;
} CwQuotesQuery;

/** CwSearchMatch: a symbol that a search found; every text is cleaned for showing, none %NULL. */
typedef struct
{
  char *symbol; /* normalized */
  char *name;
  char *exchange; /* for people, for example NASDAQ */
  char *type;     /* for people, for example Equity */
} CwSearchMatch;

void cw_search_match_free (CwSearchMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSearchMatch, cw_search_match_free)

#define CW_TYPE_PROVIDER (cw_provider_get_type ())
G_DECLARE_INTERFACE (CwProvider, cw_provider, CW, PROVIDER, GObject)

/**
 * CwProviderInterface:
 * @get_name: the provider's name for people
 * @fetch_series_async: begins to fetch bars; %NULL if the provider has none
 * @fetch_series_finish: ends it
 * @fetch_fundamentals_async: begins to fetch a company's figures; %NULL if the provider has none
 * @fetch_fundamentals_finish: ends it
 * @fetch_quote_async: begins to fetch one symbol's latest price; %NULL if the provider has none
 * @fetch_quote_finish: ends it
 * @fetch_quotes_async: begins to fetch many at once; %NULL if the provider only knows single ones
 * @fetch_quotes_finish: ends it
 * @fetch_profile_async: begins to fetch what is behind a symbol; %NULL if the provider cannot say
 * @fetch_profile_finish: ends it
 * @search_async: begins to look for symbols by name; %NULL if the provider cannot
 * @search_finish: ends it
 *
 * Where market data comes from. The functions are called in the network thread, return at once and
 * call back there; parsing happens on workers.
 */
struct _CwProviderInterface
{
  GTypeInterface parent;

  const char *(*get_name) (CwProvider *self);
  void (*fetch_series_async) (CwProvider *self,
                              const CwSeriesQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  CwSeries *(*fetch_series_finish) (CwProvider *self, GAsyncResult *result, GError **error);
  void (*fetch_fundamentals_async) (CwProvider *self,
                                    const char *symbol,
                                    int priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
  CwFundamentals *(*fetch_fundamentals_finish) (CwProvider *self,
                                                GAsyncResult *result,
                                                GError **error);
  void (*fetch_quote_async) (CwProvider *self,
                             const char *symbol,
                             int priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  CwSymbolQuote *(*fetch_quote_finish) (CwProvider *self, GAsyncResult *result, GError **error);
  void (*fetch_quotes_async) (CwProvider *self,
                              const CwQuotesQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  GPtrArray *(*fetch_quotes_finish) (CwProvider *self, GAsyncResult *result, GError **error);
  void (*fetch_profile_async) (CwProvider *self,
                               const char *symbol,
                               int priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  CwProfile *(*fetch_profile_finish) (CwProvider *self, GAsyncResult *result, GError **error);
  void (*search_async) (CwProvider *self,
                        const char *text,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  GPtrArray *(*search_finish) (CwProvider *self, GAsyncResult *result, GError **error);
};

const char *cw_provider_get_name (CwProvider *self);
gboolean cw_provider_has_series (CwProvider *self);
gboolean cw_provider_has_fundamentals (CwProvider *self);
gboolean cw_provider_has_quotes (CwProvider *self);
gboolean cw_provider_has_profile (CwProvider *self);
gboolean cw_provider_has_search (CwProvider *self);
void cw_provider_fetch_series_async (CwProvider *self,
                                     const CwSeriesQuery *query,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
CwSeries *cw_provider_fetch_series_finish (CwProvider *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_provider_fetch_fundamentals_async (CwProvider *self,
                                           const char *symbol,
                                           int priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
CwFundamentals *cw_provider_fetch_fundamentals_finish (CwProvider *self,
                                                       GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_provider_fetch_quote_async (CwProvider *self,
                                    const char *symbol,
                                    int priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
CwSymbolQuote *cw_provider_fetch_quote_finish (CwProvider *self,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_provider_fetch_quotes_async (CwProvider *self,
                                     const CwQuotesQuery *query,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *cw_provider_fetch_quotes_finish (CwProvider *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_provider_fetch_profile_async (CwProvider *self,
                                      const char *symbol,
                                      int priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
CwProfile *cw_provider_fetch_profile_finish (CwProvider *self,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_provider_search_async (CwProvider *self,
                               const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *cw_provider_search_finish (CwProvider *self,
                                      GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
