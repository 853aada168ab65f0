/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-watch-private.h"

#include "cw-symbol-list.h"

/* The target prices of the lists are alerts of their own: they come and go with what stands in the
 * lists, and fire each time. */

/* What tells targets apart. */
static char *
make_key (const CwAlert *target)
{
  return g_strdup_printf ("%s %s %.12g", cw_alert_kind_get_id (target->kind), target->symbol,
                          target->level);
}

/* Lists may agree about a price. */
static void
add_target (
    GHashTable *targets, const CwListEntry *entry, CwAlertKind kind, double level, gint64 now)
{
  CwAlert fields = CW_ALERT_INIT;
  g_autoptr (CwAlert) target = NULL;

  if (!(level > 0))
    return;
  fields.symbol = entry->symbol;
  fields.provider = entry->provider;
  fields.kind = kind;
  fields.level = level;
  fields.repeats = TRUE;
  fields.is_target = TRUE;
  fields.created_at = now;
  fields.splits_until = now;
  target = cw_alert_new (&fields);
  g_hash_table_replace (targets, make_key (target), cw_alert_ref (target));
}

static GHashTable *
collect_targets (const GPtrArray *lists, gint64 now)
{
  GHashTable *targets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_alert_unref);

  for (guint i = 0; i < lists->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (lists, i);

      for (gsize j = 0; j < list->n_entries; j++)
        {
          const CwListEntry *entry = list->entries[j];

          add_target (targets, entry, CW_ALERT_PRICE_FALLS, entry->target_low, now);
          add_target (targets, entry, CW_ALERT_PRICE_RISES, entry->target_high, now);
        }
    }
  return targets;
}

/* Those that are wanted and there go into @there. */
static gboolean
remove_others (CwAlertWatch *self, GHashTable *there)
{
  gboolean any = FALSE;

  for (guint i = self->watched->len; i > 0; i--)
    {
      const CwAlert *alert = ((CwAlertWatched *) self->watched->pdata[i - 1])->alert;
      g_autofree char *key = alert->is_target ? make_key (alert) : NULL;

      if (key == NULL)
        continue;
      if (g_hash_table_contains (self->targets, key)
          && g_hash_table_add (there, g_steal_pointer (&key)))
        continue;
      cw_alert_watch_delete (self, alert->id);
      any = TRUE;
    }
  return any;
}

static gboolean
add_missing (CwAlertWatch *self, GHashTable *there)
{
  gboolean any = FALSE;
  GHashTableIter iter;
  gpointer key, target;

  g_hash_table_iter_init (&iter, self->targets);
  while (g_hash_table_iter_next (&iter, &key, &target))
    {
      if (g_hash_table_contains (there, key))
        continue;
      cw_alert_watch_insert (self, target);
      cw_alert_watch_look_at (self, ((const CwAlert *) target)->symbol);
      any = TRUE;
    }
  return any;
}

/** cw_alert_watch_apply_targets: makes the alerts that stand for target prices those that the lists
 * want, if both are known */
void
cw_alert_watch_apply_targets (CwAlertWatch *self)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean removed, added;

  if (!self->is_loaded || self->targets == NULL || self->engine == NULL)
    return;
  removed = remove_others (self, there);
  added = add_missing (self, there);
  if (removed || added)
    cw_alert_watch_tell_changed (self);
}

/**
 * cw_alert_watch_set_targets:
 * @self: a watch
 * @lists: (element-type CwSymbolList): all lists as they are now
 *
 * Lets the target prices of the lists be alerts: a price to buy below when it falls to that, a
 * price to sell above when it rises to it.
 */
void
cw_alert_watch_set_targets (CwAlertWatch *self, const GPtrArray *lists)
{
  g_return_if_fail (CW_IS_ALERT_WATCH (self) && lists != NULL);

  if (self->engine == NULL)
    return;
  g_clear_pointer (&self->targets, g_hash_table_unref);
  self->targets = collect_targets (lists, cw_clock_now (cw_engine_get_clock (self->engine)));
  cw_alert_watch_apply_targets (self);
}
