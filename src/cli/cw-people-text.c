/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-people-text.h"

#include <glib/gi18n-lib.h>

#include "cw-format.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/**
 * cw_describe_age:
 * @seconds: how long ago something was
 *
 * Returns: (transfer full): the age in its largest unit, for example `3 h ago`
 */
char *
cw_describe_age (gint64 seconds)
{
  int days = (int) (seconds / DAY);

  if (seconds < MINUTE)
    return g_strdup (_ ("just now"));
  if (seconds < HOUR)
    /* Translators: an age in minutes */
    return g_strdup_printf (_ ("%d min ago"), (int) (seconds / MINUTE));
  if (seconds < DAY)
    /* Translators: an age in hours */
    return g_strdup_printf (_ ("%d h ago"), (int) (seconds / HOUR));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day ago", "%d days ago", (gulong) days),
                          days);
}

/**
 * cw_describe_time:
 * @clock: the time in the market
 * @time: when something was, in seconds since 1970, or 0
 *
 * Returns: (transfer full): how long ago that was; the day itself where the market's time stands
 *   still, because there nothing grows old
 */
char *
cw_describe_time (CwClock clock, gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time);

  if (time == 0)
    return g_strdup (_ ("at an unknown time"));
  if (!cw_clock_is_standing (clock))
    return cw_describe_age (cw_clock_now (clock) - time);
  /* Translators: day, month and year, as g_date_time_format() reads them: as of 21 Apr 2021 */
  return g_date_time_format (moment, _ ("as of %-d %b %Y"));
}

/**
 * cw_describe_day:
 * @day: a day, counted from 1 January 1970
 *
 * Returns: (transfer full): the day, for example `21 Apr 2021`
 */
char *
cw_describe_day (gint64 day)
{
  g_autoptr (GDateTime) midnight = g_date_time_new_from_unix_utc (day * DAY);

  /* Translators: day, month and year, as g_date_time_format() reads them: 21 Apr 2021 */
  return g_date_time_format (midnight, _ ("%-d %b %Y"));
}

static char *
with_percent_sign (char *number)
{
  g_autofree char *taken = number;

  if (g_str_equal (taken, CW_FORMAT_NO_VALUE))
    return g_steal_pointer (&taken);
  /* Translators: %s is a number such as 61.0; the space before the sign is a narrow one that does
   * not break. Leave it out where your language does. */
  return g_strdup_printf (_ ("%s\u202f%%"), taken);
}

/**
 * cw_format_share:
 * @fraction: 0.61 for 61 percent, or NaN
 * @decimals: how many decimals it gets
 *
 * Returns: (transfer full): for example `61.0 %`
 */
char *
cw_format_share (double fraction, int decimals)
{
  return with_percent_sign (cw_format_number (fraction * 100, decimals));
}

/** cw_format_signed_share: Returns: (transfer full): for example `+61.0 %` */
char *
cw_format_signed_share (double fraction, int decimals)
{
  return with_percent_sign (cw_format_signed (fraction * 100, decimals));
}

/**
 * cw_format_change:
 * @change: by how much a price moved, or NaN
 * @decimals: how many decimals it gets
 *
 * Returns: (transfer full): the change with its sign, and an arrow where there is one to show
 */
char *
cw_format_change (double change, int decimals)
{
  g_autofree char *number = cw_format_signed (change, decimals);

  /* What is not shown as zero begins with its sign. */
  if (change > 0 && !g_ascii_isdigit (number[0]))
    return g_strconcat ("▲ ", number, NULL);
  if (change < 0 && !g_ascii_isdigit (number[0]))
    return g_strconcat ("▼ ", number, NULL);
  return g_steal_pointer (&number);
}
