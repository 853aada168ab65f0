/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-finnhub-provider.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-finnhub-error.h"
#include "cw-finnhub-metric.h"
#include "cw-finnhub-profile.h"
#include "cw-finnhub-quote.h"
#include "cw-plan-memory.h"
#include "cw-question.h"
#include "cw-quotes-error.h"

#define MAX_METRIC_BYTES (4 * 1024 * 1024)
#define MAX_BYTES (1024 * 1024)
#define DEADLINE_SECONDS 10
#define MAX_KEY 256
#define LATEST (2 * 24 * 60 * 60) /* so far ahead a market's day may be */
#define COMMON_PATH "/api/v1"
#define KEY_HEADER "X-Finnhub-Token"

struct _CwFinnhubProvider
{
  GObject parent;

  CwHttpClient *client;
  CwWorkers *workers;
  char *base_url;
  char *name;

  /* What follows belongs to the network thread. */
  char *key;    /* nullable */
  guint n_keys; /* how many there have been, so that an old one is known */
  gboolean key_is_refused;
  CwPlanMemory *plan;
  GHashTable *asking; /* set of Asking */
};

static void cw_finnhub_provider_init_interface (CwProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwFinnhubProvider,
                               cw_finnhub_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CW_TYPE_PROVIDER,
                                                      cw_finnhub_provider_init_interface))

/* Whose answer a worker reads. */
typedef struct
{
  char *symbol;
  char *source;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->symbol);
  g_free (job->source);
  g_free (job);
}

static void
set_reply_error (GError **error, const CwReply *reply, const char *symbol)
{
  g_propagate_error (error,
                     cw_finnhub_error_parse (reply->status, reply->body, reply->length, symbol));
}

static gpointer
read_metric (const CwReply *reply, gconstpointer data, GError **error)
{
  const Job *job = data;

  if (reply->status == 200)
    return cw_finnhub_metric_parse (reply->body, reply->length, job->symbol, job->source, error);
  set_reply_error (error, reply, job->symbol);
  return NULL;
}

static gpointer
read_profile (const CwReply *reply, gconstpointer data, GError **error)
{
  const Job *job = data;

  if (reply->status == 200)
    return cw_finnhub_profile_parse (reply->body, reply->length, job->symbol, job->source, error);
  set_reply_error (error, reply, job->symbol);
  return NULL;
}

static gpointer
read_quote (const CwReply *reply, gconstpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (CwSymbolQuote) quote = cw_symbol_quote_new (job->symbol, job->source);

  quote->clock_skew = reply->skew;
  if (reply->status != 200)
    {
      set_reply_error (error, reply, job->symbol);
      return NULL;
    }
  if (!cw_finnhub_quote_parse (reply->body, reply->length, job->symbol, &quote->quote, error))
    return NULL;
  /* The price is good, but nobody can say how old it is. */
  if (quote->quote.time < 0 || quote->quote.time > reply->date + LATEST)
    quote->quote.time = 0;
  return g_steal_pointer (&quote);
}

/* What can be asked. */
typedef struct
{
  const char *path; /* with the beginning of its query, up to the symbol */
  const char *rest; /* of the query */
  gsize max_bytes;
  CwReplyFunc read;
  GDestroyNotify free_result;
} Endpoint;

static const Endpoint metric = { "stock/metric?symbol=", "&metric=all", MAX_METRIC_BYTES,
                                 read_metric, (GDestroyNotify) cw_fundamentals_unref };
static const Endpoint profile = { "stock/profile2?symbol=", "", MAX_BYTES, read_profile,
                                  (GDestroyNotify) cw_profile_unref };
static const Endpoint quote = { "quote?symbol=", "", MAX_BYTES, read_quote,
                                (GDestroyNotify) cw_symbol_quote_unref };

/* A question on its way, which a change of the key interrupts. */
typedef struct
{
  CwFinnhubProvider *provider; /* the task's source, not owned */
  const Endpoint *endpoint;
  char *symbol;
  guint key_number;
  GCancellable *interrupt; /* owned */
  gulong cancelled_id;     /* of whoever asked */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->interrupt);
  g_free (asking->symbol);
  g_free (asking);
}

static void ask (GTask *task);

/* A key that was refused once is not shown again and again, nor is asked for what its plan does
 * not include. */
static void
note_error (CwFinnhubProvider *self, const Asking *asking, const GError *error)
{
  if (asking->key_number != self->n_keys)
    return;
  self->key_is_refused |= g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
  if (g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_IN_PLAN))
    cw_plan_memory_note_refusal (self->plan, asking->endpoint->path, asking->symbol,
                                 g_get_monotonic_time ());
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CwFinnhubProvider *self = CW_FINNHUB_PROVIDER (source);
  Asking *asking = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  gpointer value = cw_question_ask_finish (result, &error);

  g_cancellable_disconnect (cancellable, asking->cancelled_id);
  g_hash_table_remove (self->asking, asking);
  if (error == NULL)
    {
      g_task_return_pointer (task, value, asking->endpoint->free_result);
      return;
    }
  note_error (self, asking, error);
  if (asking->key_number != self->n_keys && !g_cancellable_is_cancelled (cancellable))
    {
      g_error_free (error);
      ask (g_steal_pointer (&task));
      return;
    }
  g_task_return_error (task, error);
}

