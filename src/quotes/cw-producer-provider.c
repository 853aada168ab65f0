/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-producer-provider.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-producer-answer.h"
#include "cw-question.h"
#include "cw-quotes-error.h"

#define MAX_BYTES (4 * 1024 * 1024)
#define DEADLINE_SECONDS 20
#define PATH "/quotes_producer/"

struct _CwProducerProvider
{
  GObject parent;

  CwHttpClient *client;
  CwWorkers *workers;
  char *base_url;
  char *name;
};

static void cw_producer_provider_init_interface (CwProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwProducerProvider,
                               cw_producer_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CW_TYPE_PROVIDER,
                                                      cw_producer_provider_init_interface))

/* An answer that is being put together; touched by the network thread alone. */
typedef struct
{
  CwServiceRisk *risk; /* owned, NULL once handed over */
  guint n_pending, n_failed, n_asked;
} Fetch;

/* What the callback of one question is given. */
typedef struct
{
  GTask *task; /* owned */
  CwServiceRiskPart part;
} Step;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_clear_pointer (&fetch->risk, cw_service_risk_unref);
  g_free (fetch);
}

static gpointer
read_returns (const CwReply *reply, gconstpointer what, GError **error)
{
  if (reply->status == 200)
    return cw_producer_parse_returns (reply->body, reply->length, error);
  g_propagate_error (error,
                     cw_producer_parse_error (reply->status, reply->body, reply->length, what));
  return NULL;
}

static gpointer
read_var (const CwReply *reply, gconstpointer what, GError **error)
{
  if (reply->status == 200)
    return cw_producer_parse_var (reply->body, reply->length, error);
  g_propagate_error (error,
                     cw_producer_parse_error (reply->status, reply->body, reply->length, what));
  return NULL;
}

static const struct
{
  CwReplyFunc read;
  GDestroyNotify free_result;
} parts[CW_N_SERVICE_RISK_PARTS] = {
  [CW_SERVICE_RISK_DAILY_RETURNS] = { read_returns, (GDestroyNotify) cw_service_returns_free },
  [CW_SERVICE_RISK_PORTFOLIO_RETURNS] = { read_returns, (GDestroyNotify) cw_service_returns_free },
  [CW_SERVICE_RISK_VAR] = { read_var, (GDestroyNotify) cw_service_var_free },
};

static void
take_part (CwServiceRisk *risk, CwServiceRiskPart part, gpointer value)
{
  switch (part)
    {
    case CW_SERVICE_RISK_DAILY_RETURNS:
      risk->daily_returns = value;
      break;
    case CW_SERVICE_RISK_PORTFOLIO_RETURNS:
      risk->portfolio_returns = value;
      break;
    case CW_SERVICE_RISK_VAR:
      risk->var = value;
      break;
    }
}

/* What all parts failed with, or rather the first of them, stands for the whole. */
static GError *
dup_first_error (const CwServiceRisk *risk)
{
  guint i = 0;

  while (risk->errors[i] == NULL)
    i++;
  return g_error_copy (risk->errors[i]);
}

static void
end (GTask *task, Fetch *fetch)
{
  if (g_task_return_error_if_cancelled (task))
    return;
  if (fetch->n_failed == fetch->n_asked)
    g_task_return_error (task, dup_first_error (fetch->risk));
  else
    g_task_return_pointer (task, g_steal_pointer (&fetch->risk),
                           (GDestroyNotify) cw_service_risk_unref);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Step *step = data;
  g_autoptr (GTask) task = step->task;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = cw_question_ask_finish (result, &error);

  if (error == NULL)
    take_part (fetch->risk, step->part, value);
  else
    fetch->n_failed++;
  fetch->risk->errors[step->part] = error;
  if (--fetch->n_pending == 0)
    end (task, fetch);
}

