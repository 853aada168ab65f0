/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clock.h"
#include "cw-http-client.h"
#include "cw-provider.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/** CwAbility: what a provider can be asked for. */
typedef enum
{
  CW_ABILITY_SERIES,
  CW_ABILITY_QUOTE,
  CW_ABILITY_FIGURES,
  CW_ABILITY_SEARCH,
  CW_ABILITY_RISK,
} CwAbility;

/** CwRouterConfig: who there is to be asked; the texts are copied. */
typedef struct
{
  CwHttpClient *client;
  CwWorkers *workers;
  const char *provider;     /* nullable: as in CwEngineConfig, as all below */
  const char *yahoo_url;    /* nullable */
  const char *finnhub_url;  /* nullable */
  const char *finnhub_key;  /* nullable */
  const char *producer_url; /* nullable */
  const char *csv_dir;      /* nullable */
  const char *source_name;  /* nullable */
  CwClock clock;
  gboolean offline;
} CwRouterConfig;

/**
 * CwRouter:
 *
 * Knows all providers, and who is asked for what: the provider that a symbol names, or else the one
 * that is set up, and another in its place while it is down. After it is made it belongs to the
 * network thread.
 */
typedef struct _CwRouter CwRouter;

CwRouter *cw_router_new (const CwRouterConfig *config) G_GNUC_WARN_UNUSED_RESULT;
void cw_router_stop (CwRouter *router);
void cw_router_free (CwRouter *router);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwRouter, cw_router_free)

void cw_router_set_offline (CwRouter *router, gboolean offline);
void cw_router_set_finnhub_key (CwRouter *router, const char *key);

void cw_router_ask_anyway (CwRouter *router);

gboolean cw_router_is_stopped (CwRouter *router);
gboolean cw_router_is_offline (CwRouter *router);
gboolean cw_router_is_local (CwRouter *router, const char *provider);
gboolean cw_router_has (CwRouter *router, CwAbility ability, const char *provider);
gboolean cw_router_has_batches (CwRouter *router, const char *provider);

gboolean cw_router_error_is_down (const GError *error);

/**
 * CwAsk:
 * @ability: what is asked for
 * @provider: (nullable): who is to be asked, if the symbol names somebody
 * @alone: whether nobody may stand in for that one
 * @only_others: whether that one has been asked already, and those who may stand in are left
 * @begin: asks a provider; @stands_in says that it is not the one that should be asked
 * @end: takes its answer
 * @data: what to hand to @begin; taken over
 * @free_data: (nullable): frees it
 * @free_result: frees what @end returns
 *
 * A question that goes to one provider after another, until one answers it.
 */
typedef struct
{
  CwAbility ability;
  const char *provider;
  gboolean alone;
  gboolean only_others;
  void (*begin) (CwProvider *provider,
                 gboolean stands_in,
                 gpointer data,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data);
  gpointer (*end) (CwProvider *provider, GAsyncResult *result, GError **error);
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} CwAsk;

void cw_router_ask_async (CwRouter *router,
                          const CwAsk *ask,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gpointer cw_router_ask_finish (GAsyncResult *result,
                               GError **instead,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
