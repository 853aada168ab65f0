/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-study-private.h"

#include <math.h>
#include <stdlib.h>

#include "cw-drawdown-plot.h"
#include "cw-heat-map.h"
#include "cw-histogram-plot.h"
#include "cw-scenarios.h"

/* A symbol and what it brings into the portfolio's risk. */
typedef struct
{
  gsize symbol;
  double share;
} Share;

static void
draw_histogram (CwRiskStudy *study)
{
  const CwHistogramData data = { .returns = study->basket->portfolio,
                                 .n = study->basket->returns->n_days,
                                 .mean = study->figures.risk.mean,
                                 .deviation = study->figures.risk.deviation,
                                 .confidence = study->question->measure.confidence,
                                 .value_at_risk = study->day_var,
                                 .shortfall = study->day_shortfall };

  study->histogram = cw_histogram_plot_new (&data);
}

static void
draw_drawdown (CwRiskStudy *study)
{
  const CwReturns *returns = study->basket->returns;
  const CwDrawdown *worst = &study->figures.risk.drawdown;
  const CwDrawdownData data = { .first_day = returns->first_day,
                                .days = returns->days,
                                .returns = study->basket->portfolio,
                                .n = returns->n_days,
                                .peak = worst->peak,
                                .trough = worst->trough,
                                .recovery = worst->recovery };

  study->drawdown = cw_drawdown_plot_new (&data);
}

static int
compare_shares (const void *a, const void *b)
{
  const Share *first = a, *second = b;

  if (first->share > second->share)
    return -1;
  if (first->share < second->share)
    return 1;
  return first->symbol < second->symbol ? -1 : 1;
}

/* Of more symbols than a map can hold, those that count most for the portfolio, by what they bring
 * into its risk; of fewer all, in their own order. */
static Share *
choose_symbols (const CwBasket *basket, gsize *n)
{
  Share *shares = g_new (Share, basket->n_symbols);
  g_autofree double *risk =
      basket->n_symbols > CW_HEAT_MAP_MOST ? cw_basket_share_risk (basket) : NULL;

  for (gsize i = 0; i < basket->n_symbols; i++)
    shares[i] = (Share){ i, risk != NULL && !isnan (risk[i]) ? risk[i] : 0 };
  if (risk != NULL)
    qsort (shares, basket->n_symbols, sizeof (Share), compare_shares);
  *n = MIN (basket->n_symbols, CW_HEAT_MAP_MOST);
  return shares;
}

static void
draw_correlation (CwRiskStudy *study)
{
  const CwBasket *basket = study->basket;
  gsize n;
  g_autofree Share *chosen = choose_symbols (basket, &n);
  const char *names[CW_HEAT_MAP_MOST];
  const double *columns[CW_HEAT_MAP_MOST];
  double matrix[CW_HEAT_MAP_MOST * CW_HEAT_MAP_MOST];
  const CwHeatMapData data = { names, matrix, n };

  for (gsize i = 0; i < n; i++)
    {
      names[i] = basket->names[chosen[i].symbol];
      columns[i] = basket->returns->columns[chosen[i].symbol];
    }
  cw_risk_correlate (columns, n, basket->returns->n_days, matrix);
  study->correlation = cw_heat_map_new (&data);
  study->n_correlated = n;
}

/** cw_risk_study_plot: makes the pictures of what was measured */
void
cw_risk_study_plot (CwRiskStudy *study)
{
  draw_histogram (study);
  draw_drawdown (study);
  if (study->basket->n_symbols > 1)
    draw_correlation (study);
}

/** cw_risk_study_free: @study: (transfer full) (nullable): a study */
void
cw_risk_study_free (CwRiskStudy *study)
{
  if (study == NULL)
    return;
  g_clear_pointer (&study->question, cw_risk_question_free);
  g_clear_pointer (&study->basket, cw_basket_unref);
  g_clear_pointer (&study->histogram, cw_plot_unref);
  g_clear_pointer (&study->drawdown, cw_plot_unref);
  g_clear_pointer (&study->correlation, cw_plot_unref);
  g_free (study->problem);
  g_free (study->remedy);
  g_free (study->betas);
  g_free (study->actuals);
  g_free (study);
}

/**
 * cw_risk_study_get_actual:
 * @study: a study with a basket
 * @scenario: a named scenario
 * @symbol: one of the basket's symbols, or their number for the portfolio
 *
 * Returns: what really happened in the scenario's time, or NaN where that is not known; of the
 *   portfolio with the weights that it has now
 */
double
cw_risk_study_get_actual (const CwRiskStudy *study, gsize scenario, gsize symbol)
{
  gsize n = study->basket->n_symbols;
  double sum = 0;

  g_return_val_if_fail (scenario < cw_scenario_get_n () && symbol <= n, (double) NAN);

  if (symbol < n)
    return study->actuals[scenario * n + symbol];
  for (gsize i = 0; i < n; i++)
    sum += study->basket->weights[i] * study->actuals[scenario * n + i];
  return sum;
}

/** cw_risk_study_count_left_out: Returns: how many symbols are not in the basket */
guint
cw_risk_study_count_left_out (const CwRiskStudy *study)
{
  guint n = 0;

  for (guint i = 0; i < study->question->parts->len; i++)
    n += ((CwRiskPart *) g_ptr_array_index (study->question->parts, i))->reason != NULL;
  return n;
}
