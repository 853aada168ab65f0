/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-watch-private.h"

#include <math.h>

/* How a watch looks at its alerts. */

/* What is found in one look, to be written down together. */
typedef struct
{
  GPtrArray *alerts; /* of CwAlert: those that remember something else now */
  GPtrArray *events; /* of CwAlertEvent */
} Findings;

static void
findings_init (Findings *findings)
{
  findings->alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  findings->events = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_event_unref);
}

static void
findings_clear (Findings *findings)
{
  g_ptr_array_unref (findings->alerts);
  g_ptr_array_unref (findings->events);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Findings, findings_clear)

/* Returns whether there was a split. */
static gboolean
apply_splits (CwAlertWatched *watched, const CwSeries *series)
{
  g_autoptr (CwAlert) before = NULL, now = NULL;

  if (series == NULL || series->n_splits == 0)
    return FALSE;
  before = cw_alert_watched_dup_alert (watched);
  now = cw_alert_apply_splits (before, series);
  if (now == before)
    return FALSE;
  cw_alert_unref (watched->alert);
  watched->alert = cw_alert_ref (now);
  watched->memory = now->memory;
  return TRUE;
}

/* Returns whether it goes on being looked at. */
static gboolean
look_at_alert (CwAlertWatched *watched, CwAlertSymbol *symbol, Findings *findings)
{
  const CwAlertFacts *facts = cw_alert_symbol_get_facts (symbol);
  gboolean is_news = apply_splits (watched, cw_alert_symbol_get_series (symbol));
  const CwAlert *alert = watched->alert;
  CwAlertLook look = cw_alert_look (alert, &watched->memory, facts,
                                    cw_alert_symbol_get_average (symbol, alert->period));

  is_news = is_news || cw_alert_memory_is_news (&watched->memory, &look.memory);
  watched->memory = look.memory;
  if (look.fires)
    g_ptr_array_add (findings->events,
                     cw_alert_event_new_from_look (alert, facts, &look,
                                                   g_get_real_time () / G_USEC_PER_SEC));
  if (look.fires && !alert->repeats)
    return FALSE;
  if (is_news)
    g_ptr_array_add (findings->alerts, cw_alert_watched_dup_alert (watched));
  return TRUE;
}

static void
look_at_symbol (CwAlertWatch *self, const char *name, CwAlertSymbol *symbol, Findings *findings)
{
  if (cw_alert_symbol_get_facts (symbol) == NULL)
    return;
  for (guint i = 0; i < self->watched->len;)
    {
      CwAlertWatched *watched = g_ptr_array_index (self->watched, i);

      if (g_str_equal (watched->alert->symbol, name) && !look_at_alert (watched, symbol, findings))
        g_ptr_array_remove_index (self->watched, i);
      else
        i++;
    }
}

static void
averages_cb (const char *symbol, gpointer self)
{
  cw_alert_watch_look_at (self, symbol);
}

static void
find_averages (CwAlertWatch *self, CwAlertSymbol *symbol)
{
  cw_alert_symbol_find_averages (symbol, cw_engine_get_workers (self->engine),
                                 cw_engine_get_clock (self->engine), averages_cb, self);
}

static void
take_findings (CwAlertWatch *self, Findings *findings)
{
  if (findings->alerts->len > 0 || findings->events->len > 0)
    cw_alert_watch_record (self, findings->alerts, findings->events);
}

/** cw_alert_watch_look_at: looks at the alerts of @symbol with what is known of it */
void
cw_alert_watch_look_at (CwAlertWatch *self, const char *symbol)
{
  CwAlertSymbol *known = g_hash_table_lookup (self->symbols, symbol);
  g_auto (Findings) findings = { NULL };

  if (known == NULL || !self->is_loaded || self->engine == NULL)
    return;
  findings_init (&findings);
  find_averages (self, known);
  look_at_symbol (self, symbol, known, &findings);
  take_findings (self, &findings);
}

/** cw_alert_watch_look_at_outcomes: looks at the alerts of those symbols of which something came */
void
cw_alert_watch_look_at_outcomes (CwAlertWatch *self, const GPtrArray *outcomes)
{
  g_auto (Findings) findings = { NULL };

  findings_init (&findings);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const CwOutcome *outcome = g_ptr_array_index (outcomes, i);
      CwAlertSymbol *symbol = g_hash_table_lookup (self->symbols, outcome->symbol);

      if (symbol == NULL)
        continue;
      cw_alert_symbol_take_error (symbol, outcome->error);
      if (outcome->analysis == NULL)
        continue;
      cw_alert_symbol_take (symbol, outcome->analysis);
      find_averages (self, symbol);
      if (self->is_loaded)
        look_at_symbol (self, outcome->symbol, symbol, &findings);
    }
  take_findings (self, &findings);
}

/**
 * cw_alert_watch_learn:
 * @self: a watch
 * @symbol: a symbol that may have no alert yet
 * @analysis: what is known of it
 *
 * Lets an alert that is about to be made be compared with what is known already.
 */
void
cw_alert_watch_learn (CwAlertWatch *self, const char *symbol, const CwAnalysis *analysis)
{
  g_return_if_fail (CW_IS_ALERT_WATCH (self) && symbol != NULL && analysis != NULL);

  cw_alert_symbol_take (cw_alert_watch_ensure_symbol (self, symbol), analysis);
  cw_alert_watch_look_at (self, symbol);
}

/** cw_alert_watch_get_facts: Returns: (transfer none) (nullable): what is known of @symbol */
const CwAlertFacts *
cw_alert_watch_get_facts (CwAlertWatch *self, const char *symbol)
{
  CwAlertSymbol *known;

  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), NULL);

  known = g_hash_table_lookup (self->symbols, symbol);
  return known != NULL ? cw_alert_symbol_get_facts (known) : NULL;
}

/** cw_alert_watch_get_error: Returns: (transfer none) (nullable): why @symbol failed the last time
 */
const GError *
cw_alert_watch_get_error (CwAlertWatch *self, const char *symbol)
{
  CwAlertSymbol *known;

  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), NULL);

  known = g_hash_table_lookup (self->symbols, symbol);
  return known != NULL ? cw_alert_symbol_get_error (known) : NULL;
}

/** cw_alert_watch_get_average: Returns: the mean of the closes of @symbol over @period days, which
 * an alert watches, or NaN */
double
cw_alert_watch_get_average (CwAlertWatch *self, const char *symbol, int period)
{
  CwAlertSymbol *known;

  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), NAN);

  known = g_hash_table_lookup (self->symbols, symbol);
  return known != NULL ? cw_alert_symbol_get_average (known, period) : (double) NAN;
}
