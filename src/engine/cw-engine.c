/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-engine.h"

#include <glib/gi18n-lib.h>

#include "cw-finnhub-provider.h"
#include "cw-load-private.h"
#include "cw-yahoo-provider.h"

struct _CwEngine
{
  GObject parent_instance;

  CwClock clock;
  char *benchmark;
  CwTrace *trace; /* owned, nullable */

  CwLoopThread *network;             /* owned, NULL once shut down, as all below */
  CwWorkers *workers;                /* owned */
  CwHttpClient *client;              /* owned */
  CwProvider *series_provider;       /* owned */
  CwProvider *fundamentals_provider; /* owned, nullable */
  CwStore *store;                    /* owned, nullable */
  CwLoader *loader;                  /* owned */
  GError *store_error;               /* owned, nullable: kept when shut down */

  guint n_requested, n_ready, n_failed;
};

G_DEFINE_FINAL_TYPE (CwEngine, cw_engine, G_TYPE_OBJECT)

/**
 * cw_engine_config_init:
 * @config: (out): becomes what most users want: the real providers, politely, and the real time
 */
void
cw_engine_config_init (CwEngineConfig *config)
{
  *config = (CwEngineConfig){ .benchmark = CW_DEFAULT_BENCHMARK,
                              .limits = CW_HTTP_LIMITS_POLITE,
                              .clock = CW_CLOCK_RUNNING };
}

static void
make_providers (CwEngine *self, const CwEngineConfig *config)
{
  const char *yahoo_url = config->yahoo_url != NULL ? config->yahoo_url : CW_YAHOO_URL;
  const char *finnhub_url = config->finnhub_url != NULL ? config->finnhub_url : CW_FINNHUB_URL;
  const char *source = config->source_name;

  self->series_provider =
      cw_yahoo_provider_new (self->client, self->workers, yahoo_url,
                             source != NULL ? source : _ ("Yahoo Finance"), config->clock);
  if (config->finnhub_key != NULL)
    self->fundamentals_provider =
        cw_finnhub_provider_new (self->client, self->workers, finnhub_url,
                                 source != NULL ? source : _ ("Finnhub"), config->finnhub_key);
}

/**
 * cw_engine_new:
 * @config: where data comes from and how
 *
 * Returns: (transfer full): an engine that runs until cw_engine_shut_down()
 */
CwEngine *
cw_engine_new (const CwEngineConfig *config)
{
  CwEngine *self;

  g_return_val_if_fail (config != NULL && config->benchmark != NULL, NULL);
  g_return_val_if_fail (!config->offline || config->data_dir != NULL, NULL);

  self = g_object_new (CW_TYPE_ENGINE, NULL);
  self->clock = config->clock;
  self->benchmark = g_strdup (config->benchmark);
  self->trace = config->trace != NULL ? cw_trace_ref (config->trace) : NULL;
  self->network = cw_loop_thread_new ("cw-network");
  self->workers = cw_workers_new ("cw-worker", 0, self->trace);
  self->client = cw_http_client_new (self->network, &config->limits, self->trace);
  if (!config->offline)
    make_providers (self, config);
  if (config->data_dir != NULL)
    self->store = cw_store_new (config->data_dir, self->trace);
  self->loader = cw_loader_new (&(CwLoaderParts){
      .network = self->network,
      .workers = self->workers,
      .series_provider = self->series_provider,
      .fundamentals_provider = self->fundamentals_provider,
      .store = self->store,
      .benchmark = self->benchmark,
      .clock = self->clock,
      .window = config->limits.concurrency,
  });
  return self;
}

/**
 * cw_engine_shut_down:
 * @self: an engine
 *
 * Cancels everything, waits for every thread and gives everything back. Loads that are still held
 * end as cancelled when their context runs again; using the engine afterwards for anything but
 * asking it what it was is an error.
 */
