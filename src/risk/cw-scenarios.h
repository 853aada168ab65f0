/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

/**
 * CwScenario:
 *
 * A fall of the market that happened, or that somebody thought out. Whatever is computed with it is
 * hypothetical and must be called so.
 */
typedef struct
{
  const char *id;   /* for machines */
  const char *name; /* for people, not yet translated */
  const char *from,
      *to; /* the closes that it lies between, ISO 8601, or %NULL if it never happened */
  double market_return; /* of the S&P 500, −0.2 is a fall by 20 % */
} CwScenario;

/** CwScenarioLoss: what a scenario would do to a symbol. */
typedef struct
{
  double change;         /* of its price, −0.3 is a fall by 30 %, never below −1 */
  double beta;           /* through which it was computed */
  gboolean beta_assumed; /* its own is not known, so it was taken to move as the market does */
} CwScenarioLoss;

gsize cw_scenario_get_n (void);
const CwScenario *cw_scenario_get (gsize index);
const char *cw_scenario_get_name (const CwScenario *scenario);
CwScenarioLoss cw_scenario_apply (double market_return, double beta);
double cw_scenario_apply_to_all (double market_return,
                                 const double *betas,
                                 const double *weights,
                                 gsize n_symbols);
double cw_scenario_look_up (const CwScenario *scenario, const CwSeries *series);

G_END_DECLS
