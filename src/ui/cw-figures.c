/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define THIN_SPACE "\xe2\x80\xaf" /* U+202F: narrow, and does not break */
#define ARROW_UP "\xe2\x96\xb2"   /* U+25B2 */
#define ARROW_DOWN "\xe2\x96\xbc" /* U+25BC */

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define YEAR (365 * DAY + 6 * HOUR)

/* Money from here on is told in millions and more. */
#define LARGE_MONEY 1e6

/**
 * cw_direction_of:
 * @change: how much a number changed, or NaN
 * @decimals: with how many decimals it is shown
 *
 * Returns: which way it went; none if the change is too small to be seen or not known
 */
CwDirection
cw_direction_of (double change, int decimals)
{
  double visible = 0.5 * pow (10, -decimals);

  if (change >= visible)
    return CW_DIRECTION_UP;
  if (change <= -visible)
    return CW_DIRECTION_DOWN;
  return CW_DIRECTION_NONE;
}

/** cw_direction_of_action: Returns: where somebody who takes this advice thinks the price will go
 */
CwDirection
cw_direction_of_action (CwAction action)
{
  switch (action)
    {
    case CW_ACTION_BUY:
      return CW_DIRECTION_UP;
    case CW_ACTION_SELL:
    case CW_ACTION_AVOID:
      return CW_DIRECTION_DOWN;
    case CW_ACTION_HOLD:
    case CW_ACTION_NOT_ENOUGH_DATA:
    default:
      return CW_DIRECTION_NONE;
    }
}

/** cw_direction_get_css_class: Returns: (transfer none): the style class of what went this way */
const char *
cw_direction_get_css_class (CwDirection direction)
{
  switch (direction)
    {
    case CW_DIRECTION_UP:
      return "cw-up";
    case CW_DIRECTION_DOWN:
      return "cw-down";
    case CW_DIRECTION_NONE:
    default:
      return "cw-flat";
    }
}

/**
 * cw_direction_add_arrow:
 * @direction: which way a number went
 * @text: the number
 *
 * Returns: (transfer full): @text after the arrow that says the same as its colour
 */
char *
cw_direction_add_arrow (CwDirection direction, const char *text)
{
  if (direction == CW_DIRECTION_NONE)
    return g_strdup (text);
  return g_strconcat (direction == CW_DIRECTION_UP ? ARROW_UP " " : ARROW_DOWN " ", text, NULL);
}

static char *
figure_of_money (double value, const char *currency)
{
  g_autofree char *amount = NULL;

  if (fabs (value) >= LARGE_MONEY)
    amount = cw_format_compact (value);
  else
    amount = cw_format_number (value, 2);
  if (currency[0] == '\0')
    return g_steal_pointer (&amount);
  return g_strconcat (amount, THIN_SPACE, currency, NULL);
}

/**
 * cw_figure_of_metric:
 * @fundamentals: a company's figures
 * @metric: which of them
 *
 * Returns: (transfer full): the figure in its unit, or a dash
 */
char *
cw_figure_of_metric (const CwFundamentals *fundamentals, CwMetric metric)
{
  double value = fundamentals->values[metric];
  g_autofree char *number = NULL;

  if (!isfinite (value))
    return g_strdup (CW_FORMAT_NO_VALUE);
  switch (cw_metric_get_unit (metric))
    {
    case CW_METRIC_UNIT_FRACTION:
      number = cw_format_number (100 * value, 1);
      return g_strconcat (number, THIN_SPACE "%", NULL);
    case CW_METRIC_UNIT_MONEY:
      return figure_of_money (value, fundamentals->currency);
    case CW_METRIC_UNIT_RATIO:
    default:
      return cw_format_number (value, 2);
    }
}

/**
 * cw_figure_of_share:
 * @fraction: a part of a whole, or NaN
 * @decimals: how many decimals its percent get
 *
 * Returns: (transfer full): 0.153 as 15.3 %, a dash where it is missing
 */
char *
cw_figure_of_share (double fraction, int decimals)
{
  g_autofree char *number = cw_format_number (100 * fraction, decimals);

  if (!isfinite (fraction))
    return g_steal_pointer (&number);
  /* Translators: %s is a number such as 61.0; the space before the sign is a narrow one that does
   * not break. Leave it out where your language does. */
  return g_strdup_printf (_ ("%s\u202f%%"), number);
}

/**
 * cw_figure_of_day:
 * @time: (nullable): a moment, in the zone whose day counts
 *
 * Returns: (transfer full): its day, or a dash
 */
char *
cw_figure_of_day (GDateTime *time)
{
  char *text = NULL;

  if (time != NULL)
    /* Translators: a day as in 21 Apr 2021, as g_date_time_format() reads it */
    text = g_date_time_format (time, _ ("%-d %b %Y"));
  return text != NULL ? text : g_strdup (CW_FORMAT_NO_VALUE);
}

/**
 * cw_figure_of_age:
 * @seconds: how old something is; clocks differ, so what seems to come is new
 *
 * Returns: (transfer full): the age as short as can be, for a column
 */
char *
cw_figure_of_age (gint64 seconds)
{
  if (seconds < MINUTE)
    /* Translators: how old a price is, as short as can be */
    return g_strdup (_ ("now"));
  if (seconds < HOUR)
    /* Translators: how old a price is in minutes, as short as can be */
    return g_strdup_printf (_ ("%d min"), (int) (seconds / MINUTE));
  if (seconds < DAY)
    /* Translators: how old a price is in hours, as short as can be */
    return g_strdup_printf (_ ("%d h"), (int) (seconds / HOUR));
  if (seconds < YEAR)
    /* Translators: how old a price is in days, as short as can be */
    return g_strdup_printf (_ ("%d d"), (int) (seconds / DAY));
  /* Translators: how old a price is in years, as short as can be */
  return g_strdup_printf (_ ("%d y"), (int) MIN (seconds / YEAR, G_MAXINT));
}

/**
 * cw_figure_of_age_in_words:
 * @seconds: how old something is; clocks differ, so what seems to come is new
 *
 * Returns: (transfer full): the age, to stand after the name of what is so old
 */
char *
cw_figure_of_age_in_words (gint64 seconds)
{
  g_autofree char *age = NULL;

  if (seconds < MINUTE)
    /* Translators: how old data is */
    return g_strdup (_ ("just now"));
  age = cw_figure_of_age (seconds);
  /* Translators: how old data is; %s is for example 5 min */
  return g_strdup_printf (_ ("%s old"), age);
}
