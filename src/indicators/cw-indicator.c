/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

#include <string.h>

/* In the order in which a menu shows them: what lies over the prices, then what has a pane. */
static const CwIndicator *const indicators[] = {
  &cw_indicator_sma,  &cw_indicator_ema,      &cw_indicator_wma,    &cw_indicator_bbands,
  &cw_indicator_psar, &cw_indicator_ichimoku, &cw_indicator_vwap,   &cw_indicator_macd,
  &cw_indicator_rsi,  &cw_indicator_stoch,    &cw_indicator_adx,    &cw_indicator_aroon,
  &cw_indicator_cci,  &cw_indicator_willr,    &cw_indicator_roc,    &cw_indicator_mfi,
  &cw_indicator_obv,  &cw_indicator_atr,      &cw_indicator_stddev,
};

/** cw_indicator_count: Returns: how many indicators there are */
size_t
cw_indicator_count (void)
{
  return sizeof indicators / sizeof indicators[0];
}

/** cw_indicator_get: Returns: (nullable): the indicator at @index of the table, NULL past its end
 */
const CwIndicator *
cw_indicator_get (size_t index)
{
  return index < cw_indicator_count () ? indicators[index] : NULL;
}

/** cw_indicator_find: Returns: (nullable): the indicator whose id is @id */
const CwIndicator *
cw_indicator_find (const char *id)
{
  for (size_t i = 0; i < cw_indicator_count (); i++)
    if (strcmp (indicators[i]->id, id) == 0)
      return indicators[i];
  return NULL;
}
