/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-outcome-private.h"

/**
 * cw_outcome_new:
 * @index: the symbol's place in the list
 * @symbol: the symbol
 * @stage: how far it has come
 * @analysis: (nullable): what is known of it
 * @error: (nullable): why it failed; copied
 *
 * Returns: (transfer full): the outcome
 */
CwOutcome *
cw_outcome_new (
    guint index, const char *symbol, CwStage stage, CwAnalysis *analysis, const GError *error)
{
  CwOutcome *outcome = g_atomic_rc_box_new0 (CwOutcome);

  outcome->index = index;
  outcome->symbol = g_strdup (symbol);
  outcome->stage = stage;
  outcome->analysis = analysis != NULL ? cw_analysis_ref (analysis) : NULL;
  outcome->error = error != NULL ? g_error_copy (error) : NULL;
  return outcome;
}

/** cw_outcome_ref: Returns: (transfer full): another reference to the same outcome */
CwOutcome *
cw_outcome_ref (CwOutcome *outcome)
{
  g_return_val_if_fail (outcome != NULL, NULL);
  return g_atomic_rc_box_acquire (outcome);
}

static void
clear_outcome (gpointer data)
{
  CwOutcome *outcome = data;

  g_free (outcome->symbol);
  g_clear_pointer (&outcome->analysis, cw_analysis_unref);
  g_clear_error (&outcome->error);
  g_clear_pointer (&outcome->found, cw_series_unref);
}

/** cw_outcome_unref: @outcome: (transfer full): an outcome */
void
cw_outcome_unref (CwOutcome *outcome)
{
  g_return_if_fail (outcome != NULL);
  g_atomic_rc_box_release_full (outcome, clear_outcome);
}
