/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-decision.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id, *name;
} actions[] = {
  [CW_ACTION_NOT_ENOUGH_DATA] = { "not-enough-data", N_ ("Not enough data") },
  [CW_ACTION_BUY] = { "buy", N_ ("Buy") },
  [CW_ACTION_HOLD] = { "hold", N_ ("Hold") },
  [CW_ACTION_SELL] = { "sell", N_ ("Sell") },
  [CW_ACTION_AVOID] = { "avoid", N_ ("Avoid") },
};

static const char *const verdict_ids[] = {
  [CW_VERDICT_UNKNOWN] = "unknown", [CW_VERDICT_NOT_APPLICABLE] = "not-applicable",
  [CW_VERDICT_PASS] = "pass",       [CW_VERDICT_NEUTRAL] = "neutral",
  [CW_VERDICT_FAIL] = "fail",
};

/** cw_decision_ref: Returns: (transfer full): another reference to the same decision */
CwDecision *
cw_decision_ref (const CwDecision *decision)
{
  g_return_val_if_fail (decision != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwDecision *) decision);
}

static void
clear_decision (gpointer data)
{
  CwDecision *decision = data;
  CwRule *rules = (CwRule *) decision->rules;

  for (gsize i = 0; i < decision->n_rules; i++)
    {
      g_free (rules[i].name);
      g_free (rules[i].text);
    }
  g_free (rules);
  g_free (decision->summary);
}

/** cw_decision_unref: @decision: (transfer full): a decision whose reference is given up */
void
cw_decision_unref (CwDecision *decision)
{
  g_return_if_fail (decision != NULL);
  g_atomic_rc_box_release_full (decision, clear_decision);
}

/** cw_action_get_id: Returns: (transfer none): the word that machine-readable output uses */
const char *
cw_action_get_id (CwAction action)
{
  g_return_val_if_fail ((gsize) action < G_N_ELEMENTS (actions), NULL);
  return actions[action].id;
}

/** cw_action_get_name: Returns: (transfer none): the word in the user's language */
const char *
cw_action_get_name (CwAction action)
{
  g_return_val_if_fail ((gsize) action < G_N_ELEMENTS (actions), NULL);
  return _ (actions[action].name);
}

/** cw_verdict_get_id: Returns: (transfer none): the word that machine-readable output uses */
const char *
cw_verdict_get_id (CwVerdict verdict)
{
  g_return_val_if_fail ((gsize) verdict < G_N_ELEMENTS (verdict_ids), NULL);
  return verdict_ids[verdict];
}
