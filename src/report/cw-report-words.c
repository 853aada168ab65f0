/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define YEAR (365 * DAY)

/** cw_report_describe_moment: Returns: (transfer full): a moment on the exchange's clock */
char *
cw_report_describe_moment (const CwSeries *series, gint64 time)
{
  g_autoptr (GDateTime) moment = cw_series_get_local_time (series, time);
  char *text = NULL;

  if (moment != NULL)
    /* Translators: a moment with its time zone, as g_date_time_format() reads it:
     * 17 Mar 2020 16:00 EDT */
    text = g_date_time_format (moment, _ ("%-d %b %Y %H:%M %Z"));
  return text != NULL ? text : g_strdup (CW_FORMAT_NO_VALUE);
}

/**
 * cw_report_describe_age:
 * @seconds: how old something is; clocks differ, so what seems to come is new
 *
 * Returns: (transfer full): the age in words
 */
char *
cw_report_describe_age (gint64 seconds)
{
  int minutes = (int) (seconds / MINUTE % 60), hours = (int) (seconds / HOUR % 24);
  int days = (int) (seconds / DAY % 365), years = (int) MIN (seconds / YEAR, G_MAXINT);

  if (seconds < MINUTE)
    /* Translators: how old a price was when a report was made */
    return g_strdup (_ ("less than a minute old"));
  if (seconds < HOUR)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute old", "%d minutes old",
                                         (gulong) minutes),
                            minutes);
  if (seconds < DAY)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour old", "%d hours old",
                                         (gulong) hours),
                            hours);
  if (seconds < YEAR)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day old", "%d days old",
                                         (gulong) days),
                            days);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year old", "%d years old",
                                       (gulong) years),
                          years);
}

/** cw_report_format_share: Returns: (transfer full): 0.153 as 15.3 %, a dash where it is missing */
char *
cw_report_format_share (double fraction)
{
  g_autofree char *number = cw_format_number (100 * fraction, 1);

  if (!isfinite (fraction))
    return g_steal_pointer (&number);
  /* Translators: %s is a number such as 61.0; the space before the sign is a narrow one that does
   * not break. Leave it out where your language does. */
  return g_strdup_printf (_ ("%s\u202f%%"), number);
}

/** cw_report_format_signed_share: Returns: (transfer full): the same with its sign */
char *
cw_report_format_signed_share (double fraction)
{
  return cw_format_percent_to (100 * fraction, 1);
}
