/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-interval.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static const struct
{
  const char *name;
  gint64 seconds;
} intervals[CW_N_INTERVALS] = {
  [CW_INTERVAL_1M] = { "1m", MINUTE },        [CW_INTERVAL_2M] = { "2m", 2 * MINUTE },
  [CW_INTERVAL_5M] = { "5m", 5 * MINUTE },    [CW_INTERVAL_15M] = { "15m", 15 * MINUTE },
  [CW_INTERVAL_30M] = { "30m", 30 * MINUTE }, [CW_INTERVAL_1H] = { "1h", HOUR },
  [CW_INTERVAL_90M] = { "90m", 90 * MINUTE }, [CW_INTERVAL_1D] = { "1d", DAY },
  [CW_INTERVAL_1WK] = { "1wk", 7 * DAY },     [CW_INTERVAL_1MO] = { "1mo", 30 * DAY },
  [CW_INTERVAL_3MO] = { "3mo", 91 * DAY },
};

/**
 * cw_interval_parse:
 * @text: for example `1d`; `60m` is taken as `1h`
 * @interval: (out): where the interval goes
 *
 * Returns: whether @text names an interval
 */
gboolean
cw_interval_parse (const char *text, CwInterval *interval)
{
  g_return_val_if_fail (text != NULL && interval != NULL, FALSE);

  if (g_str_equal (text, "60m"))
    text = "1h";
  for (guint i = 0; i < CW_N_INTERVALS; i++)
    if (g_str_equal (intervals[i].name, text))
      {
        *interval = (CwInterval) i;
        return TRUE;
      }
  return FALSE;
}

/** cw_interval_to_string: Returns: (transfer none): for example `1d` */
const char *
cw_interval_to_string (CwInterval interval)
{
  g_return_val_if_fail (interval < CW_N_INTERVALS, NULL);
  return intervals[interval].name;
}

/** cw_interval_get_seconds: Returns: the nominal length of a bar; a month counts 30 days */
gint64
cw_interval_get_seconds (CwInterval interval)
{
  g_return_val_if_fail (interval < CW_N_INTERVALS, 0);
  return intervals[interval].seconds;
}

/** cw_interval_is_intraday: Returns: whether several bars fall on one day */
gboolean
cw_interval_is_intraday (CwInterval interval)
{
  return interval < CW_INTERVAL_1D;
}
