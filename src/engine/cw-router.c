/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-router-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-csv-provider.h"
#include "cw-engine-error.h"
#include "cw-finnhub-provider.h"
#include "cw-producer-provider.h"
#include "cw-quotes-error.h"
#include "cw-yahoo-provider.h"

#define FOLDER_PREFIX "csv:"

static const char *const slot_names[CW_N_SLOTS] = {
  [CW_SLOT_YAHOO] = "yahoo",
  [CW_SLOT_FINNHUB] = "finnhub",
  [CW_SLOT_CSV] = "csv",
  [CW_SLOT_PRODUCER] = "producer",
};

/** cw_router_find_slot: Returns: the place of the provider called @provider, of the usual one if it
 * is %NULL */
CwSlotId
cw_router_find_slot (CwRouter *self, const char *provider)
{
  if (provider != NULL)
    for (guint i = 0; i < CW_N_SLOTS; i++)
      if (g_str_equal (provider, slot_names[i]))
        return (CwSlotId) i;
  return self->usual;
}

/** cw_slot_is_able: Returns: whether there is a provider, and it has what is asked for */
gboolean
cw_slot_is_able (const CwSlot *slot, CwAbility ability)
{
  if (slot->provider == NULL)
    return FALSE;
  switch (ability)
    {
    case CW_ABILITY_SERIES:
      return cw_provider_has_series (slot->provider);
    case CW_ABILITY_QUOTE:
      return cw_provider_has_quotes (slot->provider);
    case CW_ABILITY_FIGURES:
      return cw_provider_has_fundamentals (slot->provider);
    case CW_ABILITY_SEARCH:
      return cw_provider_has_search (slot->provider);
    case CW_ABILITY_RISK:
      return CW_IS_PRODUCER_PROVIDER (slot->provider);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
fill (CwRouter *self, CwSlotId id, CwProvider *provider, gboolean may_stand_in)
{
  CwSlot *slot = &self->slots[id];

  g_clear_object (&slot->provider);
  slot->provider = provider;
  slot->may_stand_in = may_stand_in;
  slot->generation++;
}

static const char *
or_else (const char *text, const char *otherwise)
{
  return text != NULL ? text : otherwise;
}

static void
fill_finnhub (CwRouter *self, const char *key)
{
  fill (self, CW_SLOT_FINNHUB,
        cw_finnhub_provider_new (self->client, self->workers, self->finnhub_url, self->finnhub_name,
                                 key),
        key != NULL);
}

static void
fill_slots (CwRouter *self, const CwRouterConfig *config, const char *folder)
{
  const char *source = config->source_name;

  fill (self, CW_SLOT_YAHOO,
        cw_yahoo_provider_new (self->client, self->workers,
                               or_else (config->yahoo_url, CW_YAHOO_URL),
                               or_else (source, _ ("Yahoo Finance")), config->clock),
        self->usual == CW_SLOT_YAHOO || config->yahoo_url != NULL);
  fill_finnhub (self, config->finnhub_key);
  fill (self, CW_SLOT_PRODUCER,
        cw_producer_provider_new (self->client, self->workers,
                                  or_else (config->producer_url, CW_PRODUCER_URL),
                                  or_else (source, _ ("Risk service"))),
        FALSE);
  if (folder != NULL)
    fill (self, CW_SLOT_CSV, cw_csv_provider_new (folder, self->workers), TRUE);
  self->slots[CW_SLOT_CSV].is_local = TRUE;
}

/**
 * cw_router_new:
 * @config: who there is; its client and workers must outlive every question
 *
 * Returns: (transfer full): a router for one network thread
 */
CwRouter *
cw_router_new (const CwRouterConfig *config)
{
  CwRouter *self = g_new0 (CwRouter, 1);
  const char *usual = or_else (config->provider, slot_names[CW_SLOT_YAHOO]);
  gboolean is_folder = g_str_has_prefix (usual, FOLDER_PREFIX);

  self->client = config->client;
  self->workers = config->workers;
  self->finnhub_url = g_strdup (or_else (config->finnhub_url, CW_FINNHUB_URL));
  self->finnhub_name = g_strdup (or_else (config->source_name, _ ("Finnhub")));
  self->offline = config->offline;
  self->walks = g_ptr_array_new ();
  self->usual = cw_router_find_slot (self, is_folder ? slot_names[CW_SLOT_CSV] : usual);
  fill_slots (self, config, is_folder ? usual + strlen (FOLDER_PREFIX) : config->csv_dir);
  return self;
}

/** cw_router_stop: gives up all questions, and answers no new one */
void
cw_router_stop (CwRouter *self)
{
  self->stopped = TRUE;
  cw_router_give_up (self, NULL);
}

/** cw_router_free: @self: (transfer full) (nullable): a router whose questions have all ended */
void
cw_router_free (CwRouter *self)
{
  if (self == NULL)
    return;
  g_assert (self->walks->len == 0);
  g_ptr_array_unref (self->walks);
  for (guint i = 0; i < CW_N_SLOTS; i++)
    g_clear_object (&self->slots[i].provider);
  g_free (self->finnhub_url);
  g_free (self->finnhub_name);
  g_free (self);
}

/**
 * cw_router_set_offline:
 * @self: a router
 * @offline: whether the network is not to be used
 *
 * What is under way is given up: who waits for it is told that the network is not to be used.
 */
void
cw_router_set_offline (CwRouter *self, gboolean offline)
{
  if (self->offline == offline)
    return;
  self->offline = offline;
  if (offline)
    cw_router_give_up (self, NULL);
  else if (!self->stopped)
    cw_http_client_network_changed (self->client);
}

/**
 * cw_router_set_finnhub_key:
 * @self: a router
 * @key: (nullable): the new key, or %NULL to do without that provider
 *
 * What was asked with the old key is given up, and asked again with the new one if there is one.
 */
void
cw_router_set_finnhub_key (CwRouter *self, const char *key)
{
  fill_finnhub (self, key);
  cw_router_give_up (self, &self->slots[CW_SLOT_FINNHUB]);
}

/** cw_router_ask_anyway: somebody asks by hand whether those answer again that are left alone */
void
cw_router_ask_anyway (CwRouter *self)
{
  if (!self->stopped && !self->offline)
    cw_http_client_ask_anyway (self->client);
}

/** cw_router_is_stopped: Returns: whether the workers and the store may be gone by now */
gboolean
cw_router_is_stopped (CwRouter *self)
{
  return self->stopped;
}

/** cw_router_is_offline: Returns: whether the network is not to be used */
gboolean
cw_router_is_offline (CwRouter *self)
{
  return self->offline;
}

/** cw_router_is_local: Returns: whether @provider, or the usual one, needs no network */
gboolean
cw_router_is_local (CwRouter *self, const char *provider)
{
  return self->slots[cw_router_find_slot (self, provider)].is_local;
}

/**
 * cw_router_has:
 * @self: a router
 * @ability: what would be asked for
 * @provider: (nullable): who should be asked, if the symbol names somebody
 *
 * Returns: whether there is anybody to ask
 */
gboolean
cw_router_has (CwRouter *self, CwAbility ability, const char *provider)
{
  CwSlotId own = cw_router_find_slot (self, provider);

  for (guint i = 0; i < CW_N_SLOTS; i++)
    if ((i == own || self->slots[i].may_stand_in) && cw_slot_is_able (&self->slots[i], ability))
      return TRUE;
  return FALSE;
}

/** cw_router_has_batches: Returns: whether many prices can be asked for at once, right now */
gboolean
cw_router_has_batches (CwRouter *self, const char *provider)
{
  CwSlot *slot = &self->slots[cw_router_find_slot (self, provider)];

  return slot->provider != NULL && (slot->is_local || !self->offline)
         && CW_PROVIDER_GET_IFACE (slot->provider)->fetch_quotes_async != NULL;
}

/**
 * cw_router_error_is_down:
 * @error: why a question was not answered
 *
 * Returns: whether that is for want of the provider itself, so that another may know the answer;
 *   one that does not know the symbol is not down
 */
gboolean
cw_router_error_is_down (const GError *error)
{
  if (g_error_matches (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_OFFLINE))
    return TRUE;
  if (error->domain != CW_QUOTES_ERROR)
    return FALSE;
  switch ((CwQuotesError) error->code)
    {
    case CW_QUOTES_ERROR_RATE_LIMITED:
    case CW_QUOTES_ERROR_UNAUTHORIZED:
    case CW_QUOTES_ERROR_TIMED_OUT:
    case CW_QUOTES_ERROR_UNREACHABLE:
    case CW_QUOTES_ERROR_INSECURE:
    case CW_QUOTES_ERROR_PROVIDER_DOWN:
      return TRUE;
    case CW_QUOTES_ERROR_NOT_FOUND:
    case CW_QUOTES_ERROR_NOT_IN_PLAN:
    case CW_QUOTES_ERROR_BAD_REQUEST:
    case CW_QUOTES_ERROR_BAD_ANSWER:
    case CW_QUOTES_ERROR_TOO_LARGE:
    default:
      return FALSE;
    }
}
