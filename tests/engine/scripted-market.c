/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "scripted-market.h"

#include <libsoup/soup.h>
#include <string.h>

#include "cw-loop-thread.h"

#define DAY (24 * 60 * 60)
#define RESTATED_UNTIL 3 /* bars from the end, which an adjustment leaves alone */

struct _ScriptedMarket
{
  CwLoopThread *thread;
  SoupServer *server;
  char *url;

  GMutex mutex;
  ScriptedTruth truth;
  GPtrArray *asked;
  gint64 first_asked_at; /* monotonic */
};

double
scripted_market_get_close (const ScriptedTruth *truth, guint bar)
{
  return 100 * truth->factor * (1 + 0.001 * bar);
}

static double
get_adj_close (const ScriptedTruth *truth, guint bar)
{
  double close = scripted_market_get_close (truth, bar);

  return bar + RESTATED_UNTIL < truth->n_bars ? close * truth->adj_factor : close;
}

static gint64
get_time (const ScriptedTruth *truth, guint bar)
{
  return truth->session_start - (gint64) (truth->n_bars - 1 - bar) * DAY;
}

static void
append_number (GString *text, const char *before, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, before);
  g_string_append (text, g_ascii_dtostr (buffer, sizeof buffer, number));
}

static void
append_member (GString *text, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "\"%s\":\"%s\",", name, value);
}

static void
append_meta (GString *text, const ScriptedTruth *truth, const char *symbol, const char *interval)
{
  g_string_append (text, "\"meta\":{");
  append_member (text, "symbol", symbol);
  append_member (text, "longName", truth->name);
  append_member (text, "fullExchangeName", truth->exchange);
  append_member (text, "currency", truth->currency);
  if (truth->first_trade != 0)
    g_string_append_printf (text, "\"firstTradeDate\":%" G_GINT64_FORMAT ",", truth->first_trade);
  append_number (text,
                 "\"regularMarketPrice\":", scripted_market_get_close (truth, truth->n_bars - 1));
  g_string_append_printf (text,
                          ",\"regularMarketTime\":%" G_GINT64_FORMAT
                          ",\"instrumentType\":\"EQUITY\",\"gmtoffset\":0,"
                          "\"exchangeTimezoneName\":\"UTC\",\"priceHint\":2,"
                          "\"currentTradingPeriod\":{\"regular\":{\"start\":%" G_GINT64_FORMAT
                          ",\"end\":%" G_GINT64_FORMAT ",\"gmtoffset\":0}},"
                          "\"dataGranularity\":\"%s\"}",
                          truth->market_time, truth->session_start, truth->session_end, interval);
}

typedef double (*Column) (const ScriptedTruth *truth, guint bar);

static void
append_column (GString *text, const ScriptedTruth *truth, guint first, const char *name, Column get)
{
  g_string_append_printf (text, "\"%s\":[", name);
  for (guint i = first; i < truth->n_bars; i++)
    append_number (text, i > first ? "," : "", get (truth, i));
  g_string_append (text, "],");
}

static void
append_times (GString *text, const ScriptedTruth *truth, guint first)
{
  g_string_append (text, ",\"timestamp\":[");
  for (guint i = first; i < truth->n_bars; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > first ? "," : "", get_time (truth, i));
  g_string_append (text, "]");
}

static gint64
get_number (GHashTable *query, const char *key, gint64 otherwise)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, key) : NULL;

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static char *
make_chart (const ScriptedTruth *truth, const char *symbol, GHashTable *query)
{
  GString *text = g_string_new ("{\"chart\":{\"result\":[{");
  const char *interval = query != NULL ? g_hash_table_lookup (query, "interval") : NULL;
  gint64 from = get_number (query, "period1", G_MININT64);
  guint first = 0;

  while (first < truth->n_bars && get_time (truth, first) < from)
    first++;
  append_meta (text, truth, symbol, interval != NULL ? interval : "1d");
  append_times (text, truth, first);
  g_string_append (text, ",\"indicators\":{\"quote\":[{");
  append_column (text, truth, first, "open", scripted_market_get_close);
  append_column (text, truth, first, "high", scripted_market_get_close);
  append_column (text, truth, first, "low", scripted_market_get_close);
  append_column (text, truth, first, "volume", scripted_market_get_close);
  append_column (text, truth, first, "close", scripted_market_get_close);
  g_string_truncate (text, text->len - 1);
  g_string_append (text, "}],\"adjclose\":[{");
  append_column (text, truth, first, "adjclose", get_adj_close);
  g_string_truncate (text, text->len - 1);
  g_string_append (text, "}]}}],\"error\":null}}");
  return g_string_free (text, FALSE);
}

