/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-provider.h"

#include <string.h>

#include "cw-yahoo-chart.h"
#include "cw-yahoo-history.h"
#include "cw-yahoo-quotes.h"
#include "cw-yahoo-search.h"
#include "cw-yahoo-spark.h"

#define MAX_SMALL_BYTES (1024 * 1024)
#define DEADLINE_SECONDS 10
#define SEARCH_PRIORITY (-1) /* somebody is typing */
#define MAX_MATCHES 10

struct _CwYahooProvider
{
  GObject parent;

  CwYahooHost host;
};

static void cw_yahoo_provider_init_interface (CwProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwYahooProvider,
                               cw_yahoo_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CW_TYPE_PROVIDER,
                                                      cw_yahoo_provider_init_interface))

static void
cw_yahoo_provider_fetch_series_async (CwProvider *provider,
                                      const CwSeriesQuery *query,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  CwYahooProvider *self = CW_YAHOO_PROVIDER (provider);

  cw_yahoo_history_fetch_async (&self->host, self, query, cancellable, callback, user_data);
}

static CwSeries *
cw_yahoo_provider_fetch_series_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_yahoo_history_fetch_finish (result, error);
}

static void
cw_yahoo_provider_fetch_quotes_async (CwProvider *provider,
                                      const CwQuotesQuery *query,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  CwYahooProvider *self = CW_YAHOO_PROVIDER (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (CwQuoteBatch) batch = NULL;

  g_task_set_source_tag (task, cw_yahoo_provider_fetch_quotes_async);
  g_task_set_check_cancellable (task, FALSE); /* each symbol says for itself what became of it */
  batch = cw_quote_batch_new (query, task);
  cw_yahoo_quotes_fetch (&self->host, self, batch);
}

static GPtrArray *
cw_yahoo_provider_fetch_quotes_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What a worker reads the chart of the last day with. */
typedef struct
{
  char *symbol;
  char *source;
  CwClock clock;
} DayJob;

static void
day_job_free (gpointer data)
{
  DayJob *job = data;

  g_free (job->symbol);
  g_free (job->source);
  g_free (job);
}

static CwSeries *
read_day (const CwReply *reply, const DayJob *job, GError **error)
{
  CwSeries *series;

  if (reply->status != 200)
    {
      g_propagate_error (error, cw_yahoo_error_parse (reply->status, reply->body, reply->length,
                                                      job->symbol));
      return NULL;
    }
  series = cw_yahoo_chart_parse (reply->body, reply->length, job->symbol, CW_INTERVAL_1D,
                                 job->source, cw_yahoo_host_date (job->clock, reply), error);
  if (series != NULL)
    series->info.clock_skew = reply->skew;
  return series;
}

static gpointer
read_quote (const CwReply *reply, gconstpointer data, GError **error)
{
  g_autoptr (CwSeries) series = read_day (reply, data, error);

  return series != NULL ? cw_yahoo_quote_new (series, error) : NULL;
}

static gpointer
read_profile (const CwReply *reply, gconstpointer data, GError **error)
{
  g_autoptr (CwSeries) series = read_day (reply, data, error);
  CwProfile *profile;

  if (series == NULL)
    return NULL;
  profile = cw_profile_new (series->info.symbol, series->info.source);
  cw_profile_set_text (&profile->name, series->info.name);
  cw_profile_set_text (&profile->currency, series->info.currency);
  cw_profile_set_text (&profile->exchange, series->info.exchange);
  cw_profile_set_text (&profile->type, series->info.instrument_type);
  profile->first_trade_time = series->info.first_trade_time;
  return profile;
}

/* The chart of the last day holds the latest price and what is behind the symbol, and needs no
 * cookie as the provider's other answers do. */
static void
ask_for_day (CwProvider *provider,
             const char *symbol,
             int priority,
             CwReplyFunc read,
             GDestroyNotify free_result,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  CwYahooProvider *self = CW_YAHOO_PROVIDER (provider);
  g_autofree char *escaped = g_uri_escape_string (symbol, NULL, FALSE);
  g_autofree char *url =
      g_strdup_printf ("%s/v8/finance/chart/%s?interval=1d&range=1d&includePrePost=false",
                       self->host.base_url, escaped);
  DayJob *job = g_new (DayJob, 1);

  *job = (DayJob){ g_strdup (symbol), g_strdup (self->host.name), self->host.clock };
  cw_question_ask_async (&(CwQuestion){ .client = self->host.client,
                                        .workers = self->host.workers,
                                        .provider = self->host.name,
                                        .request = { .url = url,
                                                     .symbol = symbol,
                                                     .max_bytes = MAX_SMALL_BYTES,
                                                     .deadline_seconds = DEADLINE_SECONDS,
                                                     .priority = priority },
                                        .read = read,
                                        .data = job,
                                        .free_data = day_job_free,
                                        .free_result = free_result },
                         self, cancellable, callback, user_data);
}

static void
cw_yahoo_provider_fetch_quote_async (CwProvider *provider,
                                     const char *symbol,
                                     int priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  ask_for_day (provider, symbol, priority, read_quote, (GDestroyNotify) cw_symbol_quote_unref,
               cancellable, callback, user_data);
}

static CwSymbolQuote *
cw_yahoo_provider_fetch_quote_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_question_ask_finish (result, error);
}

