/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-portfolio-data.h"
#include "cw-risk.h"
#include "cw-var.h"

G_BEGIN_DECLS

/** CwRiskMeasure: how risk is measured. */
typedef struct
{
  double confidence; /* of value at risk and expected shortfall */
  int horizon;       /* in days */
  double risk_free;  /* of a year */
} CwRiskMeasure;

/** CwRiskFigures: what was measured of one symbol, or of the portfolio. */
typedef struct
{
  CwRisk risk;
  CwMarketRisk market; /* NaN without a benchmark */
  CwVar var[CW_N_VAR_METHODS];
} CwRiskFigures;

/** CwRiskReport: all that was measured. */
typedef struct
{
  const CwPortfolioData *data;
  const CwRiskMeasure *measure;
  CwRiskFigures *symbols; /* of each */
  CwRiskFigures portfolio;
  double *correlation; /* data->n_symbols × data->n_symbols */
} CwRiskReport;

void
cw_risk_print (CwCliContext *context, const CwPortfolioData *data, const CwRiskMeasure *measure);
void cw_risk_print_text (CwCliContext *context, const CwRiskReport *report);

G_END_DECLS
