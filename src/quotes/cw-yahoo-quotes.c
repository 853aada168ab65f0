/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-quotes.h"

#include "cw-quotes-error.h"
#include "cw-yahoo-chart.h"
#include "cw-yahoo-spark.h"

#define MAX_BYTES (4 * 1024 * 1024)
#define DEADLINE_SECONDS 20

/* What a worker reads an answer with. */
typedef struct
{
  char **symbols;
  CwInterval interval;
  char *source;
  CwClock clock;
} Job;

/* Some neighbours of a batch that are asked for together. */
typedef struct
{
  const CwYahooHost *host;
  gpointer source;     /* owned: the provider, which keeps @host */
  CwQuoteBatch *batch; /* owned */
  gsize first, n;
} Chunk;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_strfreev (job->symbols);
  g_free (job->source);
  g_free (job);
}

static gpointer
read_spark (const CwReply *reply, gconstpointer data, GError **error)
{
  const Job *job = data;
  CwYahooSparkAsked asked = { .symbols = (const char *const *) job->symbols,
                              .interval = job->interval,
                              .source = job->source,
                              .now = cw_yahoo_host_date (job->clock, reply),
                              .skew = reply->skew };

  if (reply->status == 200)
    return cw_yahoo_spark_parse (reply->body, reply->length, &asked, error);
  g_propagate_error (error, cw_yahoo_error_parse (reply->status, reply->body, reply->length,
                                                  job->symbols[0]));
  return NULL;
}

static void
chunk_free (Chunk *chunk)
{
  g_object_unref (chunk->source);
  cw_quote_batch_unref (chunk->batch);
  g_free (chunk);
}

static void
send_chunk (const CwYahooHost *host, gpointer source, CwQuoteBatch *batch, gsize first, gsize n);

/* One that is not known, or cannot be had at this interval, makes Yahoo refuse them all. */
static gboolean
is_about_one (const GError *error)
{
  return g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND)
         || g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST);
}

static void
fail_all (const Chunk *chunk, const GError *error)
{
  for (gsize i = 0; i < chunk->n; i++)
    cw_quote_batch_take (chunk->batch, chunk->first + i, NULL, g_error_copy (error));
}

/* The provider's name is in the message of a whole answer, so it belongs into that of a part too.
 */
static GError *
complete (const Chunk *chunk, CwQuoteResult *result)
{
  return result->error != NULL
             ? cw_quotes_error_complete (g_steal_pointer (&result->error), chunk->host->name, 0)
             : NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Chunk *chunk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) quotes = cw_question_ask_finish (result, &error);

  if (quotes != NULL)
    for (gsize i = 0; i < chunk->n; i++)
      {
        CwQuoteResult *quote = g_ptr_array_index (quotes, i);

        cw_quote_batch_take (chunk->batch, chunk->first + i, g_steal_pointer (&quote->quote),
                             complete (chunk, quote));
      }
  else if (chunk->n > 1 && is_about_one (error))
    {
      gsize half = chunk->n / 2;

      send_chunk (chunk->host, chunk->source, chunk->batch, chunk->first, half);
      send_chunk (chunk->host, chunk->source, chunk->batch, chunk->first + half, chunk->n - half);
    }
  else
    fail_all (chunk, error);
  chunk_free (chunk);
}

static char *
make_url (const char *base_url, const Job *job, CwRange range)
{
  g_autoptr (GString) url = g_string_new (base_url);

  g_string_append (url, "/v7/finance/spark?symbols=");
  for (gsize i = 0; job->symbols[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (url, ',');
      g_string_append_uri_escaped (url, job->symbols[i], NULL, FALSE);
    }
  g_string_append_printf (url, "&range=%s&interval=%s", cw_range_to_string (range),
                          cw_interval_to_string (job->interval));
  return g_string_free (g_steal_pointer (&url), FALSE);
}

static Job *
job_new (const Chunk *chunk)
{
  Job *job = g_new0 (Job, 1);

  job->symbols = g_new0 (char *, chunk->n + 1);
  for (gsize i = 0; i < chunk->n; i++)
    job->symbols[i] = g_strdup (cw_quote_batch_get_symbol (chunk->batch, chunk->first + i));
  job->interval = cw_quote_batch_get_query (chunk->batch)->interval;
  job->source = g_strdup (chunk->host->name);
  job->clock = chunk->host->clock;
  return job;
}

static void
send_chunk (const CwYahooHost *host, gpointer source, CwQuoteBatch *batch, gsize first, gsize n)
{
  const CwQuotesQuery *query = cw_quote_batch_get_query (batch);
  Chunk *chunk = g_new (Chunk, 1);
  g_autofree char *url = NULL;
  Job *job;

  *chunk = (Chunk){ host, g_object_ref (source), cw_quote_batch_ref (batch), first, n };
  job = job_new (chunk);
  url = make_url (host->base_url, job, query->range);
  cw_question_ask_async (&(CwQuestion){ .client = host->client,
                                        .workers = host->workers,
                                        .provider = host->name,
                                        .request = { .url = url,
                                                     .symbol =
                                                         n == 1 ? query->symbols[first] : NULL,
                                                     .max_bytes = MAX_BYTES,
                                                     .deadline_seconds = DEADLINE_SECONDS,
                                                     .priority = query->priority },
                                        .read = read_spark,
                                        .data = job,
                                        .free_data = job_free,
                                        .free_result = (GDestroyNotify) g_ptr_array_unref },
                         source, cw_quote_batch_get_cancellable (batch), answered_cb, chunk);
}

/**
 * cw_yahoo_quotes_fetch:
 * @host: whom to ask; it must live as long as @source
 * @source: (type GObject): whose question it is
 * @batch: what is asked, and told; the caller holds a reference for as long as this runs
 *
 * Asks for the latest prices of many symbols, some at a time. A symbol that makes the provider
 * refuse its neighbours too is found by halving.
 */
void
cw_yahoo_quotes_fetch (const CwYahooHost *host, gpointer source, CwQuoteBatch *batch)
{
  gsize n = cw_quote_batch_get_length (batch);

  for (gsize first = 0; first < n; first += CW_YAHOO_BATCH)
    send_chunk (host, source, batch, first, MIN (CW_YAHOO_BATCH, n - first));
}
