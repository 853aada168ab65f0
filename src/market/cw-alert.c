/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert.h"

#include <math.h>

#include "cw-symbol.h"

/* What an alert of a kind is given; the words are for the store. */
static const struct
{
  const char *id;
  gboolean has_price, has_level, has_period;
} kinds[CW_N_ALERT_KINDS] = {
  [CW_ALERT_PRICE_RISES] = { "price-rises", TRUE, TRUE, FALSE },
  [CW_ALERT_PRICE_FALLS] = { "price-falls", TRUE, TRUE, FALSE },
  [CW_ALERT_DAY_RISES] = { "day-rises", FALSE, TRUE, FALSE },
  [CW_ALERT_DAY_FALLS] = { "day-falls", FALSE, TRUE, FALSE },
  [CW_ALERT_DAY_MOVES] = { "day-moves", FALSE, TRUE, FALSE },
  [CW_ALERT_RSI_RISES] = { "rsi-rises", FALSE, TRUE, FALSE },
  [CW_ALERT_RSI_FALLS] = { "rsi-falls", FALSE, TRUE, FALSE },
  [CW_ALERT_AVERAGE_RISES] = { "average-rises", FALSE, FALSE, TRUE },
  [CW_ALERT_AVERAGE_FALLS] = { "average-falls", FALSE, FALSE, TRUE },
  [CW_ALERT_MACD_RISES] = { "macd-rises", FALSE, FALSE, FALSE },
  [CW_ALERT_MACD_FALLS] = { "macd-falls", FALSE, FALSE, FALSE },
  [CW_ALERT_DECISION_BUY] = { "decision-buy", FALSE, FALSE, FALSE },
  [CW_ALERT_DECISION_SELL] = { "decision-sell", FALSE, FALSE, FALSE },
  [CW_ALERT_DECISION_CHANGES] = { "decision-changes", FALSE, FALSE, FALSE },
};

/** cw_alert_kind_get_id: Returns: (transfer none): the kind's word for machines */
const char *
cw_alert_kind_get_id (CwAlertKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), NULL);
  return kinds[kind].id;
}

/** cw_alert_kind_parse: Returns: whether @id is the word of a kind */
gboolean
cw_alert_kind_parse (const char *id, CwAlertKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/** cw_alert_kind_has_price: Returns: whether its level is a price, which splits change */
gboolean
cw_alert_kind_has_price (CwAlertKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), FALSE);
  return kinds[kind].has_price;
}

/** cw_alert_kind_has_level: Returns: whether an alert of that kind has a level */
gboolean
cw_alert_kind_has_level (CwAlertKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), FALSE);
  return kinds[kind].has_level;
}

/** cw_alert_kind_has_period: Returns: whether an alert of that kind watches an average */
gboolean
cw_alert_kind_has_period (CwAlertKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), FALSE);
  return kinds[kind].has_period;
}

static char *
dup_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/**
 * cw_alert_new:
 * @fields: what it is to say; copied. A text that is %NULL is empty; the note is cleaned, and cut
 *   off after %CW_ALERT_NOTE_MAX_CHARS
 *
 * Returns: (transfer full): an alert
 */
CwAlert *
cw_alert_new (const CwAlert *fields)
{
  CwAlert *alert;
  const char *provider;

  g_return_val_if_fail (fields != NULL && fields->symbol != NULL, NULL);

  alert = g_atomic_rc_box_new0 (CwAlert);
  *alert = *fields;
  provider = fields->provider;
  alert->symbol = g_strdup (fields->symbol);
  alert->provider = provider != NULL && provider[0] != '\0' ? g_strdup (provider) : NULL;
  alert->currency = dup_text (fields->currency);
  alert->note = cw_text_clean (fields->note, CW_ALERT_NOTE_MAX_CHARS);
  alert->memory.decision = g_intern_string (fields->memory.decision);
  return alert;
}

/** cw_alert_ref: Returns: (transfer full): another reference to the same alert */
CwAlert *
cw_alert_ref (const CwAlert *alert)
{
  g_return_val_if_fail (alert != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwAlert *) alert);
}

