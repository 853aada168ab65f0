/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-portfolio-data.h"

G_BEGIN_DECLS

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
