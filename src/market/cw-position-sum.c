/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-position-sum.h"

#include <math.h>

/** cw_position_sums_new: Returns: (transfer full) (element-type CwPositionSum): no sums yet */
GArray *
cw_position_sums_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (CwPositionSum));
}

static CwPositionSum *
find (GArray *sums, const char *currency)
{
  for (guint i = 0; i < sums->len; i++)
    {
      CwPositionSum *sum = &g_array_index (sums, CwPositionSum, i);

      if (g_str_equal (sum->currency, currency))
        return sum;
    }
  return NULL;
}

static CwPositionSum *
find_or_add (GArray *sums, const char *currency)
{
  CwPositionSum fresh = {
    .gain = NAN, .gain_percent = NAN, .day_change = NAN, .day_change_percent = NAN
  };
  CwPositionSum *sum = find (sums, currency);

  if (sum != NULL)
    return sum;
  g_strlcpy (fresh.currency, currency, sizeof fresh.currency);
  g_array_append_val (sums, fresh);
  return &g_array_index (sums, CwPositionSum, sums->len - 1);
}

static double
add (double sum, double amount)
{
  return isnan (sum) ? amount : sum + amount;
}

static double
in_percent (double amount, double whole)
{
  return whole > 0 ? 100 * amount / whole : (double) NAN;
}

/**
 * cw_position_sums_add:
 * @sums: (element-type CwPositionSum): sums, one for each currency, in the order in which the
 *   currencies came
 * @position: a position
 * @time: when its price was paid, seconds since 1970, or 0 if that is not known
 *
 * Of positions whose cost or day change is not known, the value counts all the same; the percents
 * are of what the others cost and were worth.
 *
 * Returns: whether it was added; a position whose value is not known is not
 */
gboolean
cw_position_sums_add (GArray *sums, const CwPosition *position, gint64 time)
{
  CwPositionSum *sum;

  g_return_val_if_fail (sums != NULL && position != NULL, FALSE);

  if (!isfinite (position->value))
    return FALSE;
  sum = find_or_add (sums, position->currency);
  sum->n_positions++;
  sum->value += position->value;
  sum->n_costless += !isfinite (position->gain);
  sum->n_still += !isfinite (position->day_change);
  if (isfinite (position->gain))
    {
      sum->gain = add (sum->gain, position->gain);
      sum->cost += position->shares * position->cost;
      sum->gain_percent = in_percent (sum->gain, sum->cost);
    }
  if (isfinite (position->day_change))
    {
      sum->day_change = add (sum->day_change, position->day_change);
      sum->before += position->value - position->day_change;
      sum->day_change_percent = in_percent (sum->day_change, sum->before);
    }
  if (time > 0 && (sum->oldest == 0 || time < sum->oldest))
    sum->oldest = time;
  return TRUE;
}

/** cw_position_sums_find: Returns: (transfer none) (nullable): the sum of what is in @currency */
const CwPositionSum *
cw_position_sums_find (GArray *sums, const char *currency)
{
  g_return_val_if_fail (sums != NULL && currency != NULL, NULL);
  return find (sums, currency);
}

/**
 * cw_position_get_weight:
 * @position: a position
 * @sums: (element-type CwPositionSum): of it and of others
 *
 * Returns: which part of all that is in its currency the position is, 0 … 1, or NaN if that is not
 *   known
 */
double
cw_position_get_weight (const CwPosition *position, GArray *sums)
{
  const CwPositionSum *sum;

  g_return_val_if_fail (position != NULL && sums != NULL, NAN);

  sum = find (sums, position->currency);
  if (sum == NULL || !isfinite (position->value) || !(sum->value > 0))
    return NAN;
  return position->value / sum->value;
}
