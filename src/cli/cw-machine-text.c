/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-machine-text.h"

#include <math.h>
#include <string.h>

/**
 * cw_print_number:
 * @number: any number
 * @text: where it is printed, for example `133.5`
 *
 * Prints @number with as few digits as it takes to read back exactly the same number.
 *
 * Returns: whether there is anything to print; a NaN or an infinity is no number
 */
gboolean
cw_print_number (double number, char text[CW_NUMBER_SIZE])
{
  text[0] = '\0';
  if (!isfinite (number))
    return FALSE;
  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];
      double again;

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, CW_NUMBER_SIZE, format, number);
      again = g_ascii_strtod (text, NULL);
      if (memcmp (&again, &number, sizeof number) == 0)
        break;
    }
  return TRUE;
}

static gboolean
print_moment (gint64 time, const char *format, char text[CW_TIME_SIZE])
{
  g_autoptr (GDateTime) moment = time != 0 ? g_date_time_new_from_unix_utc (time) : NULL;
  g_autofree char *printed = moment != NULL ? g_date_time_format (moment, format) : NULL;

  text[0] = '\0';
  if (printed == NULL)
    return FALSE;
  g_strlcpy (text, printed, CW_TIME_SIZE);
  return TRUE;
}

/**
 * cw_print_time:
 * @time: seconds since 1970, 0 for unknown
 * @text: where it is printed, for example `2021-04-21T20:00:00Z`
 *
 * Returns: whether the time is known
 */
gboolean
cw_print_time (gint64 time, char text[CW_TIME_SIZE])
{
  return print_moment (time, "%Y-%m-%dT%H:%M:%SZ", text);
}

/** cw_print_day: prints the day in UTC, for example `2021-04-21`. Returns: whether it is known */
gboolean
cw_print_day (gint64 time, char text[CW_TIME_SIZE])
{
  return print_moment (time, "%Y-%m-%d", text);
}

/**
 * cw_csv_write_text:
 * @file: where the cell goes
 * @text: (nullable): what stands in it
 *
 * Writes a cell of text, quoted as RFC 4180 has it. A text that a spreadsheet would take for a
 * formula gets an apostrophe before it, which makes it plain text there.
 */
void
cw_csv_write_text (FILE *file, const char *text)
{
  gboolean quote;

  if (text == NULL || text[0] == '\0')
    return;
  quote = strpbrk (text, ",;\"\r\n\t") != NULL;
  if (quote)
    fputc ('"', file);
  if (strchr ("=+-@\t\r", text[0]) != NULL)
    fputc ('\'', file);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        fputc ('"', file);
      fputc (*p, file);
    }
  if (quote)
    fputc ('"', file);
}

/** cw_csv_write_number: writes a cell that cw_print_number() fills, empty where there is none */
void
cw_csv_write_number (FILE *file, double number)
{
  char text[CW_NUMBER_SIZE];

  if (cw_print_number (number, text))
    fputs (text, file);
}

/** cw_csv_write_full_number: writes a number with 17 significant digits, empty where there is none
 */
void
cw_csv_write_full_number (FILE *file, double number)
{
  char text[CW_NUMBER_SIZE];

  if (isfinite (number))
    fputs (g_ascii_formatd (text, sizeof text, "%.17g", number), file);
}