void
cw_engine_shut_down (CwEngine *self)
{
  g_return_if_fail (CW_IS_ENGINE (self));

  if (self->loader == NULL)
    return;
  /* In this order: nothing new begins; what is on the line is cut; what is computed ends; what is
   * being written gets to the disk; then the last callbacks of all of it run out in the network
   * thread. */
  cw_loader_stop (self->loader);
  g_clear_pointer (&self->client, cw_http_client_free);
  g_clear_pointer (&self->workers, cw_workers_free);
  g_clear_pointer (&self->store, cw_store_free);
  g_clear_pointer (&self->network, cw_loop_thread_free);
  self->store_error = cw_loader_dup_store_error (self->loader);
  g_clear_pointer (&self->loader, cw_loader_free);
  g_clear_object (&self->series_provider);
  g_clear_object (&self->fundamentals_provider);
}

static void
cw_engine_finalize (GObject *object)
{
  CwEngine *self = CW_ENGINE (object);

  cw_engine_shut_down (self);
  g_clear_error (&self->store_error);
  g_clear_pointer (&self->trace, cw_trace_unref);
  g_free (self->benchmark);
  G_OBJECT_CLASS (cw_engine_parent_class)->finalize (object);
}

static void
cw_engine_class_init (CwEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_engine_finalize;
}

static void
cw_engine_init (CwEngine *self)
{
}

/**
 * cw_engine_load:
 * @self: an engine
 * @symbols: (array zero-terminated=1): the symbols; one that cannot be a symbol fails, the rest
 * goes on
 * @options: how much of each is wanted
 *
 * Begins to load all of @symbols. Its signals come in the caller's thread-default context, never
 * before this has returned.
 *
 * Returns: (transfer full): the load; giving up the last reference cancels it
 */
CwLoad *
cw_engine_load (CwEngine *self, const char *const *symbols, const CwLoadOptions *options)
{
  g_return_val_if_fail (CW_IS_ENGINE (self) && self->loader != NULL, NULL);
  g_return_val_if_fail (symbols != NULL && options != NULL, NULL);
  return cw_load_new (self, symbols, options);
}

/** cw_engine_get_workers: Returns: (transfer none) (nullable): the pool, until shut down */
CwWorkers *
cw_engine_get_workers (CwEngine *self)
{
  g_return_val_if_fail (CW_IS_ENGINE (self), NULL);
  return self->workers;
}

/** cw_engine_get_clock: Returns: the time in the market that the engine looks at */
CwClock
cw_engine_get_clock (CwEngine *self)
{
  g_return_val_if_fail (CW_IS_ENGINE (self), CW_CLOCK_RUNNING);
  return self->clock;
}

/** cw_engine_get_benchmark: Returns: (transfer none): the symbol that stands for the market */
const char *
cw_engine_get_benchmark (CwEngine *self)
{
  g_return_val_if_fail (CW_IS_ENGINE (self), NULL);
  return self->benchmark;
}

/**
 * cw_engine_dup_store_error:
 * @self: an engine, shut down or not
 *
 * Returns: (transfer full) (nullable): why something could not be stored, or what is stored not be
 *   read, the first time that happened; nothing else fails because of it
 */
GError *
cw_engine_dup_store_error (CwEngine *self)
{
  g_return_val_if_fail (CW_IS_ENGINE (self), NULL);

  if (self->loader != NULL)
    return cw_loader_dup_store_error (self->loader);
  return self->store_error != NULL ? g_error_copy (self->store_error) : NULL;
}

/**
 * cw_engine_dup_store_notice:
 * @self: an engine that is not shut down
 *
 * Returns: (transfer full) (nullable): what a person should be told about the store, for example
 *   that a damaged file was moved aside
 */
char *
cw_engine_dup_store_notice (CwEngine *self)
{
  g_return_val_if_fail (CW_IS_ENGINE (self), NULL);
  return self->store != NULL ? cw_store_get_notice (self->store) : NULL;
}

CwLoader *
cw_engine_get_loader (CwEngine *self)
{
  return self->loader;
}

CwTrace *
cw_engine_get_trace (CwEngine *self)
{
  return self->trace;
}

/* Adds to the numbers of symbols that the trace reports. */
void
cw_engine_count (CwEngine *self, guint requested, guint ready, guint failed)
{
  self->n_requested += requested;
  self->n_ready += ready;
  self->n_failed += failed;
  cw_trace_set_symbols (self->trace, self->n_requested, self->n_ready, self->n_failed);
}
