/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-load-private.h"

#include "cw-engine-error.h"
#include "cw-errand.h"
#include "cw-router.h"
#include "cw-store-symbols.h"

#define MAX_MATCHES 10

/* What is asked beside the loads: it needs no order, and nobody else waits behind it. */

/* What is asked of the router by somebody who waits in another thread. */
typedef struct
{
  CwRouter *router;
  CwStore *store;          /* nullable */
  char *text;              /* nullable */
  GError *error;           /* nullable: why the providers did not answer */
  CwServiceRiskQuery risk; /* its texts and weights are owned */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->text);
  g_clear_error (&question->error);
  g_free ((char *) question->risk.symbol);
  g_strfreev ((char **) question->risk.portfolio);
  g_free ((double *) question->risk.weights);
  g_free (question);
}

static void
begin_search (CwProvider *provider,
              gboolean stands_in,
              gpointer data,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  cw_provider_search_async (provider, ((Question *) data)->text, cancellable, callback, user_data);
}

static gpointer
end_search (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_provider_search_finish (provider, result, error);
}

static CwSearchMatch *
make_match (const CwProfile *profile)
{
  CwSearchMatch *match = g_new0 (CwSearchMatch, 1);

  match->symbol = g_strdup (profile->symbol);
  match->name = g_strdup (profile->name);
  match->exchange = g_strdup (profile->exchange);
  match->type = g_strdup (profile->type);
  return match;
}

static GPtrArray *
make_matches (GPtrArray *profiles)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_search_match_free);

  for (guint i = 0; i < profiles->len; i++)
    g_ptr_array_add (matches, make_match (g_ptr_array_index (profiles, i)));
  return matches;
}

/* Offline, nothing found is an answer; where a provider is down, it is no better than the reason.
 */
static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwErrand *errand = data;
  Question *question = cw_errand_get_data (errand);
  GError *error = NULL;
  g_autoptr (GPtrArray) profiles = cw_store_search_finish (result, &error);
  gboolean offline = g_error_matches (question->error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_OFFLINE);

  if (profiles != NULL && (profiles->len > 0 || offline))
    {
      cw_errand_return (errand, make_matches (profiles), (GDestroyNotify) g_ptr_array_unref, NULL);
      return;
    }
  g_clear_error (&error);
  cw_errand_return (errand, NULL, NULL, g_steal_pointer (&question->error));
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwErrand *errand = data;
  Question *question = cw_errand_get_data (errand);
  GError *error = NULL;
  GPtrArray *matches = cw_router_ask_finish (result, NULL, &error);

  if (error == NULL || question->store == NULL || cw_router_is_stopped (question->router)
      || !cw_router_error_is_down (error))
    {
      cw_errand_return (errand, matches, (GDestroyNotify) g_ptr_array_unref, error);
      return;
    }
  question->error = error;
  cw_store_search_async (question->store, question->text, MAX_MATCHES,
                         cw_errand_get_cancellable (errand), recalled_cb, errand);
}

static void
search (CwErrand *errand, gpointer data)
{
  Question *question = data;

  cw_router_ask_async (question->router,
                       &(CwAsk){ .ability = CW_ABILITY_SEARCH,
                                 .begin = begin_search,
                                 .end = end_search,
                                 .data = question,
                                 .free_result = (GDestroyNotify) g_ptr_array_unref },
                       cw_errand_get_cancellable (errand), searched_cb, errand);
}

/**
 * cw_engine_search_async:
 * @self: an engine
 * @text: a name, a symbol, or the beginning of one
 * @cancellable: (nullable): gives the search up
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Looks for symbols: at a provider that can search, or offline among those about which something
 * is stored.
 */
void
cw_engine_search_async (CwEngine *self,
                        const char *text,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Question *question;

  g_return_if_fail (CW_IS_ENGINE (self) && cw_engine_get_loader (self) != NULL && text != NULL);

  question = g_new0 (Question, 1);
  question->router = cw_engine_get_router (self);
  question->store = cw_engine_get_store (self);
  question->text = g_strdup (text);
  cw_errand_run_async (cw_engine_get_network (self), G_OBJECT (self), search, question,
                       question_free, cancellable, callback, user_data);
}

/**
 * cw_engine_search_finish:
 * @self: an engine
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, a #CwEngineError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable) (element-type CwSearchMatch): the matches, the best one
 *   first; perhaps none
 */
GPtrArray *
cw_engine_search_finish (CwEngine *self, GAsyncResult *result, GError **error)
{
  return cw_errand_run_finish (result, error);
}

static void
begin_risk (CwProvider *provider,
            gboolean stands_in,
            gpointer data,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  cw_producer_provider_fetch_risk_async (CW_PRODUCER_PROVIDER (provider),
                                         &((Question *) data)->risk, cancellable, callback,
                                         user_data);
}

static gpointer
end_risk (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_producer_provider_fetch_risk_finish (CW_PRODUCER_PROVIDER (provider), result, error);
}

static void
risk_fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  CwServiceRisk *risk = cw_router_ask_finish (result, NULL, &error);

  cw_errand_return (data, risk, (GDestroyNotify) cw_service_risk_unref, error);
}

static void
fetch_risk (CwErrand *errand, gpointer data)
{
  Question *question = data;

  cw_router_ask_async (question->router,
                       &(CwAsk){ .ability = CW_ABILITY_RISK,
                                 .provider = "producer",
                                 .begin = begin_risk,
                                 .end = end_risk,
                                 .data = question,
                                 .free_result = (GDestroyNotify) cw_service_risk_unref },
                       cw_errand_get_cancellable (errand), risk_fetched_cb, errand);
}

/**
 * cw_engine_fetch_service_risk_async:
 * @self: an engine
 * @query: about what; copied
 * @cancellable: (nullable): gives it up
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Asks the risk service. A part that it cannot answer has its error in its place.
 */
void
cw_engine_fetch_service_risk_async (CwEngine *self,
                                    const CwServiceRiskQuery *query,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Question *question;
  guint n;

  g_return_if_fail (CW_IS_ENGINE (self) && cw_engine_get_loader (self) != NULL && query != NULL);

  n = query->portfolio != NULL ? g_strv_length ((char **) query->portfolio) : 0;
  question = g_new0 (Question, 1);
  question->router = cw_engine_get_router (self);
  question->risk = *query;
  question->risk.symbol = g_strdup (query->symbol);
  question->risk.portfolio = (const char *const *) g_strdupv ((char **) query->portfolio);
  question->risk.weights =
      query->weights != NULL ? g_memdup2 (query->weights, n * sizeof *query->weights) : NULL;
  cw_errand_run_async (cw_engine_get_network (self), G_OBJECT (self), fetch_risk, question,
                       question_free, cancellable, callback, user_data);
}

/**
 * cw_engine_fetch_service_risk_finish:
 * @self: an engine
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, a #CwEngineError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): what the service says
 */
CwServiceRisk *
cw_engine_fetch_service_risk_finish (CwEngine *self, GAsyncResult *result, GError **error)
{
  return cw_errand_run_finish (result, error);
}
