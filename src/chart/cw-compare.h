/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pyramid.h"
#include "cw-series.h"

G_BEGIN_DECLS

/** CwOther: another symbol's closes, put beside the bars of the one that is drawn. */
typedef struct
{
  CwSeries *series;   /* owned */
  double *values;     /* owned; its close for each bar of the first series, NaN where it has none */
  CwPyramid *pyramid; /* owned; of @values */
} CwOther;

void cw_other_init (CwOther *other, const CwSeries *beside, const CwSeries *series);
void cw_other_clear (CwOther *other);
double cw_other_find_base (const CwOther *other, gsize first, gsize end);

G_END_DECLS