static void
append_spark (GString *text, const ScriptedTruth *truth, const char *symbol)
{
  guint first = truth->n_bars - MIN (truth->n_bars, 5);

  g_string_append_printf (text, "{\"symbol\":\"%s\",\"response\":[{", symbol);
  append_meta (text, truth, symbol, "1d");
  append_times (text, truth, first);
  g_string_append (text, ",\"indicators\":{\"quote\":[{");
  append_column (text, truth, first, "close", scripted_market_get_close);
  g_string_truncate (text, text->len - 1);
  g_string_append (text, "}]}}]},");
}

static char *
make_sparks (const ScriptedTruth *truth, GHashTable *query)
{
  GString *text = g_string_new ("{\"spark\":{\"result\":[");
  g_auto (GStrv) symbols = g_strsplit (g_hash_table_lookup (query, "symbols"), ",", -1);

  for (guint i = 0; symbols[i] != NULL; i++)
    if (g_strcmp0 (symbols[i], truth->skipped) != 0 && g_strcmp0 (symbols[i], truth->gone) != 0)
      append_spark (text, truth, symbols[i]);
  if (text->str[text->len - 1] == ',')
    g_string_truncate (text, text->len - 1);
  g_string_append (text, "],\"error\":null}}");
  return g_string_free (text, FALSE);
}

/* Finnhub's price is another one, so that a test sees whose it is. */
static char *
make_finnhub_quote (const ScriptedTruth *truth)
{
  return g_strdup_printf ("{\"c\":777.5,\"d\":7.5,\"dp\":0.974,\"h\":780,\"l\":770,\"o\":771,"
                          "\"pc\":770,\"t\":%" G_GINT64_FORMAT "}",
                          truth->market_time);
}

static const char metric[] = "{\"metric\":{\"roeTTM\":20,\"grossMarginTTM\":45,"
                             "\"totalDebt/totalEquityQuarterly\":0.5},\"metricType\":\"all\","
                             "\"symbol\":\"X\"}";
static const char search[] = "{\"quotes\":[{\"symbol\":\"NETX\",\"longname\":\"From the Net\","
                             "\"exchDisp\":\"NASDAQ\",\"typeDisp\":\"Equity\"}]}";
static const char not_found[] = "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\","
                                "\"description\":\"No data found, symbol may be delisted\"}}}";

/* What Finnhub says of a symbol that it does not know. */
static const char no_quote[] =
    "{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}";

static char *
make_body (const ScriptedTruth *truth, const char *path, GHashTable *query, guint *status)
{
  const char *symbol = strrchr (path, '/') + 1;

  *status = truth->status != 0 ? truth->status : 200;
  if (g_str_has_suffix (path, "/stock/metric"))
    {
      *status = 200;
      return g_strdup (metric);
    }
  if (g_str_has_prefix (path, "/api/v1/quote"))
    {
      *status = 200;
      symbol = query != NULL ? g_hash_table_lookup (query, "symbol") : NULL;
      return g_strcmp0 (symbol, truth->gone) == 0 ? g_strdup (no_quote)
                                                  : make_finnhub_quote (truth);
    }
  if (*status != 200)
    return g_strdup ("");
  if (g_str_has_prefix (path, "/v1/finance/search"))
    return g_strdup (search);
  if (g_str_has_prefix (path, "/v7/finance/spark") && !truth->no_batches)
    return make_sparks (truth, query);
  if (g_str_has_prefix (path, "/v8/finance/chart/") && g_strcmp0 (symbol, truth->gone) != 0)
    return make_chart (truth, symbol, query);
  *status = 404;
  return g_strdup (not_found);
}

static gboolean
unpause_cb (gpointer data)
{
  soup_server_message_unpause (data);
  return G_SOURCE_REMOVE;
}

