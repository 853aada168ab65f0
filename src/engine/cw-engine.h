/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clock.h"
#include "cw-http-client.h"
#include "cw-load.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/** CwEngineConfig: where data comes from and how it is fetched; copied by cw_engine_new(). */
typedef struct
{
  const char *yahoo_url;   /* nullable: the real one */
  const char *finnhub_url; /* nullable: the real one */
  const char *finnhub_key; /* nullable: then there are no fundamentals */
  const char *source_name; /* nullable: how the data's source is called for people */
  const char *benchmark;   /* the symbol that stands for the market */
  const char *data_dir;    /* nullable: where the store is; without it nothing is stored */
  gboolean offline;        /* never use the network; needs a store */
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
 */
#define CW_TYPE_ENGINE (cw_engine_get_type ())
G_DECLARE_FINAL_TYPE (CwEngine, cw_engine, CW, ENGINE, GObject)

CwEngine *cw_engine_new (const CwEngineConfig *config) G_GNUC_WARN_UNUSED_RESULT;
void cw_engine_shut_down (CwEngine *self);

CwLoad *cw_engine_load (CwEngine *self,
                        const char *const *symbols,
                        const CwLoadOptions *options) G_GNUC_WARN_UNUSED_RESULT;

CwWorkers *cw_engine_get_workers (CwEngine *self);
CwClock cw_engine_get_clock (CwEngine *self);
const char *cw_engine_get_benchmark (CwEngine *self);
GError *cw_engine_dup_store_error (CwEngine *self) G_GNUC_WARN_UNUSED_RESULT;
char *cw_engine_dup_store_notice (CwEngine *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