static void
cw_yahoo_provider_fetch_profile_async (CwProvider *provider,
                                       const char *symbol,
                                       int priority,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  ask_for_day (provider, symbol, priority, read_profile, (GDestroyNotify) cw_profile_unref,
               cancellable, callback, user_data);
}

static CwProfile *
cw_yahoo_provider_fetch_profile_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_question_ask_finish (result, error);
}

static gpointer
read_search (const CwReply *reply, gconstpointer data, GError **error)
{
  if (reply->status == 200)
    return cw_yahoo_search_parse (reply->body, reply->length, error);
  g_propagate_error (error, cw_yahoo_error_parse (reply->status, reply->body, reply->length, data));
  return NULL;
}

static void
cw_yahoo_provider_search_async (CwProvider *provider,
                                const char *text,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CwYahooProvider *self = CW_YAHOO_PROVIDER (provider);
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);
  g_autofree char *url =
      g_strdup_printf ("%s/v1/finance/search?q=%s&quotesCount=%d&newsCount=0&enableFuzzyQuery=false"
                       "&quotesQueryId=tss_match_phrase_query",
                       self->host.base_url, escaped, MAX_MATCHES);

  cw_question_ask_async (&(CwQuestion){ .client = self->host.client,
                                        .workers = self->host.workers,
                                        .provider = self->host.name,
                                        .request = { .url = url,
                                                     .max_bytes = MAX_SMALL_BYTES,
                                                     .deadline_seconds = DEADLINE_SECONDS,
                                                     .priority = SEARCH_PRIORITY },
                                        .read = read_search,
                                        .data = g_strdup (text),
                                        .free_data = g_free,
                                        .free_result = (GDestroyNotify) g_ptr_array_unref },
                         self, cancellable, callback, user_data);
}

static GPtrArray *
cw_yahoo_provider_search_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_question_ask_finish (result, error);
}

static const char *
cw_yahoo_provider_get_name (CwProvider *provider)
{
  return CW_YAHOO_PROVIDER (provider)->host.name;
}

static void
cw_yahoo_provider_init_interface (CwProviderInterface *iface)
{
  iface->get_name = cw_yahoo_provider_get_name;
  iface->fetch_series_async = cw_yahoo_provider_fetch_series_async;
  iface->fetch_series_finish = cw_yahoo_provider_fetch_series_finish;
  iface->fetch_quote_async = cw_yahoo_provider_fetch_quote_async;
  iface->fetch_quote_finish = cw_yahoo_provider_fetch_quote_finish;
  iface->fetch_quotes_async = cw_yahoo_provider_fetch_quotes_async;
  iface->fetch_quotes_finish = cw_yahoo_provider_fetch_quotes_finish;
  iface->fetch_profile_async = cw_yahoo_provider_fetch_profile_async;
  iface->fetch_profile_finish = cw_yahoo_provider_fetch_profile_finish;
  iface->search_async = cw_yahoo_provider_search_async;
  iface->search_finish = cw_yahoo_provider_search_finish;
}

static void
cw_yahoo_provider_finalize (GObject *object)
{
  CwYahooProvider *self = CW_YAHOO_PROVIDER (object);

  g_free (self->host.base_url);
  g_free (self->host.name);
  G_OBJECT_CLASS (cw_yahoo_provider_parent_class)->finalize (object);
}

static void
cw_yahoo_provider_class_init (CwYahooProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_yahoo_provider_finalize;
}

static void
cw_yahoo_provider_init (CwYahooProvider *self)
{
}

/**
 * cw_yahoo_provider_new:
 * @client: how to fetch; it must outlive every query, the provider itself may live longer
 * @workers: who parses; the same
 * @base_url: %CW_YAHOO_URL, or what stands in for it
 * @name: for people: who gives the numbers
 * @clock: what time it is in that market
 *
 * Returns: (transfer full): Yahoo as a provider of series, latest prices, profiles and search
 */
CwProvider *
cw_yahoo_provider_new (
    CwHttpClient *client, CwWorkers *workers, const char *base_url, const char *name, CwClock clock)
{
  CwYahooProvider *self;
  gsize length;

  g_return_val_if_fail (client != NULL && workers != NULL, NULL);
  g_return_val_if_fail (base_url != NULL && name != NULL, NULL);

  self = g_object_new (CW_TYPE_YAHOO_PROVIDER, NULL);
  self->host.client = client;
  self->host.workers = workers;
  self->host.base_url = g_strdup (base_url);
  for (length = strlen (base_url); length > 0 && base_url[length - 1] == '/'; length--)
    self->host.base_url[length - 1] = '\0';
  self->host.name = g_strdup (name);
  self->host.clock = clock;
  return CW_PROVIDER (self);
}