static void
interrupt_cb (GCancellable *cancellable, gpointer interrupt)
{
  g_cancellable_cancel (interrupt);
}

static void
send_question (CwFinnhubProvider *self, Asking *asking, GTask *task)
{
  const Endpoint *endpoint = asking->endpoint;
  Job *job = g_new (Job, 1);
  g_autofree char *escaped = g_uri_escape_string (asking->symbol, NULL, FALSE);
  g_autofree char *url =
      g_strconcat (self->base_url, COMMON_PATH "/", endpoint->path, escaped, endpoint->rest, NULL);

  *job = (Job){ g_strdup (asking->symbol), g_strdup (self->name) };
  cw_question_ask_async (&(CwQuestion){ .client = self->client,
                                        .workers = self->workers,
                                        .provider = self->name,
                                        .request = { .url = url,
                                                     .secret_header = KEY_HEADER,
                                                     .secret = self->key,
                                                     .symbol = asking->symbol,
                                                     .max_bytes = endpoint->max_bytes,
                                                     .deadline_seconds = DEADLINE_SECONDS,
                                                     .priority = g_task_get_priority (task) },
                                        .read = endpoint->read,
                                        .data = job,
                                        .free_data = job_free,
                                        .free_result = endpoint->free_result },
                         self, asking->interrupt, answered_cb, task);
}

/* Why nothing is asked now, or NULL. */
static GError *
find_hindrance (CwFinnhubProvider *self, const Asking *asking)
{
  guint status = 0;

  if (self->key == NULL)
    return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED,
                        /* Translators: %s is a provider's name */
                        _ ("%s wants a key, and none that can be used is set"), self->name);
  if (self->key_is_refused)
    status = 401;
  else if (cw_plan_memory_is_refused (self->plan, asking->endpoint->path, asking->symbol,
                                      g_get_monotonic_time ()))
    status = 403;
  if (status == 0)
    return NULL;
  return cw_quotes_error_complete (cw_finnhub_error_parse (status, NULL, 0, asking->symbol),
                                   self->name, 0);
}

/* Asks, or asks again with another key. Takes the task. */
static void
ask (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);
  CwFinnhubProvider *self = asking->provider;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *hindrance = find_hindrance (self, asking);

  if (hindrance != NULL)
    {
      g_task_return_error (task, hindrance);
      g_object_unref (task);
      return;
    }
  g_object_unref (asking->interrupt);
  asking->interrupt = g_cancellable_new ();
  asking->key_number = self->n_keys;
  asking->cancelled_id =
      cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (interrupt_cb),
                                                   g_object_ref (asking->interrupt), g_object_unref)
                          : 0;
  g_hash_table_add (self->asking, asking);
  send_question (self, asking, task);
}

static void
begin (CwProvider *provider,
       const Endpoint *endpoint,
       const char *symbol,
       int priority,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  CwFinnhubProvider *self = CW_FINNHUB_PROVIDER (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  asking->provider = self;
  asking->endpoint = endpoint;
  asking->symbol = g_strdup (symbol);
  asking->interrupt = g_cancellable_new ();
  g_task_set_source_tag (task, (gpointer) endpoint);
  g_task_set_priority (task, priority);
  g_task_set_task_data (task, asking, asking_free);
  ask (task);
}

static gpointer
finish (CwProvider *provider, const Endpoint *endpoint, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) endpoint), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cw_finnhub_provider_fetch_fundamentals_async (CwProvider *provider,
                                              const char *symbol,
                                              int priority,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  begin (provider, &metric, symbol, priority, cancellable, callback, user_data);
}

static CwFundamentals *
cw_finnhub_provider_fetch_fundamentals_finish (CwProvider *provider,
                                               GAsyncResult *result,
                                               GError **error)
{
  return finish (provider, &metric, result, error);
}

static void
cw_finnhub_provider_fetch_quote_async (CwProvider *provider,
                                       const char *symbol,
                                       int priority,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  begin (provider, &quote, symbol, priority, cancellable, callback, user_data);
}

static CwSymbolQuote *
cw_finnhub_provider_fetch_quote_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return finish (provider, &quote, result, error);
}

static void
cw_finnhub_provider_fetch_profile_async (CwProvider *provider,
                                         const char *symbol,
                                         int priority,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  begin (provider, &profile, symbol, priority, cancellable, callback, user_data);
}

