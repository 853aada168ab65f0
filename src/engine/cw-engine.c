/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-engine.h"

#include "cw-load-private.h"
#include "cw-network-watch.h"
#include "cw-route.h"
#include "cw-router.h"

struct _CwEngine
{
  GObject parent_instance;

  CwClock clock;
  char *benchmark;
  CwTrace *trace; /* owned, nullable */

  CwLoopThread *network; /* owned, NULL once shut down, as all below */
  CwWorkers *workers;    /* owned */
  CwHttpClient *client;  /* owned */
  CwNetworkWatch *watch; /* owned, nullable: only once somebody wants to know */
  CwRouter *router;      /* owned */
  CwStore *store;        /* owned, nullable */
  gboolean offline;
  gboolean watches_network;
  CwNetworkWatch *network_watch; /* owned, nullable */
  CwLoader *loader;              /* owned */
  GError *store_error;           /* owned, nullable: kept when shut down */

  guint n_requested, n_ready, n_failed;
};

enum
{
  SIGNAL_NETWORK_BACK,
  SIGNAL_OUTCOMES,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwEngine, cw_engine, G_TYPE_OBJECT)

/**
 * cw_engine_config_init:
 * @config: (out): becomes what most users want: the real providers, politely, and the real time
 */
void
cw_engine_config_init (CwEngineConfig *config)
{
  *config = (CwEngineConfig){ .benchmark = CW_DEFAULT_BENCHMARK,
                              .thresholds = CW_THRESHOLDS_USUAL,
                              .limits = CW_HTTP_LIMITS_POLITE,
                              .clock = CW_CLOCK_RUNNING };
}

static void
network_back_cb (gpointer data)
{
  g_signal_emit (data, signals[SIGNAL_NETWORK_BACK], 0);
}

