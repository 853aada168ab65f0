/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MINUS "\u2212"
#define MAX_DECIMALS 8

/* A number that rounds to zero has no sign. */
static gboolean
looks_negative (double value, int decimals)
{
  return value * pow (10, decimals) <= -0.5;
}

/**
 * cw_number_format:
 * @value: a number
 * @decimals: how many decimals it shall have
 *
 * Returns: (transfer full): @value for people
 */
char *
cw_number_format (double value, int decimals)
{
  g_autofree char *digits = g_strdup_printf ("%.*f", decimals, fabs (value));

  return g_strconcat (looks_negative (value, decimals) ? MINUS : "", digits, NULL);
}

/**
 * cw_number_format_percent:
 * @fraction: a number of which 1 is the whole
 * @decimals: how many decimals its percentage shall have
 *
 * Returns: (transfer full): @fraction in percent, for people
 */
char *
cw_number_format_percent (double fraction, int decimals)
{
  g_autofree char *number = cw_number_format (100.0 * fraction, decimals);

  /* Translators: a number in percent. The space is a narrow one at which no line breaks. */
  return g_strdup_printf (_ ("%s\u202f%%"), number);
}

/** cw_number_format_change: As cw_number_format_percent(), with a plus sign where it rose. */
char *
cw_number_format_change (double fraction, int decimals)
{
  g_autofree char *percent = cw_number_format_percent (fraction, decimals);

  return g_strconcat (looks_negative (-100.0 * fraction, decimals) ? "+" : "", percent, NULL);
}

/** cw_number_format_score: Returns: (transfer full): @score with its sign, for people */
char *
cw_number_format_score (int score)
{
  return g_strdup_printf ("%s%d", score > 0 ? "+" : score < 0 ? MINUS : "", ABS (score));
}

/**
 * cw_number_decimals_to_tell_apart:
 * @a: a number
 * @b: another one
 * @decimals: how many decimals are wanted
 *
 * Two numbers of which a sentence says that one is above the other must not look the same in it.
 *
 * Returns: @decimals, or as many more as it takes to see the difference
 */
int
cw_number_decimals_to_tell_apart (double a, double b, int decimals)
{
  while (decimals < MAX_DECIMALS && fabs (a - b) > 0
         && fabs (round (a * pow (10, decimals)) - round (b * pow (10, decimals))) < 0.5)
    decimals++;
  return decimals;
}
