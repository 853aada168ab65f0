/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-number-input.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* So many digits tell any price or number of shares, and 0.1 stays 0.1. */
#define FORMAT "%.12g"
#define MAX_LENGTH 40

static gboolean
is_between_digits (gunichar c)
{
  return c == ' ' || c == 0xa0 || c == 0x202f || c == '\'' || c == 0x2019;
}

static gboolean
stands_before_thousands (const char *digits)
{
  return strspn (digits, "0123456789") == 3;
}

/* The decimal point of another language, where it can be nothing else: the only sign in the number,
 * and not before three digits, where it might as well stand between thousands. */
static const char *
find_foreign_point (const char *text, const struct lconv *rules)
{
  const char *found = strpbrk (text, ".,");

  if (found == NULL || strpbrk (found + 1, ".,") != NULL || stands_before_thousands (found + 1)
      || (rules->decimal_point[0] == found[0] && rules->decimal_point[1] == '\0'))
    return NULL;
  return found;
}

/* Leaves out what only helps to read, and lets the decimal point be one. */
static char *
simplify (const char *text, const struct lconv *rules)
{
  GString *simple = g_string_new (NULL);
  gsize n_point = strlen (rules->decimal_point);
  gsize n_group = strlen (rules->thousands_sep);
  const char *foreign = find_foreign_point (text, rules);

  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char (text);

      if (text == foreign)
        {
          g_string_append_c (simple, '.');
          text++;
        }
      else if (n_point > 0 && strncmp (text, rules->decimal_point, n_point) == 0)
        {
          g_string_append_c (simple, '.');
          text += n_point;
        }
      else if (n_group > 0 && strncmp (text, rules->thousands_sep, n_group) == 0)
        text += n_group;
      else
        {
          if (c == 0x2212)
            g_string_append_c (simple, '-');
          else if (!is_between_digits (c))
            g_string_append_unichar (simple, c);
          text = g_utf8_next_char (text);
        }
    }
  return g_string_free (simple, FALSE);
}

/**
 * cw_number_input_parse:
 * @text: what was typed
 * @value: (out): the number, if it is one
 *
 * Understands the language's decimal point, another one where it can be nothing else, and passes
 * over what stands between thousands.
 *
 * Returns: whether @text is a number and nothing else
 */
gboolean
cw_number_input_parse (const char *text, double *value)
{
  g_autofree char *simple = NULL;
  char *end = NULL;
  double number;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (strlen (text) > MAX_LENGTH || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  simple = simplify (text, localeconv ());
  if (simple[0] == '\0' || strspn (simple, "0123456789.-+") != strlen (simple))
    return FALSE;
  number = g_ascii_strtod (simple, &end);
  if (*end != '\0' || !isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}

/**
 * cw_number_input_format:
 * @value: a number, or NaN
 *
 * Returns: (transfer full): the number as it can be typed; empty for NaN
 */
char *
cw_number_input_format (double value)
{
  const char *point = localeconv ()->decimal_point;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *dot;

  if (!isfinite (value))
    return g_strdup ("");
  g_ascii_formatd (buffer, sizeof buffer, FORMAT, value);
  dot = strchr (buffer, '.');
  if (dot == NULL)
    return g_strdup (buffer);
  *dot = '\0';
  return g_strconcat (buffer, point[0] != '\0' ? point : ".", dot + 1, NULL);
}