/* Makes the list of symbols as an address takes it, or as people read it. */
static char *
join_symbols (const CwServiceRiskQuery *query, gboolean escape)
{
  const char *const alone[] = { query->symbol, NULL };
  const char *const *symbols = query->portfolio != NULL ? query->portfolio : alone;
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; symbols[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (text, escape ? "," : ", ");
      if (escape)
        g_string_append_uri_escaped (text, symbols[i], NULL, FALSE);
      else
        g_string_append (text, symbols[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_number (GString *url, const char *name, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (url, "%s%s", name, g_ascii_dtostr (text, sizeof text, number));
}

static void
append_confidence (GString *url, double confidence)
{
  append_number (url, "confidence=", confidence);
  g_string_append_c (url, '&');
}

static void
append_span (GString *url, const CwServiceRiskQuery *query)
{
  if (query->from == 0 && query->to == 0)
    g_string_append_printf (url, "range=%s", cw_range_to_string (query->range));
  else
    g_string_append_printf (url, "period1=%" G_GINT64_FORMAT "&period2=%" G_GINT64_FORMAT,
                            query->from, query->to);
}

static void
append_portfolio (GString *url, const CwServiceRiskQuery *query)
{
  g_autofree char *symbols = join_symbols (query, TRUE);

  g_string_append_printf (url, "symbols=%s&", symbols);
  if (query->portfolio == NULL || query->weights == NULL)
    return;
  for (gsize i = 0; query->portfolio[i] != NULL; i++)
    append_number (url, i == 0 ? "weights=" : ",", query->weights[i]);
  g_string_append_c (url, '&');
}

static char *
make_url (CwProducerProvider *self, const CwServiceRiskQuery *query, CwServiceRiskPart part)
{
  GString *url = g_string_new (self->base_url);

  if (part == CW_SERVICE_RISK_DAILY_RETURNS)
    {
      g_string_append (url, PATH "daily-returns/");
      g_string_append_uri_escaped (url, query->symbol, NULL, FALSE);
      g_string_append (url, "/?");
    }
  else
    {
      g_string_append (url,
                       part == CW_SERVICE_RISK_VAR ? PATH "var/?" : PATH "portfolio-returns/?");
      append_portfolio (url, query);
    }
  if (part == CW_SERVICE_RISK_VAR && query->confidence > 0)
    append_confidence (url, query->confidence);
  append_span (url, query);
  return g_string_free (url, FALSE);
}

static void
ask (GTask *task, const CwServiceRiskQuery *query, CwServiceRiskPart part)
{
  CwProducerProvider *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  gboolean is_own = part == CW_SERVICE_RISK_DAILY_RETURNS;
  g_autofree char *url = make_url (self, query, part);
  Step *step = g_new (Step, 1);

  step->task = g_object_ref (task);
  step->part = part;
  fetch->n_pending++;
  fetch->n_asked++;
  cw_question_ask_async (&(CwQuestion){ .client = self->client,
                                        .workers = self->workers,
                                        .provider = self->name,
                                        .request = { .url = url,
                                                     .symbol = query->symbol,
                                                     .max_bytes = MAX_BYTES,
                                                     .deadline_seconds = DEADLINE_SECONDS,
                                                     .priority = query->priority },
                                        .read = parts[part].read,
                                        .data = is_own ? g_strdup (query->symbol)
                                                       : join_symbols (query, FALSE),
                                        .free_data = g_free,
                                        .free_result = parts[part].free_result },
                         self, g_task_get_cancellable (task), answered_cb, step);
}

/**
 * cw_producer_provider_fetch_risk_async:
 * @self: a risk service
 * @query: whose risk; copied
 * @cancellable: (nullable): gives all of it up
 * @callback: called in the network thread, in which this must be called too
 * @user_data: what to hand to @callback
 *
 * Asks for the daily returns, the portfolio's returns and its value at risk at once: three requests
 * for a symbol, which is as many as such a service works on at a time for one.
 */
void
cw_producer_provider_fetch_risk_async (CwProducerProvider *self,
                                       const CwServiceRiskQuery *query,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch;

  g_return_if_fail (CW_IS_PRODUCER_PROVIDER (self) && query != NULL);
  g_return_if_fail (query->symbol != NULL
                    || (query->portfolio != NULL && query->portfolio[0] != NULL));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cw_producer_provider_fetch_risk_async);
  g_task_set_priority (task, query->priority);
  fetch = g_new0 (Fetch, 1);
  fetch->risk = cw_service_risk_new (query->symbol, self->name);
  g_task_set_task_data (task, fetch, fetch_free);
  for (guint part = 0; part < CW_N_SERVICE_RISK_PARTS; part++)
    if (part != CW_SERVICE_RISK_DAILY_RETURNS || query->symbol != NULL)
      ask (task, query, (CwServiceRiskPart) part);
}

/**
 * cw_producer_provider_fetch_risk_finish:
 * @self: a risk service
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): what the service says; it fails only if every part does
 */
CwServiceRisk *
cw_producer_provider_fetch_risk_finish (CwProducerProvider *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_producer_provider_fetch_risk_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static const char *
cw_producer_provider_get_name (CwProvider *provider)
{
  return CW_PRODUCER_PROVIDER (provider)->name;
}

static void
cw_producer_provider_init_interface (CwProviderInterface *iface)
{
  iface->get_name = cw_producer_provider_get_name;
}

static void
cw_producer_provider_finalize (GObject *object)
{
  CwProducerProvider *self = CW_PRODUCER_PROVIDER (object);

  g_free (self->base_url);
  g_free (self->name);
  G_OBJECT_CLASS (cw_producer_provider_parent_class)->finalize (object);
}

static void
cw_producer_provider_class_init (CwProducerProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_producer_provider_finalize;
}

static void
cw_producer_provider_init (CwProducerProvider *self)
{
}

/**
 * cw_producer_provider_new:
 * @client: how to fetch; it must outlive every query, the provider itself may live longer
 * @workers: who parses; the same
 * @base_url: %CW_PRODUCER_URL, or where else the service is
 * @name: for people: who gives the numbers
 *
 * Returns: (transfer full): a risk service as a provider; it has neither bars nor figures
 */
CwProvider *
cw_producer_provider_new (CwHttpClient *client,
                          CwWorkers *workers,
                          const char *base_url,
                          const char *name)
{
  CwProducerProvider *self;

  g_return_val_if_fail (client != NULL && workers != NULL, NULL);
  g_return_val_if_fail (base_url != NULL && name != NULL, NULL);

  self = g_object_new (CW_TYPE_PRODUCER_PROVIDER, NULL);
  self->client = client;
  self->workers = workers;
  self->base_url = g_strdup (base_url);
  for (gsize i = strlen (base_url); i > 0 && base_url[i - 1] == '/'; i--)
    self->base_url[i - 1] = '\0';
  self->name = g_strdup (name);
  return CW_PROVIDER (self);
}
