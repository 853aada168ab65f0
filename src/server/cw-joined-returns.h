/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

/** CwJoinedReturns: simple returns of a series or a portfolio, and the days that they end on. */
typedef struct
{
  gsize n;
  gint32 *day; /* days since 1970, by the exchange's calendar */
  double *value;
} CwJoinedReturns;

CwJoinedReturns *cw_joined_returns_new (CwSeries *const *series,
                                        const double *weights,
                                        gsize n_series,
                                        gint64 start,
                                        gint64 end) G_GNUC_WARN_UNUSED_RESULT;
void cw_joined_returns_free (CwJoinedReturns *returns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwJoinedReturns, cw_joined_returns_free)

double cw_joined_returns_get_quantile (const CwJoinedReturns *returns, double probability);

G_END_DECLS
