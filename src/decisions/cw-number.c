/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MINUS "\u2212"
#define LEFT_TO_RIGHT_MARK "\u200e"
#define MAX_DECIMALS 8

/* A number that rounds to zero has no sign. */
static gboolean
looks_negative (double value, int decimals)
{
  return value * pow (10, decimals) <= -0.5;
}

/**
 * cw_number_get_sign_mark:
 *
 * Between words that run from right to left a sign before a number would be shown behind it.
 *
 * Returns: (transfer none): what to put before a plus or a minus sign so that it stays where it
 *   is; nothing where the user's language runs from left to right
 */
const char *
cw_number_get_sign_mark (void)
{
  /* Translators: write rtl if your language is written from right to left */
  return g_str_equal (C_ ("text direction", "ltr"), "rtl") ? LEFT_TO_RIGHT_MARK : "";
}

static char *
add_sign (const char *sign, const char *text)
{
  return g_strconcat (sign[0] != '\0' ? cw_number_get_sign_mark () : "", sign, text, NULL);
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

  return add_sign (looks_negative (value, decimals) ? MINUS : "", digits);
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

  return add_sign (looks_negative (-100.0 * fraction, decimals) ? "+" : "", percent);
}

/** cw_number_format_score: Returns: (transfer full): @score with its sign, for people */
char *
cw_number_format_score (int score)
{
  g_autofree char *digits = g_strdup_printf ("%d", ABS (score));

  return add_sign (score > 0 ? "+" : score < 0 ? MINUS : "", digits);
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