static CwProfile *
cw_finnhub_provider_fetch_profile_finish (CwProvider *provider,
                                          GAsyncResult *result,
                                          GError **error)
{
  return finish (provider, &profile, result, error);
}

static const char *
cw_finnhub_provider_get_name (CwProvider *provider)
{
  return CW_FINNHUB_PROVIDER (provider)->name;
}

static void
cw_finnhub_provider_init_interface (CwProviderInterface *iface)
{
  iface->get_name = cw_finnhub_provider_get_name;
  iface->fetch_fundamentals_async = cw_finnhub_provider_fetch_fundamentals_async;
  iface->fetch_fundamentals_finish = cw_finnhub_provider_fetch_fundamentals_finish;
  iface->fetch_quote_async = cw_finnhub_provider_fetch_quote_async;
  iface->fetch_quote_finish = cw_finnhub_provider_fetch_quote_finish;
  iface->fetch_profile_async = cw_finnhub_provider_fetch_profile_async;
  iface->fetch_profile_finish = cw_finnhub_provider_fetch_profile_finish;
}

static void
clear_key (CwFinnhubProvider *self)
{
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_clear_pointer (&self->key, g_free);
}

static void
cw_finnhub_provider_finalize (GObject *object)
{
  CwFinnhubProvider *self = CW_FINNHUB_PROVIDER (object);

  g_free (self->base_url);
  g_free (self->name);
  clear_key (self);
  cw_plan_memory_free (self->plan);
  g_hash_table_unref (self->asking);
  G_OBJECT_CLASS (cw_finnhub_provider_parent_class)->finalize (object);
}

static void
cw_finnhub_provider_class_init (CwFinnhubProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_finnhub_provider_finalize;
}

static void
cw_finnhub_provider_init (CwFinnhubProvider *self)
{
  self->plan = cw_plan_memory_new ();
  self->asking = g_hash_table_new (NULL, NULL);
}

/* A key goes into a header, so nothing may be in it that could end the header. */
static char *
clean_key (const char *key)
{
  g_autofree char *clean = g_strstrip (g_strdup (key != NULL ? key : ""));
  gsize length = strlen (clean);

  if (length == 0 || length > MAX_KEY)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (clean[i]))
      return NULL;
  return g_steal_pointer (&clean);
}

/**
 * cw_finnhub_provider_set_key:
 * @self: a provider; this must be its client's network thread
 * @key: (nullable): the user's new key, or %NULL to give up the old one
 *
 * Changes the key. What is under way with the old one is given up at once and asked again with the
 * new one; without a key that can be sent it ends as refused, as does whatever is asked later. What
 * was known of the old key is forgotten.
 */
void
cw_finnhub_provider_set_key (CwFinnhubProvider *self, const char *key)
{
  g_autofree char *clean = clean_key (key);
  g_autoptr (GList) asking = NULL;

  g_return_if_fail (CW_IS_FINNHUB_PROVIDER (self));

  if (g_strcmp0 (clean, self->key) == 0)
    return;
  clear_key (self);
  self->key = g_steal_pointer (&clean);
  self->n_keys++;
  self->key_is_refused = FALSE;
  cw_plan_memory_forget (self->plan);
  asking = g_hash_table_get_keys (self->asking);
  for (GList *l = asking; l != NULL; l = l->next)
    g_cancellable_cancel (((Asking *) l->data)->interrupt);
}

static char *
trim_base (const char *base_url)
{
  char *base = g_strdup (base_url);

  for (gsize i = strlen (base); i > 0 && base[i - 1] == '/'; i--)
    base[i - 1] = '\0';
  if (g_str_has_suffix (base, COMMON_PATH))
    base[strlen (base) - strlen (COMMON_PATH)] = '\0';
  return base;
}

/**
 * cw_finnhub_provider_new:
 * @client: how to fetch; it must outlive every question, the provider itself may live longer
 * @workers: who parses; the same
 * @base_url: %CW_FINNHUB_URL, or what stands in for it, with or without the path that all
 *   questions have in common
 * @name: for people: who gives the numbers
 * @key: (nullable): the user's key; without one that can be sent, every question is refused
 *
 * Returns: (transfer full): Finnhub as a provider of fundamentals, latest prices and profiles
 */
CwProvider *
cw_finnhub_provider_new (CwHttpClient *client,
                         CwWorkers *workers,
                         const char *base_url,
                         const char *name,
                         const char *key)
{
  CwFinnhubProvider *self;

  g_return_val_if_fail (client != NULL && workers != NULL, NULL);
  g_return_val_if_fail (base_url != NULL && name != NULL, NULL);

  self = g_object_new (CW_TYPE_FINNHUB_PROVIDER, NULL);
  self->client = client;
  self->workers = workers;
  self->base_url = trim_base (base_url);
  self->name = g_strdup (name);
  self->key = clean_key (key);
  return CW_PROVIDER (self);
}
