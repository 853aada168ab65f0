/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-plot.h"

G_BEGIN_DECLS

/** CW_DRAWDOWN_NEVER: the position of a recovery that has not come. */
#define CW_DRAWDOWN_NEVER G_MAXSIZE

/** CwDrawdownData: what a curve of falls is made from; copied. */
typedef struct
{
  gint64 first_day;      /* of the value before the first return, in days since 1970 */
  const gint64 *days;    /* of each return */
  const double *returns; /* 0.01 is one percent */
  gsize n;
  gsize peak, trough, recovery; /* of the deepest fall, counted from the value before the first
                                   return; the last may be %CW_DRAWDOWN_NEVER */
} CwDrawdownData;

CwPlot *cw_drawdown_plot_new (const CwDrawdownData *data) G_GNUC_WARN_UNUSED_RESULT;
double cw_drawdown_plot_get_depth (const CwPlot *plot, gssize item);

G_END_DECLS
