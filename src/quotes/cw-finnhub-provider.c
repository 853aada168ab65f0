/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-finnhub-provider.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-finnhub-error.h"
#include "cw-finnhub-metric.h"
#include "cw-question.h"
#include "cw-quotes-error.h"

#define MAX_BYTES (4 * 1024 * 1024)
#define DEADLINE_SECONDS 10
#define MAX_KEY 256
#define KEY_HEADER "X-Finnhub-Token"

struct _CwFinnhubProvider
{
  GObject parent;

  CwHttpClient *client;
  CwWorkers *workers;
  char *base_url;
  char *name;
  char *key; /* nullable */
  gboolean key_is_refused;
};

static void cw_finnhub_provider_init_interface (CwProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwFinnhubProvider,
                               cw_finnhub_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CW_TYPE_PROVIDER,
                                                      cw_finnhub_provider_init_interface))

/* Whose figures are asked for, and of whom. */
typedef struct
{
  char *symbol;
  char *source;
} MetricJob;

static void
metric_job_free (gpointer data)
{
  MetricJob *job = data;

  g_free (job->symbol);
  g_free (job->source);
  g_free (job);
}

static gpointer
read_metric (guint status, const char *body, gsize length, gconstpointer data, GError **error)
{
  const MetricJob *job = data;

  if (status == 200)
    return cw_finnhub_metric_parse (body, length, job->symbol, job->source, error);
  g_propagate_error (error, cw_finnhub_error_parse (status, body, length, job->symbol));
  return NULL;
}

/* A key that was refused once is not shown again and again: another key is another provider. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CwFinnhubProvider *self = CW_FINNHUB_PROVIDER (source);
  GError *error = NULL;
  CwFundamentals *fundamentals = cw_question_ask_finish (result, &error);

  self->key_is_refused |= g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, fundamentals, (GDestroyNotify) cw_fundamentals_unref);
}

static void
ask (CwFinnhubProvider *self, const char *symbol, int priority, GTask *task)
{
  MetricJob *job = g_new0 (MetricJob, 1);
  g_autofree char *escaped = g_uri_escape_string (symbol, NULL, FALSE);
  g_autofree char *url =
      g_strdup_printf ("%s/api/v1/stock/metric?symbol=%s&metric=all", self->base_url, escaped);

  job->symbol = g_strdup (symbol);
  job->source = g_strdup (self->name);
  cw_question_ask_async (&(CwQuestion){ .client = self->client,
                                        .workers = self->workers,
                                        .provider = self->name,
                                        .request = { .url = url,
                                                     .secret_header = KEY_HEADER,
                                                     .secret = self->key,
                                                     .symbol = symbol,
                                                     .max_bytes = MAX_BYTES,
                                                     .deadline_seconds = DEADLINE_SECONDS,
                                                     .priority = priority },
                                        .read = read_metric,
                                        .data = job,
                                        .free_data = metric_job_free,
                                        .free_result = (GDestroyNotify) cw_fundamentals_unref },
                         self, g_task_get_cancellable (task), answered_cb, task);
}

static void
cw_finnhub_provider_fetch_fundamentals_async (CwProvider *provider,
                                              const char *symbol,
                                              int priority,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  CwFinnhubProvider *self = CW_FINNHUB_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, cw_finnhub_provider_fetch_fundamentals_async);
  g_task_set_priority (task, priority);
  if (self->key == NULL)
    g_task_return_new_error (task, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED,
                             /* Translators: %s is a provider's name */
                             _ ("%s wants a key, and none that can be used is set"), self->name);
  else if (self->key_is_refused)
    g_task_return_error (task,
                         cw_quotes_error_complete (cw_finnhub_error_parse (401, NULL, 0, symbol),
                                                   self->name, 0));
  else
    ask (self, symbol, priority, g_steal_pointer (&task));
}

static CwFundamentals *
cw_finnhub_provider_fetch_fundamentals_finish (CwProvider *provider,
                                               GAsyncResult *result,
                                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
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
}

static void
cw_finnhub_provider_finalize (GObject *object)
{
  CwFinnhubProvider *self = CW_FINNHUB_PROVIDER (object);

  g_free (self->base_url);
  g_free (self->name);
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
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
 * cw_finnhub_provider_new:
 * @client: how to fetch; it must outlive every question, the provider itself may live longer
 * @workers: who parses; the same
 * @base_url: %CW_FINNHUB_URL, or what stands in for it
 * @name: for people: who gives the numbers
 * @key: (nullable): the user's key; without one that can be sent, every question is refused
 *
 * Returns: (transfer full): Finnhub as a provider of fundamentals
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
  self->base_url = g_strdup (base_url);
  for (gsize i = strlen (base_url); i > 0 && base_url[i - 1] == '/'; i--)
    self->base_url[i - 1] = '\0';
  self->name = g_strdup (name);
  self->key = clean_key (key);
  return CW_PROVIDER (self);
}
