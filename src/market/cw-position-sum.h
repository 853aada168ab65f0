/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-position.h"

G_BEGIN_DECLS

/**
 * CwPositionSum:
 *
 * What all positions in one currency are worth together. Sums of different currencies are never
 * added, because there is no rate of exchange. A number that cannot be known is NaN.
 */
typedef struct
{
  char currency[CW_CURRENCY_SIZE]; /* empty if the positions' is not known */
  guint n_positions;
  guint n_costless; /* of these, whose gain is not known: @gain is without them */
  guint n_still;    /* of these, whose day change is not known: @day_change is without them */
  double value;
  double gain;
  double gain_percent; /* in percent of what the positions cost of which @gain is */
  double day_change;
  double day_change_percent; /* in percent of what those of @day_change were worth before */
  gint64 oldest;             /* of the prices, seconds since 1970, or 0 if no time is known */
  double cost;               /* of the positions of which @gain is */
  double before;             /* worth of those of which @day_change is, at the previous close */
} CwPositionSum;

GArray *cw_position_sums_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_position_sums_add (GArray *sums, const CwPosition *position, gint64 time);
const CwPositionSum *cw_position_sums_find (GArray *sums, const char *currency);
double cw_position_get_weight (const CwPosition *position, GArray *sums);

G_END_DECLS
