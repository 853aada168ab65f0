/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"
#include "cw-indicator.h"

G_BEGIN_DECLS

/** CwIndicatorReport: bars and what is to be computed from them; holds nothing of its own. */
typedef struct
{
  const CwSeries *series;
  const GArray *specs; /* of CwIndicatorSpec */
  gboolean adjusted;   /* compute from prices adjusted for dividends */
  gboolean plain_days; /* the bars' days are printed, not their times */
} CwIndicatorReport;

void cw_indicator_report_print (const CwIndicatorReport *report, CwOutputMode mode);

G_END_DECLS