static void
delay (SoupServerMessage *message, guint latency_ms)
{
  g_autoptr (GSource) source = g_timeout_source_new (latency_ms);

  soup_server_message_pause (message);
  g_source_set_callback (source, unpause_cb, g_object_ref (message), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  ScriptedMarket *self = data;
  g_autofree char *asked = g_uri_to_string (soup_server_message_get_uri (message));
  ScriptedTruth truth;
  guint status;
  char *body;

  g_mutex_lock (&self->mutex);
  truth = self->truth;
  if (self->first_asked_at == 0)
    self->first_asked_at = g_get_monotonic_time ();
  g_ptr_array_add (self->asked, g_steal_pointer (&asked));
  g_mutex_unlock (&self->mutex);

  body = make_body (&truth, path, query, &status);
  soup_server_message_set_status (message, status, NULL);
  if (status != 200 && truth.retry_after != 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", truth.retry_after);

      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Retry-After", seconds);
    }
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body,
                                    strlen (body));
  if (truth.latency_ms > 0)
    delay (message, truth.latency_ms);
}

static void
start_func (gpointer data, gpointer unused)
{
  ScriptedMarket *self = data;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

/* The truth of a company whose session began @begun_for seconds ago and ends in @ends_in, and whose
 * price is @age seconds old. */
ScriptedTruth
scripted_truth_of_session (guint n_bars, gint64 begun_for, gint64 ends_in, gint64 age)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return (ScriptedTruth){ .session_start = now - begun_for,
                          .session_end = now + ends_in,
                          .market_time = now - age,
                          .n_bars = n_bars,
                          .name = "Some Company",
                          .exchange = "NasdaqGS",
                          .currency = "USD",
                          .factor = 1,
                          .adj_factor = 1 };
}

ScriptedMarket *
scripted_market_new (const ScriptedTruth *truth)
{
  ScriptedMarket *self = g_new0 (ScriptedMarket, 1);

  g_mutex_init (&self->mutex);
  self->truth = *truth;
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->thread = cw_loop_thread_new ("scripted-market");
  cw_loop_thread_invoke_and_wait (self->thread, start_func, self);
  return self;
}

static void
stop_func (gpointer data, gpointer unused)
{
  ScriptedMarket *self = data;

  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

void
scripted_market_free (ScriptedMarket *self)
{
  cw_loop_thread_invoke_and_wait (self->thread, stop_func, self);
  cw_loop_thread_free (self->thread);
  g_ptr_array_unref (self->asked);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self);
}

const char *
scripted_market_get_url (ScriptedMarket *self)
{
  return self->url;
}

void
scripted_market_set_truth (ScriptedMarket *self, const ScriptedTruth *truth)
{
  g_mutex_lock (&self->mutex);
  self->truth = *truth;
  g_mutex_unlock (&self->mutex);
}

void
scripted_market_forget_asked (ScriptedMarket *self)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_set_size (self->asked, 0);
  self->first_asked_at = 0;
  g_mutex_unlock (&self->mutex);
}

/* How many addresses contained @part, or were asked for at all. */
guint
scripted_market_count_asked (ScriptedMarket *self, const char *part)
{
  guint n = 0;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->asked->len; i++)
    n += part == NULL || strstr (g_ptr_array_index (self->asked, i), part) != NULL;
  g_mutex_unlock (&self->mutex);
  return n;
}

/* The last address that contained @part. */
char *
scripted_market_dup_asked (ScriptedMarket *self, const char *part)
{
  char *asked = NULL;

  g_mutex_lock (&self->mutex);
  for (guint i = self->asked->len; i > 0 && asked == NULL; i--)
    if (strstr (g_ptr_array_index (self->asked, i - 1), part) != NULL)
      asked = g_strdup (g_ptr_array_index (self->asked, i - 1));
  g_mutex_unlock (&self->mutex);
  g_assert_nonnull (asked);
  return asked;
}

/* The number that stood behind @key in the last address that contained @part. */
gint64
scripted_market_get_asked_number (ScriptedMarket *self, const char *part, const char *key)
{
  g_autofree char *asked = scripted_market_dup_asked (self, part);
  const char *found = strstr (asked, key);

  g_assert_nonnull (found);
  return g_ascii_strtoll (found + strlen (key), NULL, 10);
}

/* When the first request since the last forgetting came, by the monotonic clock; 0 if none did. */
gint64
scripted_market_get_first_asked_at (ScriptedMarket *self)
{
  gint64 at;

  g_mutex_lock (&self->mutex);
  at = self->first_asked_at;
  g_mutex_unlock (&self->mutex);
  return at;
}