/* Also to look whether there is a network is a use of it. */
static void
update_network_watch (CwEngine *self)
{
  gboolean watch = self->watches_network && !self->offline;

  if (!watch)
    g_clear_pointer (&self->network_watch, cw_network_watch_free);
  else if (self->network_watch == NULL)
    self->network_watch =
        cw_network_watch_new (NULL, self->client, CW_NETWORK_SETTLE_MS, network_back_cb, self);
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
  g_return_val_if_fail (config->provider == NULL || cw_route_check_setting (config->provider, NULL),
                        NULL);

  self = g_object_new (CW_TYPE_ENGINE, NULL);
  self->clock = config->clock;
  self->benchmark = g_strdup (config->benchmark);
  self->trace = config->trace != NULL ? cw_trace_ref (config->trace) : NULL;
  self->network = cw_loop_thread_new ("cw-network");
  self->workers = cw_workers_new ("cw-worker", 0, self->trace);
  self->client = cw_http_client_new (self->network, &config->limits, self->trace);
  self->offline = config->offline;
  self->router = cw_router_new (&(CwRouterConfig){ .client = self->client,
                                                   .workers = self->workers,
                                                   .provider = config->provider,
                                                   .yahoo_url = config->yahoo_url,
                                                   .finnhub_url = config->finnhub_url,
                                                   .finnhub_key = config->finnhub_key,
                                                   .producer_url = config->producer_url,
                                                   .csv_dir = config->csv_dir,
                                                   .source_name = config->source_name,
                                                   .clock = config->clock,
                                                   .offline = config->offline });
  if (config->data_dir != NULL)
    self->store = cw_store_new (config->data_dir, self->trace);
  self->loader = cw_loader_new (&(CwLoaderParts){
      .network = self->network,
      .workers = self->workers,
      .router = self->router,
      .store = self->store,
      .benchmark = self->benchmark,
      .clock = self->clock,
      .thresholds = config->thresholds,
      .window = config->limits.concurrency,
  });
  self->watches_network = config->watch_network;
  update_network_watch (self);
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
  g_clear_pointer (&self->network_watch, cw_network_watch_free);
  cw_loader_stop (self->loader);
  g_clear_pointer (&self->watch, cw_network_watch_free);
  g_clear_pointer (&self->client, cw_http_client_free);
  g_clear_pointer (&self->workers, cw_workers_free);
  g_clear_pointer (&self->store, cw_store_free);
  g_clear_pointer (&self->network, cw_loop_thread_free);
  self->store_error = cw_loader_dup_store_error (self->loader);
  g_clear_pointer (&self->loader, cw_loader_free);
  g_clear_pointer (&self->router, cw_router_free);
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

  signals[SIGNAL_NETWORK_BACK] = g_signal_new ("network-back", CW_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OUTCOMES] = g_signal_new ("outcomes", CW_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
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

/**
 * cw_engine_set_thresholds:
 * @self: an engine
 * @thresholds: what a company must reach while the market grows as usual
 *
 * Holds for analyses from now on; cw_analysis_new_with_market() decides anew what was decided.
 */
void
cw_engine_set_thresholds (CwEngine *self, const CwThresholds *thresholds)
{
  g_return_if_fail (CW_IS_ENGINE (self) && self->loader != NULL && thresholds != NULL);
  cw_loader_set_thresholds (self->loader, thresholds);
}

/**
 * cw_engine_set_offline:
 * @self: an engine
 * @offline: whether the network is not to be used
 *
 * The one switch that stops all use of the network: what is under way is given up, and what is
 * stored is all there is until it is switched on again.
 */
void
cw_engine_set_offline (CwEngine *self, gboolean offline)
{
  g_return_if_fail (CW_IS_ENGINE (self) && self->loader != NULL);

  self->offline = offline;
  update_network_watch (self);
  cw_engine_send_offline (self, offline);
}

/** cw_engine_is_offline: Returns: whether the network is not to be used */
gboolean
cw_engine_is_offline (CwEngine *self)
{
  g_return_val_if_fail (CW_IS_ENGINE (self), TRUE);
  return self->offline;
}

/**
 * cw_engine_watch_network:
 * @self: an engine; the calling thread must be the main one
 * @func: called there each time the network has come back and kept still for a while, and when it
 *   has become another one after something could not be reached: then is the time to load again
 * @data: what to hand to @func
 *
 * Watches this computer's network until the engine is shut down, at most once for each engine.
 * Failures then also say when a sign-in page stands before the network.
 */
void
cw_engine_watch_network (CwEngine *self, CwNetworkWatchFunc func, gpointer data)
{
  g_return_if_fail (CW_IS_ENGINE (self) && self->loader != NULL && self->watch == NULL);
  self->watch = cw_network_watch_new (NULL, self->client, CW_NETWORK_SETTLE_MS, func, data);
}

/** cw_engine_dup_hosts: Returns: (transfer full) (element-type CwHttpHostState): how it stands with
 * the servers that were asked until now, by name */
GPtrArray *
cw_engine_dup_hosts (CwEngine *self)
{
  g_return_val_if_fail (CW_IS_ENGINE (self) && self->client != NULL, NULL);
  return cw_http_client_dup_hosts (self->client);
}

/** cw_engine_get_store: Returns: (transfer none) (nullable): where lists and holdings are, until
 * shut down */
CwStore *
cw_engine_get_store (CwEngine *self)
{
  g_return_val_if_fail (CW_IS_ENGINE (self), NULL);
  return self->store;
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

CwLoopThread *
cw_engine_get_network (CwEngine *self)
{
  return self->network;
}

CwRouter *
cw_engine_get_router (CwEngine *self)
{
  return self->router;
}

CwTrace *
cw_engine_get_trace (CwEngine *self)
{
  return self->trace;
}

/* Tells whoever listens what a load has to say. */
void
cw_engine_publish (CwEngine *self, GPtrArray *outcomes)
{
  g_signal_emit (self, signals[SIGNAL_OUTCOMES], 0, outcomes);
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
