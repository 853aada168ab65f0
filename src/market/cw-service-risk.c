/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-service-risk.h"

/**
 * cw_service_risk_new:
 * @symbol: (nullable): whose risk it is; %NULL for a portfolio as a whole
 * @source: for people: who says so
 *
 * Returns: (transfer full): an answer of which no part is there yet, to be filled before anybody
 *   else sees it
 */
CwServiceRisk *
cw_service_risk_new (const char *symbol, const char *source)
{
  CwServiceRisk *risk;

  g_return_val_if_fail (source != NULL, NULL);

  risk = g_atomic_rc_box_new0 (CwServiceRisk);
  risk->symbol = g_strdup (symbol != NULL ? symbol : "");
  risk->source = g_strdup (source);
  return risk;
}

/** cw_service_risk_ref: Returns: (transfer full): another reference to the same answer */
CwServiceRisk *
cw_service_risk_ref (const CwServiceRisk *risk)
{
  g_return_val_if_fail (risk != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwServiceRisk *) risk);
}

static void
clear_risk (gpointer data)
{
  CwServiceRisk *risk = data;

  g_free (risk->symbol);
  g_free (risk->source);
  cw_service_returns_free (risk->daily_returns);
  cw_service_returns_free (risk->portfolio_returns);
  cw_service_var_free (risk->var);
  for (guint i = 0; i < CW_N_SERVICE_RISK_PARTS; i++)
    g_clear_error (&risk->errors[i]);
}

/** cw_service_risk_unref: @risk: (transfer full): an answer whose reference is given up */
void
cw_service_risk_unref (CwServiceRisk *risk)
{
  g_return_if_fail (risk != NULL);
  g_atomic_rc_box_release_full (risk, clear_risk);
}

/** cw_service_returns_new: Returns: (transfer full): no returns, with room for @capacity of them */
CwServiceReturns *
cw_service_returns_new (gsize capacity)
{
  CwServiceReturns *returns = g_new0 (CwServiceReturns, 1);

  returns->day = g_new (gint32, capacity);
  returns->value = g_new (double, capacity);
  return returns;
}

/** cw_service_returns_free: @returns: (transfer full) (nullable): returns */
void
cw_service_returns_free (CwServiceReturns *returns)
{
  if (returns == NULL)
    return;
  g_free (returns->day);
  g_free (returns->value);
  g_free (returns);
}

/** cw_service_var_free: @var: (transfer full) (nullable): a value at risk */
void
cw_service_var_free (CwServiceVar *var)
{
  if (var == NULL)
    return;
  g_free (var->method);
  g_free (var);
}
