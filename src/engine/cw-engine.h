/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clock.h"
#include "cw-http-client.h"
#include "cw-load.h"
#include "cw-long-term.h"
#include "cw-network-watch.h"
#include "cw-producer-provider.h"
#include "cw-provider.h"
#include "cw-store.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/** CwEngineConfig: where data comes from and how it is fetched; copied by cw_engine_new(). */
typedef struct
{
  const char *provider;     /* nullable: yahoo; or finnhub, producer, or csv:DIR */
  const char *yahoo_url;    /* nullable: the real one */
  const char *finnhub_url;  /* nullable: the real one */
  const char *finnhub_key;  /* nullable: then there are no fundamentals */
  const char *producer_url; /* nullable: where the risk service usually is */
  const char *csv_dir;      /* nullable: a folder of SYMBOL.csv that may stand in for bars */
  const char *source_name;  /* nullable: how the data's source is called for people */
  const char *benchmark;    /* the symbol that stands for the market */
  CwThresholds thresholds;  /* what a company must reach while the market grows as usual */
  const char *data_dir;     /* nullable: where the store is; without it nothing is stored */
  gboolean offline;         /* never use the network; needs a store or a folder */
  gboolean watch_network;   /* notice when the computer's network comes back, for `network-back` */
  CwHttpLimits limits;
  CwClock clock;
  CwTrace *trace; /* nullable */
} CwEngineConfig;

#define CW_DEFAULT_BENCHMARK "SPY"

void cw_engine_config_init (CwEngineConfig *config);

/**
 * CwEngine:
 *
 * Joins the stages: fetches many symbols at once, hands what came to the workers, publishes what is
 * finished. Owns the network thread and the workers.
 *
 * Signals:
 * - `outcomes (GPtrArray *outcomes)`: what some load, whosever it is, has to say: the #CwOutcome of
 *   one batch, before that load's own `updated`
 * - `network-back ()`: the computer has a network again, or another one, and what failed for want
 * of it may be loaded again; comes in the main thread, and only if that was asked for
 */
#define CW_TYPE_ENGINE (cw_engine_get_type ())
G_DECLARE_FINAL_TYPE (CwEngine, cw_engine, CW, ENGINE, GObject)

CwEngine *cw_engine_new (const CwEngineConfig *config) G_GNUC_WARN_UNUSED_RESULT;
void cw_engine_shut_down (CwEngine *self);

CwLoad *cw_engine_load (CwEngine *self,
                        const char *const *symbols,
                        const CwLoadOptions *options) G_GNUC_WARN_UNUSED_RESULT;

void cw_engine_search_async (CwEngine *self,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *cw_engine_search_finish (CwEngine *self,
                                    GAsyncResult *result,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_engine_fetch_service_risk_async (CwEngine *self,
                                         const CwServiceRiskQuery *query,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
CwServiceRisk *cw_engine_fetch_service_risk_finish (CwEngine *self,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cw_engine_set_finnhub_key (CwEngine *self, const char *key, GError **error);
void cw_engine_set_thresholds (CwEngine *self, const CwThresholds *thresholds);
void cw_engine_set_offline (CwEngine *self, gboolean offline);
gboolean cw_engine_is_offline (CwEngine *self);
void cw_engine_watch_network (CwEngine *self, CwNetworkWatchFunc func, gpointer data);

GPtrArray *cw_engine_dup_hosts (CwEngine *self) G_GNUC_WARN_UNUSED_RESULT;
CwStore *cw_engine_get_store (CwEngine *self);
CwWorkers *cw_engine_get_workers (CwEngine *self);
CwClock cw_engine_get_clock (CwEngine *self);
const char *cw_engine_get_benchmark (CwEngine *self);
GError *cw_engine_dup_store_error (CwEngine *self) G_GNUC_WARN_UNUSED_RESULT;
char *cw_engine_dup_store_notice (CwEngine *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
