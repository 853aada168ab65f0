/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-number.h"

#define MINUS_SIGN "\xe2\x88\x92" /* U+2212 */
#define MAX_DECIMALS 12

/* Daily bars of some exchanges are stamped an hour or two before their own midnight while daylight
 * saving changes; no session is that short, so it cannot put a bar on a wrong day. */
#define STAMP_TOLERANCE (2 * 60 * 60)

/**
 * cw_format_find_decimals:
 * @series: a series
 *
 * Returns: how many decimals its prices are shown with: the exchange's own, and for prices under
 *   one as many more as four figures need
 */
int
cw_format_find_decimals (const CwSeries *series)
{
  int decimals = series->info.price_decimals;
  double price = series->n_bars > 0 ? series->close[series->n_bars - 1] : NAN;

  if (price > 0 && price < 1)
    decimals = MAX (decimals, 3 - (int) floor (log10 (price)));
  return MIN (decimals, MAX_DECIMALS);
}

static gboolean
is_shown_as_zero (double value, int decimals)
{
  return fabs (value) < 0.5 * pow (10, -decimals);
}

/**
 * cw_format_number:
 * @value: a number, or NaN
 * @decimals: how many decimals it gets
 *
 * Returns: (transfer full): the number as the locale writes it; a dash where it is missing
 */
char *
cw_format_number (double value, int decimals)
{
  g_autofree char *digits = NULL;

  if (!isfinite (value))
    return g_strdup (CW_FORMAT_NO_VALUE);
  digits = g_strdup_printf ("%'.*f", decimals, fabs (value));
  if (value < 0 && !is_shown_as_zero (value, decimals))
    return g_strconcat (cw_number_get_sign_mark (), MINUS_SIGN, digits, NULL);
  return g_steal_pointer (&digits);
}

/**
 * cw_format_signed:
 * @value: a change, or NaN
 * @decimals: how many decimals it gets
 *
 * Returns: (transfer full): the number with its sign, also where it is positive
 */
char *
cw_format_signed (double value, int decimals)
{
  g_autofree char *number = cw_format_number (value, decimals);

  if (value > 0 && isfinite (value) && !is_shown_as_zero (value, decimals))
    return g_strconcat (cw_number_get_sign_mark (), "+", number, NULL);
  return g_steal_pointer (&number);
}

/**
 * cw_format_percent:
 * @percent: a change in percent, or NaN
 *
 * Returns: (transfer full): for example +0.29 %
 */
char *
cw_format_percent (double percent)
{
  return cw_format_percent_to (percent, 2);
}

/** cw_format_percent_to: as cw_format_percent(), with another number of decimals */
char *
cw_format_percent_to (double percent, int decimals)
{
  g_autofree char *number = cw_format_signed (percent, decimals);

  if (!isfinite (percent))
    return g_steal_pointer (&number);
  /* Translators: %s is a number such as +0.29; the space before the sign is a narrow one that does
   * not break. Leave it out where your language does. */
  return g_strdup_printf (_ ("%s\u202f%%"), number);
}

static const struct
{
  int exponent;
  const char *format;
} units[] = {
  /* Translators: millions of millions (10¹²), thousands of millions (10⁹), millions, thousands: the
   * letters that stand behind a number on an axis */
  { 12, N_ ("%sT") }, { 9, N_ ("%sB") }, { 6, N_ ("%sM") }, { 3, N_ ("%sK") }, { 0, "%s" },
};

static gsize
find_unit (double value)
{
  gsize i = 0;

  /* 999 950 is shown as 1.00M, not as 1000K. */
  while (i < G_N_ELEMENTS (units) - 1 && !(fabs (value) >= 0.9995 * pow (10, units[i].exponent)))
    i++;
  return i;
}

static char *
add_unit (const char *number, gsize unit)
{
  const char *format = units[unit].format;

  if (units[unit].exponent > 0)
    format = g_dgettext (GETTEXT_PACKAGE, format);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, number);
#pragma GCC diagnostic pop
}

/**
 * cw_format_compact:
 * @value: a large number, or NaN
 *
 * Returns: (transfer full): the number with three figures and a letter, for example 84.9M
 */
char *
cw_format_compact (double value)
{
  gsize unit = find_unit (value);
  double figure = value / pow (10, units[unit].exponent), size = fabs (figure);
  g_autofree char *number = cw_format_number (figure, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);

  return isfinite (value) ? add_unit (number, unit) : g_steal_pointer (&number);
}

/**
 * cw_format_compact_multiple:
 * @value: a large number
 * @exponent: @value is a multiple of ten to the power of this
 *
 * Returns: (transfer full): the number with a letter and only the decimals that it needs: 1.5B
 */
char *
cw_format_compact_multiple (double value, int exponent)
{
  gsize unit = find_unit (value);
  g_autofree char *number = cw_format_number (value / pow (10, units[unit].exponent),
                                              CLAMP (units[unit].exponent - exponent, 0, 6));

  return add_unit (number, unit);
}

/**
 * cw_format_dup_bar_start:
 * @series: a series
 * @bar: a bar's index
 *
 * Returns: (transfer full): when the bar begins, by the exchange's calendar and clock
 */
GDateTime *
cw_format_dup_bar_start (const CwSeries *series, gsize bar)
{
  gint64 tolerance = cw_interval_is_intraday (series->interval) ? 0 : STAMP_TOLERANCE;

  return cw_series_get_local_time (series, series->time[bar] + tolerance);
}

/**
 * cw_format_bar_date:
 * @series: a series
 * @bar: a bar's index
 *
 * Returns: (transfer full): the bar's date, with its time of day if it is shorter than a day
 */
char *
cw_format_bar_date (const CwSeries *series, gsize bar)
{
  g_autoptr (GDateTime) start = cw_format_dup_bar_start (series, bar);

  if (cw_interval_is_intraday (series->interval))
    /* Translators: weekday, day, month, year, hour and minute of a bar, as g_date_time_format()
     * reads them: Tue 17 Mar 2020 14:30 */
    return g_date_time_format (start, _ ("%a %-d %b %Y %H:%M"));
  if (series->interval >= CW_INTERVAL_1MO)
    /* Translators: month and year of a bar, as g_date_time_format() reads them: Mar 2020 */
    return g_date_time_format (start, _ ("%b %Y"));
  /* Translators: weekday, day, month and year of a bar, as g_date_time_format() reads them:
   * Tue 17 Mar 2020 */
  return g_date_time_format (start, _ ("%a %-d %b %Y"));
}

/**
 * cw_format_bar_date_short:
 * @series: a series
 * @bar: a bar's index
 *
 * Returns: (transfer full): the bar's date without the weekday and the time of day
 */
char *
cw_format_bar_date_short (const CwSeries *series, gsize bar)
{
  g_autoptr (GDateTime) start = cw_format_dup_bar_start (series, bar);

  /* Translators: day, month and year, as g_date_time_format() reads them: 17 Mar 2020 */
  return g_date_time_format (start, _ ("%-d %b %Y"));
}
