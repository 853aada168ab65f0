/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-plot.h"

G_BEGIN_DECLS

/** CwHistogramData: what a histogram of daily returns is made from; copied. */
typedef struct
{
  const double *returns; /* 0.01 is one percent */
  gsize n;
  double mean, deviation; /* of the normal curve; NaN for none */
  double confidence;      /* of the two losses below */
  double value_at_risk;   /* of one day, as a loss; NaN for none */
  double shortfall;       /* as a loss; NaN for none */
} CwHistogramData;

/** CwHistogramBin: returns from @from on, below @to. */
typedef struct
{
  double from, to;
  guint count;
} CwHistogramBin;

CwPlot *cw_histogram_plot_new (const CwHistogramData *data) G_GNUC_WARN_UNUSED_RESULT;
CwHistogramBin cw_histogram_plot_get_bin (const CwPlot *plot, gssize bin);

G_END_DECLS
