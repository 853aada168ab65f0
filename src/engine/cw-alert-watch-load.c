/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-watch-private.h"

#include "cw-route.h"

/* What a watch loads itself, because nobody else does. */

static void
forget_finished (CwAlertWatch *self)
{
  for (guint i = self->loads->len; i > 0; i--)
    if (cw_load_is_finished (g_ptr_array_index (self->loads, i - 1)))
      g_ptr_array_remove_index_fast (self->loads, i - 1);
}

static char *
make_request (CwAlertWatch *self, const char *symbol)
{
  for (guint i = 0; i < self->watched->len; i++)
    {
      const CwAlert *alert = ((CwAlertWatched *) self->watched->pdata[i])->alert;

      if (alert->provider != NULL && g_str_equal (alert->symbol, symbol))
        return cw_route_format (alert->provider, symbol);
    }
  return g_strdup (symbol);
}

/**
 * cw_alert_watch_fetch:
 * @self: a watch
 * @symbols: (array zero-terminated=1): symbols with alerts
 * @by_hand: whether somebody wants them anew; otherwise those that were fetched once are not again
 *
 * Loads symbols that are in no list which is shown, so that their alerts are looked at, too.
 */
void
cw_alert_watch_fetch (CwAlertWatch *self, const char *const *symbols, gboolean by_hand)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  CwLoadOptions options = CW_LOAD_OPTIONS_ANALYSIS;

  g_return_if_fail (CW_IS_ALERT_WATCH (self) && symbols != NULL);

  forget_finished (self);
  for (gsize i = 0; symbols[i] != NULL; i++)
    if (g_hash_table_add (self->asked, g_strdup (symbols[i])) || by_hand)
      g_ptr_array_add (wanted, make_request (self, symbols[i]));
  if (wanted->len == 0 || self->engine == NULL)
    return;
  g_ptr_array_add (wanted, NULL);
  options.refresh = by_hand;
  g_ptr_array_add (self->loads,
                   cw_engine_load (self->engine, (const char *const *) wanted->pdata, &options));
}

static GPtrArray *
collect_movable (CwAlertWatch *self, gint64 now)
{
  g_auto (GStrv) symbols = cw_alert_watch_get_symbols (self);
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; symbols[i] != NULL; i++)
    if (cw_alert_symbol_may_move (cw_alert_watch_ensure_symbol (self, symbols[i]), now))
      g_ptr_array_add (wanted, make_request (self, symbols[i]));
  return wanted;
}

/**
 * cw_alert_watch_ask:
 * @self: a watch
 *
 * Asks for the prices of all symbols with alerts whose markets are open: for when nobody looks, and
 * no other prices are wanted. Asks nobody while the last question is under way, offline, or where
 * the market’s clock stands.
 */
void
cw_alert_watch_ask (CwAlertWatch *self)
{
  const CwLoadOptions options = CW_LOAD_OPTIONS_LIVE;
  g_autoptr (GPtrArray) wanted = NULL;
  CwClock clock;

  g_return_if_fail (CW_IS_ALERT_WATCH (self));

  forget_finished (self);
  if (self->engine == NULL || self->loads->len > 0 || cw_engine_is_offline (self->engine))
    return;
  clock = cw_engine_get_clock (self->engine);
  if (cw_clock_is_standing (clock))
    return;
  wanted = collect_movable (self, cw_clock_now (clock));
  if (wanted->len == 0)
    return;
  g_ptr_array_add (wanted, NULL);
  g_ptr_array_add (self->loads,
                   cw_engine_load (self->engine, (const char *const *) wanted->pdata, &options));
}
