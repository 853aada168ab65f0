/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-source.h"

#include <glib/gi18n-lib.h>

#include "cw-demo-market.h"
#include "cw-environment.h"
#include "cw-figures.h"
#include "cw-server.h"

/* The demo's server is our own, so there is nobody to be polite to. */
#define DEMO_CONCURRENCY 16

struct _CwSource
{
  CwServer *server;  /* owned, NULL unless this is the demo */
  CwEngine *engine;  /* owned */
  char *data_dir;    /* nullable */
  GError *key_error; /* owned, nullable */
};

/**
 * cw_source_new:
 * @options: what a person has set
 * @trace: (nullable): where the work is recorded
 *
 * Takes the providers that the environment names, and else the real ones.
 *
 * Returns: (transfer full): a source
 */
CwSource *
cw_source_new (const CwSourceOptions *options, CwTrace *trace)
{
  CwSource *self = g_new0 (CwSource, 1);
  g_autofree char *yahoo_url = cw_environment_dup ("CANDLEWICK_YAHOO_URL");
  g_autofree char *finnhub_url = cw_environment_dup ("CANDLEWICK_FINNHUB_URL");
  g_autofree char *key = NULL;
  CwEngineConfig config;

  cw_engine_config_init (&config);
  cw_environment_read_finnhub_key (&key, &self->key_error);
  config.yahoo_url = yahoo_url;
  config.finnhub_url = finnhub_url;
  config.finnhub_key = key != NULL ? key : options->finnhub_key;
  config.provider = options->provider;
  config.benchmark = options->benchmark;
  config.csv_dir = options->csv_dir;
  config.limits.concurrency = options->concurrency;
  self->data_dir = cw_environment_dup_data_dir (FALSE, yahoo_url != NULL || finnhub_url != NULL);
  config.watch_network = TRUE;
  config.data_dir = self->data_dir;
  config.offline = options->offline;
  config.trace = trace;
  self->engine = cw_engine_new (&config);
  return self;
}

static CwEngine *
new_demo_engine (const char *url, const char *data_dir, gboolean offline, CwTrace *trace)
{
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = url;
  config.finnhub_url = url;
  config.finnhub_key = CW_DEMO_KEY;
  config.source_name = _ ("Demo market");
  config.benchmark = CW_DEMO_BENCHMARK;
  config.data_dir = data_dir;
  config.offline = offline;
  config.clock = cw_demo_market_get_clock ();
  config.limits.concurrency = DEMO_CONCURRENCY;
  config.trace = trace;
  return cw_engine_new (&config);
}

/**
 * cw_source_new_demo:
 * @offline: whether to use only what is stored
 * @trace: (nullable): where the work is recorded
 * @error: return location for why the server could not start
 *
 * Returns: (transfer full) (nullable): a source with a server of its own
 */
CwSource *
cw_source_new_demo (gboolean offline, CwTrace *trace, GError **error)
{
  CwServerOptions options = { 0 };
  CwServer *server = cw_server_new (&options, error);
  CwSource *self;

  if (server == NULL)
    return NULL;
  self = g_new0 (CwSource, 1);
  self->server = server;
  self->data_dir = cw_environment_dup_data_dir (TRUE, FALSE);
  self->engine = new_demo_engine (cw_server_get_url (server), self->data_dir, offline, trace);
  return self;
}

/**
 * cw_source_free:
 * @self: (transfer full) (nullable): a source
 *
 * Cancels all that is under way and waits until its threads have ended.
 */
void
cw_source_free (CwSource *self)
{
  if (self == NULL)
    return;
  cw_engine_shut_down (self->engine);
  g_object_unref (self->engine);
  g_clear_pointer (&self->server, cw_server_free);
  g_clear_error (&self->key_error);
  g_free (self->data_dir);
  g_free (self);
}

/** cw_source_get_data_dir: Returns: (transfer none) (nullable): where what was fetched is stored */
const char *
cw_source_get_data_dir (CwSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->data_dir;
}

/** cw_source_is_demo: Returns: whether the data is the demo market's */
gboolean
cw_source_is_demo (CwSource *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->server != NULL;
}

/** cw_source_get_engine: Returns: (transfer none): the engine */
CwEngine *
cw_source_get_engine (CwSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->engine;
}

/**
 * cw_source_describe:
 * @self: a source
 *
 * Returns: (transfer full): what a person must know before believing a number: empty for real data,
 *   for the demo its name and the day at which its clock stands
 */
char *
cw_source_describe (CwSource *self)
{
  CwClock clock = cw_engine_get_clock (self->engine);
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *day = NULL;

  if (self->server == NULL)
    return g_strdup ("");
  now = g_date_time_new_from_unix_utc (cw_clock_now (clock));
  day = cw_figure_of_day (now);
  /* Translators: %s is the day at which the demo's clock stands, for example 21 Apr 2021 */
  return g_strdup_printf (_ ("Demo market: its clock stands at %s"), day);
}

/**
 * cw_source_dup_notice:
 * @self: a source
 *
 * Returns: (transfer full) (nullable): what does not work beside the symbols themselves, for
 *   example that nothing can be stored
 */
char *
cw_source_dup_notice (CwSource *self)
{
  g_autoptr (GError) store_error = NULL;
  char *notice;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->key_error != NULL)
    return g_strdup (self->key_error->message);
  notice = cw_engine_dup_store_notice (self->engine);
  if (notice != NULL)
    return notice;
  store_error = cw_engine_dup_store_error (self->engine);
  return store_error != NULL ? g_strdup (store_error->message) : NULL;
}
