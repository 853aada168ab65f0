/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-cli-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cw-cli-error.h"
#include "cw-machine-text.h"
#include "cw-symbol.h"

#define SHOWN_CHARS 60
#define SMALLEST_SIDE 16
#define LARGEST_SIDE 20000

static gboolean
fail (GError **error, const char *option, const char *text, const char *wanted)
{
  g_autofree char *shown = cw_text_clean (text, SHOWN_CHARS);

  /* Translators: an option, what was given as its value, and what it should be: “--size: “huge” is
   * not a size such as 1200x800” */
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: “%s” is not %s"), option, shown,
               wanted);
  return FALSE;
}

/**
 * cw_cli_parse_int:
 * @option: the option's name, for the message
 * @text: what was given
 * @lowest: the lowest value allowed
 * @highest: the highest
 * @number: (out): where the value goes
 * @error: return location for a `CW_CLI_ERROR_USAGE`
 *
 * Returns: whether @text is such a whole number
 */
gboolean
cw_cli_parse_int (
    const char *option, const char *text, int lowest, int highest, int *number, GError **error)
{
  g_autofree char *wanted = NULL;
  gint64 value;

  if (g_ascii_string_to_signed (text, 10, lowest, highest, &value, NULL))
    {
      *number = (int) value;
      return TRUE;
    }
  /* Translators: completes “--retries: “many” is not …” */
  wanted = g_strdup_printf (_ ("a whole number from %d to %d"), lowest, highest);
  return fail (error, option, text, wanted);
}

/** cw_cli_parse_double: like cw_cli_parse_int() for any number, written with a decimal point */
gboolean
cw_cli_parse_double (const char *option,
                     const char *text,
                     double lowest,
                     double highest,
                     double *number,
                     GError **error)
{
  char from[CW_NUMBER_SIZE], to[CW_NUMBER_SIZE];
  g_autofree char *wanted = NULL;
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0' && value >= lowest && value <= highest)
    {
      *number = value;
      return TRUE;
    }
  /* Translators: completes “--scale: “big” is not …” */
  cw_print_number (lowest, from);
  cw_print_number (highest, to);
  wanted = g_strdup_printf (_ ("a number from %s to %s"), from, to);
  return fail (error, option, text, wanted);
}

/** cw_cli_parse_day: reads `YYYY-MM-DD` into the seconds since 1970 of that day's midnight in UTC
 */
gboolean
cw_cli_parse_day (const char *option, const char *text, gint64 *day, GError **error)
{
  g_autoptr (GDateTime) midnight = NULL;
  g_autofree char *again = NULL;
  int year, month, day_of_month;

  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &day_of_month) == 3)
    midnight = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  if (midnight != NULL)
    again = g_date_time_format (midnight, "%Y-%m-%d");
  if (g_strcmp0 (again, text) != 0)
    return fail (error, option, text, _ ("a day such as 2021-04-21"));
  *day = g_date_time_to_unix (midnight);
  return TRUE;
}

/** cw_cli_parse_range: reads a range such as `5y` */
gboolean
cw_cli_parse_range (const char *option, const char *text, CwRange *range, GError **error)
{
  g_autoptr (GString) wanted = NULL;

  if (cw_range_parse (text, range))
    return TRUE;
  wanted = g_string_new (_ ("a range; there are"));
  for (guint i = 0; i < CW_N_RANGES; i++)
    g_string_append_printf (wanted, " %s", cw_range_to_string ((CwRange) i));
  return fail (error, option, text, wanted->str);
}

static gboolean
parse_interval (const char *option, const char *text, CwInterval *interval, GError **error)
{
  g_autoptr (GString) wanted = NULL;

  if (cw_interval_parse (text, interval))
    return TRUE;
  wanted = g_string_new (_ ("an interval; there are"));
  for (guint i = 0; i < CW_N_INTERVALS; i++)
    g_string_append_printf (wanted, " %s", cw_interval_to_string ((CwInterval) i));
  return fail (error, option, text, wanted->str);
}

static gboolean
holds (const GArray *intervals, CwInterval interval)
{
  for (guint i = 0; i < intervals->len; i++)
    if (g_array_index (intervals, CwInterval, i) == interval)
      return TRUE;
  return FALSE;
}

/**
 * cw_cli_parse_intervals:
 * @option: the option's name, for the message
 * @text: intervals with commas between them, for example `1d,1wk`
 * @error: return location for a `CW_CLI_ERROR_USAGE`
 *
 * Returns: (transfer full) (nullable) (element-type CwInterval): the intervals, each once
 */
GArray *
cw_cli_parse_intervals (const char *option, const char *text, GError **error)
{
  g_autoptr (GArray) intervals = g_array_new (FALSE, FALSE, sizeof (CwInterval));
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  if (words[0] == NULL)
    {
      fail (error, option, text, _ ("an interval"));
      return NULL;
    }
  for (gsize i = 0; words[i] != NULL; i++)
    {
      CwInterval interval;

      if (!parse_interval (option, g_strstrip (words[i]), &interval, error))
        return NULL;
      if (!holds (intervals, interval))
        g_array_append_val (intervals, interval);
    }
  return g_steal_pointer (&intervals);
}

/** cw_cli_parse_size: reads a size such as `1200x800` */
gboolean
cw_cli_parse_size (const char *option, const char *text, int *width, int *height, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "x", -1);
  g_autofree char *wanted = NULL;
  gint64 value[2];

  if (g_strv_length (sides) == 2
      && g_ascii_string_to_signed (sides[0], 10, SMALLEST_SIDE, LARGEST_SIDE, &value[0], NULL)
      && g_ascii_string_to_signed (sides[1], 10, SMALLEST_SIDE, LARGEST_SIDE, &value[1], NULL))
    {
      *width = (int) value[0];
      *height = (int) value[1];
      return TRUE;
    }
  /* Translators: completes “--size: “huge” is not …” */
  wanted = g_strdup_printf (_ ("a size such as 1200x800, each side from %d to %d"), SMALLEST_SIDE,
                            LARGEST_SIDE);
  return fail (error, option, text, wanted);
}

/** cw_cli_parse_symbol: reads a symbol; without a @text there is none */
gboolean
cw_cli_parse_symbol (const char *option, const char *text, char **symbol, GError **error)
{
  g_autoptr (GError) cause = NULL;

  *symbol = text != NULL ? cw_symbol_normalize (text, &cause) : NULL;
  if (cause == NULL)
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, "%s: %s", option, cause->message);
  return FALSE;
}

/** cw_cli_check_url: Returns: whether @url, if there is one, is the address of a web server */
gboolean
cw_cli_check_url (const char *option, const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme, *host;

  if (url == NULL)
    return TRUE;
  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  host = uri != NULL && strpbrk (url, " \t\r\n") == NULL ? g_uri_get_host (uri) : NULL;
  if (host != NULL && host[0] != '\0'
      && (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0))
    return TRUE;
  return fail (error, option, url, _ ("an address that begins with http:// or https://"));
}