static void
clear_alert (gpointer data)
{
  CwAlert *alert = data;

  g_free ((char *) alert->symbol);
  g_free ((char *) alert->provider);
  g_free ((char *) alert->currency);
  g_free ((char *) alert->note);
}

/** cw_alert_unref: @alert: (transfer full): an alert whose reference is given up */
void
cw_alert_unref (CwAlert *alert)
{
  g_return_if_fail (alert != NULL);
  g_atomic_rc_box_release_full (alert, clear_alert);
}

/** cw_alert_get_level: Returns: the level in today's shares; NaN if there is none */
double
cw_alert_get_level (const CwAlert *alert)
{
  g_return_val_if_fail (alert != NULL, NAN);
  return alert->level * alert->split_factor;
}

/* Who names a price on the day of a split names the new one. */
static gboolean
is_new (const CwAlert *alert, const CwSeries *series, const CwSplit *split)
{
  return cw_series_get_day (series, split->time) > cw_series_get_day (series, alert->splits_until);
}

/**
 * cw_alert_apply_splits:
 * @alert: an alert
 * @series: a series of its symbol, with the splits that the provider knows
 *
 * A split of 4 for 1 leaves a quarter of a price. Those that took effect after the day on which the
 * alert was made, by the exchange's calendar, and that are not in it yet, are applied to its level,
 * and to the price that it remembers.
 *
 * Returns: (transfer full): the alert in today's shares; @alert itself if nothing has changed
 */
CwAlert *
cw_alert_apply_splits (const CwAlert *alert, const CwSeries *series)
{
  CwAlert fields;

  g_return_val_if_fail (alert != NULL && series != NULL, NULL);

  fields = *alert;
  for (gsize i = 0; i < series->n_splits; i++)
    {
      const CwSplit *split = &series->splits[i];

      if (!is_new (alert, series, split))
        continue;
      fields.memory.price *= split->denominator / split->numerator;
      fields.splits_until = MAX (fields.splits_until, split->time);
      if (cw_alert_kind_has_price (alert->kind))
        fields.split_factor *= split->denominator / split->numerator;
    }
  return fields.splits_until != alert->splits_until ? cw_alert_new (&fields) : cw_alert_ref (alert);
}

/**
 * cw_alert_event_new:
 * @fields: what it is to say; copied, and a reference to its alert is taken
 *
 * Returns: (transfer full): an event
 */
CwAlertEvent *
cw_alert_event_new (const CwAlertEvent *fields)
{
  CwAlertEvent *event;

  g_return_val_if_fail (fields != NULL && fields->alert != NULL, NULL);

  event = g_atomic_rc_box_new0 (CwAlertEvent);
  *event = *fields;
  event->alert = cw_alert_ref (fields->alert);
  event->before = g_intern_string (fields->before);
  event->after = g_intern_string (fields->after);
  return event;
}

/** cw_alert_event_ref: Returns: (transfer full): another reference to the same event */
CwAlertEvent *
cw_alert_event_ref (const CwAlertEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwAlertEvent *) event);
}

static void
clear_event (gpointer data)
{
  CwAlertEvent *event = data;

  cw_alert_unref (event->alert);
}

/** cw_alert_event_unref: @event: (transfer full): an event whose reference is given up */
void
cw_alert_event_unref (CwAlertEvent *event)
{
  g_return_if_fail (event != NULL);
  g_atomic_rc_box_release_full (event, clear_event);
}

/**
 * cw_alert_events_copy:
 * @events: (element-type CwAlertEvent): what fired; references are taken
 *
 * Returns: (transfer full) (element-type CwAlertEvent): the same events, owned by the array
 */
GPtrArray *
cw_alert_events_copy (const GPtrArray *events)
{
  GPtrArray *copy;

  g_return_val_if_fail (events != NULL, NULL);

  copy = g_ptr_array_new_full (events->len, (GDestroyNotify) cw_alert_event_unref);
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (copy, cw_alert_event_ref (g_ptr_array_index (events, i)));
  return copy;
}
