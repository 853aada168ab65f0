/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-provider.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-question.h"
#include "cw-quotes-error.h"
#include "cw-resample.h"
#include "cw-yahoo-chart.h"
#include "cw-yahoo-search.h"

#define MAX_BYTES (16 * 1024 * 1024)
#define DEADLINE_SECONDS 20
#define MAX_SEARCH_BYTES (1024 * 1024)
#define SEARCH_DEADLINE_SECONDS 10
#define SEARCH_PRIORITY (-1) /* somebody is typing */
#define MAX_MATCHES 10
#define DAY (24 * 60 * 60)
#define LONGEST_HISTORY (99 * G_GINT64_CONSTANT (36525) / 100 * DAY)

struct _CwYahooProvider
{
  GObject parent;

  CwHttpClient *client;
  CwWorkers *workers;
  char *base_url;
  char *name;
  CwClock clock;
  gboolean may_repeat;
};

static void cw_yahoo_provider_init_interface (CwProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwYahooProvider,
                               cw_yahoo_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CW_TYPE_PROVIDER,
                                                      cw_yahoo_provider_init_interface))

/* What a worker needs to turn an answer into bars. */
typedef struct
{
  CwSeriesQuery query; /* its symbol is owned */
  CwInterval fetched;  /* what the provider is asked for */
  char *source;
  CwClock clock;
} SeriesJob;

static void
series_job_free (gpointer data)
{
  SeriesJob *job = data;

  g_free ((char *) job->query.symbol);
  g_free (job->source);
  g_free (job);
}

static gboolean
has_bounds (const CwSeriesQuery *query)
{
  return query->from != 0 || query->to != 0;
}

/* A range and bounds never go into the same address: the provider would let the range win and
 * silently leave out what is older. The whole history is asked for by its bounds too, because with
 * `range=max` long histories come in longer bars than were asked for. */
static char *
make_url (CwYahooProvider *self, const CwSeriesQuery *query, CwInterval interval)
{
  g_autofree char *symbol = g_uri_escape_string (query->symbol, NULL, FALSE);
  g_autofree char *span = NULL;
  gint64 now = cw_clock_now (self->clock);

  if (has_bounds (query))
    span = g_strdup_printf ("period1=%" G_GINT64_FORMAT "&period2=%" G_GINT64_FORMAT, query->from,
                            query->to + 1);
  else if (query->range == CW_RANGE_MAX && !cw_interval_is_intraday (interval))
    span = g_strdup_printf ("period1=%" G_GINT64_FORMAT "&period2=%" G_GINT64_FORMAT,
                            now - LONGEST_HISTORY, now + DAY);
  else
    span = g_strdup_printf ("range=%s", cw_range_to_string (query->range));
  return g_strdup_printf ("%s/v8/finance/chart/%s?interval=%s&%s&includePrePost=false"
                          "&events=div%%2Csplits%%2CcapitalGains",
                          self->base_url, symbol, cw_interval_to_string (interval), span);
}

/* Longer bars than a day are built here: the provider's own are adjusted wrongly, and the running
 * one comes as an extra row. An answer that is in the longer interval all the same is taken. */
static CwSeries *
shape (CwSeries *series, const SeriesJob *job, GError **error)
{
  g_autoptr (CwSeries) cut = NULL;

  if (series->interval != job->fetched && series->interval != job->query.interval)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                   /* Translators: the first %s is a ticker symbol, the others are lengths of bars
                    * such as 1d */
                   _ ("For “%s” came bars of %s instead of %s; choose another interval or range"),
                   job->query.symbol, cw_interval_to_string (series->interval),
                   cw_interval_to_string (job->fetched));
      return NULL;
    }
  cut = has_bounds (&job->query) ? cw_series_slice (series, job->query.from, job->query.to)
                                 : cw_series_ref (series);
  if (cut->interval == job->query.interval)
    return g_steal_pointer (&cut);
  return cw_series_resample (cut, job->query.interval);
}

static gpointer
read_chart (guint status, const char *body, gsize length, gconstpointer data, GError **error)
{
  const SeriesJob *job = data;
  g_autoptr (CwSeries) series = NULL;

  if (status != 200)
    g_propagate_error (error, cw_yahoo_error_parse (status, body, length, job->query.symbol));
  else
    series = cw_yahoo_chart_parse (body, length, job->query.symbol, job->fetched, job->source,
                                   cw_clock_now (job->clock), error);
  return series != NULL ? shape (series, job, error) : NULL;
}

static void
cw_yahoo_provider_fetch_series_async (CwProvider *provider,
                                      const CwSeriesQuery *query,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  CwYahooProvider *self = CW_YAHOO_PROVIDER (provider);
  SeriesJob *job = g_new0 (SeriesJob, 1);
  g_autofree char *url = NULL;

  job->query = *query;
  job->query.symbol = g_strdup (query->symbol);
  job->fetched = MIN (query->interval, CW_INTERVAL_1D);
  job->source = g_strdup (self->name);
  job->clock = self->clock;
  url = make_url (self, query, job->fetched);
  cw_question_ask_async (&(CwQuestion){ .client = self->client,
                                        .workers = self->workers,
                                        .provider = self->name,
                                        .request = { .url = url,
                                                     .symbol = query->symbol,
                                                     .max_bytes = MAX_BYTES,
                                                     .deadline_seconds = DEADLINE_SECONDS,
                                                     .priority = query->priority },
                                        .read = read_chart,
                                        .data = job,
                                        .free_data = series_job_free,
                                        .free_result = (GDestroyNotify) cw_series_unref },
                         self, cancellable, callback, user_data);
}

static CwSeries *
cw_yahoo_provider_fetch_series_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_question_ask_finish (result, error);
}

static gpointer
read_search (guint status, const char *body, gsize length, gconstpointer data, GError **error)
{
  if (status == 200)
    return cw_yahoo_search_parse (body, length, error);
  g_propagate_error (error, cw_yahoo_error_parse (status, body, length, data));
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
                       self->base_url, escaped, MAX_MATCHES);

  cw_question_ask_async (&(CwQuestion){ .client = self->client,
                                        .workers = self->workers,
                                        .provider = self->name,
                                        .request = { .url = url,
                                                     .max_bytes = MAX_SEARCH_BYTES,
                                                     .deadline_seconds = SEARCH_DEADLINE_SECONDS,
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
  return CW_YAHOO_PROVIDER (provider)->name;
}

static void
cw_yahoo_provider_init_interface (CwProviderInterface *iface)
{
  iface->get_name = cw_yahoo_provider_get_name;
  iface->fetch_series_async = cw_yahoo_provider_fetch_series_async;
  iface->fetch_series_finish = cw_yahoo_provider_fetch_series_finish;
  iface->search_async = cw_yahoo_provider_search_async;
  iface->search_finish = cw_yahoo_provider_search_finish;
}

static void
cw_yahoo_provider_finalize (GObject *object)
{
  CwYahooProvider *self = CW_YAHOO_PROVIDER (object);

  g_free (self->base_url);
  g_free (self->name);
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
 * Returns: (transfer full): Yahoo's charts as a provider of series
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
  self->client = client;
  self->workers = workers;
  self->base_url = g_strdup (base_url);
  for (length = strlen (base_url); length > 0 && base_url[length - 1] == '/'; length--)
    self->base_url[length - 1] = '\0';
  self->name = g_strdup (name);
  self->clock = clock;
  self->may_repeat = cw_http_client_get_limits (client)->retries > 0;
  return CW_PROVIDER (self);
}
