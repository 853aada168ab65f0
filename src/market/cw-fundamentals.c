/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-fundamentals.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const struct
{
  const char *id;
  const char *name;
  CwMetricUnit unit;
} metrics[CW_N_METRICS] = {
  [CW_METRIC_DEBT_TO_EQUITY] = { "debt_to_equity", N_ ("Debt to equity"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_LONG_TERM_DEBT_TO_EQUITY] = { "long_term_debt_to_equity",
                                           N_ ("Long-term debt to equity"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_ROE] = { "roe", N_ ("Return on equity"), CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_ROA] = { "roa", N_ ("Return on assets"), CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_ROI] = { "roi", N_ ("Return on investment"), CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_GROSS_MARGIN] = { "gross_margin", N_ ("Gross margin"), CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_OPERATING_MARGIN] = { "operating_margin", N_ ("Operating margin"),
                                   CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_NET_MARGIN] = { "net_margin", N_ ("Net margin"), CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_CURRENT_RATIO] = { "current_ratio", N_ ("Current ratio"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_QUICK_RATIO] = { "quick_ratio", N_ ("Quick ratio"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_PE] = { "pe", N_ ("Price to earnings"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_FORWARD_PE] = { "forward_pe", N_ ("Forward price to earnings"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_PEG] = { "peg", N_ ("Price to earnings to growth"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_PB] = { "pb", N_ ("Price to book"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_PS] = { "ps", N_ ("Price to sales"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_EPS] = { "eps", N_ ("Earnings per share"), CW_METRIC_UNIT_MONEY },
  [CW_METRIC_BOOK_VALUE_PER_SHARE] = { "book_value_per_share", N_ ("Book value per share"),
                                       CW_METRIC_UNIT_MONEY },
  [CW_METRIC_EPS_GROWTH_5Y] = { "eps_growth_5y", N_ ("Earnings growth, 5 years"),
                                CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_REVENUE_GROWTH_5Y] = { "revenue_growth_5y", N_ ("Revenue growth, 5 years"),
                                    CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_DIVIDEND_YIELD] = { "dividend_yield", N_ ("Dividend yield"), CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_PAYOUT_RATIO] = { "payout_ratio", N_ ("Payout ratio"), CW_METRIC_UNIT_FRACTION },
  [CW_METRIC_BETA] = { "beta", N_ ("Beta"), CW_METRIC_UNIT_RATIO },
  [CW_METRIC_MARKET_CAP] = { "market_cap", N_ ("Market capitalization"), CW_METRIC_UNIT_MONEY },
};

/**
 * cw_fundamentals_new:
 * @symbol: whose figures
 * @source: for people: who gives them
 *
 * Its maker fills the values before anybody else holds a reference.
 *
 * Returns: (transfer full): figures of which none is known
 */
CwFundamentals *
cw_fundamentals_new (const char *symbol, const char *source)
{
  CwFundamentals *fundamentals = g_atomic_rc_box_new0 (CwFundamentals);

  fundamentals->symbol = g_strdup (symbol);
  fundamentals->source = g_strdup (source);
  fundamentals->currency = g_strdup ("");
  fundamentals->period_end = g_strdup ("");
  for (gsize i = 0; i < CW_N_METRICS; i++)
    fundamentals->values[i] = NAN;
  return fundamentals;
}

/** cw_fundamentals_ref: Returns: (transfer full): another reference to the same figures */
CwFundamentals *
cw_fundamentals_ref (const CwFundamentals *fundamentals)
{
  g_return_val_if_fail (fundamentals != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwFundamentals *) fundamentals);
}

static void
clear_fundamentals (gpointer data)
{
  CwFundamentals *fundamentals = data;

  g_free (fundamentals->symbol);
  g_free (fundamentals->source);
  g_free (fundamentals->currency);
  g_free (fundamentals->period_end);
}

/** cw_fundamentals_unref: @fundamentals: (transfer full): figures whose reference is given up */
void
cw_fundamentals_unref (CwFundamentals *fundamentals)
{
  g_return_if_fail (fundamentals != NULL);
  g_atomic_rc_box_release_full (fundamentals, clear_fundamentals);
}

/** cw_metric_get_id: Returns: (transfer none): the name that machine-readable output uses */
const char *
cw_metric_get_id (CwMetric metric)
{
  g_return_val_if_fail (metric < CW_N_METRICS, NULL);
  return metrics[metric].id;
}

/** cw_metric_get_name: Returns: (transfer none): the name in the user's language */
const char *
cw_metric_get_name (CwMetric metric)
{
  g_return_val_if_fail (metric < CW_N_METRICS, NULL);
  return _ (metrics[metric].name);
}

/** cw_metric_get_unit: Returns: how the metric's number is to be read */
CwMetricUnit
cw_metric_get_unit (CwMetric metric)
{
  g_return_val_if_fail (metric < CW_N_METRICS, CW_METRIC_UNIT_RATIO);
  return metrics[metric].unit;
}
